"""Taking a sheet into a record: cell by cell, with what is wrong at its place; what becomes different, row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.projects.rules.record import Project
from bagalau.projects.sheets.cells import Cell, exact, said
from bagalau.projects.sheets.columns import KEY, MONEY, SEEN, Column
from bagalau.projects.sheets.told import Line, Told
from bagalau.web.sheets import Difference, Mistake

T = TypeVar("T")
ADDED, CHANGED, GONE = "added", "changed", "gone"


@dataclass(frozen=True)
class Entry:
    """A row of the record as a row of the sheet: its key, how it is called, its cells, and what tells its state."""

    key: str
    label: str
    cells: Mapping[str, Cell]
    state: tuple[Any, ...]

    @property
    def seen(self) -> str:
        """What tells whether somebody wrote into the row since, and whether the record changed; in any language."""
        return f"{_mark(self.cells)}-{_digest(repr(self.state))}"


def _mark(cells: Mapping[str, Cell]) -> str:
    told = {name: cell if isinstance(cell, str) else float(cell) for name, cell in cells.items() if cell != ""}
    return _digest(repr(sorted(told.items())))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Change:
    """What becomes of one row of the record; ``row`` is its row in the sheet, if it has one."""

    act: str
    label: str
    row: int | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A sheet taken into a record: the record as it would be, what becomes different, what is wrong."""

    record: Project
    changes: tuple[Change, ...]
    mistakes: tuple[Mistake, ...]

    def count(self, act: str) -> int:
        return sum(change.act == act for change in self.changes)

    @property
    def is_good(self) -> bool:
        return bool(self.changes) and not self.mistakes


class Taking:
    """One pass over the rows of a sheet: which row of the record each means, and the mistakes that were found."""

    def __init__(self, told: Told, columns: Sequence[Column], known: Mapping[str, Entry]) -> None:
        self.told, self.known = told, known
        self._mistakes: list[tuple[int, int, Mistake]] = []
        self.rows: dict[str, int] = {}
        self._labels = {column.name: column.words for column in columns}
        self._places = {column.name: place for place, column in enumerate(columns)}
        self._money = {column.name for column in columns if column.number_format == MONEY}
        self._names = [column.name for column in columns if column.name not in (KEY, SEEN)]

    def wrong(self, line: Line, name: str, sentence: str) -> None:
        place = self._places[name]
        self._mistakes.append(
            (line.number, place, Mistake(self.told.address(line, name), sentence, self._labels[name]))
        )

    def key(self, line: Line) -> str | None:
        """The key of the row of the record, a new one for a row without; None if the row cannot be taken."""
        given = said(line.cell(KEY))
        key = given or f"new-{line.number}"
        if given and given not in self.known:
            self.wrong(
                line,
                KEY,
                _("This project has no row with the key “%(key)s”. Empty this cell, and the row is added as a new one.")
                % {"key": given[:80]},
            )
            return None
        if key in self.rows:
            self.wrong(
                line,
                KEY,
                _("Row %(row)s has this key already. Empty this cell, and the row is added as a new one.")
                % {"row": self.rows[key]},
            )
            return None
        self.rows[key] = line.number
        return key

    def is_untouched(self, line: Line, entry: Entry | None) -> bool:
        """Whether a row says what the record says, or what it said when the sheet was downloaded."""
        if entry is None:
            return False
        if all(line.cell(name) == entry.cells.get(name, "") for name in self._names):
            return True
        told = {name: cell for name, cell in line.cells.items() if name not in (KEY, SEEN)}
        return said(line.cell(SEEN)).partition("-")[0] == _mark(told)

    def value(self, line: Line, entry: Entry | None, name: str, now: T, parse: Callable[[Cell], T]) -> T:
        """What a cell says; the present value if nobody touched the cell, or nobody understands it."""
        if line.cell(name) == (entry.cells.get(name, "") if entry else ""):
            return now
        return self.told_in(line, name, parse, now)

    def told_in(self, line: Line, name: str, parse: Callable[[Cell], T], otherwise: T) -> T:
        """What a cell says, also an empty one."""
        try:
            return parse(line.cell(name))
        except Problem as problem:
            self.wrong(line, name, problem.said(gettext))
            return otherwise

    def outcome(self, record: Project, entries: Mapping[str, Entry], touched: Mapping[str, Line]) -> Outcome:
        """What becomes different, in the order of the sheet; what is taken out comes last.

        A row that somebody changed since the sheet was downloaded is not written over.
        """
        found = []
        for key, line in touched.items():
            before, after = self.known.get(key), entries.get(key)
            if after is None:
                continue
            told = self._differences(before.cells if before else {}, after.cells)
            if told or before is None:
                found.append(Change(CHANGED if before else ADDED, after.label, line.number, told))
                self._refuse_stale(line, before)
        gone = [Change(GONE, entry.label, None) for key, entry in self.known.items() if key not in entries]
        mistakes = tuple(mistake for _row, _place, mistake in sorted(self._mistakes, key=lambda one: one[:2]))
        return Outcome(record, (*found, *gone), mistakes)

    def _refuse_stale(self, line: Line, entry: Entry | None) -> None:
        seen = said(line.cell(SEEN)).partition("-")[2]
        if entry and seen and seen != entry.seen.partition("-")[2]:
            self.wrong(
                line,
                KEY,
                _("Somebody changed this row since the sheet was downloaded. Download it anew, and change it there."),
            )

    def _differences(self, before: Mapping[str, Cell], after: Mapping[str, Cell]) -> tuple[Difference, ...]:
        return tuple(
            Difference(self._labels[name], self._shown(name, before), self._shown(name, after))
            for name in self._names
            if before.get(name, "") != after.get(name, "")
        )

    def _shown(self, name: str, cells: Mapping[str, Cell]) -> str:
        cell = cells.get(name, "")
        if name in self._money and not isinstance(cell, str):
            return str(number_format(exact(cell), 2, force_grouping=True))
        return said(cell)
