"""Tables whose cells are coloured by what they tell; each cell has its number too, and leads to its rows.

Cells are joined as plain strings: there are a thousand of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from bagalau.quality.rules.oversight import Mean
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.rules.rating.numbers import shown
from bagalau.quality.rules.rating.reckoning import band_of, bands_of_sections
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.assessments import label_tone
from bagalau.web.tables import NONE


@dataclass(frozen=True)
class Cell:
    """A number with the tone it is shown in, what it means, and where its rows are."""

    words: str = ""
    tone: str = ""
    title: str = ""
    url: str = ""

    def html(self) -> str:
        if not self.words:
            return f"<td>{NONE}</td>"
        css = f' class="heat-{self.tone}"' if self.tone else ""
        title = f' title="{escape(self.title)}"' if self.title else ""
        words = escape(self.words)
        return (
            f'<td{css}><a href="{escape(self.url)}"{title}>{words}</a></td>'
            if self.url
            else f"<td{css}{title}>{words}</td>"
        )


@dataclass(frozen=True)
class Line:
    """A line of cells: what it is about, and where its name leads."""

    name: str
    cells: Sequence[Cell]
    url: str = ""
    more: str = ""
    strong: bool = False

    def html(self) -> str:
        name = f'<a href="{escape(self.url)}">{escape(self.name)}</a>' if self.url else escape(self.name)
        more = f"<small>{escape(self.more)}</small>" if self.more else ""
        css = ' class="heat-head"' if self.strong else ""
        return f'<tr{css}><th scope="row">{name}{more}</th>{"".join(cell.html() for cell in self.cells)}</tr>'


@dataclass(frozen=True)
class Heat:
    """A table of cells under their headings."""

    first: str
    headings: Sequence[str]
    lines: Sequence[Line]

    def __bool__(self) -> bool:
        return bool(self.lines)

    def body(self) -> SafeString:
        return mark_safe("".join(line.html() for line in self.lines))  # noqa: S308 - cells are escaped


class Shade:
    """How means are told on the scale of a scheme (QO-03)."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme, self.bands = scheme, bands_of_sections(scheme)
        language = get_language()
        self.names = {one.code: said(one.name, language) for one in scheme.labels}
        self.known: dict[Fraction, tuple[str, str, str]] = {}

    def cell(self, mean: Mean | None, url: str = "") -> Cell:
        """A mean with its label and the number of its answers."""
        value = mean.value if mean else None
        if mean is None or value is None:
            return Cell()
        words, tone, label = self.known.get(value) or self.known.setdefault(value, self._told(value))
        told = ngettext("%(number)s answer", "%(number)s answers", mean.answers) % {"number": mean.answers}
        return Cell(words, tone, f"{label}, {told}" if label else told, url)

    def _told(self, value: Fraction) -> tuple[str, str, str]:
        band = band_of(value, self.bands)
        label = band.label if band else ""
        return (
            number(shown(value, self.bands), 2),
            label_tone(self.scheme, label) if label else "",
            self.names.get(label, ""),
        )

    def tone(self, score: Decimal) -> str:
        """The tone of a single score."""
        band = band_of(Fraction(score), self.bands)
        return label_tone(self.scheme, band.label) if band else ""

    def legend(self) -> list[tuple[str, str, str]]:
        """The labels with their tones and from which mean on they begin."""
        return [
            (self.names[one.label], label_tone(self.scheme, one.label), "" if one.least is None else number(one.least))
            for one in self.bands
        ]


def number(value: Decimal | int, digits: int | None = None) -> str:
    """A number as the language writes it."""
    return str(number_format(value, digits if isinstance(value, int) or value.as_tuple().exponent != digits else None))


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, never rounded up to all or down to none; nothing of nothing."""
    if not whole:
        return ""
    share = 100 * part // whole if 2 * part >= whole else -(-100 * part // whole)
    return f"{share}\u00a0%"
