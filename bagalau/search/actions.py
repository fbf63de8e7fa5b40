"""Writes: keeping questions, and collecting passages in folders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.search.access import COLLECT, KEEP_SEARCHES, VIEW_FOLDERS
from bagalau.search.models import Folder, FolderPassage, SavedSearch
from bagalau.search.queries import checked, is_own, may_edit, with_ids
from bagalau.search.schema import Kept
from bagalau.web.records import check

FIELDS = ("name", "note", "unit")
MOST_PASSAGES = 1_000


@journal.turn()
def save_search(actor: Viewer, name: str, query: str) -> SavedSearch:
    """Keep a question under a name."""
    require(actor, KEEP_SEARCHES)
    saved = SavedSearch(person=actor.person, name=name.strip(), query=query)
    if SavedSearch.objects.filter(person=actor.person, name=saved.name).exists():
        sentence = _("You have a saved search of this name already. Choose another name.")
        raise Problem("name-taken", sentence, status=422, details={"name": sentence})
    check(saved)
    saved.save()
    journal.write(actor.person, "save search", saved)
    return saved


@journal.turn()
def forget_search(actor: Viewer, saved: SavedSearch) -> None:
    """Take a saved question away; the door gives everybody their own alone."""
    require(actor, KEEP_SEARCHES)
    journal.write(actor.person, "forget search", saved)
    saved.delete()


@journal.turn()
def add_folder(actor: Viewer, name: str, note: str = "", unit: Unit | None = None) -> Folder:
    """Begin a folder, of one's own or shared with a unit in which one has a role."""
    require(actor, COLLECT)
    folder = Folder(owner=actor.person, name=name.strip(), note=note.strip(), unit=unit)
    if unit is not None:
        require(actor, VIEW_FOLDERS, Folder(unit=unit))
    check(folder)
    folder.save()
    journal.write(actor.person, "add", folder, {}, journal.snapshot(folder, FIELDS))
    return folder


@journal.turn()
def change_folder(actor: Viewer, folder: Folder, fields: Mapping[str, Any], seen: str = "") -> Folder:
    """Rename a folder, note on it, share it; with whom it is shared its owner alone says."""
    folder = _held(actor, folder, seen)
    before = journal.snapshot(folder, FIELDS)
    if "unit" in fields and fields["unit"] != folder.unit:
        if not is_own(actor.person, folder):
            raise Problem("not-owner", _("Only its owner says with whom a folder is shared."), status=403)
        if fields["unit"] is not None:
            require(actor, VIEW_FOLDERS, Folder(unit=fields["unit"]))
    for name in FIELDS:
        if name in fields:
            setattr(folder, name, fields[name])
    check(folder)
    folder.save()
    journal.write(actor.person, "change", folder, before, journal.snapshot(folder, FIELDS))
    return folder


def _held(actor: Viewer, folder: Folder, seen: str = "") -> Folder:
    """The folder as it is now, held until the action is done; refused to whoever may not fill it."""
    now = Folder.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=folder.pk).first()
    if now is None:
        raise Problem("folder-gone", _("Somebody deleted this folder meanwhile."), status=409)
    require_filling(actor, now)
    if seen and seen != now.seen:
        sentence = _("Somebody changed this folder meanwhile. Look at what it has become, and save again.")
        raise Problem("changed-meanwhile", sentence, status=409)
    return now


def require_filling(actor: Viewer, folder: Folder) -> None:
    """Refuse to change a folder to whoever sees it but may not fill it."""
    if not may_edit(actor, folder):
        sentence = _("Your roles do not allow this. Ask an administrator if you think they should.")
        raise Problem("not-allowed", sentence, status=403)


@journal.turn()
def delete_folder(actor: Viewer, folder: Folder) -> None:
    """Delete a folder that is nobody else's."""
    folder = _held(actor, folder)
    if folder.unit is not None:
        raise Problem(
            "folder-shared", _("Others use this folder: its owner must end the sharing before deleting it."), status=409
        )
    before = {**journal.snapshot(folder, FIELDS), "passages": folder.passages.count()}
    journal.write(actor.person, "delete", folder, before, {})
    folder.delete()


@journal.turn()
def collect(actor: Viewer, folder: Folder, ids: Collection[str]) -> int:
    """Put passages into a folder as they are now; how many were not in it yet."""
    folder = _held(actor, folder)
    known = {(row.root_kind, row.root_id, row.part) for row in folder.passages.only("root_kind", "root_id", "part")}
    found = checked(actor, with_ids(list(ids)[:100]).values())
    fresh = [passage for passage in found if (*passage.root, passage.part) not in known]
    if not found:
        raise Problem("nothing-chosen", _("Choose at least one passage that is still there."), status=422)
    if len(known) + len(fresh) > MOST_PASSAGES:
        raise Problem("folder-full", _("This folder is full. Begin another one."), status=422)
    FolderPassage.objects.bulk_create([_row(actor, folder, passage) for passage in fresh])
    folder.save()
    if fresh:
        journal.write(actor.person, "collect", folder, {}, {"passages": [passage.id for passage in fresh]})
    return len(fresh)


@journal.turn()
def collect_into(actor: Viewer, folder: Folder | None, name: str, ids: Collection[str]) -> int:
    """Put passages into a folder that is there, or into a new one of one's own."""
    if folder is None and not name.strip():
        raise Problem("no-folder", _("Choose a folder, or write the name of a new one."), status=422)
    return collect(actor, folder or add_folder(actor, name), ids)


def _row(actor: Viewer, folder: Folder, passage: Kept) -> FolderPassage:
    return FolderPassage(
        folder=folder,
        root_kind=passage.root[0],
        root_id=passage.root[1],
        part=passage.part,
        inside=passage.inside,
        kind=passage.kind,
        text=passage.text,
        title=passage.title[:500],
        place=passage.place,
        anchor=passage.anchor,
        unit_id=passage.unit,
        day=passage.day,
        added_by=actor.person,
    )


def _there(passage: FolderPassage) -> FolderPassage:
    """The passage as it is now, in the turn of the action."""
    now = FolderPassage.objects.filter(pk=passage.pk).first()
    if now is None:
        raise Problem("passage-gone", _("Somebody took this passage out of the folder meanwhile."), status=409)
    return now


@journal.turn()
def note_passage(actor: Viewer, passage: FolderPassage, note: str) -> FolderPassage:
    """Say why a passage is in its folder."""
    folder = _held(actor, passage.folder)
    passage = _there(passage)
    before = passage.note
    passage.note = note.strip()
    check(passage)
    passage.save(update_fields=["note"])
    if passage.note != before:
        journal.write(actor.person, "change", folder, {"note": before}, {"note": passage.note})
    return passage


@journal.turn()
def take_out_passage(actor: Viewer, passage: FolderPassage) -> None:
    """Take a passage out of its folder; the journal tells which it was."""
    folder = _held(actor, passage.folder)
    passage = _there(passage)
    journal.write(actor.person, "take out", folder, {"passages": [f"{passage.title}, {passage.place}"]}, {})
    passage.delete()
    folder.save()
