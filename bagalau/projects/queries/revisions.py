"""Reads: what a revision changes, and the errors of the checker before and after it."""

from __future__ import annotations

from bagalau.lib.severity import Severity
from bagalau.projects.models import FindingDismissal, Project
from bagalau.projects.rules import record
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.revisions import Change, change


def change_of(of: Project, before: record.Project, after: record.Project) -> Change:
    """What lies between the version that was signed last and what a project says now (PL-15)."""
    dismissed = set(FindingDismissal.objects.filter(project=of).values_list("rule", "mark"))
    return change(before, after, _errors(before, dismissed), _errors(after, dismissed))


def _errors(told: record.Project, dismissed: set[tuple[str, str]]) -> int:
    found = (one for one in check(told) if one.severity is Severity.ERROR)
    return sum((one.rule, one.mark) not in dismissed for one in found)
