"""Taking a sheet into a record: cell by cell, with what is wrong at its place; what becomes different, row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.projects.rules.record import Project
from bagalau.projects.sheets.cells import Cell, exact, money_words, said
from bagalau.projects.sheets.columns import KEY, MONEY, SEEN, Column
from bagalau.projects.sheets.told import Line, Told
from bagalau.web.sheets import Difference, Mistake

T = TypeVar("T")
S = TypeVar("S", bound="Standing")
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


class Standing(Protocol):
    """A row of the record with what it stands under. ``state`` tells one state from the next."""

    @property
    def state(self) -> tuple[Any, ...]: ...

    def entry(self) -> Entry: ...


@dataclass(frozen=True)
class Change:
    """What becomes of one row of the record; ``row`` is its row in the sheet, if it has one.

    What it is called and what differs is told when it is asked for: a sheet may have many thousands of new rows.
    """

    act: str
    row: int | None
    _before: Callable[[], Entry] | None
    _after: Callable[[], Entry] | None
    _columns: Sequence[Column]

    @cached_property
    def label(self) -> str:
        entry = self._after or self._before
        return entry().label if entry else ""

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The values that differ; none of a row that is taken out."""
        before, after = (entry().cells if entry else {} for entry in (self._before, self._after))
        return tuple(
            Difference(column.words, _shown(column, before), _shown(column, after))
            for column in self._columns
            if self._after and before.get(column.name, "") != after.get(column.name, "")
        )


def _shown(column: Column, cells: Mapping[str, Cell]) -> str:
    cell = cells.get(column.name, "")
    if column.number_format == MONEY and not isinstance(cell, str):
        return money_words(exact(cell))
    return said(cell)


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
        self._columns = [column for column in columns if column.name not in (KEY, SEEN)]
        self._names = [column.name for column in self._columns]

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

    def refuse_twice(self, saying: Mapping[str, Any], touched: Mapping[str, Line], name: str) -> None:
        """Refuse rows that say what another one says; ``saying`` tells of each row by its key what must be said once
        (None: nothing), ``name`` is the column at which a mistake is shown."""
        first = {what: key for key, what in saying.items() if what is not None and key not in touched}
        for key, line in touched.items():
            what = saying.get(key)
            other = first.setdefault(what, key) if what is not None else key
            if other != key and other in self.rows:
                sentence = _("Row %(row)s says the same: take one of them out, or word them apart.")
                self.wrong(line, name, sentence % {"row": self.rows[other]})
            elif other != key:
                self.wrong(line, name, _("The project says this already, in a row that is not in this sheet."))

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
        cell = line.cells.get(name, "")
        if cell == (entry.cells.get(name, "") if entry else ""):
            return now
        return self._told(line, name, cell, parse, now)

    def told_in(self, line: Line, name: str, parse: Callable[[Cell], T], otherwise: T) -> T:
        """What a cell says, also an empty one."""
        return self._told(line, name, line.cell(name), parse, otherwise)

    def _told(self, line: Line, name: str, cell: Cell, parse: Callable[[Cell], T], otherwise: T) -> T:
        try:
            return parse(cell)
        except Problem as problem:
            self.wrong(line, name, problem.said(gettext))
            return otherwise

    def outcome(
        self, record: Project, before: Mapping[str, S], after: Mapping[str, S], touched: Mapping[str, Line]
    ) -> Outcome:
        """What becomes different, in the order of the sheet; what is taken out comes last.

        ``before`` and ``after``: the rows by their keys. A row that somebody changed since the sheet was downloaded is
        not written over.
        """
        found = []
        for key, line in touched.items():
            was, now = before.get(key), after.get(key)
            if now is not None and (was is None or was.state != now.state):
                found.append(self._change(ADDED if was is None else CHANGED, line.number, was, now))
                self._refuse_stale(line, was)
        gone = [self._change(GONE, None, was, None) for key, was in before.items() if key not in after]
        mistakes = tuple(mistake for _row, _place, mistake in sorted(self._mistakes, key=lambda one: one[:2]))
        return Outcome(record, (*found, *gone), mistakes)

    def _change(self, act: str, row: int | None, was: Standing | None, now: Standing | None) -> Change:
        return Change(act, row, was.entry if was else None, now.entry if now else None, self._columns)

    def _refuse_stale(self, line: Line, was: Standing | None) -> None:
        seen = said(line.cell(SEEN)).partition("-")[2] if was else ""
        if was and seen and seen != was.entry().seen.partition("-")[2]:
            self.wrong(
                line,
                KEY,
                _("Somebody changed this row since the sheet was downloaded. Download it anew, and change it there."),
            )
