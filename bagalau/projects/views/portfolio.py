"""Pages: the list of projects."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import render

from bagalau.people.middleware import Request, page
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.forms.portfolio import ProjectFilter
from bagalau.projects.queries.portfolio import listed, portfolio
from bagalau.projects.tables.portfolio import columns
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_PROJECTS)
def projects(request: Request) -> HttpResponseBase:
    """All projects, with filters, sorting and exports."""
    form = ProjectFilter(request.GET, request.viewer)
    asked, shown = form.condition(), columns(request.viewer)
    file = export(request, portfolio(request.viewer).filter(asked), shown, default="title", name="projects")
    context = {
        "form": form,
        "table": None if file else table(request, listed(request.viewer, asked), shown, "title"),
    }
    return file or render(request, "projects/list.html", context)
