"""Pages of one project: everything that its document says, its publication, its history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from bagalau.documents.queries import documents_of
from bagalau.documents.rules import Visibility
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.views.history import history_page
from bagalau.projects import actions, queries
from bagalau.projects.access import PUBLISH_PROJECT, VIEW_FINDINGS, VIEW_PROJECTS, VIEW_VERSIONS
from bagalau.projects.models.words import STATUS_TONES
from bagalau.projects.queries import shown
from bagalau.projects.queries.findings import findings
from bagalau.projects.queries.life import standing, told_outside, years_of
from bagalau.projects.queries.portfolio import project_with_version
from bagalau.projects.queries.record import record_of
from bagalau.projects.reports.offered import papers
from bagalau.projects.rules.life import Phase, VersionState
from bagalau.projects.views.document import document
from bagalau.projects.views.life_shown import life_of


@page(VIEW_PROJECTS)
def project(request: Request, pk: int) -> HttpResponse:
    """One project with everything its document says."""
    viewer = request.viewer
    row = project_with_version(viewer, pk)
    inside = viewer.may(VIEW_FINDINGS, row)
    life = life_of(viewer, row)
    under_way, signed = (life["under_way"], life["signed"]) if life else (None, None)
    if not life and row.in_revision:  # type: ignore[attr-defined]  # queried with it
        under_way, signed = standing(row)
    told = record_of(row) if inside else told_outside(row, signed)
    sees_versions = viewer.may(VIEW_VERSIONS, row)
    years = [plan.year for plan in told.work_plans]
    open_one = under_way if under_way and under_way.state == VersionState.OPEN else None
    context = {
        "project": row,
        **document(told, viewer.today),
        "life": life,
        "under_way": under_way,
        "signed": signed,
        "inside": inside,
        "findings": findings(viewer, row, told).by_place if inside else {},
        "sees_history": viewer.may(VIEW_HISTORY, row),
        "may_edit": inside and queries.may_edit(viewer, row, open_one),
        "may_publish": viewer.may(PUBLISH_PROJECT, row),
        "tone": STATUS_TONES[Phase(row.status)],
        "sources": shown.origins(told) if inside else {},
        "papers": list(papers(row.pk, years_of(signed) if signed else years)),
        "undecided": list(papers(row.pk, years, under_way.number)) if under_way and sees_versions else [],
        "read_from": documents_of(viewer, "project", row.pk) if inside else [],
    }
    return render(request, "projects/project.html", context)


@page(PUBLISH_PROJECT)
def project_publish(request: Request, pk: int) -> HttpResponse:
    """Publish a project, or take it back."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, PUBLISH_PROJECT, row)
    if request.method == "POST":
        wanted = Visibility.PUBLIC if request.POST.get("visibility") == Visibility.PUBLIC else Visibility.INTERNAL
        actions.set_visibility(request.viewer, row, wanted)
    return redirect("project", pk=pk)


@page(VIEW_HISTORY)
def project_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in a project."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "project")
