"""Plans for tests: ready to be submitted, or taken to some step of their way; and projects that ask for evaluations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bagalau.evaluations.actions.plans import PlanFields, add_plan
from bagalau.evaluations.actions.plans_lines import add_line, as_kept
from bagalau.evaluations.actions.plans_projects import store_project
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import CoveredProject, EvaluationPlan
from bagalau.evaluations.rules.plans import Step
from bagalau.lib.periods import When
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

MILL = {
    "title": "Final evaluation of the mills",
    "type": "Final Project",
    "planned_end": When.parse("2027-06"),
    "cost": Decimal(30000),
    "currency": "USD",
    "funding_source": "Project budget",
}


def a_plan(actor: Viewer, unit: Unit, **given: Any) -> EvaluationPlan:
    """A draft without lines."""
    fields: dict[str, Any] = {
        "starts": date(2024, 1, 1),
        "ends": date(2028, 12, 31),
        "rationale": "It covers the mills.",
    }
    return add_plan(actor, PlanFields(unit=unit, **fields | given))


def mill(**other: Any) -> dict[str, Any]:
    """A line that lacks nothing, as it is kept."""
    return as_kept({**MILL, **other})


def ready(actor: Viewer, unit: Unit, *lines: dict[str, Any], **given: Any) -> EvaluationPlan:
    """A draft that lacks nothing."""
    plan = a_plan(actor, unit, **given)
    for kept in lines or (mill(),):
        add_line(actor, plan, kept)
    plan.refresh_from_db()
    return plan


def posted(officer: Viewer, head: Viewer, above: Viewer, unit: Unit, *lines: dict[str, Any]) -> EvaluationPlan:
    """A plan that went its whole way."""
    plan = ready(officer, unit, *lines)
    for actor, step in ((head, Step.SUBMIT), (above, Step.APPROVE), (officer, Step.POST)):
        plan = take_step(actor, plan, step)
    return plan


def project(actor: Viewer, unit: Unit, **given: Any) -> CoveredProject:
    """A project with a budget that makes both evaluations mandatory."""
    values = {"number": "00012345", "title": "Mills of the steppe", "unit": unit, "budget": Decimal(6_000_000)}
    return store_project(actor, CoveredProject(), values | given)
