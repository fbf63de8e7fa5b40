"""Numbers and bands in sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bagalau.lib.texts import mark
from bagalau.quality.rules.rating.reckoning import band_of, shares_of
from bagalau.quality.rules.rating.values import Points
from bagalau.quality.rules.said import Named, Said, label
from bagalau.quality.rules.schemes import Band, Overall, Scheme

NO_RATING = Said(mark("no rating"))


def told_points(points: Points, scheme: Scheme) -> Said:
    """QR-09: points, or points by question where bands are published so."""
    by, ends = unit(points, scheme), points.ends(shares_of(scheme))
    rising = [one.code for one in sorted(scheme.labels, key=lambda one: one.value)]
    told = {
        "points": plain_fraction(points.points),
        "count": points.applicable,
        "score": shown(points.points / by, [end / by for end in ends]),
        "lowest": exact(points.lowest / by),
        "highest": exact(points.highest / by),
        "rating": label(rising[sum(points.points >= end for end in ends)]),
    }
    if by != 1:
        sentence = mark(
            "%(points)s points by %(count)s questions that apply = %(score)s, of %(lowest)s to %(highest)s → %(rating)s"
        )
        return Said(sentence, told)
    sentence = mark("%(points)s points of %(lowest)s to %(highest)s, from %(count)s questions that apply → %(rating)s")
    return Said(sentence, told)


def unit(points: Points, scheme: Scheme) -> int:
    """By what points are divided to be told: bands of equal width are published for points by question."""
    return points.applicable if scheme.overall is Overall.POINTS_1 else 1


def banded(value: Fraction, bands: Sequence[Band]) -> Said | Named:
    """The rating that a value comes to, with the bound that it reaches."""
    band = band_of(value, bands)
    if band is None:
        return NO_RATING
    if band.least is not None:
        return Said(mark("%(label)s (from %(least)s on)"), {"label": label(band.label), "least": plain(band.least)})
    least = [one.least for one in bands if one.least is not None]
    if not least:
        return label(band.label)
    return Said(mark("%(label)s (below %(least)s)"), {"label": label(band.label), "least": plain(least[-1])})


def shown(value: Fraction, bounds: Iterable[Band | Fraction]) -> Decimal:
    """QR-11: a number with two digits, or with as many as it takes to be told from the bounds."""
    least = [one.least if isinstance(one, Band) else one for one in bounds]
    for digits in range(2, 9):
        told = _rounded(value, digits)
        if all((told >= one) == (value >= one) for one in least if one is not None):
            break
    return told


def _rounded(value: Fraction, digits: int) -> Decimal:
    whole = Decimal(value.numerator) / Decimal(value.denominator)
    return whole.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def exact(value: Fraction) -> Decimal:
    """A bound with up to three digits."""
    return plain(_rounded(value, 3))


def plain_fraction(value: Fraction) -> Decimal:
    """A sum of scores, without zeros at its end."""
    return plain(_rounded(value, 6))


def plain(value: Decimal) -> Decimal:
    """A number without zeros at its end: 2, not 2.00."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
