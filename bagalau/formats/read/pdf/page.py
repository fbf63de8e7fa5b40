"""What PDFium says of a page: its words with their places and styles, and its straight lines.

Each call into PDFium from Python costs about a microsecond, so the place is asked once a word, not once a letter;
the right end of a word only where somebody needs it (``Page.right``).

All coordinates are points, from the lower left corner of the page as it is shown (a rotated page is turned back).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, instead of the line's end."""
_WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?")
_MAX_DEPTH = 4
_MAX_SEGMENTS = 4000
_TEXT, _PATH, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_THIN = 3.0
_LONG = 4.0

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Word(NamedTuple):
    """A word, or what stands between two blanks. ``bottom`` and ``top`` are those of its font, not of its letters,
    so they tell the line and the size; ``first`` and ``last`` are the indices of its letters on the page."""

    text: str
    left: float
    bottom: float
    top: float
    bold: bool
    italic: bool
    line: int
    first: int
    last: int

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Segment(NamedTuple):
    """A straight line: at ``at`` across, from ``start`` to ``end`` along."""

    at: float
    start: float
    end: float


class Segments(NamedTuple):
    """Ruling lines: the horizontal ones by their height, the vertical ones by their distance from the left."""

    across: list[Segment]
    down: list[Segment]


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


_TURNS = (Matrix(), Matrix(0, -1, 1, 0), Matrix(-1, 0, 0, -1), Matrix(0, 1, -1, 0))
"""By quarter turns clockwise: from the page as it is stored to the page as it is shown, but for an offset."""


@dataclass(frozen=True)
class Page:
    """A page's words in the order of its content, its ruling lines, and its size."""

    words: list[Word]
    segments: Segments
    width: float
    height: float
    right: Callable[[Word], float]
    """The right end of a word; to be asked only while the page is open."""


class _Fonts:
    """Whether a text object is bold or italic, remembered by font for as long as the page is open."""

    def __init__(self) -> None:
        self._styles: dict[int, tuple[bool, bool]] = {}
        self._name = ctypes.create_string_buffer(128)

    def style(self, text_object: Any) -> tuple[bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(text_object) if text_object else None
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self._styles:
            self._styles[key] = self._look(font)
        return self._styles[key]

    def _look(self, font: Any) -> tuple[bool, bool]:
        size = pdfium.FPDFFont_GetBaseFontName(font, self._name, 128)
        name = self._name.raw[: max(0, min(size, 128) - 1)].decode("latin-1").lower()
        flags = pdfium.FPDFFont_GetFlags(font)
        bold = "bold" in name or "black" in name or "heavy" in name or bool(flags > 0 and flags & 1 << 18)
        return bold, "italic" in name or "oblique" in name or bool(flags > 0 and flags & 1 << 6)


def read_page(page: Any, text_page: Any) -> Page:
    """Read an open page; both handles are PDFium's own."""
    turn = _turn(page)
    rect = pdfium.FS_RECTF()
    reference = ctypes.byref(rect)

    def right(word: Word) -> float:
        pdfium.FPDFText_GetLooseCharBox(text_page, word.last, reference)
        return turn.box((rect.left, rect.bottom, rect.right, rect.top))[2]

    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return Page(list(_words(text_page, turn)), _segments(page, turn), width, height, right)


def _turn(page: Any) -> Matrix:
    """Turned about its corner the page leaves the first quadrant: its size brings it back."""
    turns = pdfium.FPDFPage_GetRotation(page) % 4
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return _TURNS[turns]._replace(e=(0, 0, width, width)[turns], f=(0, height, height, 0)[turns])


def page_text(text_page: Any) -> str:
    """All text of a page, one code point for each of PDFium's characters."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")


def _words(text_page: Any, turn: Matrix) -> Iterator[Word]:
    text = page_text(text_page)
    straight = len(text) == pdfium.FPDFText_CountChars(text_page)
    index = int if straight else lambda at: pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, at)
    loose_box, text_object = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetTextObject
    rect = pdfium.FS_RECTF()
    reference = ctypes.byref(rect)
    fonts = _Fonts()
    turned = turn[:4] != (1, 0, 0, 1)
    line = end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        line += "\n" in text[end:start] or text[start - 1 : start] == HYPHEN
        end = match.end()
        first = index(start)
        if not loose_box(text_page, first, reference):
            continue
        left, bottom, top = rect.left, rect.bottom, rect.top
        if turned:
            left, bottom, _, top = turn.box((left, bottom, rect.right, top))
        bold, italic = fonts.style(text_object(text_page, first))
        yield Word(match[0], left, bottom, top, bold, italic, line, first, index(end - 1))


def _segments(page: Any, turn: Matrix) -> Segments:
    """The ruling lines of a page. A page with thousands of lines is a drawing, and has none that matter."""
    found = Segments([], [])
    for path, matrix in _paths(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, turn, 0):
        for box in _boxes(path):
            _add(found, matrix.box(box))
        if len(found.across) + len(found.down) > _MAX_SEGMENTS:
            return Segments([], [])
    return found


def _paths(
    holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], matrix: Matrix, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    """The path objects of a page or form, with the matrix that places each on the page."""
    kind_of = pdfium.FPDFPageObj_GetType
    for at in range(count(holder)):
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
    """The straight parts of a path as boxes. A path of few points is judged by its bounds alone, which is quick."""
    points = pdfium.FPDFPath_CountSegments(path)
    left, bottom, right, top = _bounds(path)
    if points <= 6:
        if min(right - left, top - bottom) <= _THIN:
            yield left, bottom, right, top
        elif points >= 4 and _is_stroked(path):
            yield left, bottom, left, top
            yield right, bottom, right, top
            yield left, bottom, right, bottom
            yield left, top, right, top
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
    if top - bottom <= _THIN and right - left > _LONG:
        found.across.append(Segment((top + bottom) / 2, left, right))
    elif right - left <= _THIN and top - bottom > _LONG:
        found.down.append(Segment((left + right) / 2, bottom, top))
