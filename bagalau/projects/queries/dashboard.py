"""Reads: the figures of a portfolio of projects, kept as long as nothing changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.keeping import kept, reach
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.projects.access import VIEW_FINDINGS, VIEW_PROJECTS
from bagalau.projects.queries import projects
from bagalau.projects.queries.portfolio import in_revision
from bagalau.projects.rules.portfolio import Portfolio, Row, portfolio

NAMES = ("unit_id", "status", "currency", "total", "ends_on", "errors", "warnings", "figures", "revised")


def dashboard(viewer: Viewer, condition: Q, asked: Mapping[str, Any], told_apart: Iterable[Unit]) -> Portfolio:
    """The figures of the projects that a viewer may see under a condition, which ``asked`` names."""
    said = sorted((name, str(getattr(value, "pk", value))) for name, value in asked.items())
    same_for_all = viewer.scope(VIEW_PROJECTS).everywhere and "mine" not in asked
    person = "" if same_for_all else f"{viewer.person and viewer.person.pk}"
    known = f"projects {viewer.today} {reach(viewer, VIEW_PROJECTS)} {person} {said}"
    paths = {unit.pk: unit.path for unit in told_apart}
    return kept(known, lambda: portfolio(_rows(viewer, condition), paths, viewer.today))


def units_told(viewer: Viewer) -> list[Unit]:
    """The units that are told apart, in the order of the tree; the public is told of none."""
    return list(units(viewer).order_by("path")) if viewer.can(VIEW_UNITS) else []


def _rows(viewer: Viewer, condition: Q) -> Iterator[Row]:
    scope, person = viewer.scope(VIEW_FINDINGS), viewer.person and viewer.person.pk
    rows = (
        projects(viewer)
        .annotate(revised=in_revision())
        .filter(condition)
        .order_by()
        .values_list(*NAMES, "pk", "manager_id")
    )
    for *values, key, manager in rows.iterator(2000):
        mine = person is not None and manager == person
        yield Row._make([*values, mine or scope.covers(values[0], ("project", key))])
