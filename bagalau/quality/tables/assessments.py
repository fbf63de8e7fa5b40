"""The columns of the list of assessments, and how ratings are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.people.models import Person
from bagalau.quality.access import VIEW_DUES
from bagalau.quality.models import STAGES, STATE_TONES, STATES, Assessment, Due
from bagalau.quality.queries import is_inside
from bagalau.quality.rules.life import UNDER_WAY, State
from bagalau.quality.rules.questionnaire import Stage, said
from bagalau.quality.rules.schemes import Scheme
from bagalau.web.records import url_of

Row = TypeVar("Row", Assessment, Due)
TONES = {"good": "done", "fair": "work", "weak": "soon", "bad": "late"}


def label_words(scheme: Scheme | None, code: str) -> str:
    """What a scheme calls a rating, in the language of the page; a code that it does not know stays as it is."""
    known = scheme.by_code.get(code) if scheme else None
    return said(known.name, get_language()) if known else code


def label_tone(scheme: Scheme | None, code: str) -> str:
    """In which colour a rating is shown."""
    known = scheme.by_code.get(code) if scheme else None
    return TONES.get(known.tone, "rest") if known else "rest"


def titled(row: Assessment) -> str:
    """The title, with the partner that is looked at."""
    return f"{row.title} · {row.about}" if row.about else row.title


def due_day(row: Assessment) -> date | None:
    """When it is due: on its own day, or else on that of its stage, where the list was asked for it."""
    return row.due_on or getattr(row, "stage_due_on", None)


def numbers(viewer: Viewer, number: Callable[[Row], str]) -> Column[Row]:
    """The number of what is assessed, or words in its place: for those who may, they lead to its assessments side by
    side."""

    def leads(row: Row) -> str | None:
        return url_of("subject", row.subject_id) if viewer.may(VIEW_DUES, row.subject) else None

    def shown(row: Row) -> str:
        return number(row) or (str(_("Side by side")) if leads(row) else "")

    return Column("number", _("Number"), number, "code", shown=shown, url=leads)


def columns(viewer: Viewer, schemes: Mapping[int, Scheme]) -> list[Column[Assessment]]:
    """All columns, for the list and its exports; who assesses and approves is for those who share the unit."""
    shown = [
        Column[Assessment]("key", _("Key"), lambda row: row.pk, "number", on_page=False),
        Column("title", _("What is assessed"), titled, "long", url=lambda row: url_of("assessment", row.pk)),
        numbers(viewer, lambda row: row.number),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column("stage", _("Stage"), lambda row: str(STAGES[Stage(row.stage)]), "code"),
        Column("year", _("Year"), lambda row: row.year, "code", sort="year"),
        Column("status", _("Status"), lambda row: str(STATES[State(row.status)]), "status", tone=_state_tone),
        Column(
            "overall",
            _("Overall rating"),
            lambda row: label_words(schemes.get(row.scheme_id), row.overall) or None,
            "status",
            tone=lambda row: label_tone(schemes.get(row.scheme_id), row.overall),
        ),
        Column("rating", _("Code of the rating"), lambda row: row.overall, "code", on_page=False),
        Column("value", _("Value of the rating"), lambda row: row.overall_value, "number", on_page=False),
        Column(
            "answered",
            _("Answered"),
            lambda row: row.answered,
            "number",
            shown=lambda row: f"{row.answered} / {row.questions}",
        ),
        Column("questions", _("Questions"), lambda row: row.questions, "number", on_page=False),
        Column("evidenced", _("With evidence"), lambda row: row.evidenced, "number", on_page=False),
        Column("documented", _("With documents"), lambda row: row.documented, "number", on_page=False),
    ]
    return shown if viewer.is_public else [*shown, *_inside(viewer)]


def _state_tone(row: Assessment) -> str:
    return STATE_TONES[State(row.status)]


def _inside(viewer: Viewer) -> list[Column[Assessment]]:
    """What is not for the public."""

    def name(row: Assessment, person: Person | None) -> str | None:
        return person.name if person and is_inside(viewer, row) else None

    return [
        Column(
            "doubtful",
            _("Doubtful"),
            lambda row: row.doubtful if is_inside(viewer, row) else None,
            "number",
            tone=lambda row: "soon" if row.doubtful else "rest",
        ),
        Column("assessor", _("Assessor"), lambda row: name(row, row.assessor)),
        Column("approver", _("Approver"), lambda row: name(row, row.approver), on_page=False),
        Column(
            "due",
            _("Due"),
            lambda row: due_day(row) if is_inside(viewer, row) else None,
            "date",
            tone=lambda row: "late" if _is_late(row, viewer.today) else "rest",
        ),
        Column("approved", _("Approved"), lambda row: row.approved_on, "date", on_page=False),
        Column("version", _("Version"), lambda row: row.version, "number", on_page=False),
        Column("updated", _("Updated"), lambda row: _day(row.updated_at), "date", sort="updated_at"),
    ]


def _is_late(row: Assessment, today: date) -> bool:
    day = due_day(row)
    return day is not None and day < today and row.status in UNDER_WAY


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
