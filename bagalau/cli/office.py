"""What commands on the database share: starting Django, who acts, and for which unit."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import TYPE_CHECKING

from bagalau.lib.problems import Problem

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet

    from bagalau.evaluations.models import Evaluation
    from bagalau.people.access import Viewer
    from bagalau.people.models import Unit
    from bagalau.projects.models import Project


def day(text: str) -> date:
    """A day among the arguments of a command."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day: write it as 2025-12-31") from error


def open_office() -> None:
    """Start Django and refuse, with what to do, if the database was never made."""
    import django

    django.setup()
    from django.db import connection

    if "people_person" not in tables_of(connection):
        raise Problem("no-database", "There is no database yet. Run `make run` (or `bagalau serve`) once.")


def tables_of(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the tables; a ``Problem`` if the database cannot be opened."""
    from django.db import DatabaseError

    try:
        return connection.introspection.table_names()
    except DatabaseError as error:
        reason = next(iter(str(error).strip().splitlines()), "it does not say why")
        raise Problem("no-database", f"The database cannot be opened: {reason}") from error


def actor(email: str | None) -> Viewer:
    """Who acts: the person with this mail address, or else the first administrator."""
    from django.utils import timezone

    from bagalau.people.queries import administrator, by_email, viewer_for

    person = by_email(email) if email else administrator()
    if person is None:
        raise Problem(
            "no-person", f"Nobody here has the mail address {email}." if email else "There is no administrator yet."
        )
    return viewer_for(person, timezone.localdate())


def unit(code: str | None, viewer: Viewer) -> Unit:
    """The unit with this code, or else the actor's own."""
    from bagalau.people.queries import unit_codes, units

    if code is None:
        if viewer.person is not None and viewer.person.unit is not None:
            return viewer.person.unit
        raise Problem("no-unit", f"Say for which unit: --unit CODE. Known: {unit_codes(viewer)}.")
    found = units(viewer).filter(code=code).first()
    if found is None:
        raise Problem("no-unit", f"There is no unit {code}. Known: {unit_codes(viewer)}.")
    return found


def projects_of(viewer: Viewer, code: str | None) -> QuerySet[Project]:
    """The projects of a unit and what lies under it, or all, of which the viewer may know what is found in them."""
    from bagalau.people.access import visible
    from bagalau.projects.access import VIEW_FINDINGS
    from bagalau.projects.queries import projects

    rows = projects(viewer).filter(visible(viewer, VIEW_FINDINGS, kind="project")).order_by("pk")
    return rows.filter(unit__path__startswith=unit(code, viewer).path) if code else rows


def evaluations_of(viewer: Viewer, code: str | None, key: int | None) -> QuerySet[Evaluation]:
    """The evaluations of a unit and what lies under it, or a single one; all that the viewer may see without either."""
    from bagalau.evaluations.queries import evaluations

    rows = evaluations(viewer).order_by("pk")
    if code:
        rows = rows.filter(unit__path__startswith=unit(code, viewer).path)
    if key is None:
        return rows
    found = rows.filter(pk=key)
    if not found.exists():
        raise Problem("no-evaluation", f"There is no evaluation {key}. Its page has the number in its address.")
    return found


def pending() -> bool:
    """Whether there are migrations that this database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
