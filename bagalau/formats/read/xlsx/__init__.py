"""Workbooks as tables: bytes -> sheets of rows, each cell with its address; or one sentence that says why not.

What is read is first looked through with care (``parts``, ``scan``): calamine, which knows the values, gets only what
is neither packed like a bomb nor larger than the limits.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from bagalau.formats.read.limits import Clock, refuse_size
from bagalau.formats.read.xlsx.parts import Parts, damaged
from bagalau.formats.read.xlsx.scan import Found, Limits, column, scan
from bagalau.lib.problems import Problem

__all__ = ["Limits", "Row", "Sheet", "read_table", "table"]
_SECONDS = 30  # for all sheets together


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first, each from column A, empty cells as empty text; and what stands out."""

    name: str
    rows: Sequence[Sequence[Any]]
    found: Found = field(default_factory=Found)
    is_hidden: bool = False


@dataclass(frozen=True)
class Row:
    """A row under its headings: its number in the sheet, and of each column the value, the letters, the formulas."""

    number: int
    cells: Mapping[str, Any]
    columns: Mapping[str, str]
    formulas: frozenset[str] = frozenset()

    @property
    def addresses(self) -> Mapping[str, str]:
        """Of each column the address."""
        return {key: f"{letters}{self.number}" for key, letters in self.columns.items()}

    @property
    def is_empty(self) -> bool:
        return not any(value not in (None, "") for value in self.cells.values())


def read_table(data: bytes, limits: Limits | None = None) -> list[Sheet]:
    """The sheets of a workbook. Raises Problem alone: 413 for what is too large, 422 for what cannot be read."""
    refuse_size(len(data))
    parts = Parts(data)
    limits = limits or Limits()
    found, clock = {}, Clock(_SECONDS)
    for name, place in parts.sheets().items():
        with parts.opened(place) as part:
            found[name] = scan(part, limits, clock)
        parts.part(place)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(parts.again()))
        return [_sheet(book, name, what, hidden=name in parts.hidden) for name, what in found.items()]
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged() from error


def _sheet(book: CalamineWorkbook, name: str, found: Found, *, hidden: bool) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, rows, found, hidden)


def table(sheet: Sheet, names: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows under the headings of the first row; ``names`` are the headings that each column may have.

    A missing and an unknown heading are told by name, so that nothing is passed over in silence; so are merged cells.
    """
    if sheet.found.merged:
        raise Problem(
            "merged-cells",
            "Cells are merged in this sheet (%(cells)s): unmerge them, so that each value stands in its own row.",
            status=422,
            values={"cells": ", ".join(sheet.found.merged[:5])},
        )
    places = _places(sheet.rows[0] if sheet.rows else (), names)
    columns = {key: column(place) for key, place in places.items()}
    rows = []
    last = max([len(sheet.rows), *(int(where.lstrip(ascii_uppercase)) for where in sheet.found.formulas)])
    for number in range(2, last + 1):
        values = sheet.rows[number - 1] if number <= len(sheet.rows) else ()
        cells = {key: values[place] if place < len(values) else "" for key, place in places.items()}
        row = Row(number, cells, columns)
        if sheet.found.formulas:
            of = frozenset(key for key, where in row.addresses.items() if where in sheet.found.formulas)
            row = replace(row, formulas=of)
        if not row.is_empty or row.formulas:
            rows.append(row)
    return rows


def _places(head: Sequence[Any], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands."""
    keys = {_plain(word): key for key, words in names.items() for word in words}
    found: dict[str, int] = {}
    unknown = []
    for place, words in enumerate(head):
        key = keys.get(_plain(words))
        if key and key not in found:
            found[key] = place
        elif _plain(words):
            unknown.append(str(words)[:60])
    missing = [words[0] for key, words in names.items() if key not in found]
    if missing:
        raise Problem(
            "columns-missing",
            "These columns are missing in the first row: %(names)s. Download the sheet anew, and keep its first row.",
            status=422,
            values={"names": ", ".join(missing)},
        )
    if unknown:
        raise Problem(
            "columns-unknown",
            "These columns are not known: %(names)s. Take them out, so that nothing in them is lost.",
            status=422,
            values={"names": ", ".join(unknown[:10])},
        )
    return found


def _plain(words: Any) -> str:
    return " ".join(str(words).split()).casefold()
