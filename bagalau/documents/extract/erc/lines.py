"""A page as lines without the marks of lists, headings and tables, cut into the parts that every ERC page has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.formats.reading import Passage, Reading

MARKS = re.compile(r"[\s|]*(?:(?:#{1,6}|[-•*◦▪·])\s+)*[\s|]*")
NOISE = re.compile(
    r"[\s|:\-]*|!\[[^\]]*\]\([^)]*\)[\s|]*|Report\s+Cover\s+Image|Share|Expand|Documents|Download|Evaluation\s+Information"
    r"|(?:Success|error|warn(?:ing)?)\s+message|Name\W+Title(?:\W+Email)?(?:\W+Nationality)?",
    re.IGNORECASE,
)
LATEST = re.compile(r"Latest\s+Evaluations", re.IGNORECASE)
CONTACT = re.compile(r"Contact\s+us", re.IGNORECASE)
LONGEST_ADDRESS = 15
EDGES = " \t\r\n|\u00a0"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``body`` is the line without bullets, heading signs and the bars of a table's edge.

    ``gap`` says that a blank line stands before it, ``item`` that it begins with a bullet.
    """

    place: Passage
    body: Passage
    item: bool
    gap: bool

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def noise(self) -> bool:
        return NOISE.fullmatch(self.text) is not None


def page_lines(reading: Reading) -> list[Line]:
    """The lines of a page that are not blank."""
    found: list[Line] = []
    before = 0
    for block in reading.blocks:
        place = block.passage.strip()
        if not place:
            continue
        marks = MARKS.match(place.text)
        start = marks.end() if marks else 0
        body = place.cut(start).strip(EDGES)
        item = start > 0 and place.text[0] not in "#|"
        found.append(Line(place, body, item, block.line - before > 1))
        before = block.line
    return found


def without_footer(lines: list[Line], builder: DraftBuilder) -> list[Line]:
    """The lines before the site's footer, which begins with the latest evaluations or with the address."""
    start = _last(lines, LATEST, 0)
    if start is None:
        start = _last(lines, CONTACT, len(lines) - LONGEST_ADDRESS)
    if start is None:
        return lines
    builder.understood(stretch(lines[start:]))
    return lines[:start]


def _last(lines: list[Line], heading: re.Pattern[str], first: int) -> int | None:
    return next((at for at in range(len(lines) - 1, max(first, 0) - 1, -1) if heading.fullmatch(lines[at].text)), None)


def stretch(lines: Iterable[Line]) -> Passage:
    """The passage from the first of some lines to the last (the lines must not be none)."""
    first, *rest = lines
    return first.place.to(rest[-1].place) if rest else first.place


def text_from(lines: list[Line]) -> Passage:
    """The same without the marks before the first line and the bars after the last."""
    last = lines[-1].body
    return lines[0].body.to(last) if len(lines) > 1 else last


def folded(text: str | None) -> str:
    """A text for comparison: white space folded, case ignored."""
    return re.sub(r"\s+", " ", text or "").strip().casefold()
