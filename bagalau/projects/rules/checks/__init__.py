"""Checks of a project document, each with a number: what contradicts itself, what is missing, what wants a look. Pure.

Source: domain reference, project cycle, part 0.3 (the entry is named with each check) and parts 1 and 2. A check says
nothing about what is not stated, unless that it must be stated is what it asks. Corrections are offered, never applied.

Footing
PD-01  The lines of an activity result add up to the subtotal printed under them. Offered: the amounts of the same lines
       of another year, a slip of the pen in one line, the subtotal.
PD-02  The lines of a year add up to its total.
PD-03  All lines add up to the resources required.
PD-04  The subtotals of a year add up to its total, if each activity result has one.
PD-05  The cover and the work plan give the same total for a year.
PD-06  The totals of the years add up to the resources required.
PD-07  The contributions of money add up to the resources allocated, or else required.
PD-08  What is allocated and what is unfunded add up to what is required.
PD-09  A subtotal stands under the lines that it adds up; where it is printed elsewhere, both readings are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bagalau.lib.texts import mark
from bagalau.projects.rules.checks import footing
from bagalau.projects.rules.findings import Finding, Severity
from bagalau.projects.rules.record import Project
from bagalau.projects.rules.shape import walk


@dataclass(frozen=True)
class Check:
    """A check of the catalogue: its number, what it asks, how much it matters, where it comes from, how it looks."""

    number: str
    title: str
    severity: Severity
    source: str
    find: Callable[[Project], Iterable[Finding]]


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CHECKS = (
    Check("PD-01", mark("Lines and subtotal differ"), ERROR, "0.3 E1", footing.subtotals),
    Check("PD-02", mark("Lines and total of the year differ"), ERROR, "0.3 E1", footing.years),
    Check("PD-03", mark("Lines and cover differ"), ERROR, "0.3 E1", footing.whole),
    Check("PD-04", mark("Subtotals and total of the year differ"), ERROR, "0.2", footing.subtotals_of_years),
    Check("PD-05", mark("Cover and work plan differ"), ERROR, "0.2", footing.cover_years),
    Check("PD-06", mark("Years and whole differ"), ERROR, "0.2", footing.required),
    Check("PD-07", mark("Contributions and whole differ"), ERROR, "0.2", footing.contributions),
    Check("PD-08", mark("Allocated and required differ"), ERROR, "0.2", footing.gap),
    Check("PD-09", mark("Subtotal in the wrong place"), ERROR, "0.3 E3", footing.misplaced),
)
BY_NUMBER = {one.number: one for one in CHECKS}
WEIGHT = {severity: at for at, severity in enumerate(Severity)}


def check(project: Project) -> list[Finding]:
    """Everything that the checks find in a project document, the gravest first, then as it stands in the document."""
    found = [finding for one in CHECKS for finding in one.find(project)]
    if not found:
        return []
    places = {row.at: place for place, row in enumerate(walk(project))}
    last = len(places)
    return sorted(found, key=lambda one: (WEIGHT[one.severity], places.get(one.at, last), one.rule))
