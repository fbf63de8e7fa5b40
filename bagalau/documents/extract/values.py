"""Values as documents write them: dates with the precision they have, money, yes and no, sizes.

Each function returns None where the text is not such a value: nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan января янв қаңтар",
            "february feb февраля фев ақпан",
            "march mar марта мар наурыз",
            "april apr апреля апр сәуір",
            "may мая май мамыр",
            "june jun июня июн маусым",
            "july jul июля июл шілде",
            "august aug августа авг тамыз",
            "september sep sept сентября сен қыркүйек",
            "october oct октября окт қазан",
            "november nov ноября ноя қараша",
            "december dec декабря дек желтоқсан",
        ),
        1,
    )
    for name in names.split()
}
MONTHS |= {"январь": 1, "февраль": 2, "март": 3, "апрель": 4, "июнь": 6, "июль": 7, "август": 8, "сентябрь": 9}
MONTHS |= {"октябрь": 10, "ноябрь": 11, "декабрь": 12}
CURRENCY_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₸": "KZT",
    "₽": "RUB",
    "тенге": "KZT",
    "руб": "RUB",
}


AROUND_AMOUNT = re.compile(
    r"(?<![A-Za-z])(?:USD|US|EUR|GBP|KZT|RUB|CHF|JPY|CNY|SEK|NOK|CAD|AUD|KGS|UZS|TJS|dollars?|euros?|tenge)(?![A-Za-z])"
    r"|[$€£₸₽*]|тенге|руб(?:л\w+|\.)?|[\s\u00a0\u202f]",
    re.IGNORECASE,
)


def iso_date(text: str) -> str | None:
    """A date in ISO, as precise as it is: ``31 Dec, 2021``, ``12/2018``, ``2018/12``, ``2019-01-09``, ``Dec 2021``.

    ``12/2018`` is a month. ``03/04/2019`` is day or month first depending on the country: it is not read
    unless one of the two can only be a day.
    """
    words = text.strip().strip(".,;").lower()
    if match := re.fullmatch(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?", words):
        return _iso(match[1], match[2], match[3])
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", words):
        return _iso(match[2], match[1])
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", words):
        first, second = int(match[1]), int(match[2])
        if "." in words or first > 12:
            return _iso(match[3], second, first)
        return _iso(match[3], first, second) if second > 12 or first == second else None
    if match := re.fullmatch(r"(?:(\d{1,2})\s+)?([^\W\d_]+)\.?,?\s*(\d{4})(?:\s*(?:г\.?|года|ж\.?|жыл\w*))?", words):
        return _iso(match[3], MONTHS.get(match[2], 0), match[1])
    if match := re.fullmatch(r"(\d{4})\s*(?:ж\.?|жыл\w+)\s+(?:(\d{1,2})\s+)?([^\W\d_]+)\.?", words):
        return _iso(match[1], MONTHS.get(match[3], 0), match[2])
    if match := re.fullmatch(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})", words):
        return _iso(match[3], MONTHS.get(match[1], 0), match[2])
    return _iso(words, None) if re.fullmatch(r"(19|20)\d\d", words) else None


def _iso(year: str, month: str | int | None, day: str | int | None = None) -> str | None:
    try:
        valid = date(int(year), int(month) if month is not None else 1, int(day) if day is not None else 1)
    except ValueError:
        return None
    return valid.isoformat()[: 4 if month is None else 7 if day is None else 10]


def money(text: str) -> Decimal | None:
    """An amount: ``20,000``, ``$30,000``, ``20 000.50``, ``1.250,75``, ``USD 410,000*``; ``--`` and words are None."""
    digits = AROUND_AMOUNT.sub("", text.strip())
    if not re.fullmatch(r"[-(]?\d[\d.,']*\)?", digits):
        return None
    negative = digits.startswith(("-", "("))
    digits = digits.strip("-()").replace("'", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d{1,2}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    else:
        return None
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return -amount if negative else amount


def currency(text: str) -> str | None:
    """The ISO code of the currency that a text names, by code or sign."""
    if match := re.search(r"\b(USD|EUR|GBP|KZT|RUB|CHF|JPY|CNY|SEK|NOK|CAD|AUD|KGS|UZS|TJS)\b", text):
        return match[1]
    return next((code for sign, code in CURRENCY_SIGNS.items() if sign in text), None)


def flag(text: str) -> bool | None:
    """Yes or no in the languages of the documents."""
    word = text.strip().strip(".").lower()
    if word in {"yes", "y", "true", "да", "иә", "oui", "sí", "si", "sim"}:
        return True
    if word in {"no", "n", "false", "нет", "жоқ", "non", "não", "nao"}:
        return False
    return None


def kilobytes(text: str) -> Decimal | None:
    """A size such as ``77.89 KB`` or ``1.2 MB`` in kilobytes (1 MB = 1024 KB)."""
    match = re.fullmatch(r"([\d.,]+)\s*([KMG]?)B(?:ytes)?", text.strip(), re.IGNORECASE)
    if not match or (number := money(match[1])) is None:
        return None
    factor = {"": Decimal(1) / 1024, "K": Decimal(1), "M": Decimal(1024), "G": Decimal(1024**2)}[match[2].upper()]
    return (number * factor).quantize(Decimal("0.01")) if match[2].upper() != "K" else number


def period(text: str) -> str | None:
    """A span of years as ``2016-2020``, however the dash is written; one year stays one year."""
    match = re.fullmatch(r"\s*(\d{4})\s*(?:[-–—/]|to)?\s*(\d{4})?\s*", text)
    return None if not match else f"{match[1]}-{match[2]}" if match[2] else match[1]
