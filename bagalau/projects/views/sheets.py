"""Pages: the sheets of a project: downloaded, sent back, looked at, saved, taken back."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.commitments.rules import BatchState
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.projects import queries, sheets
from bagalau.projects.access import EDIT_PROJECT
from bagalau.projects.actions import locked
from bagalau.projects.actions import sheets as actions
from bagalau.projects.forms.sheets import ProjectSheetForm
from bagalau.projects.models import Project, SheetImport
from bagalau.projects.queries.sheets import preview, sheet_import, sheet_imports, sheet_record
from bagalau.projects.sheets import budget, framework
from bagalau.projects.sheets.totals import totals
from bagalau.projects.tables.sheets import ACTS, TONES
from bagalau.projects.views.locked import way_out
from bagalau.web.forms import mark_problem
from bagalau.web.middleware import words

LATEST = 20  # so many sheets of a project are listed
SHOWN = 200  # so many changes, and so many mistakes, are shown


def _project(request: Request, pk: int) -> Project:
    """A project that the viewer may change."""
    project = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, project)
    return project


@page(EDIT_PROJECT)
def project_sheets(request: Request, pk: int) -> HttpResponse:
    """Download the sheets of a project, and send one back."""
    project = _project(request, pk)
    form = ProjectSheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        file, takes_out = form.cleaned_data["file"], form.cleaned_data["takes_out"]
        try:
            sent = actions.receive(request.viewer, project, file.read(), file.name, takes_out=takes_out)
            return redirect("sheetimport", sent.pk)
        except Problem as problem:
            mark_problem(form, Problem(problem.code, words(problem), details={"file": words(problem)}))
    shut = locked(project)
    context = {
        "project": project,
        "form": form,
        "shut": words(shut) if shut else "",
        **way_out(request, project, lies_there=shut.code if shut else ""),
        "imports": [(one, _(sheets.SHEETS[one.kind].TITLE)) for one in sheet_imports(project)[:LATEST]],
        "most": sheets.MOST_ROWS,
    }
    return render(request, "projects/sheets.html", context, status=422 if form.errors else 200)


@page(EDIT_PROJECT)
def project_budget_sheet(request: Request, pk: int) -> HttpResponseBase:
    """The work plan and budget as a sheet."""
    return _download(_project(request, pk), budget.KIND)


@page(EDIT_PROJECT)
def project_framework_sheet(request: Request, pk: int) -> HttpResponseBase:
    """The results framework as a sheet."""
    return _download(_project(request, pk), framework.KIND)


def _download(project: Project, kind: str) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    sheets.write(file, kind, sheet_record(project, kind))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"project-{project.pk}-{kind}.xlsx")


def _sheet(request: Request, pk: int) -> SheetImport:
    """A sheet of a project that the viewer may change."""
    sent = sheet_import(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, sent.project)
    return sent


@page(EDIT_PROJECT)
def sheetimport(request: Request, pk: int) -> HttpResponse:
    """A sheet that was sent: what it would change and what is wrong with it, or that it was saved."""
    return _show(request, _sheet(request, pk))


def _show(request: Request, sent: SheetImport, problem: Problem | None = None) -> HttpResponse:
    found = preview(sent) if sent.state == BatchState.SHOWN else None
    context = {
        "sent": sent,
        "project": sent.project,
        "kind": _(sheets.SHEETS[sent.kind].TITLE),
        "problem": words(problem) if problem else "",
        "is_saved": sent.state == BatchState.SAVED,
        "found": found,
        "shown": SHOWN,
    }
    if found:
        changes = found.outcome.changes
        context |= {
            "changes": [(one, ACTS[one.act], TONES[one.act]) for one in changes[:SHOWN]],
            "counts": [(ACTS[act], found.outcome.count(act)) for act in ACTS if found.outcome.count(act)],
            "mistakes": found.outcome.mistakes[:SHOWN],
            "totals": totals(found.before, found.outcome.record) if sent.kind == budget.KIND else None,
        }
    return render(request, "projects/sheet.html", context, status=problem.status if problem else 200)


@page(EDIT_PROJECT)
def sheetimport_save(request: Request, pk: int) -> HttpResponse:
    """Save what a sheet says, as it was shown."""
    sent = _sheet(request, pk)
    if request.method != "POST":
        return redirect("sheetimport", pk)
    try:
        actions.save(request.viewer, sent, request.POST.get("shown", ""))
    except Problem as problem:
        return _show(request, _sheet(request, pk), problem)
    messages.success(request, _("The project says now what the sheet says."))
    return redirect("sheetimport", pk)


@page(EDIT_PROJECT)
def sheetimport_undo(request: Request, pk: int) -> HttpResponse:
    """Bring back what stood before a sheet."""
    sent = _sheet(request, pk)
    if request.method != "POST":
        return redirect("sheetimport", pk)
    try:
        actions.undo(request.viewer, sent)
    except Problem as problem:
        return _show(request, _sheet(request, pk), problem)
    messages.success(request, _("All that this sheet had changed is as it was before."))
    return redirect("sheetimport", pk)
