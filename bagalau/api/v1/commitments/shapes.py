"""What is answered about commitments. What the office says itself is null outside of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from ninja import Router

from bagalau.api.v1.answers import answer
from bagalau.api.v1.schemas import Out, PersonRef, RecordRef, UnitRef, iso
from bagalau.commitments import queries
from bagalau.commitments.models import Commitment, Evidence, Update
from bagalau.commitments.rules import Act, State, Status, Verification, state
from bagalau.documents.rules import Visibility
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.middleware import Request
from bagalau.web.records import url_of

router = Router(tags=["Commitments"])
SAME = "text responsible status visibility place moves completed_on added_on changed_on created_at updated_at".split()
INSIDE = "comment justification no_evidence verification verified_at requested_at".split()


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
    first_due: str | None
    moves: int
    visibility: Visibility
    source: RecordRef
    place: str
    added_on: date | None
    changed_on: date | None
    created_at: datetime
    updated_at: datetime
    comment: str | None
    justification: str | None
    no_evidence: str | None
    completed_on: date | None
    verification: Verification | None
    verified_at: datetime | None
    requested_at: datetime | None
    version: str


class CommitmentFull(CommitmentRow):
    """One commitment, with the people and units of the office that it concerns."""

    people: list[PersonRef] | None
    units: list[UnitRef] | None
    verified_by: PersonRef | None
    requested_by: PersonRef | None


class UpdateRow(Out):
    """One thing that was said about a commitment, and how it stood after it."""

    id: int
    at: datetime
    act: Act
    by: PersonRef | None
    status: Status | None
    due: str | None
    due_removed: bool
    comment: str | None
    reason: str
    no_evidence: str
    from_source: bool
    stands: Status
    stands_due_on: date | None


class EvidenceRow(Out):
    """A document that shows that something was done; without its number if it does not open to you."""

    id: int
    document: int | None
    title: str
    added_at: datetime


def row_of(viewer: Viewer, row: Commitment) -> CommitmentRow:
    """A commitment as far as the viewer may see it; costs no query."""
    return CommitmentRow(**_facts(viewer, row, inside=viewer.may(VIEW_HISTORY, row)))


def _facts(viewer: Viewer, row: Commitment, *, inside: bool) -> dict[str, Any]:
    return {
        "id": row.pk,
        "page": url_of("commitment", row.pk),
        "unit": UnitRef.of(row.unit),
        "state": state(Status(row.status), row.due, viewer.today),
        "due": iso(row.due),
        "first_due": iso(row.first_due),
        "source": RecordRef.of(row.origin_kind, row.origin_id, row.origin_title),
        "version": row.seen,
        **{name: getattr(row, name) for name in SAME},
        **{name: getattr(row, name) if inside else None for name in INSIDE},
    }


def one(request: Request, row: Commitment) -> HttpResponse:
    """The answer that shows one commitment."""
    inside = queries.is_inside(request.viewer, row)
    shown = CommitmentFull(
        **_facts(request.viewer, row, inside=inside),
        people=PersonRef.all(row.responsible_people.all()) if inside else None,
        units=[UnitRef.of(unit) for unit in row.responsible_units.all()] if inside else None,
        verified_by=PersonRef.of(row.verified_by) if inside else None,
        requested_by=PersonRef.of(row.requested_by) if inside else None,
    )
    return answer(request, shown, version=row.seen)


def update_row(row: Update, *, inside: bool) -> UpdateRow:
    """One thing that was said; who said it is told in the office alone."""
    same = "at act due_removed comment reason no_evidence from_source stands stands_due_on".split()
    return UpdateRow(
        id=row.pk,
        by=PersonRef.of(row.by) if inside else None,
        status=Status(row.status) if row.status else None,
        due=iso(row.due),
        **{name: getattr(row, name) for name in same},
    )


def evidence_row(row: Evidence) -> EvidenceRow:
    """A piece of evidence."""
    opens: bool = row.opens  # type: ignore[attr-defined]  # annotated by the query
    key = row.document_id if opens else None
    return EvidenceRow(id=row.pk, document=key, title=row.document.title, added_at=row.added_at)
