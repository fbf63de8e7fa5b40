"""Findings, conclusions, lessons, recommendations: how they weigh, hang together and are cut into parts. Pure.

Source: domain reference, evaluation and quality, parts 2.3, 2.7, 3.1 and 5.1.

EC-01  Each kind has its own numbers from 1; a new row takes the next free one, and no two rows have the same.
EC-02  What is linked belongs to one evaluation; each link is one row, told from both of its ends.
EC-03  A recommendation is cut into parts by its own numbering (E-04) until an officer cuts it; then no copy cuts it
       again. A part of a later copy continues the part that is the same or the most alike (E-06).
EC-04  A part is split where a line is empty: the first piece keeps the label, the others add a number to it. Parts
       that follow each other are joined under the label of the first, with all that hangs on either.
EC-05  A recommendation that somebody has answered, or a part that a stance was taken on or that an action carries
       out, is not taken away.
EC-06  What a response answers does not change past it. As long as one stands that was submitted here, approved or
       published, all that the recommendation says stays, but for its terms; as long as one stands that was read from a
       paper, its number and words, while links and parts, which papers do not state, may still be said. To change it
       the response is reopened. A later copy of the paper comes in; an answer is then shown with the words it answered.
EC-07  The public sees of an evaluation that is public what was planned, and once it is completed also what was spent,
       its team, what it says and what was answered. Whoever takes part in it sees that from the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from bagalau.evaluations.rules import Part, Stage, pair
from bagalau.evaluations.rules.responses import IN_WORK


class Priority(StrEnum):
    """How urgent a recommendation, or a part of it, is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(StrEnum):
    """What an evaluation says: the kinds of its numbered statements."""

    FINDING = "finding"
    CONCLUSION = "conclusion"
    LESSON = "lesson"
    RECOMMENDATION = "recommendation"


# EC-02: the links that each kind keeps itself; those back follow from them
LINKS: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.FINDING: (),
    Kind.CONCLUSION: (Kind.FINDING,),
    Kind.LESSON: (Kind.FINDING,),
    Kind.RECOMMENDATION: (Kind.FINDING, Kind.CONCLUSION, Kind.LESSON),
}
LABEL_LENGTH = 10
# EC-06: what the papers of others state of a recommendation, and what is said of it beside
WORDS = frozenset({"number", "text", "description"})
BESIDE = frozenset("priority time_frame addressed_to addressed_units parts findings conclusions lessons".split())


def next_number(numbers: Iterable[int]) -> int:
    """EC-01: one more than the highest."""
    return max(numbers, default=0) + 1


def doubled(numbers: Sequence[int]) -> list[int]:
    """EC-01: the numbers that are given more than once, in order."""
    return sorted({number for number in numbers if numbers.count(number) > 1})


def pieces(part: Part) -> list[Part]:
    """EC-04: what a part is split into; the part alone if its text has no empty line."""
    texts = [text.strip() for text in re.split(r"\n[ \t]*\n", part.text.replace("\r\n", "\n"))]
    texts = [text for text in texts if text] or [part.text]
    return [
        Part(part.label if place == 1 else sub_label(part.label, place), text)
        for place, text in enumerate(texts, start=1)
    ]


def sub_label(label: str, place: int) -> str:
    """EC-04: the label of a further piece: ``ii`` gives ``ii.2``; it never grows too long."""
    ending = f".{place}"
    return f"{label[: LABEL_LENGTH - len(ending)]}{ending}"


def joined(first: str, second: str) -> str:
    """EC-04: the text of two parts in one, apart by an empty line, so that they can be split again."""
    return f"{first.strip()}\n\n{second.strip()}".strip()


def continued(known: Sequence[str], found: Sequence[Part]) -> list[int | None]:
    """EC-03: for each part of a later copy the place of the part that it continues, or None."""
    return pair(known, [part.text for part in found])


def stays(approval: str, *, given_here: bool) -> frozenset[str]:
    """EC-06: what of a recommendation stays as it is because of a response; ``given_here``: it was submitted here."""
    if approval in IN_WORK:
        return frozenset()
    return WORDS | BESIDE if given_here else WORDS


def is_told(stage: str) -> bool:
    """EC-07: whether the public is told what an evaluation says that is public."""
    return stage == Stage.COMPLETED
