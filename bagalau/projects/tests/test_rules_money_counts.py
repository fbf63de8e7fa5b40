"""Amounts divided, converted and added up (PM-04 to PM-06). Pure."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.projects.rules.money import (
    CENT,
    MOST,
    Footing,
    Rate,
    checked_rate,
    converted,
    divided,
    foot,
    rate_on,
    split,
)

CENTS = some.integers(-(10**12), 10**12)
SHARES = some.lists(some.decimals(0, 1000, places=3), min_size=1, max_size=12).filter(any)
RATES = some.decimals(Decimal("0.0001"), 10_000, places=4)


def code(refused: pytest.ExceptionInfo[Problem]) -> str:
    return refused.value.code


@given(CENTS, SHARES)
@example(1, [Decimal(1), Decimal(1)])
@example(-100, [Decimal(1), Decimal(1), Decimal(1)])
@example(10_000, [Decimal(0), Decimal(7)])
def test_parts_add_up_to_the_whole_and_none_is_a_cent_away_from_its_share(whole, shares):
    """PM-04: and whoever got a cent more had more cut off than whoever did not."""
    parts = split(Decimal(whole) / 100, shares)
    assert sum(parts) == Decimal(whole) / 100
    size, sign = abs(whole), 1 if whole >= 0 else -1
    cut: dict[bool, list[Fraction]] = {True: [], False: []}
    for part, share in zip(parts, shares, strict=True):
        numerator, denominator = share.as_integer_ratio()
        exact = Fraction(size * numerator, denominator) / sum(Fraction(str(one)) for one in shares)
        above = sign * int(part * 100) - exact
        assert -1 < above < 1
        if above:
            cut[above > 0].append(exact - exact.numerator // exact.denominator)
    assert not cut[True] or not cut[False] or min(cut[True]) >= max(cut[False])


@given(some.integers(0, 12), some.lists(some.integers(0, 5), min_size=1, max_size=3).filter(any))
def test_no_other_way_of_dividing_is_nearer_to_the_shares(cents, shares):
    """PM-04: against every way there is."""
    parts = [int(part * 100) for part in split(Decimal(cents) / 100, [Decimal(one) for one in shares])]

    def away(tried: list[int]) -> int:
        return sum((one * sum(shares) - cents * share) ** 2 for one, share in zip(tried, shares, strict=True))

    ways: list[list[int]] = [[]]
    for _ in shares[1:]:
        ways = [[*way, more] for way in ways for more in range(cents + 1 - sum(way))]
    assert away(parts) == min(away([*way, cents - sum(way)]) for way in ways)


def test_an_amount_is_divided_evenly_with_the_cents_left_over_first():
    """PM-04"""
    assert split(Decimal("100"), [Decimal(1)] * 3) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert split(Decimal("70000"), [Decimal(1), Decimal(0)]) == [70_000, 0]


@pytest.mark.parametrize("shares", [[], [0], [0, 0], [1, -1], ["NaN"], ["Infinity"], ["1e400", 1], ["1e-400", 1]])
def test_shares_that_divide_nothing_are_refused(shares):
    """PM-04"""
    with pytest.raises(Problem) as refused:
        split(Decimal(100), [Decimal(share) for share in shares])
    assert code(refused) == "bad-shares"


@given(CENTS, RATES)
@example(5, Decimal("0.1"))
@example(-5, Decimal("0.1"))
def test_an_amount_is_converted_to_the_nearest_cent(cents, rate):
    """PM-05: against decimals of eighty digits."""
    value = Decimal(cents) / 100
    told = Rate("USD", "KZT", rate, date(2013, 1, 1))
    with localcontext(prec=80, rounding=ROUND_HALF_UP):
        there, back = (value * rate).quantize(CENT), (value / rate).quantize(CENT)
    for into, exact in (("KZT", there), ("USD", back)):
        if abs(exact) < MOST:
            assert converted(value, into, told) == exact
    if abs(back) < MOST:
        assert divided(value, rate) == back


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity", "1e-400", "1e400"])
def test_a_rate_of_nothing_is_refused(rate):
    """PM-05"""
    for use in (
        checked_rate,
        lambda units: Rate("USD", "KZT", units, date(2013, 1, 1)),
        lambda units: divided(CENT, units),
    ):
        with pytest.raises(Problem) as refused:
            use(Decimal(rate))
        assert code(refused) == "bad-rate"


def test_what_grows_too_large_is_refused_and_a_strange_currency_is_an_error():
    """PM-05"""
    rate = Rate("USD", "KZT", Decimal(10) ** 9, date(2013, 1, 1))
    with pytest.raises(Problem) as refused:
        converted(MOST, "KZT", rate)
    assert code(refused) == "amount-too-large"
    with pytest.raises(ValueError, match="no EUR"):
        converted(MOST, "EUR", rate)


def test_the_rate_of_a_day_is_the_last_one_set_on_or_before_it():
    """PM-05"""
    rates = [
        Rate("USD", "KZT", Decimal("150.5"), date(2013, 3, 1)),
        Rate("KZT", "USD", Decimal("0.0066"), date(2013, 1, 1)),
        Rate("USD", "EUR", Decimal("0.75"), date(2013, 2, 1)),
    ]
    found = [rate_on(rates, "USD", "KZT", date(2013, month, 1)) for month in (1, 2, 3)]
    assert [rate and rate.units for rate in found] == [Decimal("0.0066"), Decimal("0.0066"), Decimal("150.5")]
    assert rate_on(rates, "USD", "KZT", date(2012, 12, 31)) is None


@given(some.lists(some.none() | some.integers(0, 10**9), max_size=30), some.none() | some.integers(0, 10**9))
def test_a_sum_counts_what_is_missing_and_compares_with_what_is_printed(cents, printed):
    """PM-06"""
    amounts = [None if one is None else Decimal(one) / 100 for one in cents]
    found = foot(amounts, None if printed is None else Decimal(printed) / 100)
    known = [one for one in cents if one is not None]
    assert found.found * 100 == sum(known)
    assert found.missing == len(cents) - len(known)
    assert found.fits() == (printed is None or printed == sum(known))
    if printed is not None:
        assert found.difference is not None
        assert found.fits(abs(found.difference))
        assert int(found.difference * 100) == sum(known) - printed


def test_a_block_of_lines_that_adds_to_more_than_is_printed_says_by_how_much():
    """PM-06"""
    lines = [Decimal(one) for one in (31_500, 7_800, 2_000, 7_000, 1_500, 4_450, 1_000, 1_050)]
    assert foot(lines, Decimal(50_000)) == Footing(Decimal(56_300), 0, Decimal(50_000))
    assert foot(lines, Decimal(50_000)).difference == 6_300
