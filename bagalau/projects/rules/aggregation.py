"""How values of an indicator come together: over periods, over places, over parts of the people. Pure.

Source: domain reference, project cycle, parts 2.4 and 2.6. Values are given in the order of time, where that matters.

PR-10  What happens (flow) is added up; what stands (stock) and running totals are the last value over time and are
       added up over places.
PR-11  Distinct persons are not additive: somebody may come again, or elsewhere. Without knowing who came there is no
       sum, except over parts that exclude each other.
PR-12  Ratios are made again from the sums of numerators and denominators, never from ratios. Without them there is
       none.
PR-13  Means are weighted by how many they stand for; without weights there is none.
PR-14  A milestone that was once reached is reached; over places it is told how many of them reached it. Of words the
       last one is told over time, and how often each occurs over places.
PR-15  Over parts that overlap, nothing is added up.
PR-16  Missing is not zero. It is told how many values are missing; what is not due or does not apply is not missing.
PR-17  The parts of a total, with those of whom it is not known where they belong, add up to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bagalau.projects.rules.money import rounded
from bagalau.projects.rules.record.words import Aggregation

DIGITS = 4  # of a ratio or mean


class Missing(StrEnum):
    """PR-16: why there is no value."""

    NOT_DUE = "not_due"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


class Over(StrEnum):
    """Over what values come together."""

    PERIODS = "periods"
    PLACES = "places"
    PARTS = "parts"


class Why(StrEnum):
    """Why there is no value for the whole."""

    NO_VALUES = "no values"
    NOT_ADDITIVE = "persons may be counted twice"
    OVERLAP = "the parts overlap"
    NO_PARTS = "numerators or denominators are missing"
    ZERO = "the denominator is zero"
    NO_WEIGHTS = "weights are missing"
    NOT_MEANT = "this kind has no value for the whole"


@dataclass(frozen=True)
class Value:
    """One value: a number, a ratio with its parts, a mean with its weight, or words; or why there is none."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None
    words: str = ""
    missing: Missing | None = None

    @property
    def is_known(self) -> bool:
        """PR-16."""
        return self.missing is None and (self.value is not None or self.denominator is not None or bool(self.words))

    @property
    def is_missing(self) -> bool:
        """PR-16: whether something is lost without it."""
        return not self.is_known and self.missing not in {Missing.NOT_DUE, Missing.NOT_APPLICABLE}


@dataclass(frozen=True)
class Whole:
    """Values brought together, or why they cannot be; from how many, and how many are missing."""

    value: Decimal | None = None
    why: Why | None = None
    known: int = 0
    missing: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""
    spread: Mapping[str, int] = field(default_factory=dict, hash=False)


Bring = Callable[[Sequence[Value], Decimal], Whole]


def together(
    kind: Aggregation, over: Over, values: Iterable[Value], *, exclusive: bool = True, factor: Decimal = Decimal(100)
) -> Whole:
    """PR-10 to PR-16: the value for the whole. ``exclusive``: whether the parts exclude each other; ``factor``: what a
    ratio is told in (100: per cent)."""
    given = list(values)
    known = [one for one in given if one.is_known]
    if over is Over.PARTS and not exclusive and kind is not Aggregation.QUALITATIVE:
        whole = Whole(why=Why.OVERLAP)
    elif not known:
        whole = Whole(why=Why.NO_VALUES)
    else:
        whole = WAYS[kind][list(Over).index(over)](known, factor)
    return replace(whole, known=len(known), missing=sum(one.is_missing for one in given))


def _sum(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-10."""
    numbers = [one.value for one in values if one.value is not None]
    return Whole(sum(numbers, Decimal(0))) if len(numbers) == len(values) else Whole(why=Why.NO_VALUES)


def _last(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-10, PR-14."""
    return Whole(values[-1].value, words=values[-1].words)


def _not_additive(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-11: one value alone is its own whole."""
    return Whole(values[0].value) if len(values) == 1 else Whole(why=Why.NOT_ADDITIVE)


def _ratio(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-12."""
    parts = [(one.numerator, one.denominator) for one in values]
    above = [numerator for numerator, _ in parts if numerator is not None]
    below = [denominator for _, denominator in parts if denominator is not None]
    if not len(above) == len(below) == len(values):
        return Whole(why=Why.NO_PARTS)
    return _quotient(sum(above, Decimal(0)), sum(below, Decimal(0)), factor)


def _quotient(above: Decimal, below: Decimal, factor: Decimal) -> Whole:
    if not below:
        return Whole(why=Why.ZERO, numerator=above, denominator=below)
    return Whole(
        rounded(Fraction(above) / Fraction(below) * Fraction(factor), DIGITS), numerator=above, denominator=below
    )


def _mean(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-13."""
    pairs = [(one.value, one.weight) for one in values if one.value is not None and one.weight is not None]
    total = sum((weight for _, weight in pairs), Decimal(0))
    if len(pairs) < len(values) or total <= 0:
        return Whole(why=Why.NO_WEIGHTS)
    weighted = sum(Fraction(value) * Fraction(weight) for value, weight in pairs)
    return Whole(rounded(weighted / Fraction(total), DIGITS))


def _ever(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-14: one or zero."""
    return Whole(Decimal(any(one.value for one in values)))


def _how_many(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-14."""
    return _quotient(Decimal(sum(bool(one.value) for one in values)), Decimal(len(values)), factor)


def _spread(values: Sequence[Value], factor: Decimal) -> Whole:
    """PR-14."""
    return Whole(spread=dict(Counter(one.words for one in values)))


def _not_meant(values: Sequence[Value], factor: Decimal) -> Whole:
    return Whole(why=Why.NOT_MEANT)


# by kind: over periods, over places, over parts of the people
WAYS: dict[Aggregation, tuple[Bring, Bring, Bring]] = {
    Aggregation.FLOW: (_sum, _sum, _sum),
    Aggregation.PERSONS: (_not_additive, _not_additive, _sum),
    Aggregation.STOCK: (_last, _sum, _sum),
    Aggregation.CUMULATIVE: (_last, _sum, _sum),
    Aggregation.RATIO: (_ratio, _ratio, _ratio),
    Aggregation.INDEX: (_mean, _mean, _mean),
    Aggregation.MILESTONE: (_ever, _how_many, _not_meant),
    Aggregation.QUALITATIVE: (_last, _spread, _not_meant),
}


def distinct(groups: Iterable[Iterable[Hashable]]) -> int:
    """PR-11: how many persons there are, by who they are, whatever the period or place."""
    return len({person for group in groups for person in group})


def increments(values: Sequence[Decimal | None], before: Decimal | None = None) -> list[Decimal | None]:
    """PR-10: what each period added to a running total; None where it or the one before is missing. ``before``: the
    total with which the first period began."""
    earlier = [before, *values]
    return [
        None if value is None or first is None else value - first for first, value in zip(earlier, values, strict=False)
    ]


def total_differs(total: Decimal | None, parts: Iterable[Decimal | None]) -> Decimal | None:
    """PR-17: how much more the parts of a count add up to than the total; None if they agree, or nothing can be told
    because a part or the total is missing."""
    given = list(parts)
    known = sum((one for one in given if one is not None), Decimal(0))
    if total is None or not given or (None in given and known <= total):
        return None
    return known - total or None
