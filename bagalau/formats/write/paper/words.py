"""Values as people of a language write them on paper, and texts without what no paper can show."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from babel.dates import get_month_names
from babel.numbers import format_decimal

from bagalau.formats.report import Amount, Mark, Share, Value
from bagalau.lib.periods import When

NONE = "–"
FLAGS = {"en": ("no", "yes"), "ru": ("нет", "да"), "kk": ("жоқ", "иә")}
QUARTERS = {"en": "Q%(number)s %(year)s", "ru": "%(roman)s кв. %(year)s", "kk": "%(year)s ж. %(roman)s тоқсан"}
MONTHS = {"en": "%(short)s %(year)s", "ru": "%(month)s %(year)s", "kk": "%(year)s ж. %(month)s"}
DAYS = {
    "en": "%(day)s %(short)s %(year)s",
    "ru": "%(day)02d.%(number)02d.%(year)s",
    "kk": "%(day)02d.%(number)02d.%(year)s",
}
ROMAN = ("I", "II", "III", "IV")
# controls, halves of pairs, what is no character, and marks that turn the direction of what stands beside them
NOT_ON_PAPER = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "]"
)
LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def printable(text: str) -> str:
    """The text without what no paper can show; lines end in one way."""
    return NOT_ON_PAPER.sub("", LINE_END.sub("\n", text))


def paragraphs(text: str) -> list[str]:
    """The lines of a text that have something in them."""
    return [line.strip() for line in printable(text).split("\n") if line.strip()]


def words(value: Value, language: str) -> str:
    """A value as text; of what is missing, a dash."""
    if value is None or value == "":
        return NONE
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mark):
        return printable(value.text)
    if isinstance(value, bool):
        return FLAGS[language][value]
    if isinstance(value, Share):
        return _share(value, language)
    if isinstance(value, int | float | Decimal):
        return number(value, language)
    return when(value, language)


def number(value: float | Decimal, language: str) -> str:
    """A number grouped as the language does, with two decimals at most and none where it is whole."""
    cents = isinstance(value, Amount) and value != value.to_integral_value()
    return str(format_decimal(value, format="#,##0.00" if cents else "#,##0.##", locale=language))


def _share(share: Share, language: str) -> str:
    if share.percent is None:
        return NONE
    percent = format_decimal(share.percent, format="#,##0.0", locale=language)
    part, whole = number(share.part, language), number(share.whole, language)
    return f"{percent}\u00a0% ({part} / {whole})"


def when(value: date | When, language: str) -> str:
    """A date with the precision it has."""
    given = value if isinstance(value, When) else When(value.date() if isinstance(value, datetime) else value)
    day = given.last_day
    if given.precision == "year":
        return str(day.year)
    names = {
        "year": day.year,
        "day": day.day,
        "number": day.month,
        "month": get_month_names("wide", context="stand-alone", locale=language)[day.month].lower(),
        "short": get_month_names("abbreviated", context="format", locale=language)[day.month],
        "roman": ROMAN[(day.month - 1) // 3],
    }
    if given.precision == "quarter":
        return QUARTERS[language] % (names | {"number": (day.month + 2) // 3})
    return (MONTHS if given.precision == "month" else DAYS)[language] % names
