"""Oversight of quality, and the flat lists behind its figures."""

from __future__ import annotations

from typing import Any

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.quality.access import VIEW_DUES
from bagalau.quality.tests import records as made
from tests.pages import Arguments, Make, plain, seen
from tests.pages.quality_way import DAY

LISTS = ("answers", "assessmentratings", "managementactions")
PAGES = {**plain("answers assessmentratings managementactions quality_oversight quality_projects"), **seen("subject")}
DOORS = {"subject": VIEW_DUES}
BUDGETS = {**dict.fromkeys(LISTS, 12), "quality_oversight": 20, "quality_projects": 12, "subject": 14}
EXPORTS = {**dict.fromkeys(LISTS, 12), "quality_projects": 12}
PUBLIC = dict.fromkeys(LISTS, 8)


def records(make: Make) -> dict[str, Arguments]:
    of = made.rated(make.unit, f"Side by side, {make.where}", visibility=make.visibility)
    return {"subject": (of.pk,)}


def shown(base: Any) -> dict[str, Arguments]:
    actor = viewer_for(Person.objects.filter(grants__role="administrator").first(), DAY)
    of = made.rated(base.unit, "Side by side")
    for year in (2022, 2024):
        made.begun(actor, base.unit, made.worded(actor), of, year=year, about=str(year))
    lists = ("quality_oversight", "quality_projects", *LISTS)
    return {**dict.fromkeys(lists, ()), "subject": (of.pk,)}
