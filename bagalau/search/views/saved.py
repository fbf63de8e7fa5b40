"""The searches that somebody keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.search import actions, queries
from bagalau.search.access import KEEP_SEARCHES
from bagalau.search.forms import SaveForm
from bagalau.web.forms import mark_problem, whole_number


@page(KEEP_SEARCHES)
def searches(request: Request) -> HttpResponse:
    """The viewer's saved searches: run, save one more, forget one."""
    form = SaveForm(request.POST if request.method == "POST" and "forget" not in request.POST else None)
    if request.method == "POST" and _did(request, form):
        return redirect("searches")
    context = {"saved": queries.saved_searches(request.viewer), "form": form if form.is_bound else None}
    return render(request, "search/searches.html", context, status=422 if form.errors else 200)


def _did(request: Request, form: SaveForm) -> bool:
    """Whether what was asked for is done; if not, the form tells why."""
    if "forget" in request.POST:
        saved = queries.saved_search(request.viewer, whole_number(request.POST["forget"]) or 0)
        actions.forget_search(request.viewer, saved)
        return True
    if not form.is_valid():
        return False
    try:
        actions.save_search(request.viewer, form.cleaned_data["name"], form.cleaned_data["query"])
    except Problem as problem:
        mark_problem(form, problem)
        return False
    return True
