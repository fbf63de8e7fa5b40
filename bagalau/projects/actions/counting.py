"""Keeps up what lists show of a project: its total, and how many errors and warnings the checker finds. Called inside
the actions that write."""

from __future__ import annotations

from bagalau.projects.models import FindingDismissal, Project
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.findings import Severity
from bagalau.projects.rules.sources import lines_of


def recount(project: Project, told: record.Project | None = None) -> None:
    """Let the counts of a project be what its record says; ``told``: its record, if it was read already."""
    told = told or record_of(project)
    dismissed = set(FindingDismissal.objects.filter(project=project).values_list("rule", "mark"))
    open_ones = [one.severity for one in check(told) if (one.rule, one.mark) not in dismissed]
    project.total = sum(line.amount for line in lines_of(told) if line.amount is not None)
    project.errors = open_ones.count(Severity.ERROR)
    project.warnings = open_ones.count(Severity.WARNING)
    Project.objects.filter(pk=project.pk).update(total=project.total, errors=project.errors, warnings=project.warnings)
