"""Lines of plans, those that rules propose, the evaluations that posting gives them, and reviews."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions.plans import note_review, set_plan_visibility
from bagalau.evaluations.actions.plans_lines import add_line, line_as_kept, propose_lines
from bagalau.evaluations.actions.plans_projects import store_project
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import Evaluation, PlanLine
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.plans import ReviewKind, Step
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.planning import a_plan, mill, posted, project, ready
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.reference.actions import set_parameter

pytestmark = pytest.mark.django_db


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
    assert JournalEntry.objects.latest("number").after["costs"] == ["evaluators: 20000.00", "travel: 9000.00"]


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
    project(actor, office.country, number="5", title="Roads", budget=Decimal(4_000_000), ends=date(2031, 5, 31))
    propose_lines(actor, plan)
    assert [(line.title, line.type, str(line.planned_end or ""), line.grounds) for line in plan.lines.all()] == [
        ("Midterm evaluation of Mills of the steppe", "Mid Term Project", "2025-12", ["EP-03"]),
        ("Final evaluation of Mills of the steppe", "Final Project", "2027-12", ["EP-03"]),
        ("Final evaluation of Wells", "Final Project", "", ["EP-06"]),
        ("Final evaluation of Roads", "Final Project", "", ["EP-04"]),
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
    assert (made.joint_evaluation, made.joint_with, made.budget) == (True, ["The guild"], Decimal(30000))
    assert (made.visibility, made.project_numbers, list(made.projects.all())) == ("public", ["00012345"], [of])
    assert [step.stage for step in made.steps.all()] == ["planned"]
    assert linked == known
    known.refresh_from_db()
    assert (known.budget, str(known.planned_end), known.visibility) == (Decimal(7), "2027-06", "internal")


def test_a_line_that_two_evaluations_fit_is_not_posted_until_they_are_told_apart(actor, head, above, office):
    """E-03"""
    one, other = (evaluation(office.country, "Final evaluation of the mills") for _number in range(2))
    plan = ready(actor, office.country)
    plan = take_step(above, take_step(head, plan, Step.SUBMIT), Step.APPROVE)
    with pytest.raises(Problem, match=f"Several evaluations are called.*: {one.pk}, {other.pk}"):
        take_step(actor, plan, Step.POST)
    Evaluation.objects.filter(pk=other.pk).update(match_key="another", title="Another")
    assert take_step(actor, plan, Step.POST).lines.get().evaluation == one


def test_a_plan_becomes_public_only_by_who_may_publish(actor, head, above, office, make_person, viewer):
    manager = viewer(make_person("evaluation_manager", unit=office.country))
    plan = take_step(above, take_step(head, ready(actor, office.country), Step.SUBMIT), Step.APPROVE)
    with pytest.raises(Problem, match="Only a posted plan"):
        set_plan_visibility(head, plan, Visibility.PUBLIC)
    plan = take_step(manager, plan, Step.POST)
    assert (plan.visibility, Evaluation.objects.get().visibility) == ("internal", "internal")
    assert set_plan_visibility(head, plan, Visibility.PUBLIC).visibility == "public"
    assert set_plan_visibility(head, plan, Visibility.INTERNAL).visibility == "internal"


def test_reviews_are_noted_for_the_years_of_a_posted_plan(actor, head, above, office):
    """EP-17"""
    plan = posted(actor, head, above, office.country)
    said: dict[str, Any] = {"kind": ReviewKind.ANNUAL, "year": 2025, "held_on": date(2025, 6, 1), "note": "On the way."}
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
