"""What answers come to: scores, points, the ratings of sections and of the whole. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from bagalau.quality.rules.questionnaire import Question, Questionnaire
from bagalau.quality.rules.schemes import Scheme

Answers = Mapping[str, str | None]
"""The value of the chosen option by the code of the question; what is absent, None or empty is not answered."""


@dataclass(frozen=True)
class Scored:
    """An answer that counts: the number of its question, its score, and the value that the option has in papers."""

    number: int
    score: Decimal
    question: Question = field(repr=False, compare=False)
    value: str = field(repr=False, compare=False)


@dataclass(frozen=True)
class Points:
    """QR-09: the points of so many questions that apply, and the fewest and the most that they can have."""

    points: Fraction
    lowest: Fraction
    highest: Fraction
    applicable: int

    def ends(self, shares: Iterable[Fraction]) -> list[Fraction]:
        """From how many points on each worse band begins."""
        return [self.lowest + share * (self.highest - self.lowest) for share in shares]


@dataclass(frozen=True)
class SectionRating:
    """The rating of a section. ``mean`` is that of what is answered: with points, the points by question."""

    code: str
    label: str | None
    scores: tuple[Scored, ...]
    mean: Fraction | None
    unanswered: tuple[int, ...]
    apart: tuple[int, ...]
    """The numbers of the questions that do not apply."""
    points: Points | None = None


@dataclass(frozen=True)
class Rated:
    """What answers come to. ``value`` is what the overall rating was looked up with: a mean, a score, points."""

    questionnaire: Questionnaire = field(repr=False, compare=False)
    scheme: Scheme = field(repr=False, compare=False)
    sections: tuple[SectionRating, ...]
    overall: str | None
    value: Fraction | None = None
    points: Points | None = None

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the questions that are not answered."""
        return tuple(number for one in self.sections for number in one.unanswered)

    def section(self, code: str) -> SectionRating:
        """The rating of a section that the questionnaire has."""
        return next(one for one in self.sections if one.code == code)


@dataclass(frozen=True)
class Provisional:
    """QR-06: the overall rating by what is answered, and what it will be at the worst and at the best."""

    overall: str | None
    worst: str | None
    best: str | None
