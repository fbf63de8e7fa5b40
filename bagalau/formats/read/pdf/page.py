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
from math import hypot
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from bagalau.formats.read.pdf.geometry import Matrix, Segments
from bagalau.formats.read.pdf.rules import rules

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, instead of the line's end."""
_WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?")
_LATE_HYPHEN = re.compile(rf"\r\n([\xad{HYPHEN}])")
_HYPHEN_FIRST = re.compile(rf"[\xad{HYPHEN}]\r\n")
"""A hyphen that PDFium gives after the end of the line is put before it; it is no letter of its own."""
_ITALIC, _FORCE_BOLD = 1 << 6, 1 << 18


class Word(NamedTuple):
    """A word, or what stands between two blanks: where it begins on its base line, its size in points (of its font's
    em), its style, the number of its printed line, and the indices of its first and last letter on the page."""

    text: str
    left: float
    base: float
    size: float
    bold: bool
    italic: bool
    line: int
    first: int
    last: int

    @property
    def middle(self) -> float:
        return self.base + 0.3 * self.size

    @property
    def top(self) -> float:
        return self.base + self.size


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


class _Styles:
    """The size and emphasis of words. Words of one text object have the same, and so have fonts for as long as the
    page is open."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._name = ctypes.create_string_buffer(128)
        self._matrix = pdfium.FS_MATRIX()
        self._last: tuple[int, tuple[float, bool, bool]] = (0, (0.0, False, False))

    def of(self, letter: int) -> tuple[float, bool, bool]:
        """Size in points, bold, italic."""
        item = pdfium.FPDFText_GetTextObject(self._text_page, letter)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        if key != self._last[0] or not key:
            self._last = key, (self._size(letter), *self._emphasis(item))
        return self._last[1]

    def _size(self, letter: int) -> float:
        matrix = self._matrix
        size: float = pdfium.FPDFText_GetFontSize(self._text_page, letter)
        if pdfium.FPDFText_GetMatrix(self._text_page, letter, matrix):
            size *= hypot(matrix.c, matrix.d)
        return max(size, 0.1)

    def _emphasis(self, item: Any) -> tuple[bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(item) if item else None
        if not font:
            return False, False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            self._fonts[key] = self._look(font)
        return self._fonts[key]

    def _look(self, font: Any) -> tuple[bool, bool]:
        size = pdfium.FPDFFont_GetBaseFontName(font, self._name, 128)
        name = self._name.raw[: max(0, min(size, 128) - 1)].decode("latin-1").lower()
        flags = max(0, pdfium.FPDFFont_GetFlags(font))
        bold = "bold" in name or "black" in name or "heavy" in name or bool(flags & _FORCE_BOLD)
        return bold, "italic" in name or "oblique" in name or bool(flags & _ITALIC)


def read_page(page: Any, text_page: Any) -> Page:
    """Read an open page; both handles are PDFium's own."""
    turn = _turn(page)
    rect = pdfium.FS_RECTF()
    reference = ctypes.byref(rect)

    def right(word: Word) -> float:
        pdfium.FPDFText_GetLooseCharBox(text_page, word.last, reference)
        return turn.box((rect.left, rect.bottom, rect.right, rect.top))[2]

    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return Page(list(_words(text_page, turn)), rules(page, turn), width, height, right)


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
    text = _LATE_HYPHEN.sub(r"\1\r\n", page_text(text_page))
    straight = len(text) == pdfium.FPDFText_CountChars(text_page)
    index = int if straight else lambda at: pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, at)
    origin, style_of = pdfium.FPDFText_GetCharOrigin, _Styles(text_page).of
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    turned = turn[:4] != (1, 0, 0, 1)
    line = end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        line += "\n" in text[end:start] or text[start - 1 : start] == HYPHEN
        end = match.end()
        first = index(start)
        if not origin(text_page, first, at_x, at_y):
            continue
        left, base = turn.point(x.value, y.value) if turned else (x.value, y.value)
        last = end - 1 - bool(_HYPHEN_FIRST.match(text, end - 1))
        yield Word(match[0], left, base, *style_of(first), line, first, index(last))
