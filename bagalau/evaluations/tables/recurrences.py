"""The columns of what was recommended before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models import FATE_TONES, FATES, STANCES, Recommendation, Recurrence
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.recurrence import Fate, shared
from bagalau.lib.columns import Column
from bagalau.web.records import url_of


def fate_words(row: Recurrence) -> str:
    """What became of the earlier one, in the language of the page."""
    return str(FATES[Fate(row.became)])  # type: ignore[attr-defined]  # told by the query


def fate_tone(row: Recurrence) -> str:
    return FATE_TONES[Fate(row.became)]  # type: ignore[attr-defined]


def stance_words(row: Recurrence) -> str:
    """How the earlier one was answered, if that is open and says so."""
    stance = row.stance  # type: ignore[attr-defined]
    return str(STANCES[Stance(stance)]) if stance else ""


def _words(row: Recurrence) -> str:
    return ", ".join(shared(row.later.text, row.earlier.text))


def _side(name: str, of: Callable[[Recurrence], Recommendation]) -> list[Column[Recurrence]]:
    label = {"later": _("Recommended again"), "earlier": _("Recommended before")}[name]
    values: list[tuple[str, Any, Callable[[Recommendation], Any], Any]] = [
        ("text", label, lambda said: said.text, "long"),
        ("evaluation", _("Evaluation"), lambda said: said.evaluation.title, "long"),
        ("number", _("Number"), lambda said: said.number, "number"),
        ("unit", _("Unit"), lambda said: said.evaluation.unit.code, "code"),
        ("date", _("Date"), lambda said: said.evaluation.completed or said.evaluation.planned_end, "date"),
        ("record", _("Record"), lambda said: url_of("recommendation", said.pk), "text"),
    ]
    return [
        Column(f"{name}_{what}", words, lambda row, value=value: value(of(row)), kind)  # type: ignore[misc]
        for what, words, value, kind in values
    ]


RECURRENCES: tuple[Column[Recurrence], ...] = (
    Column("likeness", _("Likeness, %"), lambda row: row.likeness, "number", sort="likeness"),
    Column("repeats", _("Times before"), lambda row: row.repeats, "number", sort="repeats"),
    Column("date", _("Date"), lambda row: row.day, "date", sort="day"),
    Column("fate", _("What became of it before"), fate_words, "status", tone=fate_tone),
    Column("stance", _("Answered before"), stance_words),
    Column("span", _("Between"), lambda row: str(row.get_span_display())),
    Column("language", _("Language"), lambda row: row.language, "code"),
    Column("words", _("Shared words"), _words, "long"),
    *_side("later", lambda row: row.later),
    *_side("earlier", lambda row: row.earlier),
)


def recurrence_columns(*, counted: bool) -> Sequence[Column[Recurrence]]:
    """The columns; how many there were before counts what not everybody may see, and is told to few."""
    return [column for column in RECURRENCES if counted or column.name != "repeats"]
