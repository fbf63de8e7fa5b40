"""Pages of documents: the list, adding a file, one with its versions, downloads."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.documents import actions, queries
from bagalau.documents.access import EDIT_DOCUMENT, PUBLISH_DOCUMENT, UPLOAD, VIEW_DOCUMENTS
from bagalau.documents.forms import READ, DocumentFilter, DocumentForm, FileForm, VersionForm
from bagalau.documents.models import Document
from bagalau.documents.rules import NEVER_PUBLIC, Visibility
from bagalau.documents.storage import path_of
from bagalau.documents.tables import DOCUMENTS
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.forms import mark_problem, seen_now
from bagalau.web.tables import table


@page(VIEW_DOCUMENTS)
def documents(request: Request) -> HttpResponseBase:
    """All documents, with filters, sorting and exports."""
    form = DocumentFilter(request.GET, request.viewer)
    rows = queries.documents(request.viewer).filter(form.condition())
    file = export(request, rows, DOCUMENTS, default="-added", name="documents")
    context = {"form": form, "table": None if file else table(request, rows, DOCUMENTS, "-added")}
    return file or render(request, "documents/list.html", context)


@page(UPLOAD)
def add(request: Request) -> HttpResponse:
    """Add a file: read it into a draft, or keep it as it is."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*data, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, form)
        except Problem as problem:
            mark_problem(form, problem)
    return render(request, "documents/add.html", {"form": form}, status=422 if form.errors else 200)


def _added(request: Request, form: FileForm) -> HttpResponse:
    file, about = form.cleaned_data["file"], form.about()
    if form.cleaned_data["purpose"] != READ:
        return redirect("document", actions.add_file(request.viewer, file.read(), file.name, about).pk)
    imported = actions.import_file(request.viewer, file.read(), file.name, about)
    if imported.already:
        messages.info(request, _("This file was read before: this is what came of it."))
    return redirect("draft", imported.draft.pk)


@page(VIEW_DOCUMENTS)
def document(request: Request, pk: int) -> HttpResponse:
    """One document with its versions and what was read from them."""
    row = queries.document(request.viewer, pk)
    return _show(request, row, VersionForm())


def _show(request: Request, row: Document, form: VersionForm) -> HttpResponse:
    context = {
        "document": row,
        "inside": request.viewer.may(VIEW_HISTORY, row),
        "versions": queries.versions(row),
        "may_publish": request.viewer.may(PUBLISH_DOCUMENT, row) and row.type not in NEVER_PUBLIC,
        "form": form if request.viewer.may(EDIT_DOCUMENT, row) else None,
    }
    return render(request, "documents/document.html", context, status=422 if form.errors else 200)


@page(EDIT_DOCUMENT)
def document_edit(request: Request, pk: int) -> HttpResponse:
    """Change what is said of a document."""
    row = queries.document(request.viewer, pk)
    require(request.viewer, EDIT_DOCUMENT, row)
    initial = {name: getattr(row, name) for name in DocumentForm.base_fields}
    form = DocumentForm(request.POST or None, initial=initial)
    form.fields["visibility"].disabled = not request.viewer.may(PUBLISH_DOCUMENT, row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_document(request.viewer, row, form.cleaned_data, seen=form.cleaned_data["seen"])
        except Problem as problem:
            if problem.code == "changed-meanwhile":
                row = queries.document(request.viewer, pk)
                seen_now(form, row.seen)
            elif not problem.details:
                raise
            mark_problem(form, problem)
        else:
            return redirect("document", pk=pk)
    return render(request, "documents/edit.html", {"document": row, "form": form}, status=422 if form.errors else 200)


@page(PUBLISH_DOCUMENT)
def document_publish(request: Request, pk: int) -> HttpResponse:
    """Publish a document, or take it back."""
    row = queries.document(request.viewer, pk)
    require(request.viewer, PUBLISH_DOCUMENT, row)
    if request.method != "POST":
        return redirect("document", pk=pk)
    public = request.POST.get("visibility") == Visibility.PUBLIC
    try:
        actions.set_visibility(request.viewer, row, Visibility.PUBLIC if public else Visibility.INTERNAL)
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("document", pk=pk)


@page(EDIT_DOCUMENT)
def version_add(request: Request, pk: int) -> HttpResponse:
    """Keep a newer file of a document."""
    row = queries.document(request.viewer, pk)
    require(request.viewer, EDIT_DOCUMENT, row)
    if request.method != "POST":
        return redirect("document", pk=pk)
    form = VersionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, row, form)
    file = form.cleaned_data["file"]
    actions.add_version(request.viewer, row, file.read(), file.name)
    return redirect("document", pk=pk)


@page(VIEW_DOCUMENTS)
def download(request: Request, pk: int) -> HttpResponseBase:
    """The bytes of a version: always as an attachment, never run or shown in place."""
    version = queries.version(request.viewer, pk)
    try:
        file = path_of(version.file.sha256).open("rb")
    except FileNotFoundError as error:
        sentence = _("This file is missing in the store. Tell the administrator, who can restore it from a backup.")
        raise Problem("file-missing", sentence, status=410) from error
    actions.count_download(version)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=version.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@page(VIEW_HISTORY)
def document_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in a document."""
    row = queries.document(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "document")
