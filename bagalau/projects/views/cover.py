"""Pages of a project's cover: making a project without a paper, and changing what its cover says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import home_of, units_of
from bagalau.projects import actions, queries
from bagalau.projects.access import ADD_PROJECT, EDIT_PROJECT
from bagalau.projects.forms.cover import ProjectForm
from bagalau.projects.models import Project
from bagalau.projects.queries.editing import managers
from bagalau.projects.views.locked import refusal
from bagalau.web.formfields import differing, mark_all
from bagalau.web.forms import seen_now


@page(ADD_PROJECT)
def project_new(request: Request) -> HttpResponse:
    """Make a project without a paper."""
    return _edit(request, Project(unit=home_of(request.viewer, ADD_PROJECT), currency="USD"))


@page(EDIT_PROJECT)
def project_edit(request: Request, pk: int) -> HttpResponse:
    """Change what the cover of a project says."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, row)
    return (request.method != "POST" and refusal(request, row)) or _edit(request, row)


def _form(request: Request, row: Project, data: Any = None) -> ProjectForm:
    own = None if row.pk else units_of(request.viewer, ADD_PROJECT)  # a known project stays in its unit
    return ProjectForm(data, of=row, units=own, managers=managers(request.viewer, row.unit, row.manager))


def _edit(request: Request, row: Project) -> HttpResponse:
    key, status, now = row.pk, 200, []
    form = _form(request, row, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                kept = actions.store(request.viewer, row, form.values(), seen=form.cleaned_data["seen"])
                messages.success(request, _("The changes were saved.") if key else _("The project was added."))
                return redirect("project", kept.pk)
            except Problem as problem:
                status = problem.status
                if problem.code == "changed-meanwhile":
                    present = queries.project(request.viewer, key)
                    seen_now(form, present.seen)
                    now = differing(form, _form(request, present))
                mark_all(form, problem)
    known = queries.project(request.viewer, key) if key else None
    context = {"form": form, "project": known, "now": now}
    return render(request, "projects/project_form.html", context, status=status)
