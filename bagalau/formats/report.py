"""A report before it is a file: headings, texts, tables and charts, with typed values and no layout.

Whoever builds a report says what stands in it, in one language; each writer under ``write/paper`` says how that looks
on its kind of paper. Texts are plain: an empty line parts paragraphs, nothing else is markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from bagalau.lib.columns import ColumnKind
from bagalau.lib.periods import When

Tone = Literal["", "rest", "work", "late", "soon", "done"]


@dataclass(frozen=True)
class Mark:
    """A word with the colour of a state."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Share:
    """A part of a whole; a rate keeps both, and there is none where the whole is nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        return Decimal(100 * self.part) / self.whole if self.whole else None


class Amount(Decimal):
    """Money: cents are shown where there are any, and then both digits."""


Value = str | int | float | Decimal | bool | date | When | Mark | Share | None


BLANK = Mark("")
"""A cell that stays empty, to be filled by hand or because nothing belongs there; what is missing shows a dash."""


class Sums(tuple[Value, ...]):
    """A row that stands out: the head of some rows, or their sum."""


@dataclass(frozen=True)
class Heading:
    """The head of a part; level 1 stands right under the title of the report."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Note:
    """What the reader must mind: how a figure was reckoned, what is missing."""

    text: str
    tone: Tone = "rest"


@dataclass(frozen=True)
class Bullets:
    """A list of short texts; ``strong`` is the place of the one that stands out."""

    items: Sequence[str]
    strong: int | None = None


@dataclass(frozen=True)
class Facts:
    """Labels with their values."""

    items: Sequence[tuple[str, Value]]


@dataclass(frozen=True)
class Form:
    """Labels with their values in ruled lines, one or more pairs on a line, as on a form of paper."""

    rows: Sequence[Sequence[tuple[str, Value]]]

    @property
    def pairs(self) -> int:
        """How many pairs the fullest line has."""
        return max(map(len, self.rows), default=1)


@dataclass(frozen=True)
class Col:
    """A column: ``width`` is its share of the line beside the others."""

    label: str
    kind: ColumnKind = "text"
    width: float = 1


@dataclass(frozen=True)
class Group:
    """Rows under one head: a short title, and texts that take the whole line, each under its label."""

    title: str
    texts: Sequence[tuple[str, str]] = ()
    rows: Sequence[Sequence[Value]] = ()
    empty: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under columns, by themselves or in groups; ``empty`` is said where there are none; ``room``: its rows are so
    high that people can write in them."""

    title: str
    columns: Sequence[Col]
    rows: Sequence[Sequence[Value]] = ()
    groups: Sequence[Group] = ()
    group_label: str = ""
    empty: str = ""
    room: bool = False


@dataclass(frozen=True)
class Chart:
    """A picture of a table: a Vega-Lite specification with its data, words for who cannot see it, and the figures."""

    spec: Mapping[str, Any]
    alt: str
    table: Table


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page; ``turned``: until the next break the pages lie the other way than the others."""

    turned: bool = False


Block = Heading | Paragraph | Note | Bullets | Facts | Form | Table | Chart | PageBreak


@dataclass(frozen=True)
class Report:
    """The whole: ``day`` is the day it holds for, ``foot`` stands below each page, ``wide`` turns the page."""

    title: str
    language: str
    day: date
    blocks: Sequence[Block] = field(default_factory=tuple)
    subtitle: str = ""
    foot: str = ""
    wide: bool = False

    def tables(self) -> Iterator[Table]:
        """All tables, those of charts too, in their order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Chart):
                yield block.table
