"""The lines of plans that are drafts."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.plans.changes import SCOPE
from bagalau.api.v1.plans.shapes import PlanFull, one, router
from bagalau.api.v1.schemas import Amount, Code, Date, In, Keys, Line, Text
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_PLAN
from bagalau.evaluations.actions import plans_lines as actions
from bagalau.evaluations.models import EvaluationPlan
from bagalau.evaluations.queries.plans import line, plan
from bagalau.evaluations.rules.plans import Component
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request

Title = Annotated[Line, Field(min_length=1)]


class LineChange(In):
    """An evaluation that a plan promises; what is left out stays as it is."""

    title: Title = ""
    type: Annotated[Line, Field(max_length=100)] = ""
    programme_outcome: Text = ""
    strategic_outcome: Text = ""
    partners: Line = ""
    commissioned_by: Annotated[Line, Field(max_length=300)] = ""
    planned_end: Date | None = None
    cost: Amount | None = None
    currency: Code = "USD"
    costs: dict[Component, Amount] = {}
    """What the parts are estimated to cost."""
    funding_source: Line = ""
    mandatory: bool | None = None
    projects: Keys = []


class LineIn(LineChange):
    """A new line."""

    title: Title


def kept(viewer: Viewer, of: EvaluationPlan, given: LineChange) -> dict[str, Any]:
    """The fields that were sent, as lines keep them."""
    sent = {name: getattr(given, name) for name in given.model_fields_set & set(LineChange.model_fields)}
    if "projects" in sent:
        sent["projects"] = named(of.unit.covered_projects.all(), given.projects, "projects")
    return actions.as_kept(sent)


@router.post("/plans/{int:pk}/lines", **writes(EDIT_PLAN, SCOPE, PlanFull, status=201))
def add_plan_line(request: Request, pk: int, given: LineIn) -> HttpResponse:
    """Add an evaluation to a draft."""
    with unchanged(request, plan, pk) as row:
        actions.add_line(request.viewer, row, kept(request.viewer, row, given))
    return one(request, plan(request.viewer, pk), 201)


@router.patch("/plans/{int:pk}/lines/{int:number}", **writes(EDIT_PLAN, SCOPE, PlanFull))
def change_plan_line(request: Request, pk: int, number: int, given: LineChange) -> HttpResponse:
    """Change an evaluation of a draft."""
    with unchanged(request, plan, pk) as row:
        actions.change_line(request.viewer, line(row, number), kept(request.viewer, row, given))
    return one(request, plan(request.viewer, pk))


@router.delete("/plans/{int:pk}/lines/{int:number}", **writes(EDIT_PLAN, SCOPE, PlanFull))
def remove_plan_line(request: Request, pk: int, number: int) -> HttpResponse:
    """Take an evaluation out of a draft."""
    with unchanged(request, plan, pk) as row:
        actions.remove_line(request.viewer, line(row, number))
    return one(request, plan(request.viewer, pk))
