"""Boxes, straight lines and the matrices that place them on a page. All in points, from the lower left corner."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Segment(NamedTuple):
    """A straight line: at ``at`` across, from ``start`` to ``end`` along."""

    at: float
    start: float
    end: float


class Segments(NamedTuple):
    """Ruling lines: the horizontal ones by their height, the vertical ones by their distance from the left.

    ``dots`` are the middles of small round or square signs: browsers draw the bullets of lists so.
    """

    across: list[Segment]
    down: list[Segment]
    dots: list[tuple[float, float]]


class Matrix(NamedTuple):
    """How a form's coordinates become the page's."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        (x0, y0), (x1, y1) = self.point(*box[:2]), self.point(*box[2:])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def after(self, inner: Matrix) -> Matrix:
        """The matrix that applies ``inner`` first and this one then."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            *self.point(inner.e, inner.f),
        )
