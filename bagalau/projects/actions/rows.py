"""Writes: single rows of a project, of whatever class. Each is one transaction with one line in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.projects.actions import changed_meanwhile, opened
from bagalau.projects.actions.counting import recount
from bagalau.projects.models import Contribution, Link, Project, ProjectRow, Result
from bagalau.web.records import check


def _called(row: ProjectRow) -> str:
    return row._meta.model_name or ""


def _told(row: ProjectRow) -> dict[str, Any]:
    return journal.snapshot(row, [field.name for field in row._meta.concrete_fields if field.name not in LEFT_OUT])


LEFT_OUT = frozenset({"id", "project", "place"})


@journal.turn()
def save_row(actor: Viewer, row: ProjectRow, values: Mapping[str, Any], *, seen: str = "") -> ProjectRow:
    """Add a row to its project, or change one. ``seen`` is the state that was looked at, if somebody looked.

    A new row stands last among the rows of its parent.
    """
    project = opened(actor, row.project)
    known = row.pk is not None
    row = _fresh(row, seen) if known else row
    row.project = project
    before = _told(row) if known else {}
    for name, value in values.items():
        setattr(row, name, value)
    if not known:
        row.place = type(row)._default_manager.filter(_beside(row)).count()
    check(row)
    if isinstance(row, Contribution) and row.name != before.get("name"):
        _refuse_namesake(row)
    row.save()
    row.refresh_from_db()
    after = _told(row)
    if before != after:
        _touch(project)
        verb = "change row" if known else "add row"
        journal.write(actor.person, verb, project, before, after | {"part": _called(row), "row": str(row)})
    return row


def _refuse_namesake(row: Contribution) -> None:
    """Papers may have sources whose names differ in capital letters alone, of which PD-28 tells; nobody types such."""
    others = Contribution.objects.filter(project=row.project).exclude(pk=row.pk).values_list("name", flat=True)
    if row.name.casefold() in {name.casefold() for name in others}:
        said = _("This project has a source of money with this name already.")
        raise Problem("twice", said, status=422, details={"name": said})


@journal.turn()
def remove_row(actor: Viewer, row: ProjectRow, *, seen: str = "") -> None:
    """Take a row out, with all that lies in it."""
    project = opened(actor, row.project)
    row = _fresh(row, seen)
    before, said = _told(row), str(row)
    ends = _ends(row)
    try:
        row.delete()
    except ProtectedError as error:
        raise Problem(
            "row-in-use",
            _("Budget lines use this. Give them another source of money first."),
            status=409,
        ) from error
    Link.objects.filter(Q(cause__in=ends) | Q(effect__in=ends), project=project).delete()
    _touch(project)
    journal.write(actor.person, "take out row", project, before, {"part": _called(row), "row": said})


def _ends(row: ProjectRow) -> list[str]:
    """By what causal links name a row, and the results that lie in it."""
    keys = layer = [row.pk]
    while isinstance(row, Result) and layer:
        layer = list(Result.objects.filter(parent__in=layer).values_list("pk", flat=True))
        keys = [*keys, *layer]
    return [f"{_called(row)}-{key}" for key in keys]


@journal.turn()
def move_row(
    actor: Viewer,
    row: ProjectRow,
    place: int,
    parent: ProjectRow | None = None,
    *,
    to_top: bool = False,
    seen: str = "",
) -> None:
    """Put a row at a place (from 0) among the rows of its parent, of another ``parent`` of the same project, or of
    those that lie in none."""
    project = opened(actor, row.project)
    row = _fresh(row, seen)
    before = _stands(row)
    if parent is not None:
        _refuse_under_itself(row, parent)
    if parent is not None or to_top:
        setattr(row, "parent", parent)  # noqa: B010 - not every row has one
        check(row)
        row.save()
    others = list(type(row)._default_manager.filter(_beside(row)).exclude(pk=row.pk))
    others.insert(max(0, min(place, len(others))), row)
    for at, one in enumerate(others):
        one.place = at
    type(row)._default_manager.bulk_update(others, ["place"])
    after = _stands(row)
    if before != after:
        _touch(project)
        journal.write(actor.person, "move row", project, before, after | {"part": _called(row), "row": str(row)})


def _stands(row: ProjectRow) -> dict[str, Any]:
    above = getattr(row, "parent", None)
    return {"place": row.place + 1} | ({"parent": str(above)} if above is not None else {})


def _refuse_under_itself(row: ProjectRow, parent: ProjectRow) -> None:
    """A tree has no circles, and no row leaves its project."""
    above: Any = parent
    while above is not None and type(above) is type(row):
        if above.pk == row.pk or above.project_id != row.project_id:
            raise Problem(
                "under-itself", _("A result cannot lie under itself. Choose another place for it."), status=422
            )
        above = getattr(above, "parent", None)


def _beside(row: ProjectRow) -> Q:
    """The rows among which a row has its place."""
    if hasattr(row, "parent_id"):
        return Q(project_id=row.project_id, parent_id=row.parent_id)
    return Q(project_id=row.project_id)


def _fresh(row: ProjectRow, seen: str) -> ProjectRow:
    found = type(row)._default_manager.select_related("project").filter(pk=row.pk).first()
    if found is None or (seen and seen != found.seen):
        raise changed_meanwhile()
    return found


def _touch(project: Project) -> None:
    project.save(update_fields=["updated_at"])
    recount(project)
