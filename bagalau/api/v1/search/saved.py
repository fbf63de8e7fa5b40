"""The searches that somebody keeps."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import StringConstraints

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import turned
from bagalau.api.v1.schemas import PLAIN, Done, In, Out, Paging, Rows
from bagalau.api.v1.search.shapes import router
from bagalau.people.middleware import Request
from bagalau.search import actions, queries
from bagalau.search.access import KEEP_SEARCHES
from bagalau.search.models import SavedSearch
from bagalau.web.paging import Order

Name = Annotated[str, StringConstraints(min_length=1, max_length=100), PLAIN]


class SearchRow(Out):
    """A search that you keep; ``query`` is what stands behind the question mark of its address."""

    id: int
    name: str
    query: str
    created_at: datetime


class SearchList(Paging):
    """In which order."""

    sort: Literal["name", "-name"] = "name"


class SearchIn(In):
    """A search to keep, as parameters of the search: ``q=mills&kind=finding``."""

    name: Name
    query: Annotated[str, StringConstraints(max_length=2000), PLAIN]


def _row(row: SavedSearch) -> SearchRow:
    return SearchRow(id=row.pk, name=row.name, query=row.query, created_at=row.created_at)


@router.get("/searches", **reads(KEEP_SEARCHES, Rows[SearchRow]))
def saved_searches(request: Request, asked: Query[SearchList]) -> HttpResponse:
    """The searches that you keep."""
    order = Order("name", descending=asked.sort == "-name")
    return turned(request, asked, queries.saved_searches(request.viewer), order, lambda found: [*map(_row, found)])


@router.post("/searches", **writes(KEEP_SEARCHES, Scope.WRITE_OWN, SearchRow, status=201))
def save_search(request: Request, given: SearchIn) -> HttpResponse:
    """Keep a search under a name."""
    return answer(request, _row(actions.save_search(request.viewer, given.name, given.query)), 201)


@router.delete("/searches/{int:pk}", **writes(KEEP_SEARCHES, Scope.WRITE_OWN, Done))
def forget_search(request: Request, pk: int) -> HttpResponse:
    """Keep a search no longer."""
    actions.forget_search(request.viewer, queries.saved_search(request.viewer, pk))
    return answer(request, Done())
