"""The shape of a record: its fields with label, kind and place, declared once.

The review page, the check of a reviewer's edits, the comparison of two copies and the reference page
``docs/reading.md`` all follow from these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bagalau.lib.texts import mark

__all__ = ["Field", "FieldKind", "mark"]

FieldKind = Literal[
    "text",  # one line
    "long",  # paragraphs
    "date",  # ISO with the precision the document has: 2018, 2018-12, 2019-01-09
    "money",  # Decimal; the record's ``currency`` stands beside it
    "number",  # int or Decimal
    "flag",  # True, False, None
    "flags",  # a list of True and False, such as the quarters of a year
    "choice",  # one of ``choices``; another value is kept and doubted
    "texts",  # a list of lines
    "group",  # one set of ``fields``; without any, values of the kind ``each`` under names of their own
    "rows",  # a list of sets of ``fields``
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. ``label`` is English and marked for translation with ``mark``."""

    name: str
    label: str
    kind: FieldKind = "text"
    fields: tuple[Field, ...] = ()
    choices: tuple[str, ...] = ()
    required: bool = False
    each: FieldKind = "text"

    def parts(self, value: object) -> tuple[Field, ...]:
        """The fields of a group: those declared, or else one for each name that its value has."""
        if self.fields or not isinstance(value, Mapping):
            return self.fields
        return tuple(Field(name, name, self.each) for name in map(str, value))
