"""Folders of passages: the list, one with what is in it, changing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.people.queries import units_of
from bagalau.search import actions, queries
from bagalau.search.access import COLLECT, EDIT_FOLDER, VIEW_FOLDERS
from bagalau.search.files import file_of
from bagalau.search.forms import FolderForm, NoteForm
from bagalau.search.labels import label, place_words
from bagalau.search.models import Folder
from bagalau.search.queries import Collected
from bagalau.search.tables import FOLDERS, STATES, address, passage_columns
from bagalau.web.exports import export
from bagalau.web.forms import mark_problem
from bagalau.web.tables import table


@page(VIEW_FOLDERS)
def folders(request: Request) -> HttpResponseBase:
    """The viewer's folders and those that are shared with them."""
    rows = queries.folders(request.viewer)
    file = export(request, rows, FOLDERS, default="-updated", name="folders")
    context = {"table": None if file else table(request, rows, FOLDERS, "-updated")}
    return file or render(request, "search/folders.html", context)


@page(COLLECT)
def folder_new(request: Request) -> HttpResponse:
    """Begin a folder."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.add_folder(request.viewer, given["name"], given["note"], given.get("unit"))
        return redirect("folder", pk=made.pk)
    return render(request, "search/folder_form.html", {"form": form}, status=422 if form.errors else 200)


def _form(request: Request, row: Folder | None) -> FolderForm:
    """The form of a folder; with whom it is shared, only its owner is asked."""
    viewer = request.viewer
    own = row is None or queries.is_own(viewer.person, row)
    units = units_of(viewer, VIEW_FOLDERS) if own and viewer.scope(VIEW_FOLDERS) else None
    initial = {"name": row.name, "note": row.note, "unit": row.unit_id, "seen": row.seen} if row else {}
    return FolderForm(request.POST if request.method == "POST" else None, initial=initial, units=units)


@page(VIEW_FOLDERS)
def folder(request: Request, pk: int) -> HttpResponseBase:
    """One folder: its passages with their sources, ready to be cited."""
    row = queries.folder(request.viewer, pk)
    passages = queries.collected(request.viewer, row)
    columns = passage_columns(request.build_absolute_uri("/").rstrip("/"))
    if file := file_of(request, lambda: passages, columns, "evidence"):
        return file
    may_edit = queries.may_edit(request.viewer, row)
    context = {
        "folder": row,
        "passages": [_shown(one) for one in passages],
        "may_edit": may_edit,
        "may_delete": may_edit and row.unit_id is None,
    }
    return render(request, "search/folder.html", context)


def _shown(one: Collected) -> dict[str, object]:
    return {
        "row": one.row,
        "is_open": one.is_open,
        "kind": label("kind", one.row.kind),
        "place": place_words(one.row.place),
        "url": address(one.root, one.row.anchor),
        "state": STATES[one.state] if one.state in {"changed", "gone"} else "",
    }


@page(EDIT_FOLDER)
def folder_edit(request: Request, pk: int) -> HttpResponse:
    """Rename a folder, note on it, share it."""
    row = queries.folder(request.viewer, pk)
    actions.require_filling(request.viewer, row)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        try:
            actions.change_folder(request.viewer, row, fields, form.cleaned_data["seen"])
            return redirect("folder", pk=pk)
        except Problem as problem:
            form.show_again(queries.folder(request.viewer, pk).seen)
            mark_problem(form, problem)
            return render(request, "search/folder_form.html", {"form": form, "folder": row}, status=problem.status)
    context = {"form": form, "folder": row}
    return render(request, "search/folder_form.html", context, status=422 if form.errors else 200)


@page(EDIT_FOLDER)
def folder_delete(request: Request, pk: int) -> HttpResponse:
    """Delete a folder that is not shared."""
    row = queries.folder(request.viewer, pk)
    actions.require_filling(request.viewer, row)
    if request.method != "POST":
        return redirect("folder", pk=pk)
    actions.delete_folder(request.viewer, row)
    return redirect("folders")


@page(EDIT_FOLDER)
def folder_passage(request: Request, pk: int, passage: int) -> HttpResponse:
    """Note on a passage of a folder, or take it out."""
    row = queries.folder(request.viewer, pk)
    actions.require_filling(request.viewer, row)
    found = queries.passage_of(row, passage)
    if request.method == "POST" and "take_out" in request.POST:
        actions.take_out_passage(request.viewer, found)
    elif request.method == "POST":
        form = NoteForm(request.POST)
        if not form.is_valid():
            raise Problem("bad-note", " ".join(map(str, form.errors["note"])), status=422)
        actions.note_passage(request.viewer, found, form.cleaned_data["note"])
    return redirect("folder", pk=pk)
