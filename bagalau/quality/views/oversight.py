"""Pages: oversight of quality, where each figure leads to its rows, and the projects by how they are assessed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bagalau.people.middleware import Request, page
from bagalau.quality import charts
from bagalau.quality.access import OVERSEE_QUALITY
from bagalau.quality.forms.oversight import OversightFilter, ProjectFilter
from bagalau.quality.queries import dues
from bagalau.quality.queries.completion import due_states, of_asked, project_figures, projects
from bagalau.quality.queries.oversight import figures, questionnaires_in_use, scheme_of_key, units_told, wordings
from bagalau.quality.tables.oversight import project_columns
from bagalau.quality.views.oversight_shown import Shown
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(OVERSEE_QUALITY)
def quality_oversight(request: Request) -> HttpResponse:
    """Completion, ratings, sections, questions and evidence."""
    viewer, texts = request.viewer, questionnaires_in_use()
    form = OversightFilter(request.GET, viewer, texts)
    asked = form.asked()
    found, of_projects = figures(viewer, asked), project_figures(viewer, asked)
    scheme = scheme_of_key(found.scheme)
    shown = Shown(request, asked, found, of_projects, wordings(found), scheme)
    context: dict[str, Any] = {
        "stages": shown.stages(due_states(viewer, of_asked(dues(viewer), asked))),
        "form": form,
        "shown": shown,
        "found": found,
        "projects": of_projects,
    }
    if scheme:
        units = units_told(viewer, asked)
        context |= {
            "charts": [
                charts.by_year(found.overview.year_ratings, scheme),
                charts.overall(found.overview.ratings, scheme),
            ],
            "units": shown.units(units),
            "years": shown.years(),
            "questions": shown.questions(),
        }
    return render(request, "quality/oversight.html", context)


@page(OVERSEE_QUALITY)
def quality_projects(request: Request) -> HttpResponseBase:
    """The projects that run, each with its light."""
    viewer = request.viewer
    form = ProjectFilter(request.GET, viewer)
    rows = projects(viewer, form.asked()).filter(form.condition()).select_related("unit")
    shown = project_columns(viewer)
    file = export(request, rows, shown, default="title", name="quality_projects")
    context = {"form": form, "table": None if file else table(request, rows, shown, "title")}
    return file or render(request, "quality/projects.html", context)
