"""Commitments with what was said about them and the evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, cast

from django.http import HttpResponse
from ninja import Query, Router

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import condition, listed, named, order_by
from bagalau.api.v1.schemas import (
    Changing,
    Date,
    Day,
    In,
    Items,
    Key,
    Keys,
    Line,
    Listing,
    Out,
    PersonRef,
    RecordRef,
    Text,
    UnitRef,
    Words,
    iso,
)
from bagalau.api.v1.versions import unchanged
from bagalau.commitments import actions, queries
from bagalau.commitments.access import EDIT, UPDATE, VIEW_COMMITMENTS
from bagalau.commitments.forms import CommitmentFilter
from bagalau.commitments.models import Commitment, Evidence, Update
from bagalau.commitments.rules import State, Status, state
from bagalau.commitments.tables import columns
from bagalau.documents.queries import documents
from bagalau.documents.rules import Visibility
from bagalau.lib.periods import When
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.middleware import Request
from bagalau.people.queries import possible_owners, units
from bagalau.web.paging import Order
from bagalau.web.records import url_of

router = Router(tags=["Commitments"])


class CommitmentRow(Out):
    """A commitment in a list."""

    id: int
    page: str | None
    text: str
    unit: UnitRef
    responsible: str
    status: Status
    state: State
    due: str | None
    comment: str | None
    justification: str | None
    visibility: Visibility
    source: RecordRef
    place: str
    added_on: date | None
    changed_on: date | None
    created_at: datetime
    updated_at: datetime
    version: str


class CommitmentFull(CommitmentRow):
    """One commitment, with who of the office is responsible (null outside the office)."""

    people: list[PersonRef] | None
    units: list[UnitRef] | None


class UpdateRow(Out):
    """One thing that was said about a commitment."""

    id: int
    at: datetime
    by: PersonRef | None
    status: Status | None
    due: str | None
    due_removed: bool
    comment: str | None
    reason: str
    from_source: bool


class EvidenceRow(Out):
    """A document that shows that something was done; without its key if it does not open to the viewer."""

    id: int
    document: int | None
    title: str
    added_at: datetime


class CommitmentList(Changing):
    """The filters of the page of commitments."""

    words: Words | None = None
    state: State | Literal["open", "due_soon", "long_overdue"] | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    responsible: Words | None = None
    due_from: Day | None = None
    due_to: Day | None = None
    source: Words | None = None
    sort: Literal["due", "-due", "state", "-state", "source", "-source", "updated", "-updated"] = "due"


class UpdateIn(In):
    """How a commitment stands. ``due`` null: it keeps its date; ``no_due``: it has none any more."""

    status: Status
    comment: Text = ""
    reason: Text = ""
    due: Date | None = None
    no_due: bool = False
    evidence: Keys = []
    """Keys of documents."""


class ResponsibleIn(In):
    """Who is responsible: in words as the paper has them, and as people and units of the office."""

    responsible: Line = ""
    people: Keys = []
    units: Keys = []


def row_of(viewer: Viewer, row: Commitment) -> CommitmentRow:
    """A commitment as far as the viewer may see it; costs no query."""
    return CommitmentRow(**_facts(viewer, row, inside=viewer.may(VIEW_HISTORY, row)))


def _facts(viewer: Viewer, row: Commitment, *, inside: bool) -> dict[str, Any]:
    source = RecordRef.of(row.origin_kind, row.origin_id, row.origin_title)
    return {
        "id": row.pk,
        "page": url_of("commitment", row.pk),
        "unit": UnitRef.of(row.unit),
        "state": state(Status(row.status), row.due, viewer.today),
        "due": iso(row.due),
        "comment": row.comment if inside else None,
        "justification": row.justification if inside else None,
        "source": source,
        "version": row.seen,
        **{name: getattr(row, name) for name in SAME},
    }


SAME = "text responsible status visibility place added_on changed_on created_at updated_at".split()


def full(viewer: Viewer, row: Commitment) -> CommitmentFull:
    """One commitment with who of the office is responsible."""
    inside = queries.is_inside(viewer, row)
    people = [ref for person in row.responsible_people.all() if (ref := PersonRef.of(person))] if inside else None
    offices = [UnitRef.of(unit) for unit in row.responsible_units.all()] if inside else None
    return CommitmentFull(**_facts(viewer, row, inside=inside), people=people, units=offices)


def _one(request: Request, row: Commitment) -> HttpResponse:
    return answer(request, full(request.viewer, row), version=row.seen)


@router.get("/commitments", **reads(VIEW_COMMITMENTS, Items[CommitmentRow]))
def commitments(request: Request, asked: Query[CommitmentList]) -> HttpResponse:
    """All commitments that are open to you."""
    viewer = request.viewer
    rows = queries.commitments(viewer).filter(condition(CommitmentFilter(asked.filters(), viewer), asked))
    order = order_by(asked.sort, columns(viewer.today))
    return listed(request, asked, rows, order, lambda found: [row_of(viewer, row) for row in found])


@router.get("/commitments/{int:pk}", **reads(VIEW_COMMITMENTS, CommitmentFull))
def commitment(request: Request, pk: int) -> HttpResponse:
    """One commitment."""
    return _one(request, queries.commitment(request.viewer, pk))


@router.get("/commitments/{int:pk}/updates", **reads(VIEW_COMMITMENTS, Items[UpdateRow]))
def commitment_updates(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was said about a commitment, the latest first."""
    of = queries.commitment(request.viewer, pk)
    inside = queries.is_inside(request.viewer, of)
    rows = queries.updates(request.viewer, of)
    return listed(request, asked, rows, LATEST, lambda found: [_update_row(row, inside=inside) for row in found])


LATEST = Order("at", descending=True)


def _update_row(row: Update, *, inside: bool) -> UpdateRow:
    return UpdateRow(
        id=row.pk,
        at=row.at,
        by=PersonRef.of(row.by) if inside else None,
        status=Status(row.status) if row.status else None,
        due=iso(row.due),
        due_removed=row.due_removed,
        comment=row.comment,
        reason=row.reason,
        from_source=row.from_source,
    )


@router.get("/commitments/{int:pk}/evidence", **reads(VIEW_COMMITMENTS, Items[EvidenceRow]))
def commitment_evidence(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """The evidence for a commitment, the latest first."""
    rows = queries.evidence(request.viewer, queries.commitment(request.viewer, pk))
    return listed(request, asked, rows, ADDED, lambda found: [_evidence_row(row) for row in found])


ADDED = Order("added_at", descending=True)


def _evidence_row(row: Evidence) -> EvidenceRow:
    opens: bool = row.opens  # type: ignore[attr-defined]  # annotated by the query
    return EvidenceRow(
        id=row.pk,
        document=row.document_id if opens else None,
        title=row.document.title,
        added_at=row.added_at,
    )


@router.post("/commitments/{int:pk}/updates", **writes(UPDATE, Scope.WRITE_COMMITMENTS, CommitmentFull))
def update_commitment(request: Request, pk: int, given: UpdateIn) -> HttpResponse:
    """Say how a commitment stands: status, comment, a new date, evidence."""
    said = actions.Said(
        status=given.status,
        comment=given.comment,
        reason=given.reason,
        due=cast("When | None", given.due),
        due_removed=given.no_due,
        documents=named(documents(request.viewer), given.evidence, "evidence"),
    )
    with unchanged(request, queries.commitment, pk) as row:
        updated = actions.update(request.viewer, row, said)
    return _one(request, updated)


@router.put("/commitments/{int:pk}/responsible", **writes(EDIT, Scope.WRITE_COMMITMENTS, CommitmentFull))
def assign_commitment(request: Request, pk: int, given: ResponsibleIn) -> HttpResponse:
    """Say who is responsible for a commitment."""
    viewer = request.viewer
    with unchanged(request, queries.commitment, pk) as row:
        people = possible_owners(viewer, row.unit, row.responsible_people.all())
        actions.assign(
            viewer,
            row,
            responsible=given.responsible,
            people=named(people, given.people, "people"),
            units=named(units(viewer), given.units, "units"),
        )
    return _one(request, row)
