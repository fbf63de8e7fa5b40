"""The head of a work plan: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.plan import Layout
from bagalau.documents.extract.values import currency
from bagalau.formats.reading import Block, Passage

_HEAD = re.compile(
    r"PLANNED ACTIVITIES|TIME ?FRAME|PLANNED BUDGET|BUDGET DESCRIPTION|FUNDING SOURCE|\bAMOUNT\b|"
    r"ИСТОЧНИК (?:ФИНАНСИРОВАНИЯ|СРЕДСТВ)|ОТВЕТСТВЕННАЯ СТОРОНА|\bСУММА\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:Q(?:uarter)?\s?(?P<after>[1-4])|(?P<before>[1-4])\s?(?:st|nd|rd|th)?\s?(?:Q|quarter|кв\.?|квартал)|(?P<roman>I{1,3}|IV)(?:\s?кв\.?)?)"
    r"(?:\s?20\d\d)?",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COLUMNS = (
    ("outputs", re.compile(r"(?:expected |intended )?outputs?\b|(?:ожидаем\w{2,3} )?непосредственн", re.IGNORECASE)),
    (
        "activities",
        re.compile(
            r"(?:planned |indicative )?activit|результат\w? деятельности|(?:запланированн\w{2} )?мероприят",
            re.IGNORECASE,
        ),
    ),
    ("party", re.compile(r"responsible|ответственн", re.IGNORECASE)),
    ("source", re.compile(r"(?:funding )?source|funding|donor|источник", re.IGNORECASE)),
)
_AMOUNT = re.compile(r"amount|sum\b|total|сумма", re.IGNORECASE)
_PLAIN = re.compile(
    r"activity results?(?: and actions?|, actions?)?|результат\w? деятельности(?: и действия)?", re.IGNORECASE
)


def is_head(block: Block) -> bool:
    """Whether a row names the columns of a work plan."""
    return len({match[0].upper()[:8] for match in _HEAD.finditer(block.text[:2000])}) >= 2


def names_quarters(cells: Sequence[Passage]) -> bool:
    """Whether a row below a head divides the year."""
    return sum(_quarter(fold(cell.text[:80])) is not None for cell in cells) > 1


def add_head(layout: Layout, cells: Sequence[Passage]) -> Layout:
    """Take over what a row of a head names; the rows of one head add to each other."""
    layout.width = max(layout.width, len(cells))
    for index, cell in enumerate(cells):
        text = fold(cell.text[:80]).strip("*: ")
        if quarter := _quarter(text):
            layout.quarters[quarter] = index
        for name, pattern in _COLUMNS:
            if getattr(layout, name) is None and pattern.match(text):
                setattr(layout, name, index)
                break
        layout.plain = layout.plain or bool(_PLAIN.fullmatch(text))
        if layout.currency is None and _AMOUNT.match(text) and currency(text):
            layout.currency = cell
    return layout


def _quarter(text: str) -> int | None:
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    return _ROMAN[match["roman"].lower()] if match["roman"] else int(match["after"] or match["before"])
