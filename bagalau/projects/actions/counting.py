"""Keeps up what lists and the dashboard show of a project: its total and figures, and how many errors and warnings the
checker finds. Called inside the actions that write."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from bagalau.lib.severity import Severity
from bagalau.projects.models import FindingDismissal, Project
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.figures import figures, marks
from bagalau.projects.rules.money import checked
from bagalau.projects.rules.sources import lines_of

COUNTED = ("total", "errors", "warnings", "figures", "marks", "ends_on")


def recount(project: Project, told: record.Project | None = None) -> None:
    """Let the counts of a project be what its record says; ``told``: its record, if it was read already."""
    told = told or record_of(project)
    dismissed = set(FindingDismissal.objects.filter(project=project).values_list("rule", "mark"))
    count(project, told, dismissed)
    Project.objects.filter(pk=project.pk).update(**{name: getattr(project, name) for name in COUNTED})


def count(project: Project, told: record.Project, dismissed: Collection[tuple[str, str]] = ()) -> None:
    """Give a project the counts of its record, unsaved."""
    open_ones = [one.severity for one in check(told) if (one.rule, one.mark) not in dismissed]
    project.total = checked(sum((line.amount for line in lines_of(told) if line.amount is not None), Decimal()))
    project.errors = open_ones.count(Severity.ERROR)
    project.warnings = open_ones.count(Severity.WARNING)
    project.figures = figures(told)
    project.marks = marks(project.figures)
    project.ends_on = told.end.last_day if told.end else date.max
