"""The list of projects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bagalau.people.models import Person, Unit
from bagalau.projects.models import Project
from tests.pages import Arguments, plain

PAGES = plain("projects projects_dashboard")
BUDGETS = {"projects": 8, "projects_dashboard": 9}
EXPORTS = {"projects": 7}
PUBLIC = {"projects": 4, "projects_dashboard": 4}


def shown(base: Any) -> dict[str, Arguments]:
    return {"projects": (), "projects_dashboard": ()}


def grow(base: Any, by: Person, number: int) -> None:
    """A public project of another unit, with a manager of its own and a signed version."""
    unit = Unit.objects.get(code=f"U{number}")
    project = Project.objects.create(
        unit=unit,
        title=f"Dams {number}",
        visibility="public",
        status="active",
        manager=Person.objects.create(name=f"Manager {number}", email=f"manager{number}@example.org", unit=unit),
        total=Decimal(number),
        figures={"years": {"2025": number}, "sources": {"donor": number}, "accounts": {"71200": number}},
    )
    project.versions.create(number=1, kind="original", state="signed")
