"""Versions of questionnaires and rating schemes."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.quality.actions.freezing import keep_scheme
from bagalau.quality.models import Definition
from bagalau.quality.rules import shipped
from bagalau.quality.tests import records as made
from tests.pages import Arguments, Make, Page, plain, taken
from tests.pages.office import Base

DAY = date(2025, 6, 16)
QUESTIONNAIRE, SCHEME = ("project-closure", "2018"), ("project-qa", "1")
PAGES = {
    **plain("questionnaires"),
    "questionnaire": Page("questionnaire"),
    "questionnaire_file": Page("questionnaire"),
    "questionnaire_add": Page(post=302, sent={"text": "code: mills"}),
    "questionnaire_retire": taken("questionnaire", get=200, reason="There is a newer one."),
    "scheme": Page("scheme"),
    "scheme_file": Page("scheme"),
    "scheme_retire": taken("scheme", get=200, reason="There is a newer one."),
    "scheme_rerate": Page("scheme"),
    "scheme_rerate_apply": taken("scheme"),
    "definition": Page("definition", get=302),
}


def records(make: Make) -> dict[str, Arguments]:
    if make.where != "own":
        return {}
    row = made.known(make.maker)
    return {"questionnaire": QUESTIONNAIRE, "scheme": SCHEME, "definition": (row.pk,)}


BUDGETS = {
    "questionnaires": 7,
    "questionnaire": 7,
    "questionnaire_add": 5,
    "questionnaire_retire": 6,
    "scheme": 7,
    "scheme_retire": 6,
    "scheme_rerate": 11,
}
WITHOUT_LISTS = {"questionnaire_file", "scheme_file", "scheme_rerate_apply", "definition"}
PUBLIC = {"questionnaires": 2, "questionnaire": 3, "scheme": 2}


def shown(base: Base) -> dict[str, Arguments]:
    text = shipped.text("schemes", "project-qa@1").replace('version: "1"', 'version: "2"')
    keep_scheme(viewer_for(base.person, DAY), text.replace("least: 2}", "least: 2.2}"), Definition.ADDED)
    return {"questionnaire": QUESTIONNAIRE, "questionnaire_add": (), "scheme": SCHEME}


def grow(base: Base, by: Person, number: int) -> None:
    """One more version of a questionnaire, and one more assessment with the words of a paper."""
    actor: Any = viewer_for(by, DAY)
    made.worded(actor, made.SMALL.replace('version: "1"', f'version: "{number + 2}"'))
