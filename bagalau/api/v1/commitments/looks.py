"""Looking at commitments."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from ninja import Query

from bagalau.api.v1.commitments.shapes import (
    CommitmentFull,
    CommitmentRow,
    EvidenceRow,
    UpdateRow,
    evidence_row,
    one,
    router,
    row_of,
    update_row,
)
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, condition, listed, order_by
from bagalau.api.v1.schemas import Day, Filters, Items, Key, Listing, Words
from bagalau.commitments import queries
from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.commitments.forms import CommitmentFilter
from bagalau.commitments.rules import State
from bagalau.commitments.tables import columns
from bagalau.people.middleware import Request
from bagalau.web.paging import Order

# An evaluation that is published takes its commitments with it; its line in the journal is the only one.
TOUCHED = {"commitment": "pk", "evaluation": "origin_id"}
OF_ONE = {"commitment": "commitment"}
LATEST, ADDED = Order("at", descending=True), Order("added_at", descending=True)


class CommitmentFilters(Filters):
    """The filters of the page of commitments."""

    words: Words | None = None
    state: State | Literal["open", "due_soon", "long_overdue"] | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    responsible: Words | None = None
    due_from: Day | None = None
    due_to: Day | None = None
    proof: Literal["verified", "unverified", "without_evidence", "returned", "requested"] | None = None
    moved: Literal["moved", "later"] | None = None
    source: Words | None = None


class CommitmentList(CommitmentFilters, Listing):
    """The filters of the page of commitments, and in which order."""

    sort: Literal["due", "-due", "state", "-state", "source", "-source", "updated", "-updated"] = "due"


@router.get("/commitments", **reads(VIEW_COMMITMENTS, Items[CommitmentRow]))
def commitments(request: Request, asked: Query[CommitmentList]) -> HttpResponse:
    """All commitments that are open to you."""
    viewer = request.viewer
    rows = queries.commitments(viewer).filter(condition(CommitmentFilter(asked.filters(), viewer), asked.filters()))
    source = Source(rows, order_by(asked.sort, columns(viewer.today)), TOUCHED)
    return listed(request, asked, source, lambda found: [row_of(viewer, row) for row in found])


@router.get("/commitments/{int:pk}", **reads(VIEW_COMMITMENTS, CommitmentFull))
def commitment(request: Request, pk: int) -> HttpResponse:
    """One commitment."""
    return one(request, queries.commitment(request.viewer, pk))


@router.get("/commitments/{int:pk}/updates", **reads(VIEW_COMMITMENTS, Items[UpdateRow]))
def commitment_updates(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was said about a commitment, the latest first."""
    of = queries.commitment(request.viewer, pk)
    inside = queries.is_inside(request.viewer, of)
    source = Source(queries.updates(request.viewer, of), LATEST, OF_ONE)
    return listed(request, asked, source, lambda found: [update_row(row, inside=inside) for row in found])


@router.get("/commitments/{int:pk}/evidence", **reads(VIEW_COMMITMENTS, Items[EvidenceRow]))
def commitment_evidence(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """The evidence for a commitment, the latest first."""
    rows = queries.evidence(request.viewer, queries.commitment(request.viewer, pk))
    return listed(request, asked, Source(rows, ADDED, OF_ONE), lambda found: [evidence_row(row) for row in found])
