"""Reads: the rows of all projects that a viewer may see, as flat tables."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from bagalau.people.access import Viewer
from bagalau.projects.models import BudgetLine, Indicator, Risk
from bagalau.projects.queries import projects
from bagalau.projects.queries.portfolio import in_revision


def budget_lines(viewer: Viewer, condition: Q) -> QuerySet[BudgetLine]:
    """The budget lines of projects under a condition."""
    rows = BudgetLine.objects.filter(project__in=_under(viewer, condition))
    return _marked(rows.select_related("project__unit", "parent__parent", "source"))


def indicators(viewer: Viewer, condition: Q) -> QuerySet[Indicator]:
    """The indicators of projects under a condition."""
    rows = Indicator.objects.filter(project__in=_under(viewer, condition))
    return _marked(rows.select_related("project__unit", "parent"))


def risks(viewer: Viewer, condition: Q) -> QuerySet[Risk]:
    """The risks of projects under a condition."""
    return _marked(Risk.objects.filter(project__in=_under(viewer, condition)).select_related("project__unit"))


def _marked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of a project under revision are marked: what they say is not decided."""
    marked: QuerySet[Any] = rows.annotate(in_revision=in_revision("project_id"))
    return marked


def _under(viewer: Viewer, condition: Q) -> QuerySet[Any]:
    return projects(viewer).filter(condition).order_by().values("pk")
