"""Stages, types, stances and the words that papers use for them; how copies are recognised. Pure.

Source: domain reference, evaluation and quality, parts 2.2, 2.4, 2.7, 3.1 and 5.2.

E-01  A paper's status word gives the stage; "Overdue" is no stage but follows from the date.
E-02  Overdue: neither completed nor cancelled, and the planned end is past.
E-03  Two papers tell of one evaluation if their folded titles are equal and plan period and unit do not contradict.
E-04  A recommendation's own numbering ("(i) … (ii) …", "1. … 2. …") cuts it into parts.
E-05  A response's category gives the stance; prose gives none.
E-06  A key action is the same if its folded text is equal, or else the most alike of those left (at least 0.6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from bagalau.commitments.rules import Status
from bagalau.lib.periods import When
from bagalau.lib.titles import folded, match_key


class Stage(StrEnum):
    """Where an evaluation stands in its life."""

    PLANNED = "planned"
    TOR_INITIATED = "tor_initiated"
    TEAM_ONBOARD = "team_onboard"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset({Stage.PLANNED, Stage.TOR_INITIATED, Stage.TEAM_ONBOARD})


class Stance(StrEnum):
    """How a unit answers a recommendation."""

    ACCEPTED = "accepted"
    PARTIALLY_ACCEPTED = "partially_accepted"
    REJECTED = "rejected"


# words of papers that tell of the date alone
OF_THE_DATE = frozenset({"overdue", "no deadline", "no deadline established"})
STAGE_WORDS = {
    "planned": Stage.PLANNED,
    "initiated": Stage.TOR_INITIATED,
    "initiated tor": Stage.TOR_INITIATED,
    "tor initiated": Stage.TOR_INITIATED,
    "team onboard": Stage.TEAM_ONBOARD,
    "ongoing": Stage.TEAM_ONBOARD,
    "completed": Stage.COMPLETED,
    "finished": Stage.COMPLETED,
    "cancelled": Stage.CANCELLED,
    "canceled": Stage.CANCELLED,
    "deleted": Stage.CANCELLED,
}
STANCE_WORDS = {
    "accepted": Stance.ACCEPTED,
    "fully accepted": Stance.ACCEPTED,
    "partially accepted": Stance.PARTIALLY_ACCEPTED,
    "rejected": Stance.REJECTED,
    "not accepted": Stance.REJECTED,
}
STATUS_WORDS = {
    "not initiated": Status.NOT_INITIATED,
    "not started": Status.NOT_INITIATED,
    "overdue-not initiated": Status.NOT_INITIATED,
    "overdue-initiated": Status.INITIATED,
    "initiated": Status.INITIATED,
    "ongoing": Status.INITIATED,
    "in progress": Status.INITIATED,
    "completed": Status.COMPLETED,
    "no longer applicable": Status.NO_LONGER_APPLICABLE,
}


def stage(word: str | None, completed: When | None) -> Stage | None:
    """E-01; without a word that gives one, an evaluation with a completion date is completed."""
    return STAGE_WORDS.get(_words(word or ""), Stage.COMPLETED if completed else None)


def stance(category: str | None) -> Stance | None:
    """E-05."""
    return STANCE_WORDS.get(_words(category or ""))


def action_status(word: str | None) -> Status | None:
    """The stored status for a paper's word; None for a word that tells none, as "Overdue"."""
    return STATUS_WORDS.get(_words(word or ""))


def is_known(word: str, words: Mapping[str, object]) -> bool:
    """Whether a paper's status word is one of these, or tells of the date alone, as "Overdue"."""
    return _words(word) in {*words, *OF_THE_DATE}


def _words(text: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", re.sub(r"\s+", " ", text)).strip().lower()


def is_overdue(at: Stage, planned_end: When | None, today: date) -> bool:
    """E-02."""
    return at in UNFINISHED and planned_end is not None and planned_end.is_past(today)


def may_be_same(one: str | None, other: str | None) -> bool:
    """E-03: two values that do not contradict: equal, or one of them not stated."""
    return not one or not other or match_key(one) == match_key(other)


@dataclass(frozen=True)
class Part:
    """A part of a recommendation with the label it has in the text."""

    label: str
    text: str


DIGITS = tuple("123456789")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
MARKS = (
    (r"\(\s*(i{1,3}|iv|v|vi{1,3}|ix|x)\s*[.)]+\)?", ROMAN),
    *(
        (mark, tuple(letters))
        for letters in ("abcdefgh", "аәбвгғдеж", "абвгдежз")  # Kazakh before Russian, which lacks its letters
        for mark in (rf"\(([{letters}])\)", rf"(?<![\w.])([{letters}])\)")
    ),
    # also where the blank after the sentence before was lost
    (r"(?:(?<![\w.,/])|(?<=[^\W\d_]{3}\.))([1-9])[.)](?=\s*[^\d\s])", DIGITS),
)


def parts(text: str) -> list[Part]:
    """E-04: the numbered parts, if they begin with the first number and run on without a gap; otherwise none."""
    for mark, order in MARKS:
        found = list(re.finditer(mark, text))
        if len(found) >= 2 and tuple(match[1] for match in found) == order[: len(found)]:
            ends = [*(match.start() for match in found[1:]), len(text)]
            return [
                Part(match[1], text[match.end() : end].strip(" \t\n;,")) for match, end in zip(found, ends, strict=True)
            ]
    return []


def pair(known: Sequence[str], given: Sequence[str]) -> list[int | None]:
    """E-06: for each given text the index of the known text that it continues, or None; none is used twice."""
    free = {place: folded(text) for place, text in enumerate(known)}
    taken: list[int | None] = []
    for text in given:
        key = folded(text)
        exact = next((place for place, name in free.items() if name == key), None)
        taken.append(exact)
        free = {place: name for place, name in free.items() if place != exact}
    for number, text in enumerate(given):
        if taken[number] is None and free:
            taken[number] = _most_alike({place: known[place] for place in free}, text)
            free = {place: name for place, name in free.items() if place != taken[number]}
    return taken


ALIKE = 0.6
COMPARED = 1_000  # letters of a text that are compared: enough to know it by, and the time grows with their square


def _most_alike(texts: Mapping[int, str], text: str) -> int | None:
    """The key of the text that is most like another, and like enough; the first if several are.

    What the letters alone say is an upper bound and quick to know: the slow comparison is made only where it may win.
    """
    matcher = SequenceMatcher(None, "", text[:COMPARED].lower(), autojunk=False)
    best, found = ALIKE, None
    bounds = []
    for key, other in texts.items():
        matcher.set_seq1(other[:COMPARED].lower())
        bounds.append((-matcher.quick_ratio(), key))
    for bound, key in sorted(bounds):
        if -bound < best:
            break
        matcher.set_seq1(texts[key][:COMPARED].lower())
        likeness = matcher.ratio()
        if likeness > best or (likeness == best and (found is None or key < found)):
            best, found = likeness, key
    return found
