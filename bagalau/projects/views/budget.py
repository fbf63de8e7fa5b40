"""The work plans and the budget as a sheet: many lines at once, live sums, and what others change meanwhile."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.projects import queries
from bagalau.projects.access import EDIT_PROJECT, VIEW_FINDINGS
from bagalau.projects.actions.budget import save_lines
from bagalau.projects.forms.lines import line_changes
from bagalau.projects.models import Project
from bagalau.projects.queries.budget import budget_of, lines_in, sheet_lines
from bagalau.projects.queries.shown import money, plans
from bagalau.projects.rules.totals import NOTHING, totals
from bagalau.projects.tables.budget import HEADINGS, account_choices
from bagalau.web.middleware import words


@page(VIEW_FINDINGS)
def project_budget(request: Request, pk: int) -> HttpResponse:
    """The budget of a project as a sheet."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_FINDINGS, row)
    told = budget_of(row)
    sums = totals(told)
    quarters = {row.key: row.parts for row in sums.quarters}
    context = {
        "project": row,
        "told": told,
        "plans": [
            (plan, [(one, list(lines_in(one.row, plan.row.year))) for one in plan.results]) for plan in plans(told)
        ],
        "totals": sums,
        "money": money(told, sums),
        "quarters": [(year, quarters.get(str(year), [NOTHING] * 4)) for year in sums.years],
        "headings": HEADINGS,
        "accounts": account_choices(),
        "may_edit": queries.may_edit(request.viewer, row, queries.open_revision(row)),
    }
    return render(request, "projects/budget.html", context)


@page(EDIT_PROJECT)
def project_budget_save(request: Request, pk: int) -> HttpResponse:
    """What a sheet sends is saved all together or not at all."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, row)
    if request.method != "POST":
        return redirect("project_budget", pk)
    try:
        made = save_lines(request.viewer, row, line_changes(request.POST.get("changes", "")))
    except Problem as problem:
        said: dict[str, Any] = {"sentence": words(problem), "wrong": problem.details}
        if problem.code == "changed-meanwhile":
            said |= _lines(queries.project(request.viewer, row.pk))
        return JsonResponse(said, status=problem.status)
    return JsonResponse({"made": made} | _lines(queries.project(request.viewer, row.pk)))


def _lines(row: Project) -> dict[str, Any]:
    """All lines as they are now, and the state that they are."""
    return {"stamp": row.seen, "lines": [line.told for line in sheet_lines(budget_of(row))]}


@page(VIEW_FINDINGS)
def project_budget_changes(request: Request, pk: int) -> HttpResponse:
    """Whether anything changed since a state that somebody looked at, and if so, all lines."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_FINDINGS, row)
    if request.GET.get("since") == row.seen:
        return JsonResponse({"stamp": row.seen})
    return JsonResponse(_lines(row))
