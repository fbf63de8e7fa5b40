"""The search, saved searches and evidence folders. Folders are shared, so that roles open them."""

from __future__ import annotations

from bagalau.people.models import Person
from bagalau.search import jobs
from bagalau.search.access import VIEW_FOLDERS
from bagalau.search.models import Folder, FolderPassage, SavedSearch
from tests.pages import Arguments, Make, Page, plain, seen, taken
from tests.pages.office import Base

PAGES = {
    **plain("search folders"),
    **seen("folder"),
    "search_similar": Page(get=302),
    "search_collect": Page(get=302, post=422),  # nothing is chosen
    "searches": Page(post=302, sent={"name": "Mills", "query": "q=mills"}),
    "folder_new": Page(post=302, sent={"name": "What was said of mills"}),
    "folder_edit": taken("folder", get=200, name="Renamed"),
    "folder_delete": Page("folder", get=302, post=409),  # it is shared
    "folder_passage": taken("foldered", note="For the report to the board."),
}
DOORS = {"folder": VIEW_FOLDERS, "foldered": VIEW_FOLDERS}
BUDGETS = {
    "search": 9,
    "searches": 7,
    "folders": 8,
    "folder_new": 7,
    "folder": 11,
    "folder_edit": 8,
}
EXPORTS = {"search": 7, "folders": 7, "folder": 11}
PUBLIC = {"search": 1, "search?q=found+kind:finding": 3, "search?q=found+kind:finding&format=csv": 3}
WITHOUT_LISTS = set("search_similar search_collect folder_delete folder_passage".split())
NAME = "Evidence of mills"
INDEXED = {2, 59}
"""The last of the few, and of the many: then what was added is found."""


def records(make: Make) -> dict[str, Arguments]:
    folder = Folder.objects.create(owner=make.maker.person, name=f"Evidence, {make.where}", unit=make.unit)
    passage = collected(folder, make.there["evaluation"][0], "head")
    return {"folder": (folder.pk,), "foldered": (folder.pk, passage.pk)}


def collected(folder: Folder, evaluation: int, part: str) -> FolderPassage:
    where = {"root_kind": "evaluation", "root_id": evaluation, "part": part, "unit": folder.unit}
    return FolderPassage.objects.create(folder=folder, kind="evaluation", text="Review", title="Review", **where)


def shown(base: Base) -> dict[str, Arguments]:
    folder = Folder.objects.create(owner=base.person, name=NAME, unit=base.unit)
    return {"folder": (folder.pk,), "folder_new": ()}


def grow(base: Base, by: Person, number: int) -> None:
    collected(Folder.objects.get(name=NAME), base.evaluation.pk, f"finding-{number}")
    Folder.objects.create(owner=by, name=f"Folder {number}", unit=base.unit)
    SavedSearch.objects.create(person=by, name=f"Search {number}", query="q=mills")
    if number in INDEXED:
        jobs.catch_up()
