"""A passage: a stretch of text that can be found and cited, with what is needed to decide who may see it. Pure.

The domains say what there is to find (``settings.SEARCH_SOURCES``); the index knows nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

RecordKey = tuple[str, int]
FACETS = ("kind", "unit", "year", "type", "criterion", "tag", "sdg", "status")
"""What results are counted and narrowed by; ``kind``, ``unit`` and ``year`` every passage has of its own."""
NOTHING: Mapping[str, tuple[str, ...]] = {}
LONGEST = 5_000
"""Letters of a text that are one passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the record ``root``, whose page shows it and whose door opens it.

    ``part`` names it within the root, for good: ``finding-12``. ``action`` is the name of the action that opens the
    root; ``inside`` passages are for those alone who may also see the root's history. ``records`` are the records for
    which a role may be given that opens it, ``owners`` the people who may see it because it is theirs.
    ``place`` is a word and a number in English, marked for translation: ``Finding 3``.
    """

    root: RecordKey
    part: str
    kind: str
    text: str
    title: str
    unit: int
    action: str
    public: bool = False
    inside: bool = False
    records: tuple[RecordKey, ...] = ()
    owners: tuple[int, ...] = ()
    place: str = ""
    anchor: str = ""
    day: date | None = None
    language: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)


class Reference(NamedTuple):
    """What is asked again of the database before a passage is shown: the key of its root, its part, and whether it is
    for the inside alone."""

    root: int
    part: str
    inside: bool


class Lent(NamedTuple):
    """What another record lends to all passages of a root: its day, and values to count by."""

    day: date | None
    facets: Mapping[str, tuple[str, ...]]


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that are not too long, cut between paragraphs or else words."""
    while len(text) > LONGEST:
        cut = max(text.rfind("\n", 0, LONGEST), text.rfind(" ", LONGEST // 2, LONGEST))
        cut = cut if cut > 0 else LONGEST
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text
