"""Where the boxes and lines of a theory of change are drawn: causes at the left, effects at the right. Pure.

PT-06  The same graph is drawn the same way. A node stands right of all its causes, and not left of nodes of a lower
       level; a claim that closes a cycle is drawn against the direction, and said to be.
PT-07  No boxes overlap. Within a column nodes stand so that lines cross as little as some rounds of ordering by the
       middle of their neighbours achieve, and never more than in the order in which they were given.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bagalau.projects.rules.record.words import Level
from bagalau.projects.rules.theory import Edge, Node, in_order, neighbours, sound_edges, turned

ROUNDS = 8
LOWER_FIRST: tuple[str, ...] = (
    Level.ACTION,
    Level.ACTIVITY_RESULT,
    Level.TARGET,
    Level.OUTPUT,
    Level.OUTCOME,
    Level.IMPACT,
)
Columns = list[list[str]]


@dataclass(frozen=True)
class Size:
    """The size of a box, and the space beside and under it."""

    width: int = 200
    height: int = 64
    beside: int = 56
    under: int = 16


@dataclass(frozen=True)
class Box:
    """A node as it is drawn: its left upper corner."""

    key: str
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A claim as it is drawn, from its cause to its effect; ``against``: it closes a cycle."""

    edge: Edge
    points: tuple[tuple[int, int], ...]
    against: bool = False


@dataclass(frozen=True)
class Drawing:
    """PT-06: everything to draw, and how large it is."""

    width: int
    height: int
    size: Size
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def layout(nodes: Sequence[Node], edges: Sequence[Edge], size: Size | None = None) -> Drawing:
    """PT-06, PT-07: the drawing of a graph; what is no claim between two of its nodes is left out."""
    size = size or Size()
    sound = sound_edges(nodes, edges)
    against = _against(nodes, sound)
    onward = [Edge(edge.effect, edge.cause) if edge in against else edge for edge in sound]
    columns, ways = _columns(nodes, onward)
    ordered = untangled(columns, [step for way in ways for step in pairwise(way)])
    tops = _tops(ordered, {node.key for node in nodes}, size)
    step = size.width + size.beside
    boxes = {key: Box(key, at * step, tops[key]) for at, column in enumerate(ordered) for key in column if key in tops}
    real = tuple(boxes[node.key] for node in nodes)
    lines = (_line(edge, way, boxes, size, edge in against) for edge, way in zip(sound, ways, strict=True))
    return Drawing(
        max((box.x + size.width for box in real), default=0),
        max((box.y + size.height for box in real), default=0),
        size,
        real,
        tuple(lines),
    )


def _against(nodes: Sequence[Node], edges: Sequence[Edge]) -> set[Edge]:
    """PT-06: the claims that close a cycle, found by walking along the claims from the first node on."""
    effects, found = neighbours(nodes, edges), set()
    done: set[str] = set()
    for node in nodes:
        way: dict[str, Iterator[str]] = {} if node.key in done else {node.key: iter(effects[node.key])}
        while way:
            key = next(reversed(way))
            effect = next(way[key], None)
            if effect is None:
                done.add(key)
                del way[key]
            elif effect in way:
                found.add(Edge(key, effect))
            elif effect not in done:
                way[effect] = iter(effects[effect])
    return found


def _ranks(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """PT-06: the column of each node: the longest way to it, but not before its level begins."""
    used = [level for level in LOWER_FIRST if any(node.level == level for node in nodes)]
    levels = {node.key: used.index(node.level) if node.level in used else 0 for node in nodes}
    causes = neighbours(nodes, turned(edges))
    found: dict[str, int] = {}
    for key in in_order(nodes, edges):
        found[key] = max([levels[key], *(found[cause] + 1 for cause in causes[key])])
    used_ranks = sorted(set(found.values()))
    return {key: used_ranks.index(rank) for key, rank in found.items()}


def _columns(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Columns, list[list[str]]]:
    """The nodes by column, and the way of each claim; where it passes a column it takes a place of its own there."""
    ranks = _ranks(nodes, edges)
    columns: Columns = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for node in nodes:
        columns[ranks[node.key]].append(node.key)
    ways = []
    for number, edge in enumerate(edges):
        way = [edge.cause]
        for rank in range(ranks[edge.cause] + 1, ranks[edge.effect]):
            way.append(f"\0{number}/{rank}")
            columns[rank].append(way[-1])
        ways.append([*way, edge.effect])
    return columns, ways


def untangled(columns: Columns, steps: Sequence[tuple[str, str]]) -> Columns:
    """PT-07: the columns in the order with the fewest crossings that was met on the way."""
    left: dict[str, list[str]] = {}
    right: dict[str, list[str]] = {}
    for cause, effect in steps:
        left.setdefault(effect, []).append(cause)
        right.setdefault(cause, []).append(effect)
    best, fewest = columns, crossings(columns, right)
    here = columns
    for number in range(ROUNDS):
        if not fewest:
            break
        here = _swept(here, left) if number % 2 == 0 else _swept(here[::-1], right)[::-1]
        if (count := crossings(here, right)) < fewest:
            best, fewest = here, count
    return best


def _swept(columns: Columns, neighbours_before: Mapping[str, Sequence[str]]) -> Columns:
    """Each column ordered by the middle of the neighbours in the column before it; who has none keeps its place."""
    found = columns[:1]
    for column in columns[1:]:
        place = {key: at for at, key in enumerate(found[-1])}
        middle = {}
        for at, key in enumerate(column):
            near = [place[other] for other in neighbours_before.get(key, ())]
            middle[key] = sum(near) / len(near) if near else float(at)
        found.append(sorted(column, key=middle.__getitem__))
    return found


def crossings(columns: Columns, right: Mapping[str, Sequence[str]]) -> int:
    """PT-07: how many lines cross between neighbouring columns."""
    count = 0
    for one, other in pairwise(columns):
        place = {key: at for at, key in enumerate(other)}
        ends: list[int] = []
        for key in one:
            here = [place[effect] for effect in right.get(key, ())]
            count += sum(len(ends) - bisect_right(ends, end) for end in here)
            for end in here:
                insort(ends, end)
    return count


def _tops(columns: Columns, real: set[str], size: Size) -> dict[str, int]:
    """PT-07: the upper edges; boxes stand under each other, lines that pass through take less, columns are centred."""
    heights = [[size.height if key in real else 0 for key in column] for column in columns]
    totals = [sum(column) + size.under * (len(column) - 1) for column in heights]
    found = {}
    for column, tall, total in zip(columns, heights, totals, strict=True):
        top = (max(totals) - total) // 2
        for key, height in zip(column, tall, strict=True):
            found[key] = top
            top += height + size.under
    return found


def _line(edge: Edge, way: Sequence[str], boxes: Mapping[str, Box], size: Size, against: bool) -> Line:
    """From the right side of the left box to the left side of the right one, through the places between."""
    middle = size.height // 2
    first, *between, last = (boxes[key] for key in way)
    points = [(first.x + size.width, first.y + middle)]
    for place in between:
        points += [(place.x, place.y), (place.x + size.width, place.y)]
    points.append((last.x, last.y + middle))
    return Line(edge, tuple(reversed(points) if against else points), against)
