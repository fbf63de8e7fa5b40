"""Looking at evaluations."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from bagalau.api.v1.doors import reads
from bagalau.api.v1.evaluations.shapes import EvaluationFull, EvaluationRow, StepRow, one, router, row_of, step_row
from bagalau.api.v1.lists import Source, condition, listed, order_by
from bagalau.api.v1.schemas import Items, Key, Listing, Words
from bagalau.evaluations import queries
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.forms import EvaluationFilter
from bagalau.evaluations.queries.life import steps
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import QualityRating
from bagalau.evaluations.tables import columns
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request
from bagalau.web.paging import Order

TOUCHED = {"evaluation": "pk", "managementresponse": "responses"}
Sort = Literal["title", "-title", "type", "-type", "completed", "-completed", "status", "-status"]


class EvaluationList(Listing):
    """The filters of the page of evaluations."""

    words: Words | None = None
    stage: Stage | Literal["overdue"] | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    type: Words | None = None
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    response: Literal["yes", "no"] | None = None
    joint: Literal["yes", "no"] | None = None
    manager: Words | None = None
    rating: QualityRating | Literal["none"] | None = None
    sort: Sort = "-completed"


@router.get("/evaluations", **reads(VIEW_EVALUATIONS, Items[EvaluationRow]))
def evaluations(request: Request, asked: Query[EvaluationList]) -> HttpResponse:
    """All evaluations that are open to you."""
    viewer = request.viewer
    rows = queries.evaluations(viewer).filter(condition(EvaluationFilter(asked.filters(), viewer), asked.filters()))
    source = Source(rows, order_by(asked.sort, columns(viewer.today)), TOUCHED)
    return listed(request, asked, source, lambda found: [row_of(viewer, row) for row in found])


@router.get("/evaluations/{int:pk}", **reads(VIEW_EVALUATIONS, EvaluationFull))
def evaluation(request: Request, pk: int) -> HttpResponse:
    """One evaluation with its team, agencies, projects and documents."""
    return one(request, queries.evaluation(request.viewer, pk))


@router.get("/evaluations/{int:pk}/steps", **reads(VIEW_HISTORY, Items[StepRow]))
def evaluation_steps(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """How an evaluation stood from which moment on, the latest first."""
    of = queries.evaluation(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    source = Source(steps(of), Order("at", descending=True), {"evaluation": "evaluation"})
    return listed(request, asked, source, lambda found: [step_row(row) for row in found])
