"""The rows of a project's record, of whatever kind: contributions, results, indicators, budget lines, risks …"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.projects.sent import KINDS, told
from bagalau.api.v1.projects.shapes import SCOPE, router
from bagalau.api.v1.schemas import Done, In, Key, Out
from bagalau.api.v1.versions import unchanged
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer, require
from bagalau.people.middleware import Request
from bagalau.projects.access import EDIT_PROJECT
from bagalau.projects.actions.framework import move_result
from bagalau.projects.actions.rows import move_row, remove_row, save_row
from bagalau.projects.actions.theory import save_link
from bagalau.projects.models import TABLES, Link, Project, ProjectRow, Result
from bagalau.projects.queries import project, row_of, rows_of
from bagalau.projects.queries.editing import sources
from bagalau.projects.rules.shape import plain_value, values
from bagalau.web.records import absent


class RowOut(Out):
    """A row as it is now; ``at`` names it for links between results."""

    id: int
    kind: str
    at: str
    parent: int | None
    values: dict[str, Any]
    version: str


class RowChange(In):
    """What a row says; what is left out stays as it is. ``source`` is the name of a contribution."""

    values: dict[str, Any] = Field(description="The fields of the row, as the record of the project names them.")


class RowIn(RowChange):
    """A new row; ``parent`` is the row that it lies in."""

    parent: Key | None = None


class PlaceIn(In):
    """Where a row stands among those beside it, from 0."""

    place: int = Field(ge=0, le=100_000)
    parent: Key | None = None


def _table(word: str) -> type[ProjectRow]:
    if word not in KINDS:
        raise absent()
    return TABLES[KINDS[word]]


def _above(row: ProjectRow) -> Any:
    """The table of the rows in which a row lies."""
    meta: Any = row._meta
    return meta.get_field("parent").related_model


def _values(of: Project, word: str, sent: dict[str, Any]) -> dict[str, Any]:
    found = told(word, sent)
    if "source" in found and (name := found["source"]):
        known = {one.name.casefold(): one for one in sources(of)}
        if name.casefold() not in known:
            sentence = _("There is no contribution with this name: add it first.")
            raise Problem("invalid", sentence, status=422, details={"values.source": sentence})
        found["source"] = known[name.casefold()]
    elif "source" in found:
        found["source"] = None
    return found


def _shown(request: Request, row: ProjectRow, status: int = 200) -> HttpResponse:
    word = row._meta.model_name or ""
    said = {name: getattr(row, name) for name in values(KINDS[word])}
    if "source" in said:
        said["source"] = said["source"].name if said["source"] else ""
    plain = {name: plain_value(value) for name, value in said.items()}
    parent = getattr(row, "parent_id", None)
    shown = RowOut(id=row.pk, kind=word, at=f"{word}-{row.pk}", parent=parent, values=plain, version=row.seen)
    return answer(request, shown, status, version=row.seen)


def _save(viewer: Viewer, row: ProjectRow, given: dict[str, Any]) -> ProjectRow:
    if isinstance(row, Link):
        return save_link(viewer, row, {"cause": row.cause, "effect": row.effect} | given)
    return save_row(viewer, row, given)


@router.post("/project-documents/{int:pk}/rows/{kind}", **writes(EDIT_PROJECT, SCOPE, RowOut, status=201))
def add_project_row(request: Request, pk: int, kind: str, given: RowIn) -> HttpResponse:
    """Add a row to a project; it stands last among the rows of its parent."""
    of = project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, of)
    row = _table(kind)(project=of)
    if given.parent is not None and hasattr(row, "parent_id"):
        (parent,) = named(rows_of(of, _above(row)), [given.parent], "parent")
        vars(row)["parent_id"] = parent.pk
    return _shown(request, _save(request.viewer, row, _values(of, kind, given.values)), 201)


@router.patch("/project-documents/{int:pk}/rows/{kind}/{int:row}", **writes(EDIT_PROJECT, SCOPE, RowOut))
def change_project_row(request: Request, pk: int, kind: str, row: int, given: RowChange) -> HttpResponse:
    """Change a row of a project."""
    with unchanged(request, _door(request, pk, kind), row) as found:
        kept = _save(request.viewer, found, _values(found.project, kind, given.values))
    return _shown(request, kept)


@router.delete("/project-documents/{int:pk}/rows/{kind}/{int:row}", **writes(EDIT_PROJECT, SCOPE, Done))
def remove_project_row(request: Request, pk: int, kind: str, row: int) -> HttpResponse:
    """Take a row out, with all that lies in it."""
    with unchanged(request, _door(request, pk, kind), row) as found:
        remove_row(request.viewer, found)
    return answer(request, Done())


@router.put("/project-documents/{int:pk}/rows/{kind}/{int:row}/place", **writes(EDIT_PROJECT, SCOPE, RowOut))
def move_project_row(request: Request, pk: int, kind: str, row: int, given: PlaceIn) -> HttpResponse:
    """Put a row at another place, or into another row."""
    with unchanged(request, _door(request, pk, kind), row) as found:
        above = None
        if given.parent is not None and hasattr(found, "parent_id"):
            above = row_of(found.project, _above(found), given.parent)
        move: Any = move_result if isinstance(found, Result) and above else move_row  # PE-01
        move(request.viewer, found, given.place, above)
    return _shown(request, _door(request, pk, kind)(request.viewer, row))


def _door(request: Request, pk: int, kind: str) -> Any:
    """The door to a row of a project."""
    of, table = project(request.viewer, pk), _table(kind)
    require(request.viewer, EDIT_PROJECT, of)
    return lambda _viewer, key: row_of(of, table, key)
