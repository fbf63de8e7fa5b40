"""Reads: the theory of change of a project, ready to be drawn, and told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bagalau.projects.rules import record
from bagalau.projects.rules.framework import Placed, listed
from bagalau.projects.rules.record import Level
from bagalau.projects.rules.theory import Edge, Fault, Node, faults
from bagalau.projects.rules.theory_layout import Box, Line, Size, layout

SIZE = Size(width=214, height=86, beside=44, under=14)
LETTERS, LINES = 30, 4  # of a box of the drawing
EDGE, LEADING = 8, 15  # what is left free beside the words of a box, and how far its lines stand apart
DRAWN = frozenset({Level.IMPACT, Level.OUTCOME, Level.OUTPUT})
ASSUMPTION = "assumption"


@dataclass(frozen=True)
class BoxShown:
    """A box of the drawing: where it and each line of its words stand."""

    level: str
    title: str
    x: int
    y: int

    @property
    def left(self) -> int:
        return self.x + EDGE

    @property
    def top(self) -> int:
        return self.y + EDGE + 8

    @property
    def words(self) -> list[tuple[int, str]]:
        return [(self.top + LEADING * at, line) for at, line in enumerate(wrapped(self.title), 1)]


@dataclass(frozen=True)
class LineShown:
    """A claim as it is drawn: the way of a path."""

    way: str
    against: bool


@dataclass(frozen=True)
class TheoryShown:
    """A theory of change as it is drawn; ``stated``: by causal links, else from the chain of results."""

    width: int
    height: int
    size: Size
    boxes: tuple[BoxShown, ...]
    lines: tuple[LineShown, ...]
    stated: bool
    faults: tuple[tuple[Fault, tuple[str, ...]], ...]

    @property
    def box(self) -> str:
        """What part of the plane is shown."""
        return f"-4 -4 {self.width} {self.height}"


def called(told: record.Project) -> dict[str, str]:
    """What a causal link may join, by key: results and assumptions, in words."""
    found = {one.result.at: f"{one.result.number} {one.result.title}".strip() for one in listed(told.results)}
    return found | {one.at: one.text for one in told.assumptions}


def links(told: record.Project) -> list[tuple[record.Link, str, str]]:
    """The causal links with the words of both ends."""
    words = called(told)
    return [(one, words.get(one.cause, "?"), words.get(one.effect, "?")) for one in told.links]


def theory(told: record.Project) -> TheoryShown | None:
    """The theory of change, drawn from its links, or else from how the results hang on each other."""
    placed = list(listed(told.results))
    edges = [Edge(one.cause, one.effect) for one in told.links] or _edges(placed)
    ends = {end for edge in edges for end in (edge.cause, edge.effect)}
    nodes = [
        Node(one.result.at, one.result.level, one.result.title)
        for one in placed
        if one.result.level in DRAWN or one.result.at in ends
    ]
    nodes += [Node(one.at, ASSUMPTION, one.text) for one in told.assumptions if one.at in ends]
    if len(nodes) < 2:
        return None
    drawing, words = layout(nodes, edges, SIZE), called(told)
    measured = {one.result.at for one in placed if one.result.indicators}
    wrong = faults(nodes, edges, measured) if told.links else []
    levels = {node.key: node.level for node in nodes}
    return TheoryShown(
        drawing.width + 8,
        drawing.height + 8,
        SIZE,
        tuple(_box(box, levels, words[box.key]) for box in drawing.boxes),
        tuple(_line(line) for line in drawing.lines),
        bool(told.links),
        tuple((one.fault, tuple(words.get(key, key) for key in one.keys)) for one in wrong),
    )


def _edges(placed: Sequence[Placed]) -> list[Edge]:
    """How the results above the activities hang on each other."""
    shown = {one.result.at for one in placed if one.result.level in DRAWN | {Level.TARGET}}
    return [Edge(one.result.at, one.above.at) for one in placed if one.above and {one.result.at, one.above.at} <= shown]


def _box(box: Box, levels: dict[str, str], words: str) -> BoxShown:
    return BoxShown(levels[box.key], words, box.x, box.y)


def _line(line: Line) -> LineShown:
    (x, y), *_rest = line.points
    way = [f"M{x} {y}"]
    for (x1, y1), (x2, y2) in pairwise(line.points):
        middle = (x1 + x2) // 2
        way.append(f"C{middle} {y1} {middle} {y2} {x2} {y2}")
    return LineShown("".join(way), line.against)


def wrapped(text: str) -> list[str]:
    """Words in the lines of a box; what does not fit is left out, and said to be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LETTERS:
            lines[-1] = longer
        elif len(lines) < LINES:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1][: LETTERS - 1]}…"
            break
    return [line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…" for line in lines if line]
