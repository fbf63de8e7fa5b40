"""The parts of an evaluation page: head, lessons, findings, recommendations, responses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bagalau.documents.extract.erc.items import ALONE, INLINE
from bagalau.documents.extract.erc.lines import Line
from bagalau.documents.extract.erc.responses import find_parts

HEADINGS = {
    "lessons": re.compile(r"[*_]*Lessons(?: Learned)?[*_]*\s*+:?[\s|]*+", re.IGNORECASE),
    "findings": re.compile(r"[*_]*Findings[*_]*\s*+:?[\s|]*+", re.IGNORECASE),
    "recommendations": re.compile(r"[*_]*Recommendations[*_]*\s*+:?[\s|]*+", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Sections:
    """The lines of each part; ``headings`` are the lines that name the parts."""

    head: list[Line]
    headings: list[Line]
    lessons: list[Line]
    findings: list[Line]
    recommendations: list[Line]
    responses: list[Line]


def split_sections(lines: list[Line]) -> Sections:
    """Cut a page at the headings of its parts, which come in a fixed order; any of them may be missing."""
    parts = find_parts(lines)
    end = parts[0] if parts else len(lines)
    places: dict[str, int] = {}
    after = -1
    for name, heading in HEADINGS.items():
        found = [at for at in range(after + 1, end) if heading.fullmatch(lines[at].text)]
        at = next((at for at in found if _opens(lines, at, end)), found[0] if found else None)
        if at is not None:
            places[name] = after = at
    cuts = [*sorted(places.values()), end]
    inside = {name: lines[at + 1 : min(cut for cut in cuts if cut > at)] for name, at in places.items()}
    return Sections(
        lines[: cuts[0]],
        [lines[at] for at in places.values()],
        inside.get("lessons", []),
        inside.get("findings", []),
        inside.get("recommendations", []),
        lines[end:],
    )


def _opens(lines: list[Line], at: int, end: int) -> bool:
    """Whether a heading is one of the page and not a line of some text: the first item or another part follows."""
    if at + 1 >= end:
        return True
    following = lines[at + 1].text
    if any(heading.fullmatch(following) for heading in HEADINGS.values()):
        return True
    match = ALONE.fullmatch(following) or INLINE.match(following)
    return match is not None and int(match[1]) == 1
