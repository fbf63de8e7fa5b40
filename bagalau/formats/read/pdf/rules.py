"""The ruling lines of a page, from the paths that are drawn on it and in its forms."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from bagalau.formats.read.pdf.geometry import Box, Matrix, Segment, Segments

_MAX_DEPTH = 4
_MAX_SEGMENTS = 4000
_MAX_OBJECTS = 60_000
_PATH, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_THIN = 3.0
_LONG = 4.0
_DOT = 6.5


def rules(page: Any, turn: Matrix) -> Segments:
    """The ruling lines of a page. A page with thousands of lines is a drawing, and has none that matter."""
    found = Segments([], [], [])
    for path, matrix in _paths(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, turn, 0):
        for box in _boxes(path):
            _add(found, matrix.box(box))
        if len(found.across) + len(found.down) + len(found.dots) > _MAX_SEGMENTS:
            return Segments([], [], [])
    return found


def _paths(
    holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], matrix: Matrix, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    """The path objects of a page or form, with the matrix that places each on the page."""
    kind_of = pdfium.FPDFPageObj_GetType
    items = count(holder)
    for at in range(items if items <= _MAX_OBJECTS else 0):
        item = get(holder, at)
        kind = kind_of(item)
        if kind == _PATH:
            yield item, matrix
        elif kind == _FORM and depth < _MAX_DEPTH:
            inner = matrix.after(_matrix(item))
            yield from _paths(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return Matrix()
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _boxes(path: Any) -> Iterator[Box]:
    """The straight parts of a path as boxes. A path of few points is judged by its bounds alone, which is quick;
    they include the width of its stroke."""
    points = pdfium.FPDFPath_CountSegments(path)
    left, bottom, right, top = _bounds(path)
    if points == 2 and right - left > top - bottom:
        yield left, (bottom + top) / 2, right, (bottom + top) / 2
    elif points == 2:
        yield (left + right) / 2, bottom, (left + right) / 2, top
    elif points <= 6:
        if min(right - left, top - bottom) <= _THIN or max(right - left, top - bottom) < _DOT:
            yield left, bottom, right, top
        elif points >= 4 and _is_stroked(path):
            yield left, bottom, left, top
            yield right, bottom, right, top
            yield left, bottom, right, bottom
            yield left, top, right, top
    elif right - left < _DOT and top - bottom < _DOT:
        yield left, bottom, right, top
    elif points <= _MAX_SEGMENTS:
        yield from _legs(path, points)


def _bounds(path: Any) -> Box:
    values = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *values):
        return 0, 0, 0, 0
    return values[0].value, values[1].value, values[2].value, values[3].value


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke) and stroke.value)


def _legs(path: Any, points: int) -> Iterator[Box]:
    """The straight legs of a longer path, one after the other."""
    matrix = _matrix(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = (0.0, 0.0)
    for at in range(points):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        before, here = here, matrix.point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield min(before[0], here[0]), min(before[1], here[1]), max(before[0], here[0]), max(before[1], here[1])
        if pdfium.FPDFPathSegment_GetClose(segment) and here != start:
            yield min(start[0], here[0]), min(start[1], here[1]), max(start[0], here[0]), max(start[1], here[1])


def _add(found: Segments, box: Box) -> None:
    left, bottom, right, top = box
    if max(right - left, top - bottom) < _DOT and abs(right - left - top + bottom) < 1 < right - left:
        found.dots.append(((left + right) / 2, (top + bottom) / 2))
    elif top - bottom <= _THIN and right - left > _LONG:
        found.across.append(Segment((top + bottom) / 2, left, right))
    elif right - left <= _THIN and top - bottom > _LONG:
        found.down.append(Segment((left + right) / 2, bottom, top))
