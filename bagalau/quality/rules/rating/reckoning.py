"""Means, points, and the bands that they meet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from bagalau.quality.rules.rating.values import Points, Scored
from bagalau.quality.rules.schemes import Band, Overall, Scheme

POINTS = frozenset({Overall.POINTS_1, Overall.POINTS_2})


def band_of(value: Fraction, bands: Sequence[Band]) -> Band | None:
    """QR-02: the first band whose lower bound a value reaches."""
    return next((one for one in bands if one.least is None or value >= one.least), None)


def bands_of_sections(scheme: Scheme) -> tuple[Band, ...]:
    """By what sections are rated; where the scheme does not say and the worst answer counts, by the values of its
    labels."""
    return scheme.bands or (_by_value(scheme) if scheme.overall is Overall.WORST else ())


def bands_of_all(scheme: Scheme) -> tuple[Band, ...]:
    """By what the whole is rated: where the scheme does not say, like a section."""
    return scheme.overall_bands or bands_of_sections(scheme)


def measures_risk(scheme: Scheme) -> bool:
    """QR-01: whether the values of its labels rise, so that a low score is a good one."""
    return scheme.labels[0].value < scheme.labels[-1].value


def _by_value(scheme: Scheme) -> tuple[Band, ...]:
    *higher, lowest = sorted(scheme.labels, key=lambda one: one.value, reverse=True)
    return (*(Band(one.code, one.value) for one in higher), Band(lowest.code, None))


def worst_of(scores: Iterable[Scored], scheme: Scheme) -> Fraction:
    """QR-08."""
    return Fraction((max if measures_risk(scheme) else min)(one.score for one in scores))


def band_of_points(points: Points, scheme: Scheme) -> str:
    """QR-09."""
    rising = sorted(scheme.labels, key=lambda one: one.value)
    return rising[sum(points.points >= end for end in points.ends(shares_of(scheme)))].code


def shares_of(scheme: Scheme) -> tuple[Fraction, ...]:
    """QR-09: where the bands of points end."""
    count = len(scheme.labels)
    if scheme.overall is Overall.POINTS_1:
        return tuple(Fraction(place, count) for place in range(1, count))
    return tuple(map(Fraction, scheme.shares))


def points_of(scores: Iterable[Scored], key_weight: int) -> Points:
    """QR-09."""
    points, lowest, highest, count = Fraction(0), Fraction(0), Fraction(0), 0
    for one in scores:
        possible = [Fraction(option.score) for option in one.question.options if option.score is not None]
        weight = one.question.weight * (key_weight if one.question.key else 1)
        weighed = {score: score * Fraction(weight) for score in possible} | {min(possible): min(possible)}
        points += weighed[Fraction(one.score)]
        count += 1
        lowest, highest = lowest + min(weighed.values()), highest + max(weighed.values())
    return Points(points, lowest, highest, count)


def mean_of(weighed: Iterable[tuple[Fraction | Decimal, Decimal]]) -> Fraction | None:
    """QR-05: the mean of values with their weights; none of nothing."""
    given = [(Fraction(value), Fraction(weight)) for value, weight in weighed]
    total = sum(weight for _, weight in given)
    return Fraction(sum(value * weight for value, weight in given)) / total if total else None
