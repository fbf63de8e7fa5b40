"""What lists show of a project without reading all of it: kept up by every action."""

from __future__ import annotations

from django.db.models import Sum

from bagalau.projects.models import BudgetLine, Project


def recount(project: Project) -> None:
    """Reckon the sum of the budget lines anew."""
    total = BudgetLine.objects.filter(project=project).aggregate(total=Sum("amount"))["total"]
    Project.objects.filter(pk=project.pk).update(total=total or 0)
