"""A plan that was read: its lines and evaluations, later copies, what must be mended, and where it was read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bagalau.documents.actions import About, accept, correct, import_file
from bagalau.documents.extract import shape_of
from bagalau.documents.extract.records import differences
from bagalau.documents.models import Draft
from bagalau.documents.queries import origins
from bagalau.evaluations import plan_intake
from bagalau.evaluations.actions.plans_changes import ask_change
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import ChangeRequest, Evaluation, EvaluationPlan
from bagalau.evaluations.rules.plans import ChangeKind, Step
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.planning import a_plan
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer

pytestmark = pytest.mark.django_db
PAPER = """Evaluation Plan
Unit:
Alania
Period:
2021-2025
Status:
Posted
Comments:
Revised after the flood.

No\tEvaluation Title\tEvaluation Type\tPlanned End Date\tCompletion Date\tStatus\t\
Evaluation Budget(US $)\tKey Stakeholders
1\tFinal evaluation of the mills\tFinal Project\t05/2023\t06/2023\tCompleted\t12,000\tMillers
2\tMid-term evaluation of the wells\tMid Term Project\t10/2024\t\tOverdue\t8,000\tVillages
3\tStudy of the roads\tThematic\t03/2022\t\tCancelled\t\t
"""


@pytest.fixture
def bring(actor, office):
    """``bring((old, new), …)``: the draft of the paper, or of a later copy of it."""

    def imported(*changes: tuple[str, str], visibility: str = "internal"):
        text = PAPER
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        about = About(unit=office.country, visibility=visibility)
        return import_file(actor, text.encode(), "plan.txt", about).draft

    return imported


def accepted(actor: Viewer, draft: Draft) -> Any:
    """The plan that a draft becomes, or brings up to date."""
    plan = accept(actor, draft)
    assert isinstance(plan, EvaluationPlan)
    return plan


def changes_of(draft, plan) -> dict[str, tuple[object, object]]:
    copy = draft.reviewed()
    found = differences(shape_of(draft.kind, draft.system), plan_intake.present(plan, draft.kind, copy), copy)
    return {one.path: (one.before, one.after) for one in found if one.after not in (None, "", [])}


def test_a_posted_plan_that_was_read_has_lines_with_their_evaluations(bring, actor, office):
    plan = accepted(actor, bring(visibility="public"))
    assert (str(plan), plan.status, plan.visibility, plan.comments) == (
        "CO1 2021–2025",
        "posted",
        "public",
        "Revised after the flood.",
    )
    found = [
        (line.title, str(line.planned_end), line.cost, line.evaluation.stage, str(line.evaluation.completed or ""))
        for line in plan.lines.all()
    ]
    assert found == [
        ("Final evaluation of the mills", "2023-05", 12000, "completed", "2023-06"),
        ("Mid-term evaluation of the wells", "2024-10", 8000, "planned", ""),
        ("Study of the roads", "2022-03", None, "cancelled", ""),
    ]
    assert {row.plan_unit for row in Evaluation.objects.all()} == {"Alania"}
    assert [step.status for step in plan.steps.all()] == ["posted"]
    assert journal.verify() is None


def test_every_value_keeps_its_place_in_the_paper(bring, actor):
    draft = bring()
    plan = accepted(actor, draft)
    places = origins("evaluationplan", [plan.pk])
    assert {name for _pk, name in places} == {"period", "status", "comments"}
    lines = list(plan.lines.all())
    for (pk, name), place in origins("planline", [line.pk for line in lines]).items():
        line = next(line for line in lines if line.pk == pk)
        if name == "title":
            assert draft.text[place.start : place.end] == line.title
    of = origins("evaluation", [lines[0].evaluation.pk])
    assert {name for _pk, name in of} >= {"title", "type", "planned_end", "completed", "budget", "stage"}


def test_the_same_paper_changes_nothing(bring, actor):
    plan = accepted(actor, bring())
    copy = bring(("Evaluation Plan", "Evaluation  Plan"))
    assert copy.record_id == plan.pk
    assert changes_of(copy, plan) == {}
    assert accepted(actor, copy) == plan
    assert (plan.lines.count(), Evaluation.objects.count(), ChangeRequest.objects.count()) == (3, 3, 0)


def test_what_a_later_copy_changes_is_kept_as_a_change_with_the_old_values(bring, actor):
    plan = accepted(actor, bring())
    copy = bring(
        ("10/2024\t\tOverdue\t8,000", "04/2025\t05/2025\tCompleted\t9,500"),
        (
            "3\tStudy of the roads\tThematic\t03/2022\t\tCancelled\t\t",
            "3\tImpact of the bridge\tImpact\t12/2025\t\tPlanned\t5,000\t",
        ),
    )
    assert set(changes_of(copy, plan)) >= {
        "evaluations[1].planned_end",
        "evaluations[1].budget",
        "evaluations[1].status",
        "evaluations[2].title",
    }
    accepted(actor, copy)
    wells = plan.lines.get(title__contains="wells")
    assert (str(wells.planned_end), wells.cost) == ("2025-04", 9500)
    assert (wells.evaluation.stage, str(wells.evaluation.planned_end)) == ("completed", "2025-04")
    assert [step.from_source for step in wells.evaluation.steps.all()] == [True] * wells.evaluation.steps.count()
    kept = {(one.kind, one.status, one.from_source): (one.before, one.after) for one in ChangeRequest.objects.all()}
    assert kept["date", "approved", True] == ({"planned_end": "2024-10"}, {"planned_end": "2025-04"})
    assert kept["scope", "approved", True] == ({"cost": "8000.00"}, {"cost": "9500.00"})
    assert kept["addition", "approved", True][1]["title"] == "Impact of the bridge"
    assert plan.lines.count() == 4  # a line that the copy lacks stays


def test_an_evaluation_that_is_there_is_linked_and_keeps_what_it_says(bring, actor, office):
    known = evaluation(office.country, "Final evaluation of the mills", stage="completed", completed="2023-07")
    plan = accepted(actor, bring())
    assert plan.lines.all()[0].evaluation == known
    known.refresh_from_db()
    assert (str(known.completed), known.budget, known.stakeholders) == ("2023-07", Decimal(12000), "Millers")


def test_a_later_copy_never_takes_a_stage_back(bring, actor):
    plan = accepted(actor, bring())
    accepted(actor, bring(("06/2023\tCompleted", "\tPlanned")))
    assert plan.lines.all()[0].evaluation.stage == "completed"


def test_a_draft_that_was_read_promises_nothing_until_it_is_posted(bring, actor):
    plan = accepted(actor, bring(("Posted", "Draft")))
    assert (plan.status, plan.lines.count(), Evaluation.objects.count()) == ("draft", 3, 0)
    assert changes_of(bring(), plan) == {"status": ("Draft", "Posted")}
    accepted(actor, bring(("flood", "storm")))
    plan.refresh_from_db()
    assert (plan.status, Evaluation.objects.count()) == ("posted", 3)


def test_a_paper_changes_no_plan_that_the_office_made_or_moved_itself(bring, actor, office, make_person, viewer):
    """EP-14"""
    own = a_plan(actor, office.country, starts=date(2021, 1, 1), ends=date(2025, 12, 31))
    with pytest.raises(Problem, match="at work on a plan for these years itself"):
        accepted(actor, bring())
    own.refresh_from_db()
    assert (own.status, own.lines.count(), Evaluation.objects.count()) == ("draft", 0, 0)
    own.delete()
    read = accepted(actor, bring(("Posted", "Submitted")))
    head = viewer(make_person("head_of_unit", unit=office.country))
    assert take_step(head, read, Step.RETURN, comment="Add the wells.").status == "draft"
    with pytest.raises(Problem, match="at work on a plan"):
        accepted(actor, bring(("flood", "storm")))


def test_a_plan_that_was_read_goes_on_with_its_papers(bring, actor):
    for status in ("Submitted", "Posted"):
        assert accepted(actor, bring(("Posted", status))).status == status.lower()


def test_plans_of_neighbours_and_other_years_are_other_plans(bring, actor, office, administrator, viewer):
    plan = accepted(actor, bring())
    other = accepted(actor, bring(("2021-2025", "2016-2020")))
    assert plan != other
    text = PAPER.replace("flood", "fire").encode()
    foreign = import_file(viewer(administrator), text, "p.txt", About(unit=office.neighbour)).draft
    assert accepted(viewer(administrator), foreign).unit == office.neighbour
    assert EvaluationPlan.objects.count() == 3


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("period", "soon", "as 2021-2025"),
        ("period", "2025-2021", "as 2021-2025"),
        ("status", "Forgotten", "no known status"),
        ("evaluations[1].title", "", "needs a title"),
    ],
)
def test_what_must_be_mended_is_said_at_its_place(bring, actor, path, typed, said):
    draft = bring()
    correct(actor, draft, path, typed)
    with pytest.raises(Problem, match="cannot be accepted yet") as refused:
        accepted(actor, draft)
    assert said in refused.value.details[path]
    assert not EvaluationPlan.objects.exists()


def test_a_change_that_was_asked_for_meanwhile_meets_what_the_copy_changed(bring, actor):
    plan = accepted(actor, bring())
    wells = plan.lines.get(title__contains="wells")
    wanted = {"planned_end": "2026-01"}
    asked = ask_change(actor, plan, ChangeKind.DATE, line=wells, wanted=wanted, rationale="The rain.")
    accepted(actor, bring(("10/2024", "04/2025")))
    assert asked.before == {"planned_end": "2024-10"}  # who decides is told that the plan is another now
