"""A sheet as somebody fills it in: downloaded, some cells written, saved."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bagalau.commitments import sheets
from bagalau.commitments.models import Commitment
from bagalau.commitments.sheets import LABELS, NUMBER


def downloaded(rows: Iterable[Commitment]) -> bytes:
    """The sheet of these commitments, as it is downloaded."""
    file = io.BytesIO()
    sheets.write(file, rows)
    return file.getvalue()


def values(data: bytes) -> list[list[Any]]:
    """What stands in the first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def filled(data: bytes, cells: Mapping[int, Mapping[str, Any]], formulas: Mapping[str, str] | None = None) -> bytes:
    """A sheet with cells written: number of the commitment -> name of the column -> value; formulas by address."""
    names = list(LABELS)
    rows = values(data)
    for row in rows[1:]:
        for name, value in cells.get(int(row[names.index(NUMBER)] or 0), {}).items():
            row[names.index(name)] = value
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Back")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for place, formula in (formulas or {}).items():
        sheet.write_formula(place, formula, None, "Completed")
    book.close()
    return file.getvalue()


def sent(browser: Any, data: bytes, name: str = "back.xlsx") -> Any:
    """The answer to somebody who sends a sheet."""
    file = io.BytesIO(data)
    file.name = name
    return browser.post(reverse("commitments_sheet"), {"file": file})
