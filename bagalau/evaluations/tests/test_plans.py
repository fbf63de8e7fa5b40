"""Plans and their lines: drafted, submitted, returned, approved, posted; each by who may, and not otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bagalau.evaluations.actions.plans import FIELDS, PlanFields, change_plan, note_review, set_plan_visibility
from bagalau.evaluations.actions.plans_lines import add_line, change_line, line_as_kept, propose_lines, remove_line
from bagalau.evaluations.actions.plans_projects import store_project
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import Evaluation, EvaluationPlan, PlanLine
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.plans import PlanStatus, ReviewKind, Step
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.planning import a_plan, mill, posted, project, ready
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.reference.actions import set_parameter

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def head(make_person, office, viewer):
    return viewer(make_person("head_of_unit", unit=office.country, name="Irina Head"))


@pytest.fixture
def above(make_person, office, viewer):
    return viewer(make_person("evaluation_focal_point", unit=office.region, name="Daniyar Above"))


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


def test_a_line_keeps_all_that_its_template_asks(actor, office):
    of = project(actor, office.country)
    kept = mill(
        programme_outcome="Villages grind their own flour.",
        strategic_outcome="Nobody is left behind.",
        partners="The guild",
        commissioned_by="The ministry",
        mandatory=True,
        projects=[of],
        costs={"evaluators": Decimal(20000), "travel": Decimal(9000), "supplies": None},
    )
    line = add_line(actor, a_plan(actor, office.country), kept)
    assert line_as_kept(PlanLine.objects.get(pk=line.pk)) == kept
    assert JournalEntry.objects.first().after["costs"] == ["evaluators: 20000.00", "travel: 9000.00"]


def test_a_cost_that_is_not_given_is_the_sum_of_its_components(actor, office):
    """EP-13"""
    costs = {"evaluators": Decimal(20000), "travel": Decimal(9000)}
    line = add_line(actor, a_plan(actor, office.country), mill(cost=None, costs=costs))
    assert line.cost == 29000


def test_a_line_names_only_projects_of_the_unit(actor, office, administrator, viewer):
    foreign = project(viewer(administrator), office.neighbour)
    line = add_line(actor, a_plan(actor, office.country), mill(projects=[foreign]))
    assert not line.projects.exists()


def test_mandatory_lines_are_proposed_with_the_rules_that_ask(actor, office):
    """EP-11"""
    plan = a_plan(actor, office.country)
    project(actor, office.country, starts=date(2024, 1, 1), ends=date(2027, 12, 31))
    project(actor, office.country, number="2", title="Wells", budget=Decimal(1), later_phase=True)
    project(actor, office.country, number="3", title="Over", ends=date(2023, 12, 31))
    project(actor, office.country, number="4", title="Tenge", currency="KZT")
    propose_lines(actor, plan)
    assert [(line.title, line.type, str(line.planned_end or ""), line.grounds) for line in plan.lines.all()] == [
        ("Midterm evaluation of Mills of the steppe", "Mid Term Project", "2025-12", ["EP-03"]),
        ("Final evaluation of Mills of the steppe", "Final Project", "2027-12", ["EP-03"]),
        ("Final evaluation of Wells", "Final Project", "", ["EP-06"]),
    ]
    assert all(line.mandatory for line in plan.lines.all())
    with pytest.raises(Problem, match="is covered"):
        propose_lines(actor, plan)


def test_an_evaluation_that_was_done_covers_too_unless_cancelled(actor, office, viewer, administrator):
    """EP-11"""
    plan, of = a_plan(actor, office.country), project(actor, office.country)
    done = evaluation(office.country, type="Mid Term Project", stage=Stage.COMPLETED)
    done.projects.add(of)
    limits = queries.limits(actor.today)
    missing = queries.gaps_of(queries.with_lines(queries.plan(actor, plan.pk)), limits)
    assert [str(gap.demand.need) for gap in missing] == ["final"]
    Evaluation.objects.update(stage=Stage.CANCELLED)
    assert len(queries.gaps_of(queries.with_lines(queries.plan(actor, plan.pk)), limits)) == 2
    set_parameter(viewer(administrator), "mandatory.both", Decimal(7_000_000), actor.today, "We are bigger.")
    missing = queries.gaps_of(queries.with_lines(queries.plan(actor, plan.pk)), queries.limits(actor.today))
    assert [str(gap.demand.need) for gap in missing] == ["either"]


def test_posting_gives_each_line_its_evaluation(actor, head, above, office):
    of = project(actor, office.country)
    known = evaluation(office.country, "Midterm evaluation of the mills", budget=Decimal(7))
    plan = ready(
        actor,
        office.country,
        mill(partners="The guild", projects=[of]),
        mill(title="Midterm evaluation of the mills", type="Mid Term Project", projects=[of]),
    )
    for somebody, step in ((head, Step.SUBMIT), (above, Step.APPROVE), (actor, Step.POST)):
        plan = take_step(somebody, plan, step)
    assert plan.visibility == "public"
    made, linked = (line.evaluation for line in plan.lines.all())
    assert made is not None
    assert (made.stage, made.plan_period, str(made.planned_end)) == ("planned", "2024–2028", "2027-06")
    assert (made.joint_evaluation, made.joint_with, made.budget) == (True, ["The guild"], 30000)
    assert (made.visibility, made.project_numbers, list(made.projects.all())) == ("public", ["00012345"], [of])
    assert [step.stage for step in made.steps.all()] == ["planned"]
    assert linked == known
    known.refresh_from_db()
    assert (known.budget, str(known.planned_end), known.visibility) == (7, "2027-06", "internal")


def test_a_plan_becomes_public_only_by_who_may_publish(actor, head, above, office, make_person, viewer):
    manager = viewer(make_person("evaluation_manager", unit=office.country))
    plan = take_step(above, take_step(head, ready(actor, office.country), Step.SUBMIT), Step.APPROVE)
    with pytest.raises(Problem, match="Only a posted plan"):
        set_plan_visibility(head, plan, "public")
    plan = take_step(manager, plan, Step.POST)
    assert (plan.visibility, plan.lines.get().evaluation.visibility) == ("internal", "internal")
    assert set_plan_visibility(head, plan, "public").visibility == "public"
    assert set_plan_visibility(head, plan, "internal").visibility == "internal"


def test_reviews_are_noted_for_the_years_of_a_posted_plan(actor, head, above, office):
    """EP-17"""
    plan = posted(actor, head, above, office.country)
    said = {"kind": ReviewKind.ANNUAL, "year": 2025, "held_on": date(2025, 6, 1), "note": "On the way."}
    assert note_review(actor, plan, **said).year == 2025
    for wrong, words in (
        ({}, "noted for this year already"),
        ({"year": 2023}, "does not run in this year"),
        ({"year": 2026, "held_on": date(2026, 1, 1)}, "when it was held"),
        ({"year": 2024, "note": " "}, "cannot be blank"),
    ):
        with pytest.raises(Problem) as refused:
            note_review(actor, plan, **(said | wrong))
        assert words in str(refused.value.details)
    with pytest.raises(Problem, match="Only a posted plan is reviewed"):
        note_review(actor, a_plan(actor, office.presence), **said)


def test_who_manages_a_project_manages_no_evaluation_of_it(actor, head, above, office, make_person):
    """EL-07"""
    manager = make_person("evaluation_manager", unit=office.country)
    of = project(actor, office.country, manager=manager)
    evaluation(office.country, "Final evaluation of the mills", manager=manager)
    plan = ready(actor, office.country, mill(projects=[of]), gaps_note="Later.")
    plan = take_step(above, take_step(head, plan, Step.SUBMIT), Step.APPROVE)
    with pytest.raises(Problem, match="manages one of its projects"):
        take_step(actor, plan, Step.POST)
    store_project(actor, of, {"manager": None})
    plan = take_step(actor, plan, Step.POST)
    with pytest.raises(Problem, match="cannot manage the project"):
        store_project(actor, of, {"manager": manager})
