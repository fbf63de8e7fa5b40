"""Cost recovery on both bases (PG-01 to PG-05). Pure."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.projects.rules.cost_recovery import (
    bears_cost_recovery,
    checked_rate,
    effective,
    judge,
    of_direct,
    of_whole,
    rate_table,
    table_rate,
)
from bagalau.projects.rules.money import CENT
from bagalau.projects.rules.record.words import Base, SourceType

SEVEN = Decimal(7)
AMOUNTS = some.integers(0, 10**12).map(lambda cents: Decimal(cents) / 100)
RATES = some.decimals(0, 60, places=2)
THIRD = Decimal("0.001")


@pytest.mark.parametrize(
    ("declared", "whole", "on_gross", "too_much", "on_net", "gross_rate", "net_rate"),
    [
        (9_400, 134_000, "9380", 20, "8766.36", "7.015", "7.544"),
        (15_900, 226_000, "15820", 80, "14785.05", "7.035", "7.568"),
        (1_050, 15_000, "1050", 0, "981.31", "7.000", "7.527"),
        (6_510, 93_000, "6510", 0, "6084.11", "7.000", "7.527"),
        (13_790, 197_000, "13790", 0, "12887.85", "7.000", "7.527"),
        (47_700, 680_000, "47600", 100, "44485.98", "7.015", "7.544"),
    ],
)
def test_a_declared_amount_is_seen_on_both_bases(declared, whole, on_gross, too_much, on_net, gross_rate, net_rate):
    """PG-01, PG-02, PG-03: six lines at seven per cent, taken of the gross; two of them rounded up."""
    seen = judge(Decimal(declared), Decimal(whole), SEVEN)
    gross, net = seen.on(Base.GROSS), seen.on(Base.NET)
    assert (gross.expected, gross.difference, gross.fits) == (Decimal(on_gross), too_much, too_much == 0)
    assert (net.expected, net.fits) == (Decimal(on_net), False)
    assert seen.nearest is gross
    assert seen.bases == ({Base.GROSS} if too_much == 0 else set())
    assert seen.effective.gross is not None
    assert seen.effective.net is not None
    assert (str(seen.effective.gross.quantize(THIRD)), str(seen.effective.net.quantize(THIRD))) == (
        gross_rate,
        net_rate,
    )


@pytest.mark.parametrize(
    ("whole", "declared", "expected"),
    [
        (134_000, 9_400, "8722.00"),
        (226_000, 15_900, "14707.00"),
        (15_000, 1_050, "976.50"),
        (93_000, 6_510, "6054.30"),
        (197_000, 13_790, "12824.70"),
    ],
)
def test_a_rate_of_the_direct_cost_as_it_was_declared(whole, declared, expected):
    """PG-01"""
    assert of_direct(Decimal(whole - declared), SEVEN, Base.NET) == Decimal(expected)


def test_what_the_gross_base_takes_more_than_the_net_one():
    """PG-01: of 680,000 at seven and at eight per cent."""
    whole = Decimal(680_000)
    assert of_whole(whole, SEVEN, Base.NET) == Decimal("44485.98")
    assert 47_700 - of_whole(whole, SEVEN, Base.NET) == Decimal("3214.02")
    assert of_whole(whole, Decimal(8), Base.NET) == Decimal("50370.37")
    assert effective(Decimal(7), Decimal(100)).net == Decimal("7.5269")


@given(AMOUNTS, RATES)
def test_what_is_expected_of_a_whole_is_what_is_expected_of_the_rest(whole, rate):
    """PG-01: a whole cut into direct cost and cost recovery says the same of both, to the cent."""
    for base in Base:
        inside = of_whole(whole, rate, base)
        on_top = of_direct(whole - inside, rate, base)
        assert abs(inside - on_top) <= CENT * 2  # a cent of direct cost carries at most one and a half of them


@given(AMOUNTS, RATES)
def test_expected_amounts_are_those_of_long_decimals(amount, rate):
    """PG-01: against decimals of eighty digits."""
    with localcontext(prec=80, rounding=ROUND_HALF_UP):
        part = rate / 100
        exact = {
            Base.NET: ((amount * part), (amount - amount / (1 + part))),
            Base.GROSS: ((amount / (1 - part) - amount), (amount * part)),
        }
        wanted = {base: [one.quantize(CENT) for one in both] for base, both in exact.items()}
        near = {base: [one.quantize(Decimal("1e-30")) for one in both] for base, both in exact.items()}
    for base in Base:
        found = [of_direct(amount, rate, base), of_whole(amount, rate, base)]
        for one, want, long in zip(found, wanted[base], near[base], strict=True):
            half = abs(long * 100 % 1 - Decimal("0.5")) < Decimal("1e-20")  # where eighty digits cannot tell
            assert one == want or half


@given(AMOUNTS, AMOUNTS, RATES, some.decimals(0, 100, places=2))
def test_a_base_fits_within_the_tolerance_and_the_nearer_one_comes_first(declared, whole, rate, tolerance):
    """PG-03"""
    seen = judge(declared, whole, rate, tolerance)
    assert {fit.base for fit in seen.fits} == set(Base)
    assert abs(seen.fits[0].difference) <= abs(seen.fits[1].difference)
    for fit in seen.fits:
        assert fit.expected + fit.difference == declared
        assert fit.fits == (fit.expected - tolerance <= declared <= fit.expected + tolerance)


def test_a_small_amount_may_fit_both_bases_and_nothing_fits_nothing():
    """PG-03"""
    assert judge(Decimal("0.70"), Decimal(10), SEVEN).bases == {Base.NET, Base.GROSS}
    assert judge(Decimal(0), Decimal(0), SEVEN).bases == {Base.NET, Base.GROSS}
    assert judge(Decimal(0), Decimal(1000), SEVEN).bases == frozenset()


@given(AMOUNTS, AMOUNTS)
def test_of_nothing_there_is_no_rate(declared, whole):
    """PG-02"""
    seen = effective(declared, whole)
    assert (seen.gross is None) == (whole == 0)
    assert (seen.net is None) == (whole <= declared)
    if seen.net is not None:
        assert seen.gross is not None
        assert seen.net >= seen.gross


@pytest.mark.parametrize("rate", ["-1", "100", "NaN", "Infinity", "1e-9", "1e400"])
def test_a_rate_that_is_none_is_refused(rate):
    with pytest.raises(Problem, match="from 0 to less than 100"):
        checked_rate(Decimal(rate))
    with pytest.raises(Problem):
        of_whole(Decimal(100), Decimal(rate), Base.GROSS)


@pytest.mark.parametrize(
    ("source_type", "agreed", "rate", "minimum", "verified"),
    [
        (SourceType.DONOR, date(2013, 3, 1), 7, True, True),
        (SourceType.DONOR, date(2014, 1, 1), 8, False, True),
        (SourceType.GOVERNMENT, date(2013, 3, 1), 3, True, True),
        (SourceType.GOVERNMENT, date(2024, 3, 1), 3, True, False),
        (SourceType.IFI, date(2020, 6, 10), 8, False, False),
        (SourceType.IFI, date(2020, 6, 11), 5, False, True),
        (SourceType.CORE, date(2013, 3, 1), 0, False, False),
    ],
)
def test_the_rate_is_that_of_the_source_on_the_day_of_the_agreement(source_type, agreed, rate, minimum, verified):
    """PG-04"""
    found = table_rate(source_type, agreed)
    assert found is not None
    assert (found.rate, found.minimum, found.verified) == (rate, minimum, verified)
    assert found.base is Base.NET
    assert found.allows(Decimal(rate))
    assert found.allows(Decimal(rate + 4)) == minimum
    assert not found.allows(Decimal(rate - 1))


def test_no_day_has_two_rates_for_one_source():
    """PG-04"""
    ends = {day for row in rate_table() for day in (row.since, row.until) if day}
    for day in ends:
        held = [row.source_type for row in rate_table() if (row.since or day) <= day <= (row.until or day)]
        assert len(held) == len(set(held))


def test_where_no_rate_is_known_none_is_guessed_and_core_money_bears_none():
    """PG-05"""
    assert table_rate(SourceType.OTHER, date(2013, 3, 1)) is None
    assert table_rate(SourceType.IFI, date(2013, 12, 31)) is None
    charged = {kind for kind in SourceType if bears_cost_recovery(kind, date(2013, 3, 1))}
    assert charged == set(SourceType) - {SourceType.CORE}
