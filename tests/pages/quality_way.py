"""Assessments from beginning to approval."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.actions.steps import take
from bagalau.quality.models import Assessment
from bagalau.quality.rules.life import Step
from bagalau.quality.tests import records as made
from tests.pages import Arguments, Make, Page, plain, seen, taken
from tests.pages.office import Base

PAGES = {
    **plain("assessments"),
    **seen("assessment assessment_history"),
    "assessment_submit": Page("assessment", get=302, post=409),  # nothing is answered
    "assessment_return": taken("lyingassessment", comment="Look again."),
    "assessment_approve": taken("lyingassessment", board_comment="Well done."),
    "assessment_reopen": taken("approvedassessment", comment="A flood came."),
    "assessment_rating": taken("lyingassessment", given="satisfactory", reason="A crack."),
    "assessment_assign": taken("assessment", get=200),
    "assessment_publish": taken("approvedassessment", visibility="public"),
}
KINDS = ("assessment", "lyingassessment", "approvedassessment")
DOORS = dict.fromkeys(KINDS, VIEW_ASSESSMENTS)
DAY = date(2025, 6, 16)
TITLE = "Assessment with everything"


def records(make: Make) -> dict[str, Arguments]:
    """One that was begun, one that lies with its approver, one that was approved."""
    assessor = make.make_person("programme_officer", unit=make.unit)
    found = {}
    for kind in KINDS:
        subject = made.rated(make.unit, f"{kind}, {make.where}", visibility=make.visibility)
        of = made.begun(make.maker, make.unit, of=subject, assessor=assessor)
        if kind != "assessment":
            made.submitted(viewer_for(assessor, DAY), of)
        if kind == "approvedassessment":
            take(make.maker, of, Step.APPROVE, made.CLOSED)
        Assessment.objects.filter(pk=of.pk).update(visibility=make.visibility)
        found[kind] = (of.pk,)
    return found


BUDGETS = {"assessments": 9, "assessment": 16, "assessment_history": 7, "assessment_assign": 10}
WITHOUT_LISTS = {f"assessment_{step}" for step in ("submit", "return", "approve", "reopen", "rating", "publish")}
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
