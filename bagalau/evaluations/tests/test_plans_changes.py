"""Changes of a posted plan: asked for with a rationale, decided above, applied to line and evaluation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bagalau.evaluations.actions import Links, life
from bagalau.evaluations.actions.plans_changes import ask_change, change_request, decide_change
from bagalau.evaluations.models import ChangeRequest, Evaluation, PlanLine
from bagalau.evaluations.queries.plans import changes, for_approver, guard_promised
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus
from bagalau.evaluations.rules.plans_changes import ChangeStep
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.planning import mill, posted, project, ready
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
WHY = "The harvest comes first."


@pytest.fixture
def plan(actor, head, above, office):
    return posted(actor, head, above, office.country)


@pytest.fixture
def line(plan):
    return plan.lines.get()


@pytest.fixture
def ask(actor, plan, line):
    """``ask(kind, **wanted)``: a change of the line, or an addition."""

    def asked(kind: ChangeKind, *, by=actor, rationale=WHY, submit=True, seen="", **wanted) -> ChangeRequest:
        about = None if kind is ChangeKind.ADDITION else line
        return ask_change(
            by, plan, kind, line=about, wanted=mill(**wanted), rationale=rationale, submit=submit, seen=seen
        )

    return asked


def again(line: PlanLine) -> PlanLine:
    return PlanLine.objects.select_related("evaluation").get(pk=line.pk)


def test_a_later_date_moves_the_line_and_its_evaluation_and_the_old_one_is_kept(ask, above, line):
    change = ask(ChangeKind.DATE, planned_end=When.parse("2028-03"))
    assert str(again(line).planned_end) == "2027-06"
    change = decide_change(above, change, ChangeStep.APPROVE, "Agreed.")
    assert (change.status, change.before, change.after) == (
        "approved",
        {"planned_end": "2027-06"},
        {"planned_end": "2028-03"},
    )
    moved = again(line)
    assert moved.evaluation is not None
    assert str(moved.planned_end) == str(moved.evaluation.planned_end) == "2028-03"
    kept = [(str(step.planned_end_on), step.reason) for step in moved.evaluation.steps.order_by("pk")]
    assert kept == [("2027-06-30", ""), ("2028-03-31", WHY)]


def test_a_change_of_scope_reaches_the_evaluation(ask, above, line, actor, office):
    of = project(actor, office.country)
    costs = {"evaluators": Decimal(40000), "travel": Decimal(12000)}
    change = ask(
        ChangeKind.SCOPE, title="Evaluation of mills and wells", partners="UNW", cost=None, costs=costs, projects=[of]
    )
    decide_change(above, change, ChangeStep.APPROVE)
    changed = again(line)
    of_line = changed.evaluation
    assert of_line is not None
    assert (changed.title, changed.cost, changed.costs.count()) == ("Evaluation of mills and wells", Decimal(52000), 2)
    assert (of_line.title, of_line.budget, of_line.joint_with) == (
        "Evaluation of mills and wells",
        Decimal(52000),
        ["UNW"],
    )
    assert list(of_line.projects.all()) == [of]
    assert str(of_line.planned_end) == "2027-06"


def test_an_addition_makes_a_line_with_its_evaluation(ask, above, plan):
    change = decide_change(above, ask(ChangeKind.ADDITION, title="Study of wells"), ChangeStep.APPROVE)
    added = plan.lines.order_by("-place")[0]
    assert (change.line, added.title, added.place) == (added, "Study of wells", 2)
    assert added.evaluation.title == "Study of wells"


def test_an_addition_is_of_no_line_that_is_there(actor, plan, line):
    """EP-15"""
    with pytest.raises(Problem) as refused:
        ask_change(actor, plan, ChangeKind.ADDITION, line=line, wanted=mill(title="Another"), rationale=WHY)
    assert set(refused.value.details) == {"line"}
    assert not ChangeRequest.objects.exists()


def test_a_deletion_cancels_the_evaluation_with_its_rationale_and_erases_nothing(ask, above, line):
    decide_change(above, ask(ChangeKind.DELETION), ChangeStep.APPROVE)
    gone = again(line)
    assert gone.deleted
    assert gone.evaluation is not None
    assert (gone.evaluation.stage, gone.evaluation.justification) == ("cancelled", WHY)
    assert JournalEntry.objects.filter(record_kind="evaluation", verb="cancel").exists()
    with pytest.raises(Problem, match="deleted from the plan before"):
        ask(ChangeKind.DELETION)


def test_a_rejected_change_has_a_comment_and_changes_nothing(ask, above, line):
    """EP-15"""
    change = ask(ChangeKind.SCOPE, title="Another")
    with pytest.raises(Problem, match="Say why the change is rejected"):
        decide_change(above, change, ChangeStep.REJECT, " ")
    change = decide_change(above, change, ChangeStep.REJECT, "Not this year.")
    assert (change.status, change.comment, again(line).title) == (
        "rejected",
        "Not this year.",
        "Final evaluation of the mills",
    )


@pytest.mark.parametrize("status", [ChangeStatus.DRAFT, ChangeStatus.APPROVED, ChangeStatus.REJECTED])
@pytest.mark.parametrize("step", [ChangeStep.APPROVE, ChangeStep.REJECT])
def test_only_what_was_submitted_is_decided(ask, above, status, step):
    """EP-15"""
    change = ask(ChangeKind.SCOPE, title="Another")
    ChangeRequest.objects.filter(pk=change.pk).update(status=status, comment="So.")
    with pytest.raises(Problem, match="not waiting for that") as refused:
        decide_change(above, change, step, "So.")
    assert refused.value.status == 409


@pytest.mark.parametrize("status", [ChangeStatus.SUBMITTED, ChangeStatus.APPROVED, ChangeStatus.REJECTED])
def test_only_a_draft_of_a_change_is_edited(ask, actor, status):
    """EP-15"""
    change = ask(ChangeKind.SCOPE, title="Another", submit=False)
    ChangeRequest.objects.filter(pk=change.pk).update(status=status, comment="So.")
    with pytest.raises(Problem, match="not waiting for that"):
        change_request(actor, change, wanted=mill(title="Third"), rationale=WHY)


def test_a_draft_of_a_change_is_kept_and_sent_off_later(ask, actor, above):
    change = ask(ChangeKind.SCOPE, title="Another", submit=False)
    assert change.status == "draft"
    change = change_request(actor, change, wanted=mill(title="Third"), rationale="Better words.")
    assert (change.status, change.after, change.rationale) == ("submitted", {"title": "Third"}, "Better words.")
    assert str(decide_change(above, change, ChangeStep.APPROVE).line) == "Third"


def test_nobody_decides_what_they_asked_for_nor_from_the_same_office(ask, above, actor, head):
    """EP-14"""
    own = ask(ChangeKind.SCOPE, by=above, title="Another")
    with pytest.raises(Problem, match="somebody else"):
        decide_change(above, own, ChangeStep.APPROVE)
    other = ask(ChangeKind.SCOPE, by=head, title="Another")
    with pytest.raises(Problem, match="office above"):
        decide_change(actor, other, ChangeStep.APPROVE)
    with pytest.raises(Problem, match="roles do not allow"):
        decide_change(head, own, ChangeStep.APPROVE)
    waits = list(changes(above).filter(for_approver(above)))
    assert waits == [other]
    assert not changes(actor).filter(for_approver(actor)).exists()


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (ChangeKind.DATE, {}, "Nothing would change"),
        (ChangeKind.SCOPE, {}, "Nothing would change"),
        (ChangeKind.SCOPE, {"title": "Other", "rationale": " "}, "Say why the plan must change"),
        (ChangeKind.DELETION, {"rationale": ""}, "Say why the plan must change"),
        (ChangeKind.DATE, {"planned_end": None}, "Something is missing"),
        (ChangeKind.DATE, {"planned_end": When.parse("2001-03")}, "Something is missing"),
        (ChangeKind.SCOPE, {"cost": None}, "Something is missing"),
        (ChangeKind.SCOPE, {"funding_source": ""}, "Something is missing"),
        (ChangeKind.ADDITION, {"title": "Wells", "planned_end": None, "cost": None}, "Something is missing"),
        (ChangeKind.SCOPE, {"title": ""}, "Nothing was saved"),
        (ChangeKind.SCOPE, {"title": "x" * 501}, "Nothing was saved"),
    ],
)
def test_what_makes_no_change_is_refused(ask, kind, given, said):
    with pytest.raises(Problem, match=said):
        ask(kind, **given)
    assert not ChangeRequest.objects.exists()


def test_a_draft_of_a_plan_is_edited_and_not_changed_by_request(actor, office):
    plan = ready(actor, office.presence)
    with pytest.raises(Problem, match="Edit the draft itself"):
        ask_change(actor, plan, ChangeKind.DELETION, line=plan.lines.get(), wanted={}, rationale=WHY)


@pytest.mark.parametrize("stage", [Stage.COMPLETED, Stage.CANCELLED])
def test_what_is_final_no_longer_changes(ask, above, line, stage):
    """EP-16"""
    change = ask(ChangeKind.SCOPE, title="Another")
    Evaluation.objects.update(stage=stage)
    with pytest.raises(Problem, match="no longer changes"):
        ask(ChangeKind.SCOPE, title="Another")
    with pytest.raises(Problem, match="no longer changes"):
        decide_change(above, change, ChangeStep.APPROVE)
    change.refresh_from_db()
    assert change.status == "submitted"
    assert decide_change(above, change, ChangeStep.REJECT, "It is over.").status == "rejected"


def test_two_changes_of_one_field_do_not_overwrite_each_other(ask, above, line):
    """EP-16"""
    first, second = ask(ChangeKind.SCOPE, title="First"), ask(ChangeKind.SCOPE, title="Second")
    other = ask(ChangeKind.SCOPE, partners="UNW")
    decide_change(above, first, ChangeStep.APPROVE)
    with pytest.raises(Problem, match="changed since this was asked for") as refused:
        decide_change(above, second, ChangeStep.APPROVE)
    assert refused.value.status == 409
    decide_change(above, other, ChangeStep.APPROVE)
    assert (again(line).title, again(line).partners) == ("First", "UNW")


def test_who_looked_at_an_earlier_line_is_told(ask, above, line):
    seen = line.seen
    decide_change(above, ask(ChangeKind.SCOPE, title="First"), ChangeStep.APPROVE)
    with pytest.raises(Problem, match="meanwhile"):
        ask(ChangeKind.SCOPE, title="Second", seen=seen)


def test_what_a_posted_plan_promises_is_moved_and_cancelled_only_through_the_plan(actor, ask, above, line, office):
    of = again(line).evaluation
    assert of is not None
    with pytest.raises(Problem, match="stands in the posted plan CO1 2024–2028") as refused:
        guard_promised(of, {"planned_end": When.parse("2028-01")})
    assert "planned_end" in refused.value.details
    with pytest.raises(Problem, match="ask for its deletion there"):
        life.move(actor, of, Stage.CANCELLED, reason="No money.")
    decide_change(above, ask(ChangeKind.DELETION), ChangeStep.APPROVE)
    for free in (Evaluation.objects.get(pk=of.pk), evaluation(office.country), Evaluation()):
        guard_promised(free, {"planned_end": When.parse("2028-01")})


def test_what_a_posted_plan_states_of_an_evaluation_is_not_changed_past_it(actor, line, office):
    """EP-18"""
    of = again(line).evaluation
    assert of is not None
    other = project(actor, office.country)
    for values, links, name in (
        ({"title": "Review of the wells"}, Links(), "title"),
        ({"type": "Outcome"}, Links(), "type"),
        ({"planned_end": When.parse("2028-01")}, Links(), "planned_end"),
    ):
        with pytest.raises(Problem, match="stands in the posted plan") as refused:
            life.edit(actor, of, values, links)
        assert (refused.value.status, set(refused.value.details)) == (409, {name})
    free = {"title": of.title, "commissioned_by": "The guild", "budget": Decimal(31000), "funding_source": "The guild"}
    kept = life.edit(actor, of, free, Links(projects=[other]))
    assert (kept.commissioned_by, kept.budget, list(kept.projects.all())) == ("The guild", Decimal(31000), [other])
    line.projects.add(other)
    with pytest.raises(Problem, match="stands in the posted plan") as refused:
        life.edit(actor, of, {}, Links(projects=[]))
    assert set(refused.value.details) == {"projects"}


def test_an_evaluation_is_added_only_within_the_years_of_the_plan(ask, above):
    """EP-02"""
    wells = {"title": "Wells", "cost": Decimal(5), "funding_source": "The guild"}
    with pytest.raises(Problem) as refused:
        ask(ChangeKind.ADDITION, **wells, planned_end=When.parse("2040-06"))
    assert "outside the years of the plan" in refused.value.details["planned_end"]
    beyond = ask(ChangeKind.DATE, planned_end=When.parse("2029-02"))
    assert decide_change(above, beyond, ChangeStep.APPROVE).status == "approved"


def test_every_request_and_decision_is_a_line_in_the_history_of_the_plan(ask, above, plan):
    decide_change(above, ask(ChangeKind.SCOPE, title="First"), ChangeStep.APPROVE)
    last, before = JournalEntry.objects.filter(record_kind="evaluationplan", record_id=plan.pk)[:2]
    assert (before.verb, last.verb) == ("ask for change", "approve change")
    assert (last.before["title"], last.after["title"], last.after["rationale"]) == (
        "Final evaluation of the mills",
        "First",
        WHY,
    )
    assert journal.verify() is None
