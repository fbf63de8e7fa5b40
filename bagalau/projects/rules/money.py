"""Amounts: as people write them, divided, converted and added up. Pure.

PM-01  An amount may have blanks, apostrophes, commas or points between thousands, and a currency before or after it. A
       blank cell or a dash is missing, not zero.
PM-02  "1,234" is read as thousands. "1.234" can be thousands or a fraction, and is refused: nobody can tell.
PM-03  Refused: what is no number, a fraction of a cent, a negative amount where none is allowed, an amount beyond ten
       trillion, another currency than expected. Zeros beyond the cents say nothing.
PM-04  An amount is divided by shares to the cent so that the parts add up to it: each part is rounded down, and the
       cents left over go where most was cut off, the first of equals first.
PM-05  An amount is converted by the rate of its day: the last one set on or before it. A rate is more than zero, and
       half a cent is rounded away from zero.
PM-06  What is missing adds nothing, but is counted. A sum fits what is printed if both are equal, or as near as a
       tolerance allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bagalau.lib.problems import Problem

CENT = Decimal("0.01")
MOST = Decimal(10) ** 13
LEAST_RATE, MOST_RATE = Decimal("1e-9"), Decimal("1e9")
MOST_SIGNS = 60  # of a text that may be an amount, and of one that is shown in a refusal
MISSING = frozenset({"", "-", "--", "–", "—"})

_CODES = "USD EUR GBP KZT RUB CHF JPY CNY SEK NOK CAD AUD KGS UZS TJS".split()
_SIGNS = {"$": "USD", "us": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₸": "KZT", "тенге": "KZT", "₽": "RUB"}
_MARK = rf"(?:{'|'.join(_CODES)}|US\$|US|[$€£₸₽]|тенге|руб(?:л[а-я]{{1,3}})?)\.?"
_BLANKS = "[\\s\u00a0\u2007\u2009\u202f]"
_WRITTEN = re.compile(
    rf"(?:{_MARK} ?)?(?P<sign>[-−–(]?) ?(?:{_MARK} ?)?"
    rf"(?P<digits>[0-9](?:[ ',.]?[0-9])*)(?P<end>\)?) ?(?:{_MARK})? ?\**",
    re.IGNORECASE,
)
_CURRENCY = re.compile(_MARK, re.IGNORECASE)
_THOUSANDS = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<gap>[ ',.])[0-9]{3}(?:(?P=gap)[0-9]{3})*)(?:(?P<point>[.,])(?P<fraction>[0-9]+))?"
)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def amount(text: str, *, currency_expected: str | None = None, negative: bool = False) -> Decimal | None:
    """PM-01 to PM-03: the amount that a text says, in cents; None if it says that there is none."""
    words = re.sub(f"{_BLANKS}+", " ", text).strip().replace("’", "'")
    if words in MISSING:
        return None
    match = _WRITTEN.fullmatch(words) if len(words) <= MOST_SIGNS else None
    if match is None or bool(match["end"]) != (match["sign"] == "("):
        raise _no_amount(words)
    found = _currency(words)
    if currency_expected and found and found != currency_expected:
        raise Problem(
            "other-currency",
            "“%(text)s” is in %(found)s, but the amounts here are in %(expected)s.",
            status=422,
            values={"text": words, "found": found, "expected": currency_expected},
        )
    number = _number(match["digits"], words)
    return checked(number.copy_negate() if match["sign"] else number, negative=negative)


def _currency(words: str) -> str | None:
    found = _CURRENCY.search(words)
    mark = found[0].rstrip(".").lower() if found else ""
    return mark.upper() if mark.upper() in _CODES else _SIGNS.get(mark, "RUB" if mark.startswith("руб") else None)


def _number(digits: str, words: str) -> Decimal:
    """PM-02: what digits with their gaps say."""
    grouped = _THOUSANDS.fullmatch(digits)
    if grouped is None:
        if not _PLAIN.fullmatch(digits):
            raise _no_amount(words)
        return Decimal(digits.replace(",", "."))
    gap, point, fraction = grouped["gap"], grouped["point"], grouped["fraction"]
    if gap == point:
        raise _no_amount(words)
    whole = grouped["whole"].replace(gap, "")
    by_one_point = gap == "." and len(digits) <= len("123.456") and not fraction
    by_blanks = gap in " '" and fraction is not None and len(fraction) == 3
    if by_one_point or by_blanks:
        raise Problem(
            "ambiguous-amount",
            "“%(text)s” can be thousands or a fraction: write %(whole)s, or two digits after the point.",
            status=422,
            values={"text": words, "whole": whole + (fraction or "")},
        )
    return Decimal(f"{whole}.{fraction or 0}")


def checked(value: Decimal, *, negative: bool = False) -> Decimal:
    """PM-03: a number as an amount in cents, or a refusal."""
    if not value.is_finite():
        raise _no_amount(str(value))
    if abs(value) > MOST:
        raise _too_large()
    if value < 0 and not negative:
        raise Problem("negative-amount", "An amount here is zero or more, not negative.", status=422)
    cents = value.quantize(CENT)
    if cents != value:
        raise Problem(
            "fraction-of-cent",
            "%(amount)s has more than two digits after the point: round it to the cent.",
            status=422,
            values={"amount": f"{value:f}"[:MOST_SIGNS]},
        )
    return cents


def _no_amount(words: str) -> Problem:
    return Problem(
        "no-amount",
        "“%(text)s” is no amount: write it as 30000, 30 000 or 30,000.50.",
        status=422,
        values={"text": words[:MOST_SIGNS]},
    )


def _too_large() -> Problem:
    return Problem(
        "amount-too-large",
        "This amount is larger than ten trillion. Look whether a digit too many was typed.",
        status=422,
    )


def cents(exact: Fraction) -> Decimal:
    """PM-05: an exact value to the cent, half a cent away from zero."""
    if abs(exact) > MOST:
        raise _too_large()
    return rounded(exact, 2)


def rounded(exact: Fraction, digits: int) -> Decimal:
    """PM-05: an exact value to so many digits after the point, half of the last one away from zero."""
    whole = int(abs(exact) * 10**digits + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-digits)


def split(whole: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """PM-04: an amount by shares, which may be per cents, quantities or amounts; only how they relate counts."""
    if not any(shares) or any(share and not _is_sane(share) for share in shares):
        raise Problem("bad-shares", "Shares are numbers from zero, and at least one is more than zero.", status=422)
    size = int(checked(whole, negative=True) * 100)
    total = sum(map(Fraction, shares))
    exact = [Fraction(share) / total * abs(size) for share in shares]
    parts = [int(one) for one in exact]
    by_rest = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_rest[: abs(size) - sum(parts)]:
        parts[at] += 1
    return [(Decimal(part if size >= 0 else -part) / 100).quantize(CENT) for part in parts]


def _is_sane(number: Decimal) -> bool:
    """Above zero, and neither so large nor so small that counting with it would take long."""
    return number.is_finite() and LEAST_RATE <= number <= MOST


@dataclass(frozen=True)
class Rate:
    """From a day on, one unit of a currency is worth so many units of another one."""

    one: str
    other: str
    units: Decimal
    since: date

    def __post_init__(self) -> None:
        checked_rate(self.units)


def checked_rate(units: Decimal) -> Decimal:
    """PM-05: a rate of exchange, or a refusal."""
    if not units.is_finite() or not LEAST_RATE <= units <= MOST_RATE:
        raise Problem("bad-rate", "A rate of exchange is above zero and at most a billion.", status=422)
    return units


def rate_on(rates: Iterable[Rate], one: str, other: str, day: date) -> Rate | None:
    """PM-05: the rate between two currencies that holds on a day, whichever of them it is told for."""
    fitting = [rate for rate in rates if {rate.one, rate.other} == {one, other} and rate.since <= day]
    return max(fitting, key=lambda rate: rate.since, default=None)


def converted(value: Decimal, into: str, rate: Rate) -> Decimal:
    """PM-05: an amount in one of the two currencies of a rate, into the other."""
    if into == rate.other:
        return cents(Fraction(value) * Fraction(rate.units))
    if into == rate.one:
        return divided(value, rate.units)
    raise ValueError(f"The rate of {rate.one} and {rate.other} gives no {into}.")


def divided(value: Decimal, units: Decimal) -> Decimal:
    """PM-05: an amount into the currency for one unit of which so many units are given."""
    return cents(Fraction(value) / Fraction(checked_rate(units)))


@dataclass(frozen=True)
class Footing:
    """PM-06: what amounts add up to, how many are missing, and what is printed under them."""

    found: Decimal
    missing: int
    printed: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """How much more the amounts add up to than is printed; None if nothing is printed."""
        return None if self.printed is None else self.found - self.printed

    def fits(self, tolerance: Decimal = Decimal(0)) -> bool:
        """Whether both agree; also if nothing is printed."""
        return self.difference is None or abs(self.difference) <= tolerance


def foot(amounts: Iterable[Decimal | None], printed: Decimal | None = None) -> Footing:
    """PM-06: amounts added up."""
    given = list(amounts)
    known = [one for one in given if one is not None]
    return Footing(sum(known, Decimal(0)), len(given) - len(known), printed)
