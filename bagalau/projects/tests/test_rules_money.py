"""Amounts: read as people write them, divided, converted and added up (PM-01 to PM-06). Pure."""

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
    amount,
    checked,
    checked_rate,
    converted,
    divided,
    foot,
    rate_on,
    split,
    split_evenly,
)

CENTS = some.integers(-(10**12), 10**12)
SHARES = some.lists(some.decimals(0, 1000, places=3), min_size=1, max_size=12).filter(any)
RATES = some.decimals(Decimal("0.0001"), 10_000, places=4)


def code(refused: pytest.ExceptionInfo[Problem]) -> str:
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("30000", "30000"),
        ("30 000", "30000"),
        ("30,000.50", "30000.50"),
        ("30.000,50", "30000.50"),
        ("USD 1,000", "1000"),
        ("usd1,000", "1000"),
        ("$1,000", "1000"),
        ("US$ 1,000", "1000"),
        ("US$1,000.5", "1000.50"),
        ("1 000 ₸", "1000"),
        ("1 000 тенге", "1000"),
        ("250 000 руб.", "250000"),
        ("30\u00a0000", "30000"),
        ("30\u2009000,5", "30000.50"),
        ("1\u202f250\u202f000", "1250000"),
        ("1'250'000.75", "1250000.75"),
        ("1’250’000", "1250000"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("1.234,5", "1234.50"),
        ("12,5", "12.50"),
        ("0,500", "0.50"),
        ("0.500", "0.50"),
        ("1234.500", "1234.50"),
        ("7.10000", "7.10"),
        ("410,000*", "410000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, says):
    """PM-01, PM-02"""
    assert amount(text) == Decimal(says)
    assert amount(f" {text}\n") == Decimal(says)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "-", "–", "—", "--"])
def test_what_is_missing_is_no_zero(text):
    """PM-01"""
    assert amount(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("NaN", "no-amount"),
        ("Infinity", "no-amount"),
        ("-inf", "no-amount"),
        ("∞", "no-amount"),
        ("1e5", "no-amount"),
        ("12 or 13", "no-amount"),
        ("1,23,456", "no-amount"),
        ("1 00", "no-amount"),
        ("1,234,5", "no-amount"),
        ("1.234.5", "no-amount"),
        ("1 000'000", "no-amount"),
        ("(5", "no-amount"),
        ("5)", "no-amount"),
        ("10%", "no-amount"),
        ("=1+1", "no-amount"),
        ("٣٠", "no-amount"),
        ("<script>1</script>", "no-amount"),
        ("5" * 100_000, "no-amount"),
        ("1 " * 50_000, "no-amount"),
        ("1.234", "ambiguous-amount"),
        ("30.000", "ambiguous-amount"),
        ("$ 1.234", "ambiguous-amount"),
        ("1 000,500", "ambiguous-amount"),
        ("1.005,125", "fraction-of-cent"),
        ("0.125", "fraction-of-cent"),
        ("-5", "negative-amount"),
        ("(1,000)", "negative-amount"),
        ("−1 000", "negative-amount"),
        ("10 000 000 000 000.01", "amount-too-large"),
        ("9" * 50, "amount-too-large"),
    ],
)
def test_what_is_no_amount_is_refused_in_a_sentence(text, why):
    """PM-02, PM-03"""
    with pytest.raises(Problem) as refused:
        amount(text)
    assert code(refused) == why
    assert refused.value.status == 422
    assert refused.value.sentence.endswith(".")
    assert "%(" not in refused.value.sentence
    assert len(refused.value.sentence) < 250


def test_a_refusal_says_how_to_write_what_can_be_read_in_two_ways():
    """PM-02"""
    with pytest.raises(Problem, match=r"“1\.234” can be thousands or a fraction: write 1234,"):
        amount("1.234")
    with pytest.raises(Problem, match="write 1000500,"):
        amount("1 000,500")


@pytest.mark.parametrize("text", ["-1,000.50", "(1,000.50)", "−1 000,50", "– 1000.50", "USD -1000.5", "-$1,000.50"])
def test_where_amounts_may_be_negative_they_are(text):
    """PM-03"""
    assert amount(text, negative=True) == Decimal("-1000.50")


@pytest.mark.parametrize("text", ["5 EUR", "€5", "eur 5", "EUR5", "5 тенге"])
def test_an_amount_in_another_currency_than_expected_is_refused(text):
    """PM-03"""
    assert amount(text) == 5
    with pytest.raises(Problem) as refused:
        amount(text, currency_expected="USD")
    assert code(refused) == "other-currency"
    assert amount("USD 5", currency_expected="USD") == amount("5", currency_expected="USD") == 5


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1e400", "0.001", "-1"])
def test_a_number_that_is_no_amount_is_refused(value):
    """PM-03"""
    with pytest.raises(Problem):
        checked(Decimal(value))


def test_nothing_is_lost_of_a_long_fraction():
    """PM-03"""
    for sign in ("", "-"):
        with pytest.raises(Problem) as refused:
            amount(f"{sign}1.{'0' * 40}1", negative=True)
        assert code(refused) == "fraction-of-cent"


def written(whole: str, gap: str, point: str, fraction: str) -> str:
    """Digits put together from the right, three at a time."""
    groups: list[str] = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    return gap.join(groups) + (point + fraction if fraction else "")


@given(
    some.integers(0, 10**13 - 1),
    some.integers(0, 99),
    some.sampled_from(
        [("", "."), ("", ","), (" ", "."), (" ", ","), ("\u00a0", ","), (",", "."), (".", ","), ("'", ".")]
    ),
    some.sampled_from(["{}", "USD {}", "{} $", " {} ", "{}*"]),
)
def test_whatever_is_written_with_cents_is_read_back(whole, fraction, signs, around):
    """PM-01"""
    text = around.format(written(str(whole), signs[0], signs[1], f"{fraction:02}"))
    assert amount(text) * 100 == whole * 100 + fraction


@given(some.text(alphabet="0123456789.,' -()$USD\u00a0eNa%", max_size=40))
def test_any_text_is_an_amount_or_is_refused(text):
    """PM-03"""
    try:
        found = amount(text)
    except Problem:
        return
    assert found is None or (0 <= found <= MOST and found == found.quantize(CENT))


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

    ways = [[]]
    for _ in shares[1:]:
        ways = [[*way, more] for way in ways for more in range(cents + 1 - sum(way))]
    assert away(parts) == min(away([*way, cents - sum(way)]) for way in ways)


def test_an_amount_is_divided_evenly_with_the_cents_left_over_first():
    """PM-04"""
    assert split_evenly(Decimal("100"), 3) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
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
