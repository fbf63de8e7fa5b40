"""Hits and collected passages as files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _

from bagalau.formats.write import xlsx
from bagalau.lib.columns import Column
from bagalau.lib.problems import Problem
from bagalau.web.exports import FORMATS, STREAMS

Row = TypeVar("Row")


def file_of(
    request: HttpRequest, rows: Callable[[], Iterable[Row]], columns: Sequence[Column[Row]], name: str
) -> StreamingHttpResponse | FileResponse | None:
    """The file that ``?format=`` asks for; None if none is asked for, and then the rows are not asked for either."""
    form = request.GET.get("format")
    if form is None:
        return None
    if form not in FORMATS:
        raise Problem("unknown-format", _("Lists can be had as CSV, XLSX or JSON."))
    values = ([column.value(row) for column in columns] for row in rows())
    if form in STREAMS:
        lines, media_type = STREAMS[form]
        response = StreamingHttpResponse(lines([column.name for column in columns], values), content_type=media_type)
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        return response
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    xlsx.write(file, name, [(str(column.label), column.kind) for column in columns], values)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx")
