"""Pages: budget lines, indicators and risks of all projects, each a list that can be had as a file."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from bagalau.people.middleware import Request, page
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.forms.portfolio import ProjectFilter
from bagalau.projects.queries import flat
from bagalau.projects.tables.flat import indicator_columns, line_columns, risk_columns
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_PROJECTS)
def budgetlines(request: Request) -> HttpResponseBase:
    """The budget lines of all projects."""
    return _list(request, flat.budget_lines, line_columns(), _("Budget lines"), "budgetlines")


@page(VIEW_PROJECTS)
def indicators(request: Request) -> HttpResponseBase:
    """The indicators of all projects."""
    return _list(request, flat.indicators, indicator_columns(), _("Indicators"), "indicators")


@page(VIEW_PROJECTS)
def projectrisks(request: Request) -> HttpResponseBase:
    """The risks of all projects."""
    return _list(request, flat.risks, risk_columns(request.viewer), _("Risks"), "risks")


def _list(request: Request, query: Any, columns: Any, title: str, name: str) -> HttpResponseBase:
    form = ProjectFilter(request.GET, request.viewer)
    rows = query(request.viewer, form.condition())
    file = export(request, rows, columns, default="project", name=name)
    found = None if file else table(request, rows, columns, "project")
    return file or render(request, "projects/flat.html", {"form": form, "table": found, "title": title})
