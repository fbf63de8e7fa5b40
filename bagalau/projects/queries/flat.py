"""Reads: the rows of all projects that a viewer may see, as flat tables."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from bagalau.people.access import Viewer
from bagalau.projects.models import BudgetLine, Indicator, Risk
from bagalau.projects.queries import projects


def budget_lines(viewer: Viewer, condition: Q) -> QuerySet[BudgetLine]:
    """The budget lines of projects under a condition."""
    rows = BudgetLine.objects.filter(project__in=_under(viewer, condition))
    return rows.select_related("project__unit", "parent__parent", "source")


def indicators(viewer: Viewer, condition: Q) -> QuerySet[Indicator]:
    """The indicators of projects under a condition."""
    return Indicator.objects.filter(project__in=_under(viewer, condition)).select_related("project__unit", "parent")


def risks(viewer: Viewer, condition: Q) -> QuerySet[Risk]:
    """The risks of projects under a condition."""
    return Risk.objects.filter(project__in=_under(viewer, condition)).select_related("project__unit")


def _under(viewer: Viewer, condition: Q) -> QuerySet[Any]:
    return projects(viewer).filter(condition).order_by().values("pk")
