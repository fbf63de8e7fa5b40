"""Looking at plans."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, condition, listed
from bagalau.api.v1.plans.shapes import PlanFull, PlanRow, one, router, row_of
from bagalau.api.v1.schemas import Items, Key, Listing
from bagalau.evaluations.access import VIEW_PLANS
from bagalau.evaluations.forms.plans import PlanFilter
from bagalau.evaluations.queries.plans import plan, plans
from bagalau.evaluations.rules.plans import PlanStatus
from bagalau.people.middleware import Request
from bagalau.web.paging import Order


class PlanList(Listing):
    """The filters of the page of plans."""

    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    status: PlanStatus | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    sort: Literal["period", "-period"] = "-period"


@router.get("/plans", **reads(VIEW_PLANS, Items[PlanRow]))
def plan_rows(request: Request, asked: Query[PlanList]) -> HttpResponse:
    """All plans that are open to you."""
    filters = asked.filters()
    rows = plans(request.viewer).filter(condition(PlanFilter(filters, request.viewer), filters))
    source = Source(rows, Order("starts", descending=asked.sort == "-period"), {"evaluationplan": "pk"})
    return listed(request, asked, source, lambda found: [row_of(row) for row in found])


@router.get("/plans/{int:pk}", **reads(VIEW_PLANS, PlanFull))
def one_plan(request: Request, pk: int) -> HttpResponse:
    """One plan with its lines."""
    return one(request, plan(request.viewer, pk))
