"""Recommendations that were made before, in other reports. Pure.

Source: our own; EK-07 looks for what stands twice in one report.

RC-01  Two recommendations of different evaluations are alike by the rare words that they share (S-09): at least three
       words, and a likeness of at least 0.3.
RC-02  The earlier one is that whose evaluation ended earlier, or is to end; without a date, the day it came in counts.
RC-03  Of each recommendation the five earlier ones that are most like it are kept, and how many there are, up to 20.
RC-04  What became of the earlier one: its key actions are still open; else some are completed; else all were dropped;
       else it was refused; else it was answered, but nothing is promised; else no answer is known.
RC-05  A pair lies within one unit, between units of an organisation, or between organisations (agencies).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bagalau.commitments.rules import OPEN, Status
from bagalau.evaluations.rules import Stance
from bagalau.lib.words import content, tidied

LIKE = 0.3
WORDS = 3
KEPT = 5
COUNTED = 20
SHOWN = 420  # letters of a text on a page


class Fate(StrEnum):
    """What became of an earlier recommendation (RC-04)."""

    OPEN = "open"
    COMPLETED = "completed"
    DROPPED = "dropped"
    REJECTED = "rejected"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


class Span(StrEnum):
    """Between whom something is said again (RC-05)."""

    UNIT = "unit"
    UNITS = "units"
    AGENCIES = "agencies"


@dataclass(frozen=True, order=True)
class Made:
    """When a recommendation was made; the keys break ties, so that of two one is always the earlier."""

    day: date
    evaluation: int
    key: int


@dataclass(frozen=True)
class Like:
    """A recommendation that is like another: how much (0 to 1), and how many words they share."""

    made: Made
    likeness: float
    words: int


def kept(of: Made, others: Iterable[Like]) -> tuple[list[Like], int]:
    """RC-01 to RC-03: the earlier ones to be kept, the most alike first, and how many there are."""
    earlier = [
        one
        for one in others
        if one.words >= WORDS and one.likeness >= LIKE and one.made < of and one.made.evaluation != of.evaluation
    ]
    earlier.sort(key=lambda one: (-one.likeness, one.made))
    return earlier[:KEPT], min(len(earlier), COUNTED)


def span(one: str, other: str) -> Span:
    """RC-05, by the paths of two units: ``/1/4/``."""
    if one == other:
        return Span.UNIT
    return Span.UNITS if one.split("/")[1] == other.split("/")[1] else Span.AGENCIES


def became(statuses: Collection[Status], stances: Collection[Stance | None]) -> Fate:
    """RC-04: from the key actions of a recommendation and the answers to it."""
    if any(status in OPEN for status in statuses):
        return Fate.OPEN
    if statuses:
        return Fate.COMPLETED if Status.COMPLETED in statuses else Fate.DROPPED
    if not stances:
        return Fate.UNKNOWN
    return Fate.REJECTED if all(stance is Stance.REJECTED for stance in stances) else Fate.NOTHING


Piece = tuple[str, bool]


def marked(text: str, other: str, most: int = SHOWN) -> list[Piece]:
    """A text in pieces, each with whether it is a word that the other one has, too; cut after so many letters."""
    plain = tidied(text)
    theirs = {word.stem for word in content(tidied(other))}
    end = len(plain) if len(plain) <= most else max(plain.rfind(" ", 0, most), most // 2)
    pieces: list[Piece] = []
    at = 0
    for word in content(plain):
        if word.stem in theirs and word.end <= end:
            pieces += [(plain[at : word.start], False), (plain[word.start : word.end], True)]
            at = word.end
    pieces.append((plain[at:end] + (" …" if end < len(plain) else ""), False))
    return [piece for piece in pieces if piece[0]]


def shared(text: str, other: str) -> list[str]:
    """The words that two texts share, as the first writes them, each once."""
    found = [piece for piece, is_shared in marked(text, other, len(text)) if is_shared]
    return list({word.casefold(): word for word in reversed(found)}.values())[::-1]
