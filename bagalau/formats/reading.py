"""What every reader makes of a file: text in one notation, cut into blocks with page and position.

The notation is the same whatever the file was, so an extractor is written once:

- a heading is a line that begins with ``#`` signs, an item one that begins with ``- `` or a number;
- the cells of a table row stand on one line, separated by TAB (or by ``|`` where the file had that);
- emphasis is kept as ``*italic*`` and ``**bold**``, because in some forms it marks the chosen option;
- lines are separated by ``\\n`` alone, and nothing is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a reading's text that remembers where it stands.

    ``start`` and ``end`` are offsets in ``source``; cutting a passage gives passages, so the place of a value
    is never lost.
    """

    source: str = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source[self.start : self.end]

    def __bool__(self) -> bool:
        return self.end > self.start

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The part between two offsets counted from this passage's start (``end`` None: to its end)."""
        stop = self.end if end is None else min(self.start + end, self.end)
        return Passage(self.source, min(self.start + start, stop), stop)

    def strip(self, chars: str | None = None) -> Passage:
        text = self.text
        left = len(text) - len(text.lstrip(chars))
        return self.cut(left, max(left, len(text.rstrip(chars))))

    def group(self, match: re.Match[str], group: int | str = 0) -> Passage:
        """The passage of a match's group; the match was made on ``self.text``."""
        return self.cut(*match.span(group)) if match.start(group) >= 0 else self.cut(0, 0)

    def split(self, pattern: str) -> list[Passage]:
        """Split by a regular expression, as ``re.split`` would without groups."""
        parts, at = [], 0
        for match in re.finditer(pattern, self.text):
            parts.append(self.cut(at, match.start()))
            at = match.end()
        return [*parts, self.cut(at)]

    def to(self, other: Passage) -> Passage:
        """From the start of this passage to the end of another that follows it."""
        return Passage(self.source, self.start, max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a document that is not blank: a heading, a paragraph, an item of a list, or a table row."""

    kind: BlockKind
    passage: Passage
    line: int
    page: int | None = None

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def cells(self) -> list[Passage]:
        """The stripped cells of a row; of any other block, the block as its only cell."""
        text = self.text
        if "\t" in text:
            return [cell.strip() for cell in self.passage.split(r"\t")]
        stripped = self.passage.strip()
        if len(stripped.text) > 1 and stripped.text.startswith("|"):
            inner = stripped.cut(1, len(stripped.text) - (1 if stripped.text.endswith("|") else 0))
            return [cell.strip() for cell in inner.split(r"(?<!\\)\|")]
        return [stripped]


@dataclass(frozen=True)
class Reading:
    """A file as text: ``pages`` holds the offset at which each page begins (empty where a format has no pages)."""

    text: str
    format: str
    pages: tuple[int, ...] = ()

    @cached_property
    def blocks(self) -> list[Block]:
        """Every line that is not blank, in order."""
        found: list[Block] = []
        at = 0
        for number, line in enumerate(self.text.split("\n"), 1):
            if line.strip():
                whole = Passage(self.text, at, at + len(line))
                found.append(Block(kind_of(line), whole, number, self.page_at(at)))
            at += len(line) + 1
        return found

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def page_at(self, offset: int) -> int | None:
        """The number, from 1, of the page on which an offset lies; None where the format has no pages."""
        return bisect_right(self.pages, offset) or 1 if self.pages else None

    def line_at(self, offset: int) -> int:
        """The number, from 1, of the line on which an offset lies."""
        return bisect_right(self._line_starts, offset)

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        return Passage(self.text, start, len(self.text) if end is None else end)


def kind_of(line: str) -> BlockKind:
    """What a line is, by the notation alone."""
    text = line.strip()
    if "\t" in line.strip(" ") or (text.startswith("|") and text.count("|") > 1):
        return "row"
    if re.match(r"#{1,6}\s", text):
        return "heading"
    if re.match(r"([-•*◦▪o]|\d{1,3}[.)])\s", text):
        return "item"
    return "paragraph"
