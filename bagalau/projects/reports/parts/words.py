"""The fixed words of a paper, in one language or in two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils import translation
from django.utils.functional import Promise

from bagalau.formats.report import BLANK, Amount, Block, Col, Paragraph, Table, Value
from bagalau.formats.write.paper.words import number, when
from bagalau.lib.periods import When

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


@dataclass(frozen=True)
class Words:
    """Says labels and fixed sentences in ``language``, and beside it in ``second`` if that is another one.

    What the record itself says is stored in one language and is shown once, as it stands.
    """

    language: str = "en"
    second: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.language, self.second))))

    def each(self, text: Promise | str, **values: Any) -> list[str]:
        """A text in every language of the paper, each once."""
        found = []
        for language in self.languages:
            with translation.override(language):
                found.append(str(text % values if values else text))
        return list(dict.fromkeys(found))

    def __call__(self, text: Promise | str, **values: Any) -> str:
        """A label."""
        return " / ".join(self.each(text, **values))

    def lines(self, text: Promise | str, **values: Any) -> str:
        """A sentence in a cell, each language on lines of its own."""
        return "\n".join(self.each(text, **values))

    def sentence(self, text: Promise | str, **values: Any) -> list[Block]:
        """A sentence in running text; two languages stand side by side."""
        said = self.each(text, **values)
        if len(said) == 1:
            return [Paragraph(said[0])]
        return [Table("", [Col(LANGUAGES[one], "long") for one in self.languages], [said])]

    def money(self, amount: Decimal | None, currency: str) -> Value:
        """An amount with its currency before it."""
        return BLANK if amount is None else f"{currency} {number(Amount(amount), self.language)}"

    def when(self, day: When | None) -> Value:
        """A date in a cell."""
        return BLANK if day is None else self.day(day)

    def day(self, day: When) -> str:
        """A date with the precision it has; English papers give names of months in full."""
        if self.language == "en" and day.precision in {"day", "month"}:
            form = "d MMMM y" if day.precision == "day" else "MMMM y"
            return str(format_date(day.last_day, form, locale="en"))
        return when(day, self.language)


def shown(text: object) -> Value:
    """A value of a form on paper: what is not stated stays empty."""
    return BLANK if text in (None, "") else str(text)


def amount(value: Decimal | None) -> Value:
    """Money in a column of money."""
    return BLANK if value is None else Amount(value)


def marks(quarters: Sequence[bool]) -> list[Value]:
    """The four quarters of a time frame."""
    known: list[Value] = ["X" if marked else BLANK for marked in quarters[:4]]
    return known + [BLANK] * (4 - len(known))
