"""Gathering the lines of a document in the order they are met, for the readers that walk a tree (HTML, DOCX)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bagalau.formats.read.limits import refuse_text
from bagalau.formats.read.notation import PAGE, Run, marked, plain, row


@dataclass(slots=True)
class Line:
    """One line to be: its start (``# ``, ``- ``, ``1. ``), its runs or cells, and whether a blank line precedes it."""

    prefix: str
    cells: list[list[Run]]
    apart: bool

    def written(self) -> str:
        if self.prefix.startswith("#"):
            text = " ".join(map(plain, self.cells))
        else:
            text = row(self.cells) if len(self.cells) > 1 else marked(self.cells[0])
        return PAGE + self.prefix + text[1:] if text.startswith(PAGE) else self.prefix + text

    def runs(self) -> Iterable[Run]:
        """The line as runs, to stand inside a table's cell: no heading sign, cells separated by blanks."""
        if self.prefix.strip() and not self.prefix.startswith("#"):
            yield Run(self.prefix.strip() + " ")
        for cell in self.cells:
            yield from cell
            yield Run(" ")


@dataclass
class Flow:
    """Lines gathered so far, and the one being written."""

    lines: list[Line] = field(default_factory=list)
    _cells: list[list[Run]] = field(default_factory=lambda: [[]])
    _prefix: str = ""
    _apart: bool = False
    _length: int = 0

    def add(self, text: str, bold: bool = False, italic: bool = False) -> None:
        """Add text to the current line. Its newlines are blanks."""
        if text:
            self._length += len(text)
            refuse_text(self._length)
            self._cells[-1].append(Run(text, bold, italic))

    def tab(self) -> None:
        """Begin another cell of the current line, unless nothing stands in this one yet."""
        if plain(self._cells[-1]):
            self._cells.append([])

    def start(self, prefix: str) -> None:
        """End the line; the next one that is not blank begins with ``prefix``."""
        self.end()
        self._prefix = prefix

    def end(self) -> None:
        """End the current line. A blank one is no line, but a page that begins in it is kept."""
        if not plain(self._cells[-1]).strip(PAGE) and len(self._cells) > 1:
            self._cells.pop()
        if any(plain(cell).strip(PAGE) for cell in self._cells):
            self._put(self._prefix, self._cells)
            self._prefix, self._cells = "", [[]]
        else:
            self._cells = [[Run(PAGE)] if any(PAGE in run.text for run in self._cells[0]) else []]

    def part(self) -> None:
        """End the line, and leave a blank line before the next."""
        self.end()
        self._prefix = ""
        self._apart = True

    def rows(self, cells: list[list[Run]]) -> None:
        """Add a row of a table, unless all of it is blank."""
        self._length += len(cells)
        refuse_text(self._length)
        self.end()
        if any(cell and plain(cell) for cell in cells):
            cells[0] = self._cells[0] + cells[0]
            self._cells = [[]]
            self._put("", cells)

    def _put(self, prefix: str, cells: list[list[Run]]) -> None:
        self.lines.append(Line(prefix, cells, self._apart or prefix.startswith("#")))
        self._apart = prefix.startswith("#")

    def runs(self) -> list[Run]:
        """All of it as the content of one cell."""
        self.end()
        return [run for line in self.lines for run in line.runs()]

    def text(self) -> str:
        self.end()
        return "".join(
            ("\n" if line.apart and at else "") + line.written() + "\n" for at, line in enumerate(self.lines)
        )
