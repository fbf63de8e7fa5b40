"""Many commitments updated by one sheet: downloaded, sent back, looked at, saved, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Query
from ninja.files import UploadedFile

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.commitments.looks import CommitmentFilters
from bagalau.api.v1.commitments.shapes import router
from bagalau.api.v1.doors import FORM, reads, writes
from bagalau.api.v1.lists import refuse_unknown, turned, understood
from bagalau.api.v1.schemas import In, Line, Out, Paging, Rows
from bagalau.commitments import actions, queries
from bagalau.commitments.access import UPDATE
from bagalau.commitments.forms import CommitmentFilter
from bagalau.commitments.models import Batch
from bagalau.commitments.rules import BatchState
from bagalau.commitments.views import commitments_template
from bagalau.documents.forms import not_too_large
from bagalau.people.middleware import Request
from bagalau.web.paging import Order

SCOPE = Scope.WRITE_COMMITMENTS
FILE = {"responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}}}


class SheetRow(Out):
    """A sheet that you sent."""

    id: int
    name: str
    at: datetime
    state: BatchState
    decided_at: datetime | None
    unchanged: int


class ChangedValue(Out):
    """A value of a commitment as it is, or was, and as it would be, or is."""

    name: str
    before: str
    after: str


class CellMistake(Out):
    """A cell that cannot be taken as it is, and why."""

    cell: str
    sentence: str


class SheetLine(Out):
    """A row of the sheet: what it changes, or what is wrong with it."""

    row: int
    commitment: int | None
    changes: list[ChangedValue]
    mistakes: list[CellMistake]


class SheetFull(SheetRow):
    """One sheet: what it would change, or what it changed. ``shown`` is given back to save it as it was looked at."""

    lines: list[SheetLine]
    shown: str


class SheetList(Paging):
    """In which order."""

    sort: Literal["sent", "-sent"] = "-sent"


class SaveIn(In):
    """What was looked at: ``shown`` of the answer."""

    shown: Line


def _facts(row: Batch) -> dict[str, Any]:
    return {"id": row.pk, **{name: getattr(row, name) for name in ("name", "at", "state", "decided_at", "unchanged")}}


def _one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    row = queries.batch(request.viewer, pk)
    if row.state != BatchState.SHOWN:
        return answer(request, SheetFull(**_facts(row), lines=[_saved(line) for line in row.rows], shown=""), status)
    lines = actions.lines_of(request.viewer, row)
    shown = SheetFull(**_facts(row), lines=[_line(line) for line in lines], shown=actions.token(lines))
    return answer(request, shown, status)


def _line(line: actions.Line) -> SheetLine:
    return SheetLine(
        row=line.wish.row,
        commitment=line.wish.number,
        changes=[ChangedValue(name=one.name, before=one.before, after=one.after) for one in line.changes],
        mistakes=[CellMistake(cell=one.address, sentence=one.sentence) for one in line.mistakes],
    )


def _saved(line: dict[str, Any]) -> SheetLine:
    changes = [ChangedValue(**one) for one in line["changes"]]
    return SheetLine(row=line["row"], commitment=line["number"], changes=changes, mistakes=[])


@router.get("/commitments/sheet", **reads(UPDATE, None, openapi_extra=FILE))
def commitment_sheet(request: Request, asked: Query[CommitmentFilters]) -> HttpResponseBase:
    """The commitments that you may update, as a workbook to fill in."""
    refuse_unknown(request, asked)
    filters = asked.filters()
    understood(CommitmentFilter(filters, request.viewer), filters)
    response = commitments_template(request)
    response["Content-Type"] = "application/octet-stream"
    return response


@router.get("/sheets", **reads(UPDATE, Rows[SheetRow]))
def sheet_rows(request: Request, asked: Query[SheetList]) -> HttpResponse:
    """The sheets that you sent."""
    order = Order("at", descending=asked.sort == "-sent")
    rows = queries.batches(request.viewer)
    return turned(request, asked, rows, order, lambda found: [SheetRow(**_facts(row)) for row in found])


@router.get("/sheets/{int:pk}", **reads(UPDATE, SheetFull))
def sheet(request: Request, pk: int) -> HttpResponse:
    """One sheet: what it would change and what is wrong with it, or what it changed."""
    return _one(request, pk)


@router.post("/sheets", **writes(UPDATE, SCOPE, SheetFull, status=201, takes=FORM))
def send_sheet(request: Request, file: File[UploadedFile]) -> HttpResponse:
    """Send a sheet that was filled in, to be looked at; no commitment is changed."""
    not_too_large(file)
    return _one(request, actions.receive(request.viewer, file.read(), file.name or "sheet.xlsx").pk, 201)


@router.post("/sheets/{int:pk}/save", **writes(UPDATE, SCOPE, SheetFull))
def save_sheet(request: Request, pk: int, given: SaveIn) -> HttpResponse:
    """Save what a sheet says, exactly as it was looked at."""
    actions.save(request.viewer, queries.batch(request.viewer, pk), given.shown)
    return _one(request, pk)


@router.post("/sheets/{int:pk}/undo", **writes(UPDATE, SCOPE, SheetFull))
def undo_sheet(request: Request, pk: int) -> HttpResponse:
    """Take back all that a sheet changed."""
    actions.undo(request.viewer, queries.batch(request.viewer, pk))
    return _one(request, pk)
