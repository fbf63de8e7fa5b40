"""What waits for the person of the token."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import condition, turned
from bagalau.api.v1.schemas import Done, Out, Paging, RecordRef, Rows, iso, spelt
from bagalau.people.middleware import Request
from bagalau.reminders import actions, queries
from bagalau.reminders.access import VIEW_NOTICES
from bagalau.reminders.forms import NoticeFilter
from bagalau.reminders.models import Notice
from bagalau.reminders.rules import Kind
from bagalau.web.paging import Order

router = Router(tags=["Notices"])
NoticeKind = Annotated[Kind, spelt(Kind)]


class NoticeRow(Out):
    """That you are asked for something."""

    id: int
    kind: NoticeKind
    record: RecordRef
    due: str | None
    since: date
    new: bool


class NoticeList(Paging):
    """The filters of the page of notices."""

    kind: NoticeKind | None = None
    new: Annotated[Literal["1"] | None, Field(description="1: only what you have not read.")] = None
    sort: Literal["since", "-since"] = "-since"


def _row(row: Notice) -> NoticeRow:
    record = RecordRef.of(row.record_kind, row.record_id, row.label)
    kind = Kind(row.kind)
    return NoticeRow(id=row.pk, kind=kind, record=record, due=iso(row.due), since=row.asked_on, new=row.read_at is None)


@router.get("/notices", **reads(VIEW_NOTICES, Rows[NoticeRow]))
def notice_rows(request: Request, asked: Query[NoticeList]) -> HttpResponse:
    """What you are asked for now."""
    filters = asked.filters()
    found: Q = condition(NoticeFilter(filters), filters)
    rows = queries.notices(request.viewer).filter(found)
    order = Order("asked_on", descending=asked.sort == "-since")
    return turned(request, asked, rows, order, lambda page: [_row(row) for row in page])


@router.post("/notices/read", **writes(VIEW_NOTICES, Scope.WRITE_OWN, Done))
def read_all_notices(request: Request) -> HttpResponse:
    """Mark everything as read."""
    actions.mark_read(request.viewer)
    return answer(request, Done())


@router.post("/notices/{int:pk}/read", **writes(VIEW_NOTICES, Scope.WRITE_OWN, NoticeRow))
def read_notice(request: Request, pk: int) -> HttpResponse:
    """Mark one notice as read."""
    actions.mark_read(request.viewer, queries.notice(request.viewer, pk))
    return answer(request, _row(queries.notice(request.viewer, pk)))
