"""Lines as printed -> paragraphs, items and rows of label and value.

A printed line goes on in the next when the next line's first word would not have fitted on it, or when it breaks off
in the middle of a sentence; both must be of the same size, at the usual distance, and the next must not begin an item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from bagalau.formats.read.notation import Run, clean, marked, plain, row
from bagalau.formats.read.pdf.page import Page, Word
from bagalau.formats.read.pdf.tables import runs

_BULLET = re.compile(r"^(\*{0,3})([•●○◦▪■□➢‣∙·]|[-–—](?=\s))\s*")
_ITEM = re.compile(
    r"([•●○◦▪■□➢‣∙·☐☒☑✓]|[-–—]\s|\(?\d{1,3}[.)](\s|$)|\d{1,2}(\.\d{1,2}){1,3}\.?\s|\(?[a-zа-я][.)]\s)", re.I
)
_SENTENCE_ENDS = (".", ":", ";", "!", "?", "…")
_LABEL_LINES = 4
_UNEVEN = 15.0
"""Points by which the ends of full lines differ, as words have different lengths."""
_WIDE_GAP = 1.8
"""Of the size of a line: a gap that separates a label from its value, and no justified line has."""


@dataclass(slots=True)
class Piece:
    """The part of a printed line up to its end or to a wide gap."""

    words: list[Word]
    right: float

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def middle(self) -> float:
        return self.words[0].middle

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(slots=True)
class Paragraph:
    """One line of the reading to be: cells side by side (mostly one) of printed lines one below the other."""

    cells: list[list[Piece]] = field(default_factory=list)

    @property
    def first(self) -> Piece:
        return self.cells[0][0]

    @property
    def last(self) -> Piece:
        return self.cells[-1][-1]

    @property
    def size(self) -> float:
        return self.first.size

    def text(self) -> str:
        return " ".join(plain(cell) for cell in self.runs())

    def runs(self) -> list[list[Run]]:
        return [runs([word for piece in cell for word in piece.words]) for cell in self.cells]

    def written(self, heading: str = "") -> str:
        if heading:
            return f"{heading} {self.text()}\n"
        cells = self.runs()
        text = marked(cells[0]) if len(cells) == 1 else row(cells)
        return _BULLET.sub(r"- \1", text) + "\n"


@dataclass(frozen=True)
class Setting:
    """How a page is set: where its lines end, also those of each column (by its left edge), and their distance."""

    edge: float
    edges: dict[int, float]
    pitch: float

    def edge_of(self, left: float) -> float:
        return next((self.edges[key] for key in _near(left) if key in self.edges), self.edge)


def _near(left: float) -> tuple[int, int, int]:
    key = round(left / 4)
    return key, key - 1, key + 1


def paragraphs(words: Iterable[Word], page: Page) -> list[Paragraph]:
    """The paragraphs that words make which stand outside tables, in the order of the words."""
    lines = (list(line) for _, line in groupby(words, key=lambda word: word.line))
    pieces = [piece for line in lines for piece in _pieces(_with_bullet(line, page.segments.dots), page.right)]
    setting = _setting(pieces, page.width)
    made: list[Paragraph] = []
    for piece in pieces:
        beside = _beside(made, piece)
        if beside:
            beside.cells.append([piece])
        elif made and _goes_on(made[-1].cells[-1], piece, setting):
            made[-1].cells[-1].append(piece)
        else:
            made.append(Paragraph([[piece]]))
    return made


def _with_bullet(line: list[Word], dots: list[tuple[float, float]]) -> list[Word]:
    """A line with the bullet as its first word that is drawn before it, not written."""
    first = line[0]
    for x, y in dots:
        if first.left - 2 * first.size < x < first.left - 2 and abs(first.middle - y) < first.size / 3:
            return [first._replace(text="•", left=x, last=first.first, bold=False, italic=False), *line]
    return line


def _pieces(line: list[Word], right: Callable[[Word], float]) -> Iterable[Piece]:
    """A line cut at its wide gaps. The right end of a word is asked only where its letters leave much room."""
    start = 0
    for at in range(1, len(line)):
        before, word = line[at - 1], line[at]
        wide = _WIDE_GAP * before.size
        if word.left - before.left > wide + len(before.text) * before.size * 0.3 and not _is_mark(before, at == 1):
            end = right(before)
            if word.left - end > wide:
                yield Piece(line[start:at], end)
                start = at
    yield Piece(line[start:], right(line[-1]))


def _is_mark(word: Word, is_first: bool) -> bool:
    """A bullet or number stands apart from its item, and is no label."""
    return is_first and len(word.text) < 8 and bool(_ITEM.match(word.text + " "))


def _setting(pieces: list[Piece], width: float) -> Setting:
    """A page's lines end at the longest of them, or as far from the right as they begin from the left; those of a
    column end where at least three do."""
    columns: dict[int, list[float]] = {}
    for piece in pieces:
        columns.setdefault(round(piece.left / 4), []).append(piece.right)
    edges = {key: sorted(ends)[-1] for key, ends in columns.items() if len(ends) > 2 and _even(sorted(ends))}
    margin = min((piece.left for piece in pieces), default=0)
    edge = max((piece.right for piece in pieces), default=0)
    steps = Counter(
        round((piece.middle - below.middle) / piece.size, 1)
        for piece, below in pairwise(pieces)
        if 0.6 * piece.size < piece.middle - below.middle < 3 * piece.size and len(piece.words) > 3
    )
    pitch = min((step for step, number in steps.items() if number * 3 >= max(steps.values())), default=1.2)
    return Setting(max(edge, width - margin), edges, pitch)


def _even(ends: list[float]) -> bool:
    """Whether the last three of the sorted ends of lines are about the same."""
    return ends[-1] - ends[-3] < _UNEVEN


def _beside(made: list[Paragraph], piece: Piece) -> Paragraph | None:
    """The paragraph at the height of whose first line a piece begins, to the right of all of it.

    A label may have been taken for several paragraphs: they are put together to be one cell.
    """
    for back in range(1, min(len(made), _LABEL_LINES) + 1):
        paragraph = made[-back]
        if len(paragraph.cells[-1]) > 3 * _LABEL_LINES:
            return None
        if piece.left <= max(line.right for line in paragraph.cells[-1]) + piece.size / 2:
            return None
        if abs(paragraph.first.middle - piece.middle) <= piece.size / 2:
            for below in made[len(made) - back + 1 :]:
                paragraph.cells[-1] += below.cells[0]
            del made[len(made) - back + 1 :]
            return paragraph
        if len(paragraph.cells) > 1:
            return None
    return None


def _goes_on(above: list[Piece], piece: Piece, setting: Setting) -> bool:
    last = above[-1]
    down = last.middle - piece.middle
    if abs(down) < piece.size / 3 and -piece.size / 2 < piece.left - last.right < _WIDE_GAP * piece.size:
        return True
    if abs(last.size - piece.size) > 0.12 * piece.size or not 0.5 < down / piece.size <= setting.pitch * 1.2 + 0.05:
        return False
    if _ITEM.match(piece.text) or (last.is_bold and not piece.words[0].bold):
        return False
    return _is_indented_like(above, piece) and _breaks_off(last, piece, setting.edge_of(piece.left))


def _is_indented_like(above: list[Piece], piece: Piece) -> bool:
    shift = piece.left - above[-1].left
    centred = abs((piece.left + piece.right) - (above[-1].left + above[-1].right)) < 6
    if len(above) > 1 or centred:
        return abs(shift) <= 3 or centred
    return -3 <= shift <= 60 if _ITEM.match(above[0].text) else -45 <= shift <= 3


def _breaks_off(last: Piece, piece: Piece, edge: float) -> bool:
    """Whether a printed line ends because it is full, or amid a sentence not too far from its edge."""
    first = piece.words[0].text
    width = (piece.right - piece.left) / max(1, len(piece.text)) * (len(first) + 1)
    if last.right + width > edge - 0.4 * piece.size:
        return True
    near = edge - last.right < 0.4 * (edge - piece.left)
    return near and first[0].islower() and not last.text.endswith(_SENTENCE_ENDS)


def join_over_page(before: Paragraph, after: Paragraph) -> bool:
    """Join the last paragraph of a page with the first of the next when a sentence runs over; says whether it did."""
    if len(before.cells) > 1 or len(after.cells) > 1 or abs(before.size - after.size) > 0.12 * before.size:
        return False
    text = clean(before.last.text)
    if text.endswith(_SENTENCE_ENDS) or not after.first.words[0].text[0].islower() or _ITEM.match(after.first.text):
        return False
    return before.last.right - before.last.left > 0.6 * (after.first.right - after.first.left)
