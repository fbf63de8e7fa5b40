"""Tables from ruling lines: where lines cross they make a grid, and where a line is missing two cells are one.

A side that is not drawn (many tables have no line at the left and right) is taken to be where the lines end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bagalau.formats.read.pdf.geometry import Box, Segment, Segments

SNAP = 3.0
"""Points within which two lines are one, or a line's end touches another line."""
MAX_PLACES = 20_000
"""Of a net of lines; a net with more is a drawing."""


@dataclass(frozen=True)
class Grid:
    """A table's lines: ``xs`` from left to right, ``ys`` from top to bottom, and ``home``, which says for each
    place (row, column) of the grid in which place the cell begins that covers it."""

    xs: list[float]
    ys: list[float]
    home: dict[tuple[int, int], tuple[int, int]]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[0] - self.ys[-1])

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def place(self, x: float, y: float) -> tuple[int, int]:
        """The cell, by the place where it begins, that holds a point of the table."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.columns - 1)
        row = min(max(bisect_right(self.ys, -y, key=lambda height: -height) - 1, 0), self.rows - 1)
        return self.home[row, column]


def grids(segments: Segments) -> list[Grid]:
    """The tables of a page that have at least two columns, the smallest first."""
    across, down = merged(segments.across), merged(segments.down)
    found: list[Grid] = []
    for part_across, part_down in _connected(across, down):
        xs = _with_ends([line.at for line in part_down], part_across)
        ys = _with_ends([line.at for line in part_across], part_down)
        if len(xs) > 2 and len(ys) > 1 and len(xs) * len(ys) <= MAX_PLACES:
            drawn = _Drawn(_walls(xs, ys, part_down), _walls(ys, xs, part_across))
            found += _tables(xs, ys, drawn)
    return sorted(found, key=lambda grid: grid.area)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Which stretches of a net of lines are drawn, as (line, stretch along it), both counted from the lower left."""

    down: set[tuple[int, int]]
    across: set[tuple[int, int]]


def _tables(xs: list[float], ys: list[float], drawn: _Drawn) -> Iterable[Grid]:
    """The tables of a net. Where rows share no upright line with those above them, another table begins."""
    sides = {0, len(xs) - 1}
    open_sides = {side for side in sides if not any((side, row) in drawn.down for row in range(len(ys) - 1))}
    rows: list[int] = []
    known: set[int] = set()
    for row in range(len(ys) - 2, -1, -1):
        lines = {at for at in range(len(xs)) if (at, row) in drawn.down}
        if known - sides and lines - sides and not (known & lines) - sides:
            yield from _table(xs, ys, drawn, sorted(known | open_sides), rows)
            rows, known = [], set()
        rows.append(row)
        known |= lines
    yield from _table(xs, ys, drawn, sorted(known | open_sides), rows)


def _table(xs: list[float], ys: list[float], drawn: _Drawn, lines: list[int], rows: list[int]) -> Iterable[Grid]:
    """The table of some rows of a net (from the top) and of the upright lines that these have."""
    if len(lines) < 3:
        return
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for column, line in enumerate(lines[:-1]):
            mine = (at, column)
            if column and (line, row) not in drawn.down:
                mine = home[at, column - 1]
            elif at and (row + 1, line) not in drawn.across and home[at - 1, column][1] == column:
                mine = home[at - 1, column]
            home[at, column] = mine
    yield Grid([xs[line] for line in lines], [*(ys[row + 1] for row in rows), ys[rows[-1]]], home)


def merged(lines: Iterable[Segment]) -> list[Segment]:
    """Lines at the same height that touch become one."""
    done: list[Segment] = []
    for level in _levels(sorted(lines)):
        at = sum(line.at for line in level) / len(level)
        pieces = sorted((line.start, line.end) for line in level)
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if next_start > end + SNAP:
                done.append(Segment(at, start, end))
                start, end = next_start, next_end
            end = max(end, next_end)
        done.append(Segment(at, start, end))
    return done


def _levels(lines: list[Segment]) -> Iterable[list[Segment]]:
    """Sorted lines in groups of the same height; a group does not creep on over more than ``SNAP``."""
    group: list[Segment] = []
    for line in lines:
        if group and line.at - group[0].at > SNAP:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _connected(across: list[Segment], down: list[Segment]) -> Iterable[tuple[list[Segment], list[Segment]]]:
    """Groups of lines that cross each other, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    heights = [line.at for line in across]
    for number, upright in enumerate(down, len(across)):
        for at in range(bisect_right(heights, upright.start - SNAP), bisect_right(heights, upright.end + SNAP)):
            if across[at].start - SNAP <= upright.at <= across[at].end + SNAP:
                parent[root(at)] = root(number)
    parts: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for at, line in enumerate([*across, *down]):
        parts.setdefault(root(at), ([], []))[at >= len(across)].append(line)
    return [part for part in parts.values() if part[0] and part[1]]


def _with_ends(places: list[float], crossing: list[Segment]) -> list[float]:
    """The places of the lines, once each, and the ends of the lines that cross them where these reach further."""
    places = sorted({*places})
    places = [place for at, place in enumerate(places) if not at or place - places[at - 1] > SNAP]
    low, high = min(line.start for line in crossing), max(line.end for line in crossing)
    before = [low] if low < places[0] - 2 * SNAP else []
    after = [high] if high > places[-1] + 2 * SNAP else []
    return before + places + after


def _walls(places: list[float], along: list[float], lines: list[Segment]) -> set[tuple[int, int]]:
    """Which stretches of which lines are drawn: (place, stretch along it), both counted upwards."""
    middles = [(low + high) / 2 for low, high in pairwise(along)]
    drawn: set[tuple[int, int]] = set()
    for line in lines:
        nearest = min(range(len(places)), key=lambda at: abs(places[at] - line.at))
        first, stop = bisect_right(middles, line.start), bisect_right(middles, line.end)
        drawn.update((nearest, at) for at in range(first, stop))
    return drawn
