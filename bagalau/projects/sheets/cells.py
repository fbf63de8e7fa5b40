"""Cells of a sheet: as they come, as they are written, and what they say. Whatever says nothing is a ``Problem``.

A cell is a text or a number, so that what was looked at can be kept until it is saved. ``written`` gives a value just
as it comes back from a workbook: a cell that nobody touched is equal to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bagalau.formats.write.xlsx import fitting
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.lib.texts import NO_SIGN
from bagalau.projects.rules import money
from bagalau.web.sheets import as_text

Cell = str | float
FIRST_YEAR, LAST_YEAR = 1950, 2200
MOST_SHOWN = 80  # letters of a cell that a refusal repeats
_YEAR = re.compile(r"(\d{4})(?:\.0)?")


def as_cell(value: Any) -> Cell:
    """A cell as it came from a workbook."""
    if type(value) is float or type(value) is int:
        return value
    return _lines(value.replace("\0", "") if isinstance(value, str) else as_text(value))


def written(value: Any) -> Cell:
    """A value as a cell. A number of more digits than a spreadsheet keeps is a text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        number = float(value)
        return number if exact(number) == value else str(value)
    if isinstance(value, int):
        return value
    return _lines(fitting(_lines(str(value).strip())))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def exact(number: float) -> Decimal:
    """A number as a spreadsheet shows it: fifteen digits."""
    return Decimal(f"{number:.15g}")


def money_words(amount: Decimal) -> str:
    """An amount as the language writes it; cents only if there are some."""
    return str(number_format(amount, 2 if amount % 1 else 0, force_grouping=True))


def said(cell: Cell) -> str:
    """A cell as text: a number as somebody would type it."""
    if isinstance(cell, str):
        return cell
    is_whole = cell % 1 == 0 and 0 < abs(cell) < 10**15
    return str(int(cell)) if is_whole else f"{exact(cell).normalize():f}"


def text(cell: Cell, longest: int | None = None) -> str:
    """Words, as long as the record keeps them."""
    words = said(cell)
    if NO_SIGN.search(words):
        raise refusal(_("There are signs in this text that cannot be shown: write it anew instead of pasting it."))
    if longest is not None and len(words) > longest:
        raise refusal(_("This is longer than %(most)s letters: shorten it."), most=longest)
    return words


def amount(cell: Cell, currency: str) -> Decimal | None:
    """An amount of money (PM-01 to PM-03)."""
    if isinstance(cell, str):
        return money.amount(cell, currency_expected=currency)
    return money.checked(exact(cell))


def number(cell: Cell, places: int, most: Decimal, *, negative: bool = False) -> Decimal | None:
    """A number with at most so many digits after the point."""
    found = money.amount(cell, negative=negative) if isinstance(cell, str) else exact(cell)
    if found is None:
        return None
    if not found.is_finite() or abs(found) > most:
        raise refusal(_("This number is too large: look whether a digit too many was typed."))
    if found < 0 and not negative:
        raise refusal(_("A number here is zero or more, not negative."))
    if round(found, places) != found:
        raise refusal(_("This has more than %(places)s digits after the point: round it."), places=places)
    return found


def whole(cell: Cell, most: int) -> int | None:
    """A whole number from zero."""
    words = said(cell)
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or len(words) > 9 or int(words) > most:
        raise refusal(_("Write a whole number from 0 to %(most)s."), most=most)
    return int(words)


def year(cell: Cell) -> int:
    """The year of a row."""
    match = _YEAR.fullmatch(said(cell))
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise refusal(_("Write one year, as 2026. What goes over several years takes a row for each of them."))
    return int(match[1])


def when(cell: Cell) -> When | None:
    """A year, a month or a day."""
    words = said(cell)
    try:
        found = When.typed(words) if words else None
    except ValueError:
        found = None
    if words and (found is None or not FIRST_YEAR <= found.last_day.year <= LAST_YEAR):
        raise refusal(_("Write a year as 2026, a month as 2026-03 or a day as 2026-03-31."))
    return found


def choice(cell: Cell, known: Mapping[str, Any], labels: Iterable[Any]) -> Any:
    """One of a list; "" if the cell is empty."""
    words = said(cell)
    found = known.get(words.casefold()) if words else ""
    if found is None:
        raise refusal(
            _("“%(words)s” is not in the list. Choose one of: %(known)s."),
            words=words[:MOST_SHOWN],
            known="; ".join(str(label) for label in labels),
        )
    return found


def refusal(sentence: str, **values: Any) -> Problem:
    """A cell that says nothing that is understood."""
    return Problem("bad-cell", sentence, status=422, values=values)
