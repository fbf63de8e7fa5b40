"""What is asked for, as the query language understood it: small frozen parts, and the words that say it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bagalau.lib.texts import mark


@dataclass(frozen=True)
class Term:
    """A word in any of its forms."""

    form: str


@dataclass(frozen=True)
class Prefix:
    """Words that begin so."""

    form: str


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other: just so, or (``stemmed``) in any of their forms, as in follow-up."""

    forms: tuple[str, ...]
    stemmed: bool = False


@dataclass(frozen=True)
class Field:
    """What is said of the passage or of its record: one of the values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Years:
    """From one year to another, both included; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True)
class Not:
    """All but this."""

    part: Part


@dataclass(frozen=True)
class All:
    """Everything of this."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Either:
    """At least one of these."""

    parts: tuple[Part, ...]


Part = Term | Prefix | Phrase | Field | Years | Not | All | Either


@dataclass(frozen=True)
class Note:
    """A sentence about what was not understood as it was written; a template with its values."""

    sentence: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question: what it means (None: nothing was asked) and what must be said about it."""

    text: str
    meaning: Part | None
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        return self.meaning is not None


LABELS = {
    "kind": mark("kind"),
    "unit": mark("unit"),
    "year": mark("year"),
    "type": mark("type"),
    "criterion": mark("criterion"),
    "tag": mark("tag"),
    "sdg": mark("SDG"),
    "status": mark("status"),
    "lang": mark("language"),
}
OR, AND, NOT = mark("OR"), mark("AND"), mark("NOT")


def said(part: Part, translate: Callable[[str], str] = str, *, within: bool = False) -> str:
    """How a question was understood, in words; parentheses where a group stands in a group."""
    match part:
        case Term(form):
            return form
        case Prefix(form):
            return f"{form}…"
        case Phrase(forms, stemmed):
            return "-".join(forms) if stemmed else f"“{' '.join(forms)}”"
        case Field(name, values):
            return f"{translate(LABELS[name])}: {', '.join(values)}"
        case Years(first, last):
            years = str(first) if first == last else f"{first or ''}–{last or ''}"
            return f"{translate(LABELS['year'])}: {years}"
        case Not(negated):
            return f"{translate(NOT)} {said(negated, translate, within=True)}"
        case All(parts) | Either(parts):
            word = f" {translate(AND if isinstance(part, All) else OR)} "
            text = word.join(said(one, translate, within=True) for one in parts)
            return f"({text})" if within else text


def wanted(part: Part | None) -> Iterator[Term | Prefix | Phrase]:
    """The words that a passage is found by: those that are not ruled out."""
    match part:
        case Term() | Prefix() | Phrase():
            yield part
        case All(parts) | Either(parts):
            for one in parts:
                yield from wanted(one)
        case _:
            return
