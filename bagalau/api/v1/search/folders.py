"""Folders of passages as evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import named, turned
from bagalau.api.v1.schemas import PLAIN, Done, In, Key, Out, Paging, PersonRef, RecordRef, Rows, Text, UnitRef
from bagalau.api.v1.search.shapes import router
from bagalau.api.v1.versions import unchanged
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.people.queries import units_of
from bagalau.search import actions, queries
from bagalau.search.access import COLLECT, EDIT_FOLDER, VIEW_FOLDERS
from bagalau.search.models import Folder
from bagalau.search.queries import Collected
from bagalau.web.paging import Order
from bagalau.web.records import url_of

SCOPE = Scope.WRITE_OWN
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), PLAIN]
PassageId = Annotated[str, StringConstraints(min_length=1, max_length=200), PLAIN]


class FolderRow(Out):
    """A folder; ``unit`` is with whom it is shared."""

    id: int
    page: str | None
    name: str
    note: str
    unit: UnitRef | None
    owner: PersonRef | None
    passages: int
    created_at: datetime
    updated_at: datetime
    version: str


class CollectedRow(Out):
    """A passage as it was when it was collected; null where its record does not open to you.

    ``state``: whether the record still says so.
    """

    id: int
    record: RecordRef | None
    kind: str
    text: str | None
    place: str | None
    day: date | None
    note: str | None
    added_at: datetime
    state: Literal["same", "changed", "gone", "unknown"]


class FolderFull(FolderRow):
    """One folder with its passages."""

    collected: list[CollectedRow]


class FolderList(Paging):
    """In which order."""

    sort: Literal["updated", "-updated"] = "-updated"


class FolderChange(In):
    """What shall change; what is left out stays as it is. With which unit it is shared, its owner alone says."""

    name: Name = ""
    note: Text = ""
    unit: Key | None = None


class FolderIn(FolderChange):
    """A new folder."""

    name: Name


class CollectIn(In):
    """Ids of passages that a search found."""

    passages: Annotated[list[PassageId], Field(min_length=1, max_length=100)]


class NoteIn(In):
    """Why the passage is in the folder."""

    note: Text


def _facts(row: Folder) -> dict[str, Any]:
    return {
        "id": row.pk,
        "page": url_of("folder", row.pk),
        "unit": UnitRef.of(row.unit) if row.unit else None,
        "owner": PersonRef.of(row.owner),
        "passages": row.passage_count,  # type: ignore[attr-defined]  # counted by the query
        "version": row.seen,
        **{name: getattr(row, name) for name in ("name", "note", "created_at", "updated_at")},
    }


def _one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    row = queries.folder(request.viewer, pk)
    collected = [_collected(one) for one in queries.collected(request.viewer, row)]
    return answer(request, FolderFull(**_facts(row), collected=collected), status, version=row.seen)


def _collected(one: Collected) -> CollectedRow:
    row = one.row
    told: dict[str, Any] = {"record": RecordRef.of(row.root_kind, row.root_id, row.title)}
    told |= {name: getattr(row, name) for name in ("text", "place", "day", "note")}
    if not one.is_open:
        told = dict.fromkeys(told)
    return CollectedRow(id=row.pk, kind=row.kind, added_at=row.added_at, state=one.state, **told)  # type: ignore[arg-type]


def _fields(viewer: Viewer, given: FolderChange) -> dict[str, Any]:
    sent: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    if given.unit:
        (sent["unit"],) = named(units_of(viewer, VIEW_FOLDERS), [given.unit], "unit")
    return sent


@router.get("/folders", **reads(VIEW_FOLDERS, Rows[FolderRow]))
def folder_rows(request: Request, asked: Query[FolderList]) -> HttpResponse:
    """Your folders, and those that are shared with you."""
    order = Order("updated_at", descending=asked.sort == "-updated")
    rows = queries.folders(request.viewer)
    return turned(request, asked, rows, order, lambda found: [FolderRow(**_facts(row)) for row in found])


@router.get("/folders/{int:pk}", **reads(VIEW_FOLDERS, FolderFull))
def one_folder(request: Request, pk: int) -> HttpResponse:
    """One folder with its passages, ready to be cited."""
    return _one(request, pk)


@router.post("/folders", **writes(COLLECT, SCOPE, FolderFull, status=201))
def add_folder(request: Request, given: FolderIn) -> HttpResponse:
    """Begin a folder."""
    return _one(request, actions.add_folder(request.viewer, **_fields(request.viewer, given)).pk, 201)


@router.patch("/folders/{int:pk}", **writes(EDIT_FOLDER, SCOPE, FolderFull))
def change_folder(request: Request, pk: int, given: FolderChange) -> HttpResponse:
    """Rename a folder, note on it, share it."""
    with unchanged(request, queries.folder, pk) as row:
        actions.change_folder(request.viewer, row, _fields(request.viewer, given))
    return _one(request, pk)


@router.delete("/folders/{int:pk}", **writes(EDIT_FOLDER, SCOPE, Done))
def remove_folder(request: Request, pk: int) -> HttpResponse:
    """Delete a folder that is not shared."""
    with unchanged(request, queries.folder, pk) as row:
        actions.delete_folder(request.viewer, row)
    return answer(request, Done())


@router.post("/folders/{int:pk}/passages", **writes(EDIT_FOLDER, SCOPE, FolderFull))
def collect_passages(request: Request, pk: int, given: CollectIn) -> HttpResponse:
    """Put passages into a folder as they are now."""
    with unchanged(request, queries.folder, pk) as row:
        actions.collect(request.viewer, row, given.passages)
    return _one(request, pk)


@router.patch("/folders/{int:pk}/passages/{int:passage}", **writes(EDIT_FOLDER, SCOPE, FolderFull))
def note_passage(request: Request, pk: int, passage: int, given: NoteIn) -> HttpResponse:
    """Say why a passage is in its folder."""
    with unchanged(request, queries.folder, pk) as row:
        actions.note_passage(request.viewer, queries.passage_of(row, passage), given.note)
    return _one(request, pk)


@router.delete("/folders/{int:pk}/passages/{int:passage}", **writes(EDIT_FOLDER, SCOPE, FolderFull))
def take_out_passage(request: Request, pk: int, passage: int) -> HttpResponse:
    """Take a passage out of its folder."""
    with unchanged(request, queries.folder, pk) as row:
        actions.take_out_passage(request.viewer, queries.passage_of(row, passage))
    return _one(request, pk)
