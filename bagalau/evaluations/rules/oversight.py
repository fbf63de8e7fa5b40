"""Figures of oversight: the score of evaluation management, the indicators of UN Women, closure, age, slippage. Pure.

Source: domain reference, evaluation and quality, parts 2.4, 2.7, 2.8, 3.3, 4.2 and 5.3.

EO-01  Evaluations that are not cancelled are completed, overdue or planned, each exactly one of them; terms of
       reference and a team on board are steps within the last two.
EO-02  Planning: the share of evaluations that are not overdue.
EO-03  Response: the mean of A and B. A is the share of reports due for a response that are not unanswered after the
       time to respond; B the mean of the shares of key actions that are not overdue and not long overdue.
EO-04  Quality: the mean of what the ratings of the last three calendar years are worth: 100, 90, 80, 70, 60, 50.
EO-05  The score weighs planning, response and quality by the parameters. Without data for a part there is no score.
EO-06  The light is green from one parameter on, yellow from another, red below.
EO-07  Nine indicators of the evaluation function; one that the record cannot tell says so.
EO-08  Closure rate of a year: key actions due in it that are closed, of those due in it. (WFP counts those
       closed in the year, whenever they were due.)
EO-09  Overdue key actions are aged by the months since they were due: to 3, to 12, to 36, and more.
EO-10  Figures as of a day follow from the last step of each record up to the end of that day.
EO-11  What a response promises counts once its unit has submitted it for the first time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum

from bagalau.evaluations.rules.life import QualityRating

WORTH = {
    QualityRating.HS: 100,
    QualityRating.S: 90,
    QualityRating.MS: 80,
    QualityRating.MU: 70,
    QualityRating.U: 60,
    QualityRating.HU: 50,
}
QUALITY_YEARS = 3
# What the indicator of quality counts as satisfactory or better, and as good or better (our reading of six points)
SATISFACTORY = (QualityRating.HS, QualityRating.S, QualityRating.MS)
GOOD = (QualityRating.HS, QualityRating.S)
COVERAGE_YEARS = 3


@dataclass(frozen=True)
class Share:
    """A part of a whole; without a whole there is no rate."""

    part: int
    whole: int

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.part) / self.whole if self.whole else None

    @property
    def percent(self) -> Decimal | None:
        """The rate in per cent, unrounded."""
        return None if self.rate is None else self.rate * 100


@dataclass(frozen=True)
class Counts:
    """What the score and the tiles are made of, for any set of evaluations and key actions."""

    evaluations: int = 0
    completed: int = 0
    overdue: int = 0
    waiting: int = 0
    unanswered: int = 0
    actions: int = 0
    actions_completed: int = 0
    actions_initiated: int = 0
    actions_not_initiated: int = 0
    actions_overdue: int = 0
    actions_no_deadline: int = 0
    actions_dropped: int = 0
    actions_due_soon: int = 0
    actions_long_overdue: int = 0
    rated_hs: int = 0
    rated_s: int = 0
    rated_ms: int = 0
    rated_mu: int = 0
    rated_u: int = 0
    rated_hu: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))

    @property
    def planned(self) -> int:
        """EO-01."""
        return self.evaluations - self.completed - self.overdue

    @property
    def ratings(self) -> dict[QualityRating, int]:
        """How many evaluations have each rating, the best first."""
        return {rating: getattr(self, f"rated_{rating}") for rating in QualityRating}


def total(counts: Mapping[int, Counts] | Sequence[Counts]) -> Counts:
    """All counts together."""
    return sum(counts.values() if isinstance(counts, Mapping) else counts, Counts())


def planning(counts: Counts) -> Share:
    """EO-02."""
    return Share(counts.evaluations - counts.overdue, counts.evaluations)


def answered(counts: Counts) -> Share:
    """EO-03, A: of the reports for which a response was due or given, those that are not unanswered."""
    due = counts.completed - counts.waiting
    return Share(due - counts.unanswered, due)


def punctual(counts: Counts) -> Share:
    """EO-03, B: key actions that are not overdue."""
    return Share(counts.actions - counts.actions_overdue, counts.actions)


def not_forgotten(counts: Counts) -> Share:
    """EO-03, B: key actions that are not long overdue."""
    return Share(counts.actions - counts.actions_long_overdue, counts.actions)


def mean(values: Sequence[Decimal | None]) -> Decimal | None:
    """The mean of values; None if there is none, or one of them is missing."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) / len(known) if known and len(known) == len(values) else None


def response(counts: Counts) -> Decimal | None:
    """EO-03, in per cent."""
    return mean([answered(counts).percent, mean([punctual(counts).percent, not_forgotten(counts).percent])])


def quality(counts: Counts) -> Decimal | None:
    """EO-04, in per cent."""
    rated = sum(counts.ratings.values())
    worth = sum(WORTH[rating] * number for rating, number in counts.ratings.items())
    return Decimal(worth) / rated if rated else None


@dataclass(frozen=True)
class Score:
    """The score with its parts, all in per cent; None where data are missing."""

    planning: Decimal | None
    response: Decimal | None
    quality: Decimal | None
    total: Decimal | None
    light: str


def score(counts: Counts, parameters: Mapping[str, Decimal]) -> Score:
    """EO-05, EO-06: ``parameters`` are those of ``reference.rules.parameters``."""
    parts = {"planning": planning(counts).percent, "response": response(counts), "quality": quality(counts)}
    known = {name: value for name, value in parts.items() if value is not None}
    weights = sum((parameters[f"score.{name}"] for name in parts), Decimal())
    whole = None
    if len(known) == len(parts) and weights:
        whole = sum((parameters[f"score.{name}"] * value for name, value in known.items()), Decimal()) / weights
    return Score(**parts, total=whole, light=light(whole, parameters))


def light(value: Decimal | None, parameters: Mapping[str, Decimal]) -> str:
    """EO-06: ``green``, ``yellow``, ``red``, or nothing without a score."""
    if value is None:
        return ""
    if value >= parameters["light.green"]:
        return "green"
    return "yellow" if value >= parameters["light.yellow"] else "red"


class Age(StrEnum):
    """EO-09: for how long a key action is overdue."""

    TO_3 = "to_3"
    TO_12 = "to_12"
    TO_36 = "to_36"
    BEYOND = "beyond"


AGE_MONTHS = {Age.TO_3: (0, 3), Age.TO_12: (3, 12), Age.TO_36: (12, 36), Age.BEYOND: (36, None)}


class Kpi(StrEnum):
    """EO-07: the nine indicators of the evaluation function, in their order."""

    RESOURCES = "resources"
    PEOPLE = "people"
    COVERAGE = "coverage"
    IMPLEMENTATION = "implementation"
    QUALITY = "quality"
    REPORTS = "reports"
    RESPONSES = "responses"
    ACTIONS = "actions"
    USE = "use"


@dataclass(frozen=True)
class Indicator:
    """EO-07: an indicator with the shares it is made of; no share where the record cannot tell.

    ``amounts`` are sums of money by currency, for the indicator of resources.
    """

    kpi: Kpi
    shares: tuple[Share, ...] = ()
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
