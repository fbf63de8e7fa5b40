"""Assessments from beginning to approval."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.actions.promised import Promised, add_action
from bagalau.quality.actions.steps import take
from bagalau.quality.models import Assessment, Due, Exemption
from bagalau.quality.rules.life import Step
from bagalau.quality.tests import records as made
from tests.pages import Arguments, Make, Page, plain, seen, taken
from tests.pages.office import Base

PAGES = {
    **plain("assessments dues"),
    **seen("assessment assessment_history"),
    "assessment_submit": Page("assessment", get=302, post=409),  # nothing is answered
    "assessment_return": taken("lyingassessment", comment="Look again."),
    "assessment_approve": taken("lyingassessment", board_comment="Well done."),
    "assessment_reopen": taken("approvedassessment", comment="A flood came."),
    "assessment_rating": taken("lyingassessment", given="satisfactory", reason="A crack."),
    "assessment_assign": taken("assessment", get=200),
    "assessment_publish": taken("approvedassessment", visibility="public"),
    "assessment_promise": taken("assessment", get=200, text="Cut new stones"),
    "assessment_action": taken("actedassessment", get=200, text="Cut two stones"),
    "subject_assess": taken("ratedsubject", get=200, questionnaire="project-design@2018", year="2025"),
    "subject_exempt": taken("ratedsubject", get=200, starts="2025-01-01", reason="The gorge is closed."),
    "exemption_end": taken("exemption"),
}
KINDS = ("assessment", "lyingassessment", "approvedassessment")
DOORS = dict.fromkeys((*KINDS, "actedassessment", "ratedsubject", "exemption"), VIEW_ASSESSMENTS)
DAY = date(2025, 6, 16)
TITLE = "Assessment with everything"


def records(make: Make) -> dict[str, Arguments]:
    """One that was begun, one that lies with its approver, one that was approved."""
    assessor = make.make_person("programme_officer", unit=make.unit)
    found: dict[str, Arguments] = {}
    for kind in KINDS:
        subject = made.rated(make.unit, f"{kind}, {make.where}", visibility=make.visibility)
        of = made.begun(make.maker, make.unit, of=subject, assessor=assessor)
        if kind != "assessment":
            made.submitted(viewer_for(assessor, DAY), of)
        if kind == "approvedassessment":
            take(make.maker, of, Step.APPROVE, made.CLOSED)
        Assessment.objects.filter(pk=of.pk).update(visibility=make.visibility)
        found[kind] = (of.pk,)
        if kind == "assessment":
            action = add_action(viewer_for(assessor, DAY), of, "", Promised("Cut stones"))
            found["actedassessment"] = (of.pk, action.pk)
            exemption = Exemption.objects.create(subject=subject, reason="Closed", starts=DAY, by=assessor)
            found |= {"ratedsubject": (subject.pk,), "exemption": (exemption.pk,)}
    return found


BUDGETS = {
    "assessments": 9,
    "assessment": 20,
    "assessment_history": 7,
    "assessment_assign": 10,
    "assessment_promise": 7,
    "assessment_action": 12,
    "dues": 9,
    "subject_assess": 12,
    "subject_exempt": 8,
}
WITHOUT_LISTS = {"exemption_end"} | {
    f"assessment_{step}" for step in ("submit", "return", "approve", "reopen", "rating", "publish")
}
EXPORTS = {"assessments": 8, "dues": 8}
PUBLIC = {"assessments": 5}


def shown(base: Base) -> dict[str, Arguments]:
    actor = viewer_for(Person.objects.filter(grants__role="administrator").first(), DAY)
    of = made.begun(actor, base.unit, of=made.rated(base.unit, TITLE))
    action = add_action(actor, of, "", Promised("Cut stones"))
    about = dict.fromkeys(("subject_assess", "subject_exempt"), (of.subject_id,))
    return {"assessment": (of.pk,), "assessment_action": (of.pk, action.pk)} | about


def grow(base: Base, by: Person, number: int) -> None:
    """One more assessment, of something of which something is due; one more promise and exemption."""
    actor = viewer_for(by, DAY)
    of = made.begun(actor, base.unit)
    shown = Assessment.objects.get(title=TITLE)
    add_action(actor, shown, "stones", Promised(f"Cut {number} stones"))
    Exemption.objects.create(
        subject=shown.subject, reason=f"Flood {number}", starts=DAY, by=by, ended_at=timezone.now()
    )
    Due.objects.filter(subject=of.subject).update(due_on=DAY)
