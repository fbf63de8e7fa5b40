"""The words in which two versions of a project are set side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.lib.differences import words
from bagalau.lib.periods import When
from bagalau.projects.models import TABLES, Project
from bagalau.projects.rules import record
from bagalau.projects.rules.compare import Difference, called
from bagalau.projects.rules.record import Row
from bagalau.projects.rules.shape import children, plain_value, shape_of, values, walk
from bagalau.web.modelfields import WhenField
from bagalau.web.tables import date_words

PARTS = {
    "": gettext_lazy("Cover"),
    "contributions": gettext_lazy("Contributions"),
    "signatures": gettext_lazy("Signatures"),
    "sections": gettext_lazy("Text"),
    "results": gettext_lazy("Results"),
    "assumptions": gettext_lazy("Assumptions"),
    "links": gettext_lazy("Theory of change"),
    "work_plans": gettext_lazy("Work plans"),
    "board": gettext_lazy("Management"),
    "contacts": gettext_lazy("Contacts"),
    "quality_criteria": gettext_lazy("Quality"),
    "risks": gettext_lazy("Risks"),
    "monitoring_actions": gettext_lazy("Monitoring"),
    "assessments": gettext_lazy("Capacity of partners"),
    "screening": gettext_lazy("Social and environmental screening"),
    "annexes": gettext_lazy("Annexes"),
}
END = re.compile(r"(result|assumption)-\d+")


@dataclass(frozen=True)
class Told:
    """A difference in words: where, of which field, and the pieces of both sides (PV-03). ``rows``: a whole row."""

    place: str
    field: str
    pieces: tuple[tuple[str, str], ...] = ()
    came: bool = False
    row: tuple[tuple[str, str], ...] = ()

    @property
    def before(self) -> list[tuple[str, str]]:
        return [piece for piece in self.pieces if piece[0] != "new"]

    @property
    def after(self) -> list[tuple[str, str]]:
        return [piece for piece in self.pieces if piece[0] != "gone"]


def grouped(found: Iterable[Difference], before: Row, after: Row) -> list[tuple[str, list[Told]]]:
    """The differences part by part, in the order of the parts."""
    names = {row.at: called(row) for top in (before, after) for row in walk(top) if row.at}
    parts: dict[str, list[Told]] = {}
    for one in found:
        parts.setdefault(one.steps[0][0] if one.steps else "", []).append(_told(one, names))
    return [(str(label), parts[name]) for name, label in PARTS.items() if name in parts]


def _told(one: Difference, names: Mapping[str, str]) -> Told:
    kind = type(one.row)
    if one.field:
        was, now = (value_words(kind, one.field, value, names) for value in (one.before, one.after))
        pieces = words(was, now) if _is_text(kind, one.field) else [("gone", was), ("new", now)]
        return Told(place(one), field_words(kind, one.field), tuple(piece for piece in pieces if piece[1]))
    return Told(place(one), "", came=one.before is None, row=tuple(row_words(one.row, names)))


def place(one: Difference) -> str:
    """Where a difference stands: what each row on the way is, and what it is called."""
    told: list[str] = []
    kind: type[Row] = record.Project
    for name, row in one.steps:
        kind = children(kind)[name]
        told.append(f"{capfirst(TABLES[kind]._meta.verbose_name)} {row}".strip())
    return " · ".join(told)


def row_words(row: Row, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a row says, field by field; what is not stated is left out."""
    defaults = shape_of(type(row)).defaults
    stated = ((name, getattr(row, name)) for name in values(type(row)) if getattr(row, name) != defaults[name])
    return [
        (field_words(type(row), name), value_words(type(row), name, plain_value(value), names))
        for name, value in stated
    ]


def _field(kind: type[Row], name: str) -> models.Field[Any, Any] | None:
    table: type[models.Model] = Project if kind is record.Project else TABLES[kind]
    try:
        found = table._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def _is_text(kind: type[Row], name: str) -> bool:
    """Whether a value is compared word by word; a date or an amount is another one as a whole."""
    field = _field(kind, name)
    return isinstance(field, models.CharField | models.TextField) and not isinstance(field, WhenField)


def field_words(kind: type[Row], name: str) -> str:
    """What a field is called."""
    field = _field(kind, name)
    return capfirst(str(field.verbose_name)) if field is not None else name


def value_words(kind: type[Row], name: str, value: Any, names: Mapping[str, str]) -> str:
    """A value as plain data in words; nothing for what is not stated."""
    field = _field(kind, name)
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _quarters(value) if name == "quarters" else ", ".join(map(str, value))
    if isinstance(field, models.DecimalField):
        return _number(value)
    if isinstance(field, WhenField):
        return date_words(When.parse(value))
    if isinstance(value, str) and END.fullmatch(value):
        return names.get(value) or value
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    return str(choices.get(value, value))


def _number(value: Any) -> str:
    number = Decimal(str(value))
    places = 0 if number == number.to_integral_value() else max(2, -int(number.normalize().as_tuple().exponent))
    return str(number_format(number, places, force_grouping=True))


def _quarters(value: list[Any]) -> str:
    """Marks as the quarters that are marked, amounts quarter by quarter."""
    told = [
        _("Q%(number)s") % {"number": at} + ("" if one is True else f" {_number(one)}")
        for at, one in enumerate(value, 1)
        if one not in (None, False)
    ]
    return ", ".join(told)
