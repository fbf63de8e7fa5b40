"""A list as a file: the same query and the same columns as the page, streamed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _

from bagalau.formats.write import csv, json, xlsx
from bagalau.lib.columns import Column
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.web.tables import order_of

Record = TypeVar("Record", bound=Model)
CHUNK = 2000
STREAMS = {"csv": (csv.lines, "text/csv; charset=utf-8"), "json": (json.lines, "application/json")}
FORMATS = ("xlsx", *STREAMS)


def export(
    request: HttpRequest, rows: QuerySet[Record], columns: Sequence[Column[Record]], *, default: str, name: str
) -> StreamingHttpResponse | FileResponse | None:
    """The file that ``?format=`` csv, xlsx or json asks for, ordered as the page; None if none is asked for."""
    form = request.GET.get("format")
    if form is None:
        return None
    if form not in FORMATS:
        raise Problem("unknown-format", _("Lists can be had as CSV, XLSX or JSON."))
    order = order_of(request, columns, default)
    sign = "-" if order.descending else ""
    values = _values(rows.order_by(f"{sign}{order.field}", f"{sign}pk"), columns)
    if form in STREAMS:
        lines, media_type = STREAMS[form]
        response = StreamingHttpResponse(lines([column.name for column in columns], values), content_type=media_type)
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        return response
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    xlsx.write(file, name, [(str(column.label), column.kind) for column in columns], values)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx")


def _values(rows: QuerySet[Record], columns: Sequence[Column[Record]]) -> Iterator[list[Any]]:
    for record in _shared(rows).iterator(CHUNK):
        yield [_exported(column.value(record)) for column in columns]


def _shared(rows: QuerySet[Record]) -> QuerySet[Record]:
    """The rows with the few records that they point at (units) loaded once a chunk and shared.

    A join would carry and build them anew for each row, which takes half as long again.
    """
    related = rows.query.select_related
    if not isinstance(related, dict) or any(related.values()):
        return rows
    return rows.select_related(None).prefetch_related(*related)


def _exported(value: Any) -> Any:
    return value.iso if isinstance(value, When) else value
