"""The tables of the annual report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from bagalau.evaluations.models import QUALITY_RATINGS, STAGE_TONES, STAGES
from bagalau.evaluations.reports.actions import Told
from bagalau.evaluations.reports.annual_lists import Answered, Standing
from bagalau.evaluations.reports.matrix import timing_words
from bagalau.evaluations.rules import is_overdue
from bagalau.evaluations.rules.responses import Timing
from bagalau.formats.report import Col, Mark, Table, Value

TIMING_TONES = {
    Timing.NO_DATE: "rest",
    Timing.WAITING: "work",
    Timing.OVERDUE: "late",
    Timing.ON_TIME: "done",
    Timing.LATE: "soon",
    Timing.GIVEN: "done",
}


def planned_table(found: Sequence[Standing], on: date) -> Table:
    """What was to end in the year."""
    columns = [
        Col(_("Evaluation"), "long", 5),
        Col(_("Unit"), "code", 1.3),
        Col(_("Type"), "text", 2),
        Col(_("Planned end"), "date", 1.4),
        Col(_("Status"), "status", 1.6),
        Col(_("Estimated cost"), "money", 1.4),
        Col(_("Currency"), "code", 0.9),
    ]
    rows: list[list[Value]] = [
        [
            one.row.title,
            one.row.unit.code,
            one.row.type_name,
            one.planned_end,
            _stage(one, on),
            one.cost,
            one.row.currency,
        ]
        for one in found
    ]
    return Table("", columns, rows, empty=_("No evaluation was planned to end in this year."))


def _stage(one: Standing, on: date) -> Mark:
    if is_overdue(one.stage, one.planned_end, on):
        return Mark(_("Overdue"), "late")
    return Mark(str(STAGES[one.stage]), STAGE_TONES[one.stage])


def completed_table(found: Sequence[Standing]) -> Table:
    """What was completed in the year."""
    columns = [
        Col(_("Evaluation"), "long", 5),
        Col(_("Unit"), "code", 1.3),
        Col(_("Completed"), "date", 1.4),
        Col(_("Budget"), "money", 1.4),
        Col(_("Expenditure"), "money", 1.4),
        Col(_("Currency"), "code", 0.9),
        Col(_("Rating of quality"), "text", 1.8),
    ]
    rows: list[list[Value]] = [
        [
            one.row.title,
            one.row.unit.code,
            one.completed,
            one.row.budget,
            one.row.expenditure,
            one.row.currency,
            str(QUALITY_RATINGS[one.rating]) if one.rating else None,
        ]
        for one in found
    ]
    return Table("", columns, rows, empty=_("No evaluation was completed in this year."))


def responses_table(found: Sequence[Answered]) -> Table:
    """Whose response was due in the year, and how it stands to its day."""
    columns = [
        Col(_("Evaluation"), "long", 5),
        Col(_("Unit"), "code", 1.3),
        Col(_("Completed"), "date", 1.4),
        Col(_("Response due"), "date", 1.4),
        Col(_("Given"), "date", 1.4),
        Col(_("Response"), "status", 2),
    ]
    rows: list[list[Value]] = [
        [
            one.row.title,
            one.row.unit.code,
            one.row.completed,
            one.found.due,
            one.response.given_on if one.response else None,
            Mark(timing_words(one.found), TIMING_TONES[one.found.timing]),
        ]
        for one in found
    ]
    return Table("", columns, rows, empty=_("No response was due in this year."))


def overdue_table(found: Sequence[Told]) -> Table:
    """The key actions that are overdue, longest first."""
    columns = [
        Col(_("Key action"), "long", 4),
        Col(_("Evaluation"), "long", 3),
        Col(_("Unit"), "code", 1.3),
        Col(_("Responsible"), "text", 2),
        Col(_("Due"), "date", 1.4),
        Col(_("Slippage"), "text", 1.4),
    ]
    rows: list[list[Value]] = [
        [one.row.text, one.row.origin_title, one.row.unit.code, one.who, one.due, one.slipped] for one in found
    ]
    return Table(_("Overdue key actions"), columns, rows, empty=_("No key action is overdue."))
