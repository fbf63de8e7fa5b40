"""The results framework as a tree: moving results about by keys, by dragging or with buttons, and numbering them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.projects import queries
from bagalau.projects.access import EDIT_PROJECT, VIEW_FINDINGS
from bagalau.projects.actions.framework import move_result, renumber
from bagalau.projects.models import Result
from bagalau.projects.queries.record import record_of
from bagalau.projects.queries.theory import links, theory
from bagalau.projects.rules.framework import Placed, listed
from bagalau.web.forms import whole_number
from bagalau.web.middleware import words
from bagalau.web.records import absent

PARTS = frozenset({"results", "assumptions", "links"})


@page(VIEW_FINDINGS)
def project_framework(request: Request, pk: int) -> HttpResponse:
    """The results of a project as a tree, and the theory of change that joins them."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_FINDINGS, row)
    told = record_of(row, PARTS)
    states = {one.pk: one.seen for one in queries.rows_of(row, Result)}
    context = {
        "project": row,
        "told": told,
        "nodes": [(one, states[one.result.id or 0]) for one in listed(told.results)],
        "theory": theory(told),
        "links": links(told),
        "may_edit": queries.may_edit(request.viewer, row, queries.open_revision(row)),
    }
    return render(request, "projects/framework.html", context)


@page(EDIT_PROJECT)
def project_framework_move(request: Request, pk: int, result: int) -> HttpResponse:
    """Put a result elsewhere in the tree: a step ``up``, ``down``, ``in`` or ``out``, or beside or under another."""
    of = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, of)
    row = cast(Result, queries.row_of(of, Result, result))
    if request.method != "POST":
        return redirect("project_framework", pk)
    quiet = "application/json" in request.headers.get("Accept", "")
    try:
        place, parent = _wanted(request, list(listed(record_of(of, {"results"}).results)), row)
        above = cast(Result, queries.row_of(of, Result, parent)) if parent else None
        move_result(request.viewer, row, place, above, seen=request.POST.get("seen", ""))
    except Problem as problem:
        if quiet:
            return JsonResponse({"sentence": words(problem)}, status=problem.status)
        messages.error(request, words(problem))
    if quiet:
        return JsonResponse({})
    return redirect(f"{reverse('project_framework', args=[pk])}#result-{result}")


def _wanted(request: Request, nodes: Sequence[Placed], row: Result) -> tuple[int, int | None]:
    """The place that is asked for, and under which result."""
    way, other = request.POST.get("to", ""), whole_number(request.POST.get("other", ""))
    found = {node.result.id: node for node in nodes}
    here = found[row.pk]
    above = here.above.id if here.above else None
    if way in {"up", "down"}:
        return here.place + (1 if way == "down" else -1), above
    if way == "out" and here.above:
        outer = found[here.above.id]
        return outer.place + 1, outer.above.id if outer.above else None
    if way == "in":
        before = [node for node in nodes if node.above is here.above and node.place == here.place - 1]
        return (len(before[0].result.children), before[0].result.id) if before else (here.place, above)
    if way in {"before", "after", "under"} and other in found:
        target = found[other]
        if way == "under":
            return len(target.result.children), other
        beside = target.above.id if target.above else None
        gone = beside == above and here.place < target.place  # its own old place is not counted
        return target.place + (1 if way == "after" else 0) - (1 if gone else 0), beside
    if way == "out":
        return here.place, above
    raise absent()


@page(EDIT_PROJECT)
def project_framework_numbers(request: Request, pk: int) -> HttpResponse:
    """Number the results by their order."""
    of = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, of)
    if request.method == "POST":
        count = renumber(request.viewer, of)
        said = ngettext("%(count)s result has another number now.", "%(count)s results have another number now.", count)
        messages.success(request, said % {"count": count} if count else _("The numbers follow the order already."))
    return redirect("project_framework", pk)
