"""Cells that hold the values of several rows: amounts, and names said once for each row."""

from __future__ import annotations

import re

from bagalau.formats.reading import Passage

_AMOUNT = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:,\d{1,2})?(?![\d,])|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?"
)
_COMMA_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_AMOUNTS_ONLY = re.compile(r"(?:(?:USD|US\$|\$|EUR|KZT)?\s?\d[\d,.]*\*?\s*)+")


def name_and_count(text: str) -> tuple[str, int]:
    """A name and how often it was repeated in its cell: ``GOV RK GOV RK`` is ``GOV RK`` twice."""
    words = text.split()
    for width in range(1, len(words) // 2 + 1):
        if len(words) % width == 0 and words == words[:width] * (len(words) // width):
            return " ".join(words[:width]), len(words) // width
    return " ".join(words), 1


def is_amounts(cell: Passage) -> bool:
    return len(cell.text) < 400 and bool(_AMOUNTS_ONLY.fullmatch(cell.text))


def amounts_of(cell: Passage, shared: int = 1) -> list[Passage]:
    """The amounts in a cell. Blanks may divide thousands or the amounts of several rows: they divide amounts beside
    one with commas, and where that gives one for each of the ``shared`` sources named."""
    text = cell.text[:400]
    divided = [cell.group(match) for match in _COMMA_AMOUNT.finditer(text)]
    if re.search(r"\d,\d{3}", text) or len(divided) == shared > 1:
        return divided
    return [cell.group(match) for match in _AMOUNT.finditer(text)]
