"""Tables that have horizontal lines only: their columns are the gaps that no word fills in any row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from bagalau.formats.read.pdf.geometry import Segment
from bagalau.formats.read.pdf.grid import SNAP, Grid, merged
from bagalau.formats.read.pdf.page import Word

_GAP = 0.75
"""Of the size of a line: the least gap between two columns; the blank between two words is about a third of that."""
_FEW_BANDS = 2
"""A table with no more bands than this has a line below its head and at its end, not below every row."""


def open_grids(
    across: list[Segment], taken: Iterable[Grid], words: list[Word], right: Callable[[Word], float]
) -> list[Grid]:
    """Tables made of three or more lines of the same width, outside the tables already found."""
    boxes = [grid.box for grid in taken]
    groups: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    for line in merged(across):
        middle = (line.start + line.end) / 2
        if not any(x0 - SNAP <= middle <= x1 + SNAP and y0 - SNAP <= line.at <= y1 + SNAP for x0, y0, x1, y1 in boxes):
            groups[round(line.start / SNAP), round(line.end / SNAP)].append(line)
    made = (_grid(lines, words, right) for lines in groups.values() if len(lines) > 2)
    return [grid for grid in made if grid]


def _grid(lines: list[Segment], words: list[Word], right: Callable[[Word], float]) -> Grid | None:
    ys = sorted((line.at for line in lines), reverse=True)
    low, high = lines[0].start - SNAP, lines[0].end + SNAP
    inside = [word for word in words if ys[-1] <= word.middle <= ys[0] and low <= word.left <= high]
    xs = list(_gaps(inside, right))
    if not xs:
        return None
    xs = [low, *xs, high]
    if len(ys) - 1 <= _FEW_BANDS:
        ys = _split(ys, [word for word in inside if word.left < xs[1]])
    return Grid(xs, ys, {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)})


def _gaps(words: list[Word], right: Callable[[Word], float]) -> Iterator[float]:
    """The middles of the upright strips that no word touches."""
    reach = None
    least = _GAP * min((word.size for word in words), default=0)
    for left, end in sorted((word.left, right(word)) for word in words):
        if reach is not None and left - reach >= least:
            yield (left + reach) / 2
        reach = end if reach is None else max(reach, end)


def _split(ys: list[float], first_column: list[Word]) -> list[float]:
    """Bands cut above each line of text that begins in the first column."""
    tops = sorted({round(word.top, 1) for word in first_column}, reverse=True)
    cuts = [
        upper - 0.1
        for high, low in pairwise(ys)
        for before, upper in pairwise(top for top in tops if low < top <= high + SNAP)
        if before - upper > SNAP
    ]
    return sorted({*ys, *cuts}, reverse=True)
