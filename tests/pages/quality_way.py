"""Assessments from beginning to approval."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.models import Assessment
from bagalau.quality.tests import records as made
from tests.pages import Arguments, Make, plain, seen
from tests.pages.office import Base

PAGES = {
    **plain("assessments"),
    **seen("assessment assessment_history"),
}
DOORS = {"assessment": VIEW_ASSESSMENTS}
DAY = date(2025, 6, 16)
TITLE = "Assessment with everything"


def records(make: Make) -> dict[str, Arguments]:
    subject = made.rated(make.unit, f"Project, {make.where}", visibility=make.visibility)
    of = made.begun(make.maker, make.unit, of=subject)
    Assessment.objects.filter(pk=of.pk).update(visibility=make.visibility)
    return {"assessment": (of.pk,)}


BUDGETS = {"assessments": 9, "assessment": 16, "assessment_history": 7}
EXPORTS = {"assessments": 8}
PUBLIC = {"assessments": 5}


def shown(base: Base) -> dict[str, Arguments]:
    actor = viewer_for(Person.objects.filter(grants__role="administrator").first(), DAY)
    of = made.begun(actor, base.unit, of=made.rated(base.unit, TITLE))
    return {"assessment": (of.pk,)}


def grow(base: Base, by: Person, number: int) -> None:
    """One more assessment."""
    actor: Any = viewer_for(by, DAY)
    made.begun(actor, base.unit)
