"""Reads: saved searches, folders, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from bagalau.lib.passages import RecordKey, Reference
from bagalau.people.access import Viewer, require, visible
from bagalau.people.models import Person
from bagalau.search.access import EDIT_FOLDER, KEEP_SEARCHES, VIEW_FOLDERS
from bagalau.search.models import Folder, FolderPassage, SavedSearch
from bagalau.search.queries.hits import index_in_use, opened, with_ids
from bagalau.search.schema import root_term
from bagalau.web.records import one


def saved_searches(viewer: Viewer) -> QuerySet[SavedSearch]:
    """The viewer's own saved searches."""
    require(viewer, KEEP_SEARCHES)
    return SavedSearch.objects.filter(person=viewer.person)


def saved_search(viewer: Viewer, pk: int) -> SavedSearch:
    """The door to a saved search."""
    return one(saved_searches(viewer), pk)


def folders(viewer: Viewer) -> QuerySet[Folder]:
    """The viewer's own folders, and those shared with units that the viewer's roles reach; with how much is in each."""
    return _open(viewer).select_related("unit", "owner").annotate(passage_count=Count("passages"))


def _open(viewer: Viewer) -> QuerySet[Folder]:
    require(viewer, VIEW_FOLDERS)
    shared = visible(viewer, VIEW_FOLDERS, kind="folder") & Q(unit__isnull=False)
    return Folder.objects.filter(Q(owner=viewer.person) | shared)


def folder(viewer: Viewer, pk: int) -> Folder:
    """The door to a folder."""
    return one(folders(viewer), pk)


def may_edit(viewer: Viewer, row: Folder) -> bool:
    """Whether somebody may put passages into a folder, take them out and note on them."""
    return is_own(viewer.person, row) or (row.unit_id is not None and viewer.may(EDIT_FOLDER, row))


def is_own(person: Person | None, row: Folder) -> bool:
    """Whether a folder is somebody's own, to rename, share and delete."""
    return person is not None and row.owner_id == person.pk


def folders_to_fill(viewer: Viewer) -> list[Folder]:
    """The folders into which the viewer may put passages, the latest first."""
    return [row for row in _open(viewer)[:50] if may_edit(viewer, row)]


def passage_of(of: Folder, pk: int) -> FolderPassage:
    """The door to a passage of a folder; the caller has opened the folder's door."""
    return one(of.passages.select_related("folder"), pk)


@dataclass(frozen=True)
class Collected:
    """A passage in a folder, as one viewer sees it: whether its record opens, and what became of its text."""

    row: FolderPassage
    is_open: bool
    state: str
    """``same``, ``changed``, ``gone``, or ``unknown`` while there is no index."""

    @property
    def root(self) -> RecordKey:
        return self.row.root_kind, self.row.root_id


def collected(viewer: Viewer, of: Folder) -> list[Collected]:
    """The passages of a folder; the text of one whose record is not open to the viewer is not told."""
    rows = list(of.passages.select_related("unit", "added_by"))
    asked: dict[str, set[Reference]] = {}
    for row in rows:
        asked.setdefault(row.root_kind, set()).add(_reference(row))
    shown = {kind: opened(viewer, kind, references) for kind, references in asked.items()}
    now = with_ids([_id(row) for row in rows]) if index_in_use() else None

    def state(row: FolderPassage) -> str:
        if now is None:
            return "unknown"
        passage = now.get(_id(row))
        return "gone" if passage is None else "same" if passage.text == row.text else "changed"

    return [Collected(row, _reference(row) in shown[row.root_kind], state(row)) for row in rows]


def _reference(row: FolderPassage) -> Reference:
    return Reference(row.root_id, row.part, row.inside)


def _id(row: FolderPassage) -> str:
    return f"{root_term((row.root_kind, row.root_id))}/{row.part}"
