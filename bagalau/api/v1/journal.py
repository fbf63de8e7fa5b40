"""The journal: who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, listed
from bagalau.api.v1.schemas import Items, Key, Listing, Out, PersonRef, RecordRef, Words
from bagalau.people import queries
from bagalau.people.access import VIEW_JOURNAL
from bagalau.people.middleware import Request
from bagalau.people.models import JournalEntry
from bagalau.web.paging import Order

router = Router(tags=["Journal"])


class JournalLine(Out):
    """One line: who did what to which record, with the fields that changed."""

    number: int
    at: datetime
    by: PersonRef | None
    verb: str
    record: RecordRef
    before: dict[str, Any]
    after: dict[str, Any]
    digest: str


class JournalList(Listing):
    """Which lines."""

    person: Words | None = None
    kind: Words | None = None
    verb: Words | None = None
    record: Key | None = None
    """The key of a record; together with ``kind``."""
    after: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    """Only lines behind the one with this number."""
    sort: Literal["number", "-number"] = "-number"


def line_of(row: JournalEntry) -> JournalLine:
    """A line of the journal as it is answered."""
    return JournalLine(
        number=row.number,
        at=row.at,
        by=PersonRef.of(row.actor),
        verb=row.verb,
        record=RecordRef.of(row.record_kind, row.record_id, row.record_label),
        before=row.before,
        after=row.after,
        digest=row.digest,
    )


def since(asked: Listing) -> Q:
    """The condition that a line was written at the moment that is asked for, or later."""
    return Q(at__gte=asked.updated_since) if asked.updated_since else Q()


def _chosen(asked: JournalList) -> Q:
    fields = {"record_kind": asked.kind, "verb": asked.verb, "record_id": asked.record, "number__gt": asked.after}
    found = Q(**{name: value for name, value in fields.items() if value not in (None, "")})
    return found & queries.acted_by(asked.person) if asked.person else found


@router.get("/journal", **reads(VIEW_JOURNAL, Items[JournalLine]))
def journal(request: Request, asked: Query[JournalList]) -> HttpResponse:
    """Everything that was done, the latest first. Line after line it is the surest way to follow all changes."""
    rows = queries.journal(request.viewer).filter(_chosen(asked))
    source = Source(rows.filter(since(asked)), Order("number", descending=asked.sort == "-number"), {})
    return listed(request, asked, source, lambda found: [line_of(row) for row in found])
