"""Pages of the rows of a project, of whatever kind: one form for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.projects import queries
from bagalau.projects.access import EDIT_PROJECT
from bagalau.projects.actions.rows import move_row, remove_row, save_row
from bagalau.projects.actions.theory import save_link
from bagalau.projects.forms.kinds import KINDS, Kind
from bagalau.projects.forms.rows import RowForm
from bagalau.projects.models import Link, Project, ProjectRow, Result
from bagalau.projects.queries import editing
from bagalau.projects.rules.framework import levels_under
from bagalau.projects.rules.record import Level
from bagalau.projects.views.locked import refusal
from bagalau.web.formfields import differing, mark_all
from bagalau.web.forms import seen_now, whole_number
from bagalau.web.middleware import words
from bagalau.web.records import absent

PLACES = {"budget": "project_budget", "framework": "project_framework"}  # other pages that a form may lead back to


@dataclass(frozen=True)
class Opened:
    """A row that is edited, with its project and kind."""

    project: Project
    kind: Kind
    row: ProjectRow


def _opened(request: Request, pk: int, word: str, row: int | None = None) -> Opened:
    """The doors: of the project, and of its row or of the row in which a new one shall lie."""
    project = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, project)
    kind = KINDS.get(word)
    if kind is None:
        raise absent()
    if row is not None:
        return Opened(project, kind, queries.row_of(project, kind.table, row))
    fresh = kind.table(project=project)
    above = kind.under or (Result if kind.table is Result else None)
    key = whole_number(request.POST.get("parent") or request.GET.get("parent", ""))
    if above and (key is not None or kind.under):
        vars(fresh)["parent_id"] = queries.row_of(project, above, key or 0).pk
    if isinstance(fresh, Result):
        fresh.level = levels_under(Level(fresh.parent.level) if fresh.parent else None)[0] if not fresh.level else ""
    return Opened(project, kind, fresh)


def _form(request: Request, at: Opened, row: ProjectRow, data: Any = None) -> RowForm:
    ends = editing.ends(at.project) if at.kind.table is Link else ()
    return RowForm(data, kind=at.kind, row=row, of=at.project, sources=editing.sources(at.project), ends=ends)


@page(EDIT_PROJECT)
def project_row_new(request: Request, pk: int, kind: str) -> HttpResponse:
    """Add a row to a project."""
    at = _opened(request, pk, kind)
    return _shut(request, at) or _edit(request, at)


@page(EDIT_PROJECT)
def project_row(request: Request, pk: int, kind: str, row: int) -> HttpResponse:
    """Change a row of a project."""
    at = _opened(request, pk, kind, row)
    return _shut(request, at) or _edit(request, at)


def _shut(request: Request, at: Opened) -> HttpResponse | None:
    """What was sent is answered with its form, so that nothing of it is lost."""
    return refusal(request, at.project) if request.method != "POST" else None


def _edit(request: Request, at: Opened) -> HttpResponse:
    key, status, now = at.row.pk, 200, []
    form = _form(request, at, at.row, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            save: Any = save_link if isinstance(at.row, Link) else save_row
            try:
                kept = save(request.viewer, at.row, form.values(), seen=form.cleaned_data["seen"])
                return _after(request, at, kept)
            except Problem as problem:
                status = problem.status
                if problem.code == "changed-meanwhile":
                    present = queries.row_of(at.project, at.kind.table, key)
                    seen_now(form, present.seen)
                    now = differing(form, _form(request, at, present))
                mark_all(form, problem)
    return render(request, "projects/row_form.html", _context(request, at, form) | {"now": now}, status=status)


def _context(request: Request, at: Opened, form: RowForm | None = None) -> dict[str, Any]:
    row = at.row
    return {
        "project": at.project,
        "kind": at.kind,
        "row": row if row.pk else None,
        "parent": getattr(row, "parent", None),
        "form": form,
        "inside": [
            (KINDS[table._meta.model_name or ""], rows)
            for table, rows in (editing.inside(row, at.kind.inside) if row.pk else ())
        ],
        "back": _back(request, at.project, at.kind, row),
        "came": _came(request),
    }


def _came(request: Request) -> str:
    """The page from which a form was opened, if that was another one than the project's."""
    came = request.POST.get("from") or request.GET.get("from", "")
    return came if came in PLACES else ""


def _back(request: Request, project: Project, kind: Kind, row: ProjectRow | None) -> str:
    """Where a form leads back to: the row where it stands on the page, or the part of the page."""
    came = _came(request)
    address = reverse(PLACES.get(came, "project"), args=[project.pk])
    anchor = f"{kind.word}-{row.pk}" if row and row.pk else kind.part
    return f"{address}#{anchor}"


def _after(request: Request, at: Opened, row: ProjectRow) -> HttpResponse:
    messages.success(request, _("Saved: %(what)s.") % {"what": str(row)[:120] or at.kind.label})
    if request.POST.get("do") == "another":
        again = reverse("project_row_new", args=[at.project.pk, at.kind.word])
        given = {"parent": str(getattr(row, "parent_id", None) or ""), "from": _came(request)}
        return redirect(f"{again}?{'&'.join(f'{name}={value}' for name, value in given.items() if value)}")
    return redirect(_back(request, at.project, at.kind, row))


@page(EDIT_PROJECT)
def project_row_remove(request: Request, pk: int, kind: str, row: int) -> HttpResponse:
    """Take a row out, with all that lies in it."""
    at = _opened(request, pk, kind, row)
    if shut := _shut(request, at):
        return shut
    context, status = _context(request, at), 200
    if request.method == "POST":
        try:
            remove_row(request.viewer, at.row, seen=request.POST.get("seen", ""))
            messages.success(request, _("Taken out: %(what)s.") % {"what": str(at.row)[:120] or at.kind.label})
            return redirect(_back(request, at.project, at.kind, None))
        except Problem as problem:
            context["sentence"], status = words(problem), problem.status
    return render(request, "projects/row_remove.html", context, status=status)


@page(EDIT_PROJECT)
def project_row_move(request: Request, pk: int, kind: str, row: int) -> HttpResponse:
    """Put a row one place up or down among those beside it."""
    at = _opened(request, pk, kind, row)
    if request.method == "POST":
        step = -1 if request.POST.get("to") == "up" else 1
        move_row(request.viewer, at.row, editing.place_of(at.row) + step, seen=request.POST.get("seen", ""))
    return redirect(_back(request, at.project, at.kind, at.row))
