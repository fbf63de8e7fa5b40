"""Writing plans, and their way to posting."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.plans.shapes import PlanFull, one, router
from bagalau.api.v1.schemas import Day, In, Key, Needed, Text
from bagalau.api.v1.versions import unchanged
from bagalau.documents.queries import documents
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import EDIT_PLAN, PUBLISH_PLAN, REVIEW_PLAN, VIEW_PLANS
from bagalau.evaluations.actions import plans as actions
from bagalau.evaluations.actions.plans_lines import propose_lines
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import EvaluationPlan
from bagalau.evaluations.queries.plans import plan
from bagalau.evaluations.rules.plans import ReviewKind, Step
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.people.queries import units_of

SCOPE = Scope.WRITE_PLANS
NAMES = ("starts", "ends", "rationale", "gaps_note", "comments")


class PlanChange(In):
    """What is said of a plan as a whole; what is left out stays as it is."""

    starts: Day = date.min
    ends: Day = date.min
    rationale: Text = ""
    gaps_note: Text = ""
    comments: Text = ""
    document: Key | None = None


class PlanIn(PlanChange):
    """A new plan."""

    unit: Key
    starts: Day
    ends: Day


class PlanStepIn(In):
    """A step of a plan; to return it takes a comment."""

    step: Step
    comment: Text = ""


class PlanVisibilityIn(In):
    """Whether everybody may see it."""

    visibility: Visibility


class ReviewIn(In):
    """What a review of a plan found."""

    kind: ReviewKind
    year: Annotated[int, Field(ge=1950, le=2100)]
    held_on: Day
    note: Needed


def _fields(viewer: Viewer, given: PlanChange, before: dict[str, Any]) -> actions.PlanFields:
    sent = given.model_fields_set
    facts = before | {name: getattr(given, name) for name in NAMES if name in sent}
    if "document" in sent:
        facts["document"] = named(documents(viewer), [given.document], "document")[0] if given.document else None
    return actions.PlanFields(**facts)


@router.post("/plans", **writes(EDIT_PLAN, SCOPE, PlanFull, status=201))
def add_plan(request: Request, given: PlanIn) -> HttpResponse:
    """Begin a plan, as a draft."""
    viewer = request.viewer
    (unit,) = named(units_of(viewer, EDIT_PLAN), [given.unit], "unit")
    made = actions.add_plan(viewer, _fields(viewer, given, {"unit": unit}))
    return one(request, plan(viewer, made.pk), 201)


@router.patch("/plans/{int:pk}", **writes(EDIT_PLAN, SCOPE, PlanFull))
def change_plan(request: Request, pk: int, given: PlanChange) -> HttpResponse:
    """Change what is said of a plan: all of it in a draft, comments and document also later."""
    with unchanged(request, plan, pk) as row:
        before = {name: getattr(row, name) for name in ("unit", "document", *NAMES)}
        actions.change_plan(request.viewer, row, _fields(request.viewer, given, before))
    return _again(request, row)


def _again(request: Request, row: EvaluationPlan, status: int = 200) -> HttpResponse:
    return one(request, plan(request.viewer, row.pk), status)


@router.post("/plans/{int:pk}/steps", **writes(VIEW_PLANS, SCOPE, PlanFull))
def take_plan_step(request: Request, pk: int, given: PlanStepIn) -> HttpResponse:
    """Submit, return, approve or post a plan; each step is open to those who may take it."""
    with unchanged(request, plan, pk) as row:
        take_step(request.viewer, row, given.step, comment=given.comment)
    return _again(request, row)


@router.put("/plans/{int:pk}/visibility", **writes(PUBLISH_PLAN, SCOPE, PlanFull))
def publish_plan(request: Request, pk: int, given: PlanVisibilityIn) -> HttpResponse:
    """Publish a posted plan, or take it back to the office."""
    with unchanged(request, plan, pk) as row:
        actions.set_plan_visibility(request.viewer, row, given.visibility)
    return _again(request, row)


@router.post("/plans/{int:pk}/reviews", **writes(REVIEW_PLAN, SCOPE, PlanFull, status=201))
def review_plan(request: Request, pk: int, given: ReviewIn) -> HttpResponse:
    """Note what a review of a posted plan found."""
    with unchanged(request, plan, pk) as row:
        actions.note_review(request.viewer, row, **given.model_dump())
    return _again(request, row, 201)


@router.post("/plans/{int:pk}/proposals", **writes(EDIT_PLAN, SCOPE, PlanFull, status=201))
def propose_plan_lines(request: Request, pk: int) -> HttpResponse:
    """Add a line to a draft for each mandatory evaluation that is not covered."""
    with unchanged(request, plan, pk) as row:
        propose_lines(request.viewer, row)
    return _again(request, row, 201)
