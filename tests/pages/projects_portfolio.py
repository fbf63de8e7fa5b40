"""The list of projects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bagalau.people.models import Person, Unit
from bagalau.projects import models as m
from tests.pages import Arguments, plain

PAGES = plain("projects projects_dashboard budgetlines indicators projectrisks")
FLAT = ("budgetlines", "indicators", "projectrisks")
BUDGETS = {"projects": 8, "projects_dashboard": 9, **dict.fromkeys(FLAT, 8)}
EXPORTS = {"projects": 7, **dict.fromkeys(FLAT, 6)}
PUBLIC = {"projects": 4, "projects_dashboard": 4, **dict.fromkeys(FLAT, 4)}


def shown(base: Any) -> dict[str, Arguments]:
    return dict.fromkeys(PAGES, ())


def grow(base: Any, by: Person, number: int) -> None:
    """A public project of another unit, with a manager of its own and a signed version."""
    unit = Unit.objects.get(code=f"U{number}")
    project = m.Project.objects.create(
        unit=unit,
        title=f"Dams {number}",
        visibility="public",
        status="active",
        manager=Person.objects.create(name=f"Manager {number}", email=f"manager{number}@example.org", unit=unit),
        total=Decimal(number),
        figures={"years": {"2025": number}, "sources": {"donor": number}, "accounts": {"71200": number}},
    )
    project.versions.create(number=1, kind="original", state="signed")
    fund = m.Contribution.objects.create(project=project, name="Fund")
    plan = m.WorkPlan.objects.create(project=project, year=2025)
    planned = m.PlannedResult.objects.create(project=project, parent=plan, number="1", title="Dams hold")
    m.BudgetLine.objects.create(project=project, parent=planned, account="71200", source=fund, amount=Decimal(number))
    output = m.Result.objects.create(project=project, level="output", title="Dams hold")
    m.Indicator.objects.create(project=project, parent=output, name="Number of dams", disaggregation=["sex"])
    m.Risk.objects.create(project=project, description="Flood")
