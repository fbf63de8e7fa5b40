"""What a rating scheme is. Pure.

Source: domain reference, evaluation and quality, parts 1.4, 2.9, 3.4; project cycle, parts 1.5, 1.6 and 1.8.

QR-01  The labels of a scheme are ordered, the best first, and their values fall from label to label, or rise from label
       to label where they measure a risk.
QR-02  The rating of a section is that of its mean: the first band whose lower bound the mean reaches. Answers that do
       not apply count neither above nor below the line.
QR-03  The overall rating is the first label whose condition holds ("counts"), the band of the weighted mean of the
       sections ("mean"), the worst of the answers ("worst"), or the band of the points ("points-1", "points-2").
QR-04  Every combination of ratings of sections meets the condition of at least one label; the first one is taken, so
       exactly one rating follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bagalau.quality.rules.questionnaire import Source, Words


class Overall(StrEnum):
    """QR-03: how the overall rating follows."""

    COUNTS = "counts"
    MEAN = "mean"
    WORST = "worst"
    POINTS_1 = "points-1"
    POINTS_2 = "points-2"


@dataclass(frozen=True)
class Label:
    """A rating: its code, its value, its name, and the tone in which it is shown (good, fair, weak, bad)."""

    code: str
    value: Decimal
    name: Words = field(hash=False)
    tone: str = ""


@dataclass(frozen=True)
class Band:
    """A label from a mean on; the last band has no lower bound."""

    label: str
    least: Decimal | None


@dataclass(frozen=True)
class Condition:
    """Something that must hold of the ratings of the sections: how many of them are ``best`` or worse and ``worst`` or
    better, at least and at most. ``every``: all of them; ``critical``: only the critical sections are looked at."""

    best: str
    worst: str
    least: int | None = None
    most: int | None = None
    every: bool = False
    critical: bool = False


@dataclass(frozen=True)
class Case:
    """A label and what must hold for it: all of ``conditions``, or one of them if ``either``."""

    label: str
    conditions: tuple[Condition, ...]
    either: bool = False


@dataclass(frozen=True)
class Scheme:
    """A version of a rating scheme.

    ``bands`` rate sections, ``overall_bands`` rate means of sections where ``overall`` is MEAN, and ``shares`` end the
    bands of points where it is POINTS_2. ``sections`` is the number of sections that the counts of ``cases`` speak of.
    """

    code: str
    version: str
    name: Words = field(hash=False)
    source: Source
    labels: tuple[Label, ...]
    overall: Overall
    bands: tuple[Band, ...] = ()
    overall_bands: tuple[Band, ...] = ()
    cases: tuple[Case, ...] = ()
    sections: int | None = None
    key_weight: int = 1
    shares: tuple[Decimal, ...] = ()

    def label(self, code: str) -> Label:
        """A label by its code, which the scheme has."""
        return self.by_code[code]

    @property
    def by_code(self) -> Mapping[str, Label]:
        return {one.code: one for one in self.labels}

    def rank(self, code: str) -> int:
        """The place of a label: 0 is the best."""
        return [one.code for one in self.labels].index(code)
