"""Looking at what evaluations say."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query

from bagalau.api.queries import statement, statements
from bagalau.api.v1.content.shapes import RecommendationRow, StatementRow, one, router, rows_of
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, listed
from bagalau.api.v1.schemas import Items, Key, Listing, Words
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.rules.content import Kind
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.people.queries import unit
from bagalau.web.paging import Order
from bagalau.web.texts import holds

OLDEST = Order("id")


class StatementList(Listing):
    """Which statements."""

    evaluation: Key | None = None
    unit: Key | None = None
    """Of evaluations of a unit with all that lies under it."""
    words: Words | None = None


def _list(request: Request, asked: StatementList, kind: Kind) -> HttpResponse:
    rows = statements(request.viewer, kind).filter(_chosen(request.viewer, asked))
    return listed(request, asked, Source(rows, OLDEST, {"evaluation": "evaluation"}), rows_of)


def _chosen(viewer: Viewer, asked: StatementList) -> Q:
    found = Q(evaluation=asked.evaluation) if asked.evaluation else Q()
    if asked.unit:
        found &= Q(evaluation__unit__path__startswith=unit(viewer, asked.unit).path)
    return found & holds("text", asked.words) if asked.words else found


@router.get("/findings", **reads(VIEW_EVALUATIONS, Items[StatementRow]))
def findings(request: Request, asked: Query[StatementList]) -> HttpResponse:
    """What evaluations found."""
    return _list(request, asked, Kind.FINDING)


@router.get("/findings/{int:pk}", **reads(VIEW_EVALUATIONS, StatementRow))
def finding(request: Request, pk: int) -> HttpResponse:
    """One finding."""
    return one(request, statement(request.viewer, Kind.FINDING, pk))


@router.get("/conclusions", **reads(VIEW_EVALUATIONS, Items[StatementRow]))
def conclusions(request: Request, asked: Query[StatementList]) -> HttpResponse:
    """What evaluations conclude."""
    return _list(request, asked, Kind.CONCLUSION)


@router.get("/conclusions/{int:pk}", **reads(VIEW_EVALUATIONS, StatementRow))
def conclusion(request: Request, pk: int) -> HttpResponse:
    """One conclusion."""
    return one(request, statement(request.viewer, Kind.CONCLUSION, pk))


@router.get("/lessons", **reads(VIEW_EVALUATIONS, Items[StatementRow]))
def lessons(request: Request, asked: Query[StatementList]) -> HttpResponse:
    """What was learned."""
    return _list(request, asked, Kind.LESSON)


@router.get("/lessons/{int:pk}", **reads(VIEW_EVALUATIONS, StatementRow))
def lesson(request: Request, pk: int) -> HttpResponse:
    """One lesson."""
    return one(request, statement(request.viewer, Kind.LESSON, pk))


@router.get("/recommendations", **reads(VIEW_EVALUATIONS, Items[RecommendationRow]))
def recommendations(request: Request, asked: Query[StatementList]) -> HttpResponse:
    """What evaluations recommend."""
    return _list(request, asked, Kind.RECOMMENDATION)


@router.get("/recommendations/{int:pk}", **reads(VIEW_EVALUATIONS, RecommendationRow))
def recommendation(request: Request, pk: int) -> HttpResponse:
    """One recommendation with its parts."""
    return one(request, statement(request.viewer, Kind.RECOMMENDATION, pk))
