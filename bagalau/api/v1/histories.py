"""What was done to one record, line by line."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from ninja import Query, Router

from bagalau.api.v1.doors import reads
from bagalau.api.v1.journal import JournalLine, line_of, since
from bagalau.api.v1.lists import Source, listed
from bagalau.api.v1.schemas import Items, Listing
from bagalau.commitments.queries import commitment
from bagalau.documents.queries import document
from bagalau.evaluations.access import VIEW_ROSTER
from bagalau.evaluations.queries import evaluation
from bagalau.evaluations.queries.plans import plan, project
from bagalau.evaluations.queries.responses import response
from bagalau.evaluations.queries.roster import evaluator
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request
from bagalau.people.queries import history
from bagalau.web.paging import Order

router = Router(tags=["Histories"])
Lines = Items[JournalLine]


def _history(request: Request, asked: Listing, record: Model) -> HttpResponse:
    """The lines about a record, whose door the caller has opened."""
    rows = history(record._meta.model_name or "", record.pk).filter(since(asked))
    source = Source(rows, Order("number", descending=True), {})
    return listed(request, asked, source, lambda found: [line_of(row) for row in found])


def _inside(request: Request, asked: Listing, record: Any) -> HttpResponse:
    """The same, for those who may see the history of the record's unit."""
    require(request.viewer, VIEW_HISTORY, record)
    return _history(request, asked, record)


@router.get("/evaluations/{int:pk}/history", **reads(VIEW_HISTORY, Lines))
def evaluation_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to an evaluation and what it says, the latest first."""
    return _inside(request, asked, evaluation(request.viewer, pk))


@router.get("/responses/{int:pk}/history", **reads(VIEW_HISTORY, Lines))
def response_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to a response, the latest first."""
    return _inside(request, asked, response(request.viewer, pk))


@router.get("/commitments/{int:pk}/history", **reads(VIEW_HISTORY, Lines))
def commitment_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to a commitment, the latest first."""
    return _inside(request, asked, commitment(request.viewer, pk))


@router.get("/plans/{int:pk}/history", **reads(VIEW_HISTORY, Lines))
def plan_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to a plan, the latest first."""
    return _inside(request, asked, plan(request.viewer, pk))


@router.get("/projects/{int:pk}/history", **reads(VIEW_HISTORY, Lines))
def project_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to a project, the latest first."""
    return _inside(request, asked, project(request.viewer, pk))


@router.get("/documents/{int:pk}/history", **reads(VIEW_HISTORY, Lines))
def document_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to a document, the latest first."""
    return _inside(request, asked, document(request.viewer, pk))


@router.get("/evaluators/{int:pk}/history", **reads(VIEW_ROSTER, Lines))
def evaluator_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to an entry of the roster, the latest first."""
    return _history(request, asked, evaluator(request.viewer, pk))
