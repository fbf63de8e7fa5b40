"""The columns of the list of assessments that are due."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.quality.access import ADD_ASSESSMENT, EXEMPT
from bagalau.quality.models import DUE_STATES, DUE_TONES, STAGES, Due
from bagalau.quality.rules.due import OPEN, DueState
from bagalau.quality.rules.questionnaire import Stage
from bagalau.quality.tables.assessments import numbers
from bagalau.web.records import url_of


def is_overdue(row: Due, today: date) -> bool:
    """Whether its day is over and nothing was approved."""
    return row.state in OPEN and row.due_on is not None and row.due_on < today


def state_words(row: Due, today: date) -> str:
    """How it stands; what is overdue says since when."""
    if row.due_on is not None and is_overdue(row, today):
        days = (today - row.due_on).days
        return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", days) % {"days": days}
    return str(DUE_STATES[DueState(row.state)])


def state_tone(row: Due, today: date) -> str:
    return "late" if is_overdue(row, today) else DUE_TONES[DueState(row.state)]


def columns(viewer: Viewer) -> list[Column[Due]]:
    """All columns; a row leads to its assessment, to beginning one, or to what is rated."""
    today = viewer.today

    def leads(row: Due) -> str | None:
        if row.assessment_id:
            return url_of("assessment", row.assessment_id)
        if row.state == DueState.PENDING and viewer.may(ADD_ASSESSMENT, row):
            return f"{url_of('subject_assess', row.subject_id)}?stage={row.stage}"
        if row.state == DueState.EXEMPTED and viewer.may(EXEMPT, row):
            return url_of("subject_exempt", row.subject_id)
        return url_of(row.subject.kind, row.subject.key)

    return [
        Column("key", _("Key"), lambda row: row.pk, "number", on_page=False),
        Column("title", _("What is assessed"), lambda row: row.subject.title, "long", url=leads),
        numbers(viewer, lambda row: row.subject.number),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column("stage", _("Stage"), lambda row: str(STAGES[Stage(row.stage)]), "code"),
        Column("due", _("Due"), lambda row: row.due_on, "date", sort="due_sort"),
        Column(
            "state",
            _("Status"),
            lambda row: state_words(row, today),
            "status",
            tone=lambda row: state_tone(row, today),
        ),
        Column("code", _("Code of the status"), lambda row: row.state, "code", on_page=False),
        Column("overdue", _("Overdue"), lambda row: is_overdue(row, today), "flag", on_page=False),
        Column("approved", _("Last approved"), lambda row: row.assessed_on, "date"),
    ]
