"""Reads: the sheets that were sent for a project, and what one of them would change now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from bagalau.people.access import Viewer
from bagalau.projects import sheets
from bagalau.projects.models import Project, SheetImport
from bagalau.projects.queries import projects
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.shape import plain
from bagalau.projects.sheets.taking import Outcome
from bagalau.projects.sheets.told import Told
from bagalau.web.records import one


@dataclass(frozen=True)
class Preview:
    """What a sheet would change: the record as it is, what comes of it, and what tells this state from the next."""

    told: Told
    before: record.Project
    outcome: Outcome
    token: str


def sheet_imports(of: Project) -> QuerySet[SheetImport]:
    """The sheets that were sent for a project, the latest first, without what stands in them; the caller has opened
    the project's door."""
    return of.imports.select_related("by").defer("told", "before", "after")


def sheet_import(viewer: Viewer, pk: int) -> SheetImport:
    """The door to a sheet: that of its project."""
    rows = SheetImport.objects.filter(project__in=projects(viewer).order_by())
    return one(rows.select_related("by", "project__unit", "project__manager").defer("before", "after"), pk)


def sheet_record(project: Project, kind: str) -> record.Project:
    """As much of the record as a sheet needs."""
    return record_of(project, sheets.SHEETS[kind].NEEDS)


def preview(sent: SheetImport) -> Preview:
    """What a sheet that is not saved yet would do now."""
    before = sheet_record(sent.project, sent.kind)
    told = Told.build(sent.told)
    state = json.dumps(parts_of(before, sheets.SHEETS[sent.kind].NEEDS), sort_keys=True)
    token = hashlib.sha256(state.encode()).hexdigest()
    return Preview(told, before, sheets.take(before, told, takes_out=sent.takes_out), token)


def parts_of(told: record.Project, parts: Collection[str]) -> dict[str, Any]:
    """Some lists of rows of a record as plain data."""
    return plain(replace(record.Project(), **{name: getattr(told, name) for name in parts}))
