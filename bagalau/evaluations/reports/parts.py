"""What the reports of evaluations have in common: the head of an evaluation, words, the foot of the page."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.evaluations.models import STAGE_TONES, STAGES, Evaluation
from bagalau.evaluations.rules import Stage, is_overdue
from bagalau.formats.report import Mark, Value
from bagalau.formats.write.paper.words import when


def language() -> str:
    """The language that is active now, as a report names it."""
    return (get_language() or "en")[:2]


def day(value: date) -> str:
    """A day in the words of the language that is active now."""
    return when(value, language())


def as_of_words(on: date) -> str:
    """What stands under a title: the day that the report holds for."""
    return _("As of %(date)s") % {"date": day(on)}


def foot(on: date) -> str:
    """What stands at the bottom of each page."""
    return _("Bagalau · as of %(date)s") % {"date": day(on)}


def stage_mark(of: Evaluation, on: date) -> Mark:
    """The stage of an evaluation on the present day."""
    if is_overdue(Stage(of.stage), of.planned_end, on):
        return Mark(_("Overdue"), "late")
    return Mark(str(STAGES[Stage(of.stage)]), STAGE_TONES[Stage(of.stage)])


def head(of: Evaluation) -> list[tuple[str, Value]]:
    """The facts by which an evaluation is known."""
    facts: list[tuple[str, Value]] = [
        (_("Evaluation"), of.title),
        (_("Unit"), of.unit.name),
        (_("Type"), of.type_name),
        (_("Evaluation plan"), f"{of.plan_period} {of.plan_unit}".strip()),
        (_("Completed"), of.completed),
    ]
    return [(label, value) for label, value in facts if value]


def number_of(number: int) -> str:
    """The name of a recommendation."""
    return _("Recommendation %(number)s") % {"number": number}
