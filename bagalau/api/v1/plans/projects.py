"""The projects that plans must cover."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import Source, condition, listed, named
from bagalau.api.v1.plans.changes import SCOPE
from bagalau.api.v1.plans.shapes import router
from bagalau.api.v1.schemas import (
    Amount,
    Code,
    Day,
    In,
    Items,
    Key,
    Line,
    Lines,
    Listing,
    Out,
    PersonRef,
    UnitRef,
    Words,
)
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_PROJECT, VIEW_PROJECTS
from bagalau.evaluations.actions.plans_projects import store_project
from bagalau.evaluations.forms.plans import ProjectFilter
from bagalau.evaluations.models import CoveredProject
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules.plans import GefSize
from bagalau.evaluations.rules.plans_mandatory import Ground, Need
from bagalau.people.middleware import Request
from bagalau.people.queries import units_of
from bagalau.web.paging import Order
from bagalau.web.records import url_of

SAME = (
    "number title budget currency starts ends funders funder_asks later_phase scaling_up created_at updated_at".split()
)


class ProjectRow(Out):
    """What a plan must know of a project."""

    id: int
    page: str | None
    number: str
    title: str
    unit: UnitRef
    budget: Decimal | None
    currency: str
    starts: date | None
    ends: date | None
    funders: list[str]
    gef_size: GefSize | None
    funder_asks: bool
    later_phase: bool
    scaling_up: bool
    created_at: datetime
    updated_at: datetime
    version: str


class DemandRow(Out):
    """A mandatory evaluation, and the rules that ask for it."""

    need: Need
    grounds: list[Ground]
    covered: bool


class ProjectFull(ProjectRow):
    """One project, with the evaluations that the rules ask for."""

    manager: PersonRef | None
    demands: list[DemandRow]


class ProjectList(Listing):
    """The filters of the page of projects."""

    words: Words | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    sort: Literal["number", "-number"] = "number"


class ProjectChange(In):
    """What is known of a project; what is left out stays as it is."""

    number: Annotated[Line, Field(min_length=1, max_length=50)] = ""
    title: Annotated[Line, Field(min_length=1)] = ""
    budget: Amount | None = None
    currency: Code = "USD"
    starts: Day | None = None
    ends: Day | None = None
    funders: Lines = []
    gef_size: GefSize | None = None
    funder_asks: bool = False
    later_phase: bool = False
    scaling_up: bool = False
    manager: Key | None = None


class ProjectIn(ProjectChange):
    """A new project."""

    unit: Key
    number: Annotated[Line, Field(min_length=1, max_length=50)]
    title: Annotated[Line, Field(min_length=1)]


def _facts(row: CoveredProject) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in SAME}
    page, size = url_of("coveredproject", row.pk), GefSize(row.gef_size) if row.gef_size else None
    return {"id": row.pk, "page": page, "unit": UnitRef.of(row.unit), "gef_size": size, "version": row.seen, **facts}


def _one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    row = queries.project(request.viewer, pk)
    limits = queries.limits(request.viewer.today)
    open_ones = queries.gaps(row, limits)
    demands = [
        DemandRow(need=one.need, grounds=list(one.grounds), covered=one not in open_ones)
        for one in queries.demands(row, limits)
    ]
    shown = ProjectFull(**_facts(row), manager=PersonRef.of(row.manager), demands=demands)
    return answer(request, shown, status, version=row.seen)


def _values(request: Request, row: CoveredProject, given: ProjectChange) -> dict[str, Any]:
    sent = {name: getattr(given, name) for name in given.model_fields_set - {"unit"}}
    if "gef_size" in sent:
        sent["gef_size"] = given.gef_size or ""
    if given.manager:
        (sent["manager"],) = named(queries.possible_managers(request.viewer, row), [given.manager], "manager")
    return sent


@router.get("/projects", **reads(VIEW_PROJECTS, Items[ProjectRow]))
def projects(request: Request, asked: Query[ProjectList]) -> HttpResponse:
    """All projects that are open to you."""
    filters = asked.filters()
    rows = queries.projects(request.viewer).filter(condition(ProjectFilter(filters, request.viewer), filters))
    source = Source(rows, Order("number", descending=asked.sort == "-number"), {"coveredproject": "pk"})
    return listed(request, asked, source, lambda found: [ProjectRow(**_facts(row)) for row in found])


@router.get("/projects/{int:pk}", **reads(VIEW_PROJECTS, ProjectFull))
def project(request: Request, pk: int) -> HttpResponse:
    """One project, with the evaluations that the rules ask for."""
    return _one(request, pk)


@router.post("/projects", **writes(EDIT_PROJECT, SCOPE, ProjectFull, status=201))
def add_project(request: Request, given: ProjectIn) -> HttpResponse:
    """Add a project."""
    (unit,) = named(units_of(request.viewer, EDIT_PROJECT), [given.unit], "unit")
    made = CoveredProject(unit=unit)
    store_project(request.viewer, made, _values(request, made, given))
    return _one(request, made.pk, 201)


@router.patch("/projects/{int:pk}", **writes(EDIT_PROJECT, SCOPE, ProjectFull))
def change_project(request: Request, pk: int, given: ProjectChange) -> HttpResponse:
    """Change what is known of a project."""
    with unchanged(request, queries.project, pk) as row:
        store_project(request.viewer, row, _values(request, row, given))
    return _one(request, pk)
