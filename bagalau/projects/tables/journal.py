"""What the journal says of projects, in the words in which two versions are compared: the journal keeps the names of
the record, with which it is as readable to a machine after years."""

from __future__ import annotations

import re
from decimal import InvalidOperation
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import JournalEntry
from bagalau.people.tables import Change
from bagalau.projects.models import TABLES
from bagalau.projects.rules import record
from bagalau.projects.rules.compare import Difference
from bagalau.projects.rules.record import BudgetLine, Row
from bagalau.projects.rules.shape import children, values
from bagalau.projects.rules.typed_lines import QUARTERS
from bagalau.projects.tables.budget import NAMES
from bagalau.projects.tables.compare import field_words, place, value_words

KINDS = {table._meta.model_name: kind for kind, table in TABLES.items()}
CELL = re.compile(rf"(.*) #\S+ · ({'|'.join((*NAMES, *QUARTERS))})")
NOTED = {"part": _("part"), "place": _("Place")}
STEP = re.compile(r"([a-z]+)-\d+")


def told(entry: JournalEntry, name: str) -> Change | None:
    """A field of a line in words; None for what is told as in every other line."""
    part = (entry.after or entry.before).get("part", "")
    label, kind, field = _label(name, KINDS.get(part, record.Project), is_cell="budget" in entry.verb)
    if not label:
        return None
    try:
        return Change(label, *(_words(kind, field, said.get(name)) for said in (entry.before, entry.after)))
    except (InvalidOperation, TypeError, ValueError):  # written when the field was of another kind
        return None


def _label(name: str, of: type[Row], *, is_cell: bool) -> tuple[str, type[Row], str]:
    """What a name of the journal is called, and the field of a class of rows that it means."""
    if name in NOTED:
        return str(NOTED[name]), of, name
    if is_cell and (cell := CELL.fullmatch(name)):
        column = str(NAMES.get(cell[2], cell[2].upper()))
        return f"{cell[1]} · {column}", BudgetLine, "amount" if cell[2] in QUARTERS else cell[2]
    if name in values(of):
        return field_words(of, name), of, name
    steps, kind, field = _steps(name)
    where = place(Difference(tuple(steps), field, None, None))
    return " · ".join(filter(None, (where, field and field_words(kind, field)))) if steps else "", kind, field


def _steps(name: str) -> tuple[list[tuple[str, str]], type[Row], str]:
    """The way to a value; what a row is called may itself have points between words."""
    steps: list[tuple[str, str]] = []
    kind: type[Row] = record.Project
    pieces = name.split(" · ")
    for at, piece in enumerate(pieces):
        word, _blank, called = piece.partition(" ")
        if word in children(kind):
            kind = children(kind)[word]
            steps.append((word, called))
        elif steps and at == len(pieces) - 1 and piece in values(kind):
            return steps, kind, piece
        elif steps:
            steps[-1] = (steps[-1][0], f"{steps[-1][1]} · {piece}")
    return steps, kind, ""


def _words(kind: type[Row], field: str, value: Any) -> str:
    if field == "part":
        return _kind(str(value or ""))
    if field == "place":
        return _place(str(value or ""))
    return value_words(kind, field, value, {}) if field else str(value or "")


def _place(at: str) -> str:
    """Of what kind the row of a finding is: it stands there by its key."""
    found = STEP.fullmatch(at)
    return _kind(found[1]) if found and found[1] in KINDS else at


def _kind(name: str) -> str:
    return str(capfirst(TABLES[KINDS[name]]._meta.verbose_name)) if name in KINDS else name
