"""Looking at management responses."""

from __future__ import annotations

from typing import Annotated, Literal

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, condition, listed
from bagalau.api.v1.responses.shapes import (
    ResponseFull,
    ResponseRow,
    ResponseStepRow,
    ResponseVersionFull,
    ResponseVersionRow,
    one,
    router,
    rows_of,
    step_row,
    version_row,
)
from bagalau.api.v1.schemas import Items, Key, Listing, Words
from bagalau.evaluations.access import VIEW_RESPONSES
from bagalau.evaluations.forms.responses import ResponseFilter
from bagalau.evaluations.models import ManagementResponse
from bagalau.evaluations.queries import responses as queries
from bagalau.evaluations.rules.responses import Approval, Timing
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request
from bagalau.web.paging import Order

TOUCHED = {"managementresponse": "pk", "evaluation": "evaluation"}


class ResponseList(Listing):
    """The filters of the page of responses, and the evaluation."""

    words: Words | None = None
    approval: Approval | Literal["read"] | None = None
    timing: Timing | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    evaluation: Key | None = None
    sort: Literal["updated", "-updated"] = "-updated"


@router.get("/responses", **reads(VIEW_RESPONSES, Items[ResponseRow]))
def responses(request: Request, asked: Query[ResponseList]) -> HttpResponse:
    """All management responses that are open to you."""
    viewer = request.viewer
    filters = {name: value for name, value in asked.filters().items() if name != "evaluation"}
    form = ResponseFilter(filters, viewer, queries.days(viewer.today))
    of = Q(evaluation=asked.evaluation) if asked.evaluation else Q()
    rows = queries.responses(viewer).filter(of & condition(form, filters))
    source = Source(rows, Order("updated_at", descending=asked.sort == "-updated"), TOUCHED)
    return listed(request, asked, source, lambda found: rows_of(viewer, found))


@router.get("/responses/{int:pk}", **reads(VIEW_RESPONSES, ResponseFull))
def response(request: Request, pk: int) -> HttpResponse:
    """One response with what it says of each recommendation."""
    return one(request, queries.response(request.viewer, pk))


@router.get("/responses/{int:pk}/steps", **reads(VIEW_HISTORY, Items[ResponseStepRow]))
def response_steps(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """The way of a response, the latest step first."""
    source = Source(queries.steps(_inside(request, pk)), Order("at", descending=True), OF_ONE)
    return listed(request, asked, source, lambda found: [step_row(row) for row in found])


OF_ONE = {"managementresponse": "response"}


def _inside(request: Request, pk: int) -> ManagementResponse:
    of = queries.response(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    return of


@router.get("/responses/{int:pk}/versions", **reads(VIEW_HISTORY, Items[ResponseVersionRow]))
def response_versions(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was approved, the latest first."""
    source = Source(queries.versions(_inside(request, pk)), Order("number", descending=True), OF_ONE)
    return listed(request, asked, source, lambda found: [version_row(row) for row in found])


@router.get("/responses/{int:pk}/versions/{int:number}", **reads(VIEW_HISTORY, ResponseVersionFull))
def response_version(request: Request, pk: int, number: int) -> HttpResponse:
    """A response as it was approved."""
    row = queries.version(_inside(request, pk), number)
    return answer(request, ResponseVersionFull(**version_row(row).model_dump(), content=row.content))
