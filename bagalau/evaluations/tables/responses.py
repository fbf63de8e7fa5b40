"""The columns of the list of management responses, and of the evaluations that wait for one."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext

from bagalau.evaluations.models import APPROVAL_TONES, APPROVALS, Evaluation, ManagementResponse
from bagalau.evaluations.models.response import TIMING_TONES, TIMINGS
from bagalau.evaluations.queries.responses import timing
from bagalau.evaluations.rules.responses import Approval, Timeliness, Timing, due, timeliness
from bagalau.lib.columns import Column
from bagalau.web.records import url_of


def timing_words(of: Timeliness) -> str:
    """How a response stands to its day, with the days."""
    if of.timing is Timing.OVERDUE:
        return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", of.days) % {"days": of.days}
    if of.timing is Timing.LATE:
        return ngettext("Late by %(days)s day", "Late by %(days)s days", of.days) % {"days": of.days}
    return str(TIMINGS[of.timing])


def approval_words(of: ManagementResponse) -> str:
    """Where a response stands; one that a paper says nothing of was only read."""
    return str(APPROVALS[Approval(of.approval)]) if of.approval else _now("Read from a paper")


def approval_tone(of: ManagementResponse) -> str:
    return APPROVAL_TONES[Approval(of.approval)] if of.approval else "rest"


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def columns(within: int, today: date) -> list[Column[ManagementResponse]]:
    """All columns; what is in time holds for a day, and for responses that are due ``within`` so many days."""

    def stands(row: ManagementResponse) -> Timeliness:
        return timing(row, within, today)

    return [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column(
            "evaluation",
            _("Evaluation"),
            lambda row: row.evaluation.title,
            "long",
            url=lambda row: url_of("response", row.pk),
        ),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column("completed", _("Completed"), lambda row: row.evaluation.completed, "date"),
        Column("due", _("Due"), lambda row: stands(row).due, "date"),
        Column("given", _("Given"), lambda row: row.given_on, "date"),
        Column(
            "timing",
            _("In time"),
            lambda row: timing_words(stands(row)),
            "status",
            tone=lambda row: TIMING_TONES[stands(row).timing],
        ),
        Column("days_late", _("Days after the due day"), lambda row: stands(row).days, "number", on_page=False),
        Column("status", _("Status"), approval_words, "status", tone=approval_tone, sort="approval"),
        Column("version", _("Version"), lambda row: row.version, "number"),
        Column("submitted", _("Submitted"), lambda row: _day(row.submitted_at), "date", on_page=False),
        Column("approved", _("Approved"), lambda row: _day(row.approved_at), "date", on_page=False),
        Column("updated", _("Updated"), lambda row: _day(row.updated_at), "date", sort="updated_at"),
    ]


def waiting_columns(within: int, today: date) -> list[Column[Evaluation]]:
    """The columns of the evaluations that nobody has begun to answer."""

    def stands(row: Evaluation) -> Timeliness:
        return timeliness(due(row.completed, within), None, given=False, today=today)

    return [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column(
            "evaluation",
            _("Evaluation"),
            lambda row: row.title,
            "long",
            url=lambda row: url_of("response_new", row.pk),
            sort="title",
        ),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column("completed", _("Completed"), lambda row: row.completed, "date", sort="end_sort"),
        Column("due", _("Due"), lambda row: stands(row).due, "date"),
        Column(
            "timing",
            _("In time"),
            lambda row: timing_words(stands(row)),
            "status",
            tone=lambda row: TIMING_TONES[stands(row).timing],
        ),
        Column("days_late", _("Days after the due day"), lambda row: stands(row).days, "number", on_page=False),
    ]


# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("start response"),
    gettext_noop("change response"),
    gettext_noop("answer"),
    gettext_noop("change key action"),
    gettext_noop("remove key action"),
    gettext_noop("submit response"),
    gettext_noop("return response"),
    gettext_noop("approve response"),
    gettext_noop("publish response"),
    gettext_noop("reopen response"),
)
# What its lines tell beside the fields of a record
NOTED = (
    gettext_noop("stance"),
    gettext_noop("reason"),
    gettext_noop("parts"),
    gettext_noop("responsible"),
    gettext_noop("due"),
    gettext_noop("comment"),
)
# What differs between two versions (ER-10), by the name of the field
FIELDS = {
    "description": _("Overall response"),
    "stance": _("Stance"),
    "reason": _("Reason"),
    "text": _("Response"),
    "action": _("Key action"),
    "responsible": _("Responsible"),
    "due": _("Due"),
    "parts": _("Parts it carries out"),
}
