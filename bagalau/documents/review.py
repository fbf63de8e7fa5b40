"""What the review page shows: the text cut at the places that were read, and the record as a tree of fields. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bagalau.documents.extract.records import unparse
from bagalau.documents.extract.shapes import Field
from bagalau.documents.homes import Choice, Question


@dataclass(frozen=True)
class Segment:
    """A stretch of the text: ``start`` names it; ``read`` if a value stands there; ``lit`` if that value is meant."""

    start: int
    text: str
    read: bool
    unread: bool
    doubtful: bool
    lit: bool
    page: int | None


def segments(
    text: str,
    spans: Mapping[str, Sequence[Sequence[int]]],
    unread: Iterable[Sequence[int]],
    doubtful: Iterable[Sequence[int]],
    pages: Sequence[int],
    at: int | None,
) -> list[Segment]:
    """The text in stretches, none of which crosses the edge of a value, of an unread part or of a page."""
    read = sorted({(span[0], span[1]) for places in spans.values() for span in places})
    lost = [(span[0], span[1]) for span in unread]
    doubts = [(span[0], span[1]) for span in doubtful]
    edges = {0, len(text), *pages}
    for span in (*read, *lost, *doubts):
        edges.update(span)
    meant = max((span for span in read if span[0] == at), key=lambda span: span[1], default=None)
    cover, gaps, marks = _Cover(read), _Cover(sorted(lost)), _Cover(sorted(doubts))
    found: list[Segment] = []
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    numbers = {offset: number for number, offset in enumerate(pages, 1)}
    for start, end in pairwise(cuts):
        lit = meant is not None and meant[0] <= start < meant[1]
        found.append(
            Segment(
                start,
                text[start:end],
                cover.at(start),
                gaps.at(start),
                marks.at(start),
                lit,
                numbers.get(start),
            )
        )
    return found


class _Cover:
    """Whether an offset lies in one of the sorted spans; asked with growing offsets only."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans, self.next, self.reach = spans, 0, -1

    def at(self, offset: int) -> bool:
        while self.next < len(self.spans) and self.spans[self.next][0] <= offset:
            self.reach = max(self.reach, self.spans[self.next][1])
            self.next += 1
        return offset < self.reach


@dataclass(frozen=True)
class Doubt:
    """A warning on the page: its number in the draft, its sentence, and whether somebody looked at it."""

    number: int
    severity: str
    sentence: str
    path: str | None
    start: int | None
    settled: bool
    line: int | None
    page: int | None

    @property
    def anchor(self) -> str:
        """Where the field stands on the page; nothing if no field is meant."""
        return anchor(self.path) if self.path else ""


@dataclass(frozen=True)
class Sets:
    """A value that a choice sets: where in words, before and after."""

    place: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Asked:
    """A question on the page: where it stands, and each choice with what it sets."""

    question: Question
    place: str
    ways: Sequence[tuple[Choice, Sequence[Sets]]]

    @property
    def anchor(self) -> str:
        return anchor(self.question.path) if self.question.path else ""


def anchor(path: str) -> str:
    """The name of a field's place on the page: ``findings[2].text`` is ``f-findings-2-text``."""
    return "f-" + path.replace("[", "-").replace("].", "-").replace("]", "").replace(".", "-")


@dataclass(frozen=True)
class Node:
    """A field of the record, a row of several, or a group, with all that the page says of it."""

    path: str
    label: str
    kind: str
    value: Any = None
    text: str = ""
    start: int | None = None
    end: int | None = None
    number: int | None = None
    corrected: bool = False
    removed: bool = False
    editing: bool = False
    problem: str = ""
    typed: str | None = None
    choices: tuple[str, ...] = ()
    doubts: Sequence[Doubt] = ()
    children: Sequence[Node] = ()
    new_row: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.path)

    @property
    def input(self) -> str:
        """What stands in the form: what was typed and refused, or else the value."""
        return self.text if self.typed is None else self.typed

    @property
    def unsettled(self) -> bool:
        return any(not doubt.settled for doubt in self.doubts)


@dataclass
class Tree:
    """Builds the nodes of a record from its shape."""

    spans: Mapping[str, Sequence[Sequence[int]]]
    corrections: Mapping[str, Any]
    removed: Sequence[str]
    doubts: Sequence[Doubt]
    editing: str | None = None
    problem: str = ""
    typed: str | None = None
    _by_path: dict[str, list[Doubt]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for doubt in self.doubts:
            if doubt.path:
                self._by_path.setdefault(doubt.path, []).append(doubt)

    def nodes(self, shape: Sequence[Field], record: Mapping[str, Any], prefix: str = "") -> list[Node]:
        """The nodes of a set of fields."""
        return [self.node(item, record.get(item.name), f"{prefix}{item.name}") for item in shape]

    def node(self, item: Field, value: Any, path: str) -> Node:
        """The node of one field."""
        if item.kind == "group":
            children = self.nodes(item.parts(value), value or {}, f"{path}.")
            return Node(path, item.label, "group", children=children, doubts=self._by_path.get(path, ()))
        if item.kind == "rows":
            return self._rows(item, value or [], path)
        start, end = self._place(path)
        return Node(
            path,
            item.label,
            item.kind,
            value,
            unparse(item, value),
            start,
            end,
            corrected=path in self.corrections,
            editing=path == self.editing,
            problem=self.problem if path == self.editing else "",
            typed=self.typed if path == self.editing else None,
            choices=item.choices,
            doubts=self._by_path.get(path, ()),
        )

    def _rows(self, item: Field, rows: Sequence[Any], path: str) -> Node:
        children = []
        for number, row in enumerate(rows):
            here = f"{path}[{number}]"
            start, end = self._place(here)
            children.append(
                Node(
                    here,
                    item.label,
                    "row",
                    start=start,
                    end=end,
                    number=number + 1,
                    removed=here in self.removed,
                    children=self.nodes(item.fields, row if isinstance(row, Mapping) else {}, f"{here}."),
                    doubts=self._by_path.get(here, ()),
                )
            )
        fresh = f"{path}[{len(rows)}].{item.fields[0].name}" if item.fields else ""
        return Node(path, item.label, "rows", children=children, new_row=fresh, doubts=self._by_path.get(path, ()))

    def _place(self, path: str) -> tuple[int | None, int | None]:
        places = self.spans.get(path)
        return (places[0][0], places[-1][1]) if places else (None, None)
