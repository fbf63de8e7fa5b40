"""Amounts as people write them (PM-01 to PM-03). Pure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.projects.rules.money import CENT, MOST, amount, checked


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


@pytest.mark.parametrize("text", ["5 EUR", "€5", "eur 5", "EUR5", "5 тенге", "5 рублей", "5 руб."])
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
    assert amount(text) == Decimal(whole * 100 + fraction) / 100


@given(some.text(alphabet="0123456789.,' -()$USD\u00a0eNa%", max_size=40))
def test_any_text_is_an_amount_or_is_refused(text):
    """PM-03"""
    try:
        found = amount(text)
    except Problem:
        return
    assert found is None or (0 <= found <= MOST and found == found.quantize(CENT))
