"""Checks of what was answered and promised, each with a number. Pure.

Source: domain reference, evaluation and quality, parts 2.7, 3.2 and 5.4; thresholds of likeness are our own. A check
that compares words says which words it saw. Where words cannot decide, it says "seems".

EK-00  What somebody dismissed with a reason stays dismissed as long as it is about the same words and values.
EK-01  A recommendation that is not rejected has a key action.
EK-02  Each listed part of a recommendation that is not rejected is carried out by a key action that is not dropped: one
       that names it, or one whose text shares enough of the words that tell it from the other parts.
EK-03  The same comment does not stand on several key actions.
EK-04  What is completed has evidence, or a reason why there is none.
EK-05  What is completed was not completed before it was added, and not before the evaluation was.
EK-06  An open key action was updated within the time for it (a parameter).
EK-07  No two recommendations of one report say the same.
EK-08  A response says something, and more than the recommendation it answers and set phrases.
EK-09  A response whose words refuse is not recorded as accepted as a whole.
EK-10  A key action was not due already when it was added.
EK-11  An open key action has a date and somebody responsible.
EK-12  Who is responsible is spelt as elsewhere: one that differs by a slip from a known name, or from one whose words
       stand more often, is a slip.
EK-13  No file is listed twice.
EK-14  A completed evaluation has what completion asks for: report, terms of reference, team, expenditure.
EK-15  No placeholder is left in a text.
EK-16  A completed evaluation is answered in time.
EK-17  What is partially accepted or rejected has its reason.
EK-18  Of several key actions some move: where all of them stand as they began, the response is a list of intentions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bagalau.evaluations.rules.checks import content, promises
from bagalau.evaluations.rules.checks.told import Report, Result
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark

Find = Callable[[Report, date, Mapping[str, Decimal]], list[Result]]


@dataclass(frozen=True)
class Check:
    """A check of the catalogue: its number, what it asks, how much it matters, and how it looks."""

    number: str
    title: str
    severity: Severity
    find: Find


CHECKS = (
    Check("EK-01", mark("Recommendation without a key action"), Severity.ERROR, promises.without_action),
    Check("EK-02", mark("Part of a recommendation that nobody acts on"), Severity.WARNING, promises.parts_left),
    Check("EK-03", mark("The same comment on several key actions"), Severity.WARNING, promises.pasted),
    Check("EK-04", mark("Completed without evidence"), Severity.WARNING, promises.unproven),
    Check("EK-05", mark("Completed before it began"), Severity.ERROR, promises.too_early),
    Check("EK-06", mark("Nothing was said for a long time"), Severity.WARNING, promises.silent),
    Check("EK-07", mark("The same recommendation twice"), Severity.WARNING, content.repeated),
    Check("EK-08", mark("Response that does not answer"), Severity.WARNING, content.empty_answer),
    Check("EK-09", mark("Refused in words, not in the record"), Severity.WARNING, content.half_refused),
    Check("EK-10", mark("Due before it was added"), Severity.WARNING, promises.due_when_added),
    Check("EK-11", mark("No date or nobody responsible"), Severity.WARNING, promises.nobody_or_never),
    Check("EK-12", mark("Slip in the name of who is responsible"), Severity.NOTE, promises.misspelt),
    Check("EK-13", mark("File listed twice"), Severity.NOTE, content.file_twice),
    Check("EK-14", mark("Completed, but something is missing"), Severity.WARNING, content.incomplete),
    Check("EK-15", mark("Placeholder left in a text"), Severity.NOTE, content.placeholder),
    Check("EK-16", mark("No response in time"), Severity.ERROR, content.unanswered),
    Check("EK-17", mark("No reason for a refusal"), Severity.WARNING, content.unreasoned),
    Check("EK-18", mark("Nothing has moved"), Severity.NOTE, promises.standing_still),
)
BY_NUMBER = {check.number: check for check in CHECKS}


def examine(report: Report, today: date, parameters: Mapping[str, Decimal]) -> list[Result]:
    """Everything that the checks find in an evaluation, in the order of the catalogue."""
    return [result for check in CHECKS for result in check.find(report, today, parameters)]
