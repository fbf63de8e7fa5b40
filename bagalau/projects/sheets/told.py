"""What a sheet says, row by row, as it is kept until somebody saves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bagalau.projects.sheets.cells import Cell


@dataclass(frozen=True)
class Line:
    """A row: its number in the sheet, and its cells by the names of the columns; empty ones are left out."""

    number: int
    cells: Mapping[str, Cell]

    def cell(self, name: str) -> Cell:
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Told:
    """A sheet: which kind, its name in the workbook, the letter and heading of each column, its rows.

    ``formulas`` says how many cells were reckoned by the spreadsheet; the values that they show are taken.
    """

    kind: str
    sheet: str
    places: Mapping[str, str]
    lines: Sequence[Line]
    formulas: int = 0

    def address(self, line: Line, name: str) -> str:
        return f"{self.places.get(name, '')}{line.number}"

    def plain(self) -> dict[str, Any]:
        """As JSON data."""
        rows = [[line.number, dict(line.cells)] for line in self.lines]
        return {**vars(self), "places": dict(self.places), "lines": rows}

    @classmethod
    def build(cls, data: Mapping[str, Any]) -> Told:
        """From what ``plain`` made."""
        return cls(**{**data, "lines": [Line(number, cells) for number, cells in data["lines"]]})

    def years(self, prefix: str) -> Iterator[int]:
        """The years of columns whose names end with one."""
        for name in self.places:
            if name.startswith(prefix):
                yield int(name.removeprefix(prefix))
