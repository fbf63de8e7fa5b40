"""Reads: what the forms of a project offer, and what lies in a row that is edited."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from bagalau.people.access import Viewer
from bagalau.people.models import Person, Unit
from bagalau.people.queries import possible_owners
from bagalau.projects.models import Assumption, Contribution, Project, ProjectRow, Result


def sources(of: Project) -> QuerySet[Contribution]:
    """The sources of money of a project."""
    return Contribution.objects.filter(project=of)


def managers(viewer: Viewer, whose: Unit, already: Person | None = None) -> QuerySet[Person]:
    """Who can be made manager of a project of a unit, and who is."""
    kept = Person.objects.filter(pk=already.pk) if already else Person.objects.none()
    return possible_owners(viewer, whose, kept).order_by("name")


def ends(of: Project) -> list[tuple[str, str]]:
    """What a causal link may join: results and assumptions, in their order."""
    results = [(f"result-{row.pk}", str(row)) for row in Result.objects.filter(project=of)]
    return results + [(f"assumption-{row.pk}", row.text) for row in Assumption.objects.filter(project=of)]


def inside(row: ProjectRow, tables: Iterable[type[ProjectRow]]) -> list[tuple[type[ProjectRow], list[ProjectRow]]]:
    """What lies in a row, table by table."""
    return [
        (table, list(table._default_manager.filter(Q(("parent_id", row.pk)), project_id=row.project_id)))
        for table in tables
    ]


def place_of(row: ProjectRow) -> int:
    """At which place a row stands among those beside it, from 0; places may have gaps."""
    beside = type(row)._default_manager.filter(project_id=row.project_id)
    if hasattr(row, "parent_id"):
        beside = beside.filter(Q(("parent_id", row.parent_id)))
    return list(beside.values_list("pk", flat=True)).index(row.pk)
