"""Which parts of a recommendation a key action carries out, by the words that tell its parts apart (EK-02). Pure.

A recommendation is cut into pieces: what leads up to its parts, each part, and the sentences after the last one. A
word weighs the more the fewer pieces of the report have it; what the lead says already tells no part from the next. A
key action carries out the piece that it is most like, and each part of whose words it has a good share: one action may
do two things, but few do what they hardly mention.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bagalau.evaluations.rules.checks.likeness import stems
from bagalau.evaluations.rules.checks.told import Part, Recommendation

SHARE = 0.3  # of the weight of a part's telling words
HEAD_SHARE = 0.5  # of the weight of those in its first sentence, which often names it
CLOSEST = 0.1  # likeness of an action to the piece that it is most like
LEAST = 2  # telling words, so that one alone does not decide

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])|\n+")
_HEAD = re.compile(r"[.:;\n]")
Stems = frozenset[str]


@dataclass(frozen=True)
class Piece:
    """A piece of a recommendation; ``label`` is None for what is no part of it."""

    label: str | None
    words: Stems
    head: Stems


@dataclass(frozen=True)
class Match:
    """Whether a key action seems to carry a part out, and the words that the closest one shares with it."""

    holds: bool
    words: Stems


def pieces(row: Recommendation) -> list[Piece]:
    """The lead, the parts and what comes after them; of a recommendation without parts, the whole."""
    if not row.parts:
        return [Piece(None, stems(row.text), frozenset())]
    lead = row.text[: max(row.text.find(row.parts[0].text), 0)]
    *others, last = row.parts
    said, after = _last(others, last)
    known = stems(lead)
    own = [Piece(part.label, _telling(part.text, known), _head(part.text, known)) for part in (*others, said)]
    return [Piece(None, known, frozenset()), *own, *(Piece(None, stems(text), frozenset()) for text in after)]


def _last(others: Sequence[Part], last: Part) -> tuple[Part, list[str]]:
    """The last part, and the sentences after it: where all others are a piece of one sentence, so is the last."""
    first, *after = _SENTENCE.split(last.text.strip())
    if any(len(_SENTENCE.split(part.text.strip())) > 1 for part in others):
        return last, []
    return Part(last.label, first), after


def _telling(text: str, known: Stems) -> Stems:
    found = stems(text)
    return found - known or found


def _head(text: str, known: Stems) -> Stems:
    """The telling words of the first sentence or clause, if they are enough to name the part."""
    found = _telling(_HEAD.split(text.strip(), maxsplit=1)[0], known)
    return found if len(found) >= LEAST else frozenset()


class Weights:
    """How much each word tells in a report: rare ones most."""

    def __init__(self, rows: Iterable[Recommendation]) -> None:
        found = [piece.words for row in rows for piece in pieces(row)]
        self.having = Counter(stem for words in found for stem in words)
        self.of = len(found)

    def __call__(self, words: Iterable[str]) -> float:
        return sum(math.log(1 + self.of / max(self.having[stem], 1)) for stem in words)


def carried(row: Recommendation, texts: Iterable[str], weights: Weights) -> dict[str, Match]:
    """For each part, by its label, whether one of these key actions carries it out."""
    cut = pieces(row)
    found = {piece.label: Match(False, frozenset()) for piece in cut if piece.label is not None}
    for said in map(stems, texts):
        closest = max(cut, key=lambda piece: _likeness(piece.words, said, weights))
        for piece in cut:
            if piece.label is None:
                continue
            both = piece.words & said
            is_closest = piece is closest and _likeness(piece.words, said, weights) >= CLOSEST
            holds = len(both) >= min(LEAST, len(piece.words)) and (is_closest or _has_enough(piece, said, weights))
            known = found[piece.label]
            if (holds, weights(both)) > (known.holds, weights(known.words)):
                found[piece.label] = Match(holds, both)
    return found


def _has_enough(piece: Piece, said: Stems, weights: Weights) -> bool:
    if weights(piece.words & said) >= SHARE * weights(piece.words):
        return True
    return bool(piece.head) and weights(piece.head & said) >= HEAD_SHARE * weights(piece.head)


def _likeness(one: Stems, other: Stems, weights: Weights) -> float:
    total = math.sqrt(weights(one) * weights(other))
    return weights(one & other) / total if total else 0.0
