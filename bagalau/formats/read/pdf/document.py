"""The sheets of a document together: headings by size, running heads once, tables and sentences over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bagalau.formats.read.notation import PAGE
from bagalau.formats.read.pdf.page import HYPHEN
from bagalau.formats.read.pdf.paragraphs import Paragraph, join_over_page
from bagalau.formats.read.pdf.tables import Table

_MARGIN = 0.1
_PAGE_NUMBER = re.compile(
    r"\W*(page|p\.|página|стр\.?|страница|бет)?\W*\d{1,4}(\s*(of|from|de|sur|из|/|\|)\s*\d{1,4})?\W*(page|бет)?\W*",
    re.I,
)
_HEADING = 1.12
"""Times the size of the body text."""
_MAX_HEADING = 250


@dataclass
class Sheet:
    """What stands on a page, in order; its height in points; how many characters it holds."""

    parts: list[Paragraph | Table]
    height: float
    length: int

    def margins(self) -> Iterator[Paragraph]:
        """The paragraphs that stand wholly in the top or bottom margin."""
        for part in self.parts:
            if isinstance(part, Paragraph):
                heights = [piece.middle for cell in part.cells for piece in cell]
                if max(heights) < self.height * _MARGIN or min(heights) > self.height * (1 - _MARGIN):
                    yield part


def written(sheets: list[Sheet]) -> str:
    """The text of a document, with ``PAGE`` where each page begins."""
    _drop_running_heads(sheets)
    _join(sheets)
    levels = _heading_sizes(sheets)
    return _undivided(PAGE.join("".join(_part(part, levels) for part in sheet.parts) for sheet in sheets))


def _undivided(text: str) -> str:
    """Words that lines divided, whole again. The hyphen stays where the document writes the word so elsewhere."""
    if HYPHEN not in text:
        return text
    known = set(re.findall(r"[\w-]+", text))

    def whole(match: re.Match[str]) -> str:
        word, *parts = match[0].split(HYPHEN)
        for part in parts:
            keep = word + part not in known and f"{word}-{part}" in known
            word = f"{word}-{part}" if keep else word + part
        return word

    return re.sub(rf"\w+(?:{HYPHEN}\w+)+", whole, text).replace(HYPHEN, "-")


def _part(part: Paragraph | Table, levels: dict[float, str]) -> str:
    if isinstance(part, Table):
        return f"\n{part.written()}\n"
    heading = levels.get(_rounded(part.size), "") if _may_be_heading(part) else ""
    return ("\n" if heading else "") + part.written(heading)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _may_be_heading(part: Paragraph) -> bool:
    text = part.text()
    return len(part.cells) == 1 and len(text) < _MAX_HEADING and any(letter.isalpha() for letter in text)


def _heading_sizes(sheets: list[Sheet]) -> dict[float, str]:
    """The signs of a heading for each size clearly above that of most text."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for part in sheet.parts:
            if isinstance(part, Paragraph):
                sizes[_rounded(part.size)] += len(part.text())
    body = sizes.most_common(1)[0][0] if sizes else 0
    larger = sorted((size for size in sizes if size > body * _HEADING), reverse=True)
    return {size: "#" * min(level, 6) for level, size in enumerate(larger, 1)}


def _drop_running_heads(sheets: list[Sheet]) -> None:
    """Page numbers go; a line in the margin of most pages stays where it is first met."""
    count: Counter[str] = Counter()
    for sheet in sheets:
        count.update({_without_digits(part) for part in sheet.margins()})
    running = {text for text, number in count.items() if number > 2 and number * 2 > len(sheets)}
    met: set[str] = set()
    for sheet in sheets:
        gone = []
        for part in sheet.margins():
            text = _without_digits(part)
            if _PAGE_NUMBER.fullmatch(part.text()) or (text in running and text in met):
                gone.append(id(part))
            met.add(text)
        sheet.parts = [part for part in sheet.parts if id(part) not in gone]


def _without_digits(part: Paragraph) -> str:
    return re.sub(r"\d+", "", part.text())


def _join(sheets: list[Sheet]) -> None:
    """Put together what a page's end cut in two: tables, rows and sentences."""
    before: Paragraph | Table | None = None
    for sheet in sheets:
        first = sheet.parts[0] if sheet.parts else None
        if isinstance(before, Table) and isinstance(first, Table) and before.goes_on_in(first):
            before.take_from(first)
        elif isinstance(before, Paragraph) and isinstance(first, Paragraph) and join_over_page(before, first):
            before.cells[-1] += first.cells[0]
            del sheet.parts[0]
        before = sheet.parts[-1] if sheet.parts else before
