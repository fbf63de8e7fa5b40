"""Plans: drafted, submitted, returned, approved, posted; each by who may, and not otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bagalau.evaluations.actions.plans import FIELDS, PlanFields, change_plan
from bagalau.evaluations.actions.plans_lines import add_line, change_line, propose_lines, remove_line
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import EvaluationPlan
from bagalau.evaluations.rules.plans import PlanStatus, Step
from bagalau.evaluations.tests.planning import a_plan, mill, project, ready
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.reference.actions import set_parameter

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole_way(actor, head, above):
    return {Step.SUBMIT: head, Step.APPROVE: above, Step.POST: actor, Step.RETURN: above}


def fields(plan: EvaluationPlan) -> PlanFields:
    return PlanFields(**{name: getattr(plan, name) for name in FIELDS})


def test_a_plan_goes_from_draft_to_posting_and_every_step_is_kept(actor, office, whole_way):
    plan = ready(actor, office.country)
    for step in (Step.SUBMIT, Step.RETURN, Step.SUBMIT, Step.APPROVE, Step.POST):
        plan = take_step(whole_way[step], plan, step, comment="Look again." if step is Step.RETURN else "")
    kept = [(step.status, step.comment) for step in plan.steps.order_by("pk")]
    assert kept == [("submitted", ""), ("draft", "Look again."), ("submitted", ""), ("approved", ""), ("posted", "")]
    verbs = list(JournalEntry.objects.filter(record_kind="evaluationplan").values_list("verb", flat=True))
    assert verbs[:5] == ["post plan", "approve plan", "submit plan", "return plan", "submit plan"]


ALLOWED = {
    (PlanStatus.DRAFT, Step.SUBMIT),
    (PlanStatus.SUBMITTED, Step.APPROVE),
    (PlanStatus.SUBMITTED, Step.RETURN),
    (PlanStatus.APPROVED, Step.RETURN),
    (PlanStatus.APPROVED, Step.POST),
}
REASONS = {
    Step.SUBMIT: "Only a draft can be submitted",
    Step.RETURN: "Only a submitted or approved plan can be returned",
    Step.APPROVE: "Only a submitted plan can be approved",
    Step.POST: "Only an approved plan can be posted",
}


@pytest.mark.parametrize("status", PlanStatus)
@pytest.mark.parametrize("step", Step)
def test_each_step_that_the_way_does_not_have_is_refused_with_its_reason(actor, office, whole_way, status, step):
    """EP-01"""
    plan = ready(actor, office.country)
    EvaluationPlan.objects.filter(pk=plan.pk).update(status=status)
    if (status, step) in ALLOWED:
        assert take_step(whole_way[step], plan, step, comment="So.").status != status
        return
    with pytest.raises(Problem, match=REASONS[step]) as refused:
        take_step(whole_way[step], plan, step, comment="So.")
    assert (refused.value.code, refused.value.status) == ("wrong-step", 409)
    assert not plan.steps.exists()


@pytest.mark.parametrize(
    ("step", "roles"),
    [
        (Step.SUBMIT, {"administrator", "head_of_unit"}),
        (Step.APPROVE, {"administrator", "evaluation_focal_point"}),
        (Step.RETURN, {"administrator", "head_of_unit", "evaluation_focal_point"}),
        (Step.POST, {"administrator", "evaluation_focal_point", "evaluation_manager", "programme_officer"}),
    ],
)
def test_each_step_is_for_its_roles(actor, office, make_person, viewer, step, roles):
    before = next(status for status, allowed in ALLOWED if allowed is step)
    plan = ready(actor, office.country)
    for role in (
        *("administrator", "head_of_unit", "evaluation_focal_point", "evaluation_manager", "programme_officer"),
        *("oversight", "project_manager", "contributor", "reader", "auditor"),
    ):
        EvaluationPlan.objects.filter(pk=plan.pk).update(status=before)
        somebody = viewer(make_person(role, unit=office.region))
        if role in roles:
            take_step(somebody, plan, step, comment="So.")
            continue
        with pytest.raises(Problem, match="roles do not allow"):
            take_step(somebody, plan, step, comment="So.")


def test_nobody_approves_what_they_submitted(actor, office, administrator, viewer):
    """EP-14"""
    both = viewer(administrator)
    plan = take_step(both, ready(actor, office.country), Step.SUBMIT)
    with pytest.raises(Problem, match="somebody else") as refused:
        take_step(both, plan, Step.APPROVE)
    assert refused.value.status == 403


def test_the_focal_point_of_the_unit_itself_does_not_approve(actor, head, above, office):
    """EP-14"""
    plan = take_step(head, ready(actor, office.country), Step.SUBMIT)
    with pytest.raises(Problem, match="office above Country office of Alania"):
        take_step(actor, plan, Step.APPROVE)
    assert take_step(above, plan, Step.APPROVE).status == "approved"


def test_the_plan_of_an_office_at_the_top_is_approved_there(office, make_person, viewer):
    """EP-14"""
    officer, head, other = (
        viewer(make_person(role, unit=office.hq))
        for role in ("evaluation_manager", "head_of_unit", "evaluation_focal_point")
    )
    plan = take_step(head, ready(officer, office.hq), Step.SUBMIT)
    assert take_step(other, plan, Step.APPROVE).status == "approved"


@pytest.mark.parametrize(
    ("line", "given", "said"),
    [
        (None, {}, "It has no line."),
        ({"planned_end": None}, {}, "The planned completion is missing."),
        ({"planned_end": When.parse("2040-06")}, {}, "The planned completion lies outside the years of the plan."),
        ({"cost": None}, {}, "The estimated cost is missing."),
        ({"funding_source": ""}, {}, "The provisional source of funding is missing."),
        ({}, {"rationale": ""}, "The rationale is missing."),
    ],
)
def test_a_plan_that_lacks_something_is_not_submitted_and_told_what(actor, head, office, line, given, said):
    """EP-02"""
    plan = a_plan(actor, office.country, **given)
    if line is not None:
        add_line(actor, plan, mill(**line))
    with pytest.raises(Problem, match="Something is missing") as refused:
        take_step(head, plan, Step.SUBMIT)
    assert list(refused.value.details.values()) == [said]


def test_what_is_mandatory_is_covered_or_explained_before_approval(actor, head, above, office):
    """EP-02"""
    plan = take_step(head, ready(actor, office.country), Step.SUBMIT)
    project(actor, office.country)
    with pytest.raises(Problem) as refused:
        take_step(above, plan, Step.APPROVE)
    assert "A mandatory evaluation is not covered" in refused.value.details["CO1 2024–2028"]
    take_step(above, plan, Step.RETURN, comment="Cover the mills.")
    plan = change_plan(actor, plan, replace(fields(plan), gaps_note="The mills close this year."))
    take_step(head, plan, Step.SUBMIT)
    assert take_step(above, plan, Step.APPROVE).status == "approved"


def test_a_rationale_has_its_limit_which_the_organisation_sets(actor, administrator, viewer, office):
    """EP-12"""
    assert a_plan(actor, office.country, rationale="слово " * 300).rationale
    plan = a_plan(actor, office.presence)
    with pytest.raises(Problem, match="has 301 words, 300 are allowed") as refused:
        change_plan(actor, plan, replace(fields(plan), rationale="сөз " * 301))
    assert "rationale" in refused.value.details
    set_parameter(viewer(administrator), "rationale.words", Decimal(400), actor.today, "Ours are longer.")
    assert change_plan(actor, plan, replace(fields(plan), rationale="сөз " * 301)).rationale


@pytest.mark.parametrize("status", [PlanStatus.SUBMITTED, PlanStatus.APPROVED, PlanStatus.POSTED])
def test_only_a_draft_is_edited_but_comments_may_be_added_later(actor, office, status):
    """EP-01"""
    plan = ready(actor, office.country)
    line = plan.lines.get()
    EvaluationPlan.objects.filter(pk=plan.pk).update(status=status)
    said = "ask for a change" if status is PlanStatus.POSTED else "returned to draft"
    for edit in (
        lambda: change_plan(actor, plan, replace(fields(plan), rationale="Another.")),
        lambda: add_line(actor, plan, mill(title="Another")),
        lambda: change_line(actor, line, mill(title="Another")),
        lambda: remove_line(actor, line),
        lambda: propose_lines(actor, plan),
    ):
        with pytest.raises(Problem, match=said):
            edit()
    assert change_plan(actor, plan, replace(fields(plan), comments="Printed.")).comments == "Printed."


def test_one_plan_a_unit_and_period(actor, office):
    a_plan(actor, office.country)
    with pytest.raises(Problem) as refused:
        a_plan(actor, office.country)
    assert "a plan for this period already" in str(refused.value.details)
    with pytest.raises(Problem) as refused:
        a_plan(actor, office.presence, starts=date(2030, 1, 1))
    assert "cannot end before it starts" in str(refused.value.details)


def test_what_somebody_changed_meanwhile_is_not_overwritten(actor, head, office):
    plan = ready(actor, office.country)
    line, seen, seen_line = plan.lines.get(), plan.seen, plan.lines.get().seen
    change_line(actor, line, mill(cost=Decimal(5)), seen_line)
    for late in (
        lambda: change_plan(actor, plan, fields(plan), seen),
        lambda: change_line(actor, line, mill(), seen_line),
        lambda: take_step(head, plan, Step.SUBMIT, seen=seen),
    ):
        with pytest.raises(Problem, match="meanwhile") as refused:
            late()
        assert refused.value.status == 409
    assert plan.lines.get().cost == 5
