"""The columns of a sheet: what they are called in every language, and what somebody may write into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from bagalau.formats.write.form_xlsx import Field
from bagalau.web.sheets import headings

KEY, SEEN = "key", "seen"
MONEY, NUMBER, TEXT, PLAIN = "#,##0.00", "#,##0.####", "@", "General"


@dataclass(frozen=True)
class Column:
    """A column: its name in the hidden first row, its label (English, marked for translation; ``year`` fills it)."""

    name: str
    label: str
    width: int = 18
    number_format: str = TEXT
    help: Any = ""
    longest: int = 0
    year: int | None = None
    choices: Sequence[str] = field(default=(), compare=False)
    more_than_choices: bool = False

    @property
    def words(self) -> str:
        """The label in the language of the page."""
        said = gettext(self.label)
        return said % {"year": self.year} if self.year else said

    def field(self) -> Field:
        """The column of the form."""
        return Field(
            self.words,
            self.width,
            open=self.name not in (KEY, SEEN),
            hidden=self.name == SEEN,
            choices=self.choices,
            more_than_choices=self.more_than_choices,
            longest=self.longest,
            help=str(self.help),
            mistake=gettext("Choose one of the list.") if self.choices else gettext("Leave this as it is."),
            key=self.name,
            number_format=self.number_format,
        )


def names(columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """Of each column what may stand above it: its name, or its label in any language."""
    plain: Mapping[str, tuple[str, ...]] = headings({one.name: one.label for one in columns})
    return {
        one.name: (
            *(words % {"year": one.year} if one.year else words for words in plain[one.name]),
            one.name,
        )
        for one in columns
    }
