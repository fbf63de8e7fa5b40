"""Pages of the projects that plans must cover: the list, one, adding and editing one, its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_PROJECT, VIEW_PROJECTS
from bagalau.evaluations.actions.plans_projects import FIELDS, cover, store_project
from bagalau.evaluations.forms.plans import ProjectFilter, ProjectForm, mark_refusal
from bagalau.evaluations.models import CoveredProject
from bagalau.evaluations.models.plan_words import NEEDS, UNTOLD
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.queries.plans_coverage import with_coverage
from bagalau.evaluations.tables.plans import coverage, need_words, project_columns
from bagalau.evaluations.tables.plans_words import ground_words
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import units_of
from bagalau.people.views.history import history_page
from bagalau.projects.queries import project
from bagalau.projects.queries import projects as documents
from bagalau.web.exports import export
from bagalau.web.forms import seen_now
from bagalau.web.tables import table


@page(VIEW_PROJECTS)
def coveredprojects(request: Request) -> HttpResponseBase:
    """All projects, with what is mandatory for each and whether it is covered."""
    viewer = request.viewer
    form = ProjectFilter(request.GET, viewer)
    rows = with_coverage(queries.projects(viewer)).filter(form.condition())
    shown = project_columns(queries.limits(viewer.today))
    file = export(request, rows, shown, default="number", name="projects")
    context = {"form": form, "table": None if file else table(request, rows, shown, "number")}
    return file or render(request, "evaluations/plan_projects.html", context | {"may_add": viewer.can(EDIT_PROJECT)})


@page(VIEW_PROJECTS)
def coveredproject(request: Request, pk: int) -> HttpResponse:
    """One project: its facts, what they ask for, and what covers it."""
    viewer = request.viewer
    row = queries.project(viewer, pk)
    limits = queries.limits(viewer.today)
    state, tone = coverage(row, limits)
    context = {
        "project": row,
        "state": state,
        "tone": tone,
        "demands": [
            {"need": NEEDS[demand.need], "grounds": [ground_words(ground, limits) for ground in demand.grounds]}
            for demand in queries.demands(row, limits)
        ],
        "missing": need_words(queries.gaps(row, limits)),
        "untold": [UNTOLD[one] for one in queries.untold(row, limits)],
        "covered_by": queries.lines_of_project(viewer, row),
        "evaluations": queries.evaluations_of_project(viewer, row),
        "may_edit": viewer.may(EDIT_PROJECT, row),
        "document": documents(viewer).filter(pk=row.project_id).first() if row.project_id else None,
    }
    return render(request, "evaluations/plan_project.html", context)


@page(EDIT_PROJECT)
def coveredproject_new(request: Request) -> HttpResponse:
    """Add a project."""
    home = request.viewer.person.unit_id if request.viewer.person else None
    return _edit(request, CoveredProject(), {"unit": home})


@page(EDIT_PROJECT)
def coveredproject_edit(request: Request, pk: int) -> HttpResponse:
    """Change what is known of a project."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, row)
    initial = {name: getattr(row, name) for name in FIELDS}
    return _edit(request, row, initial | {"seen": row.seen})


@page(EDIT_PROJECT)
def project_cover(request: Request, pk: int) -> HttpResponse:
    """Let the plans cover a project whose document is on record."""
    row = project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, row)
    if request.method == "POST":
        cover(request.viewer, row)
        messages.success(request, _("The plans know this project now, with the facts of its document."))
    return redirect("project", pk)


def _edit(request: Request, row: CoveredProject, initial: dict[str, Any]) -> HttpResponse:
    viewer, status = request.viewer, 200
    people = queries.possible_managers(viewer, row)
    form = ProjectForm(request.POST or None, initial=initial, units=units_of(viewer, EDIT_PROJECT), people=people)
    if request.method == "POST" and form.is_valid():
        try:
            made = store_project(viewer, row, form.values(), form.cleaned_data["seen"])
            messages.success(request, _("The changes were saved."))
            return redirect("coveredproject", made.pk)
        except Problem as problem:
            if problem.status == 403:
                raise
            if row.pk:
                seen_now(form, queries.project(viewer, row.pk).seen)
            mark_refusal(form, problem)
            status = problem.status
    elif form.is_bound:
        status = 422
    context = {"form": form, "project": row, "title": row.title if row.pk else _("New project")}
    return render(request, "evaluations/plan_project_form.html", context, status=status)


@page(VIEW_HISTORY)
def coveredproject_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what of a project."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "coveredproject")
