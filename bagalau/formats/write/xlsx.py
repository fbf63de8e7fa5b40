"""XLSX written row by row, so that memory stays flat however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

CELL_LIMIT = 32_767  # UTF-16 units that a cell of a spreadsheet can hold
CUT = " … (cut here; the CSV file has the whole text)"
WIDTHS = {"long": 60, "text": 24, "number": 12, "money": 16, "date": 12, "status": 18, "flag": 8}


def write(file: IO[bytes], title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
    """Write one sheet: ``columns`` are labels with their kinds; text is always stored as text, never as a formula."""
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    sheet = book.add_worksheet(sheet_name(title))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = {
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
    }
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    sheet.freeze_panes(1, 1)
    for place, (label, kind) in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(kind, 24))
        sheet.write_string(0, place, label, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write_cell(sheet, last, place, value, body.get(columns[place][1]), text)
    sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
    book.close()


def _write_cell(sheet: Any, row: int, place: int, value: Any, style: Any, text: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, value, style)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, place, value, style)
    else:
        sheet.write_string(row, place, fitting(str(value)), text)


def fitting(text: str) -> str:
    """The text, or as much of a longer one as a cell can hold, with words that say so."""
    if len(text) * 2 <= CELL_LIMIT or len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return text
    room = (CELL_LIMIT - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


def sheet_name(title: str) -> str:
    """A sheet's name has at most 31 characters and none of ``[]:*?/\\``."""
    return "".join(mark for mark in title if mark not in "[]:*?/\\'")[:31] or "Sheet"
