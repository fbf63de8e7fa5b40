"""The start page, the lists of what waits for somebody, and the page of a unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bagalau.commitments.tables import columns
from bagalau.people import queries as people
from bagalau.people.access import EDIT_UNITS, USE_ACCOUNT, VIEW_HOME, VIEW_PEOPLE, VIEW_UNITS
from bagalau.people.middleware import Request, page
from bagalau.portal import queries
from bagalau.portal.public.queries import Asked, figures
from bagalau.portal.unit import about
from bagalau.portal.waiting import LINES, desk_of
from bagalau.web.exports import export
from bagalau.web.records import absent
from bagalau.web.tables import rows_of, table


@page(VIEW_HOME)
def home(request: Request) -> HttpResponse:
    """What waits for somebody; for those who only look, what changed; for the public, what was published."""
    latest = queries.latest(request.viewer)
    if request.viewer.is_public:
        published = figures(request.viewer.today, Asked())
        plans = queries.newest_plans(request.viewer)
        return render(request, "portal/welcome.html", {"latest": latest, "found": published, "plans": plans})
    found = queries.home(request.viewer)
    due, changed = (
        columns(request.viewer.today, only=("text", *named))
        for named in (("source", "due", "state"), ("state", "updated"))
    )
    lists = {"own": rows_of(due, found.own), "changed": rows_of(changed, found.changed)}
    return render(request, "portal/home.html", {"home": found, "lists": lists, "latest": latest})


@page(USE_ACCOUNT)
def waiting(request: Request, name: str) -> HttpResponseBase:
    """The records that wait for somebody in one way."""
    line = LINES.get(name)
    if line is None:
        raise absent()
    rows, shown = line.rows(desk_of(request.viewer)), line.columns(request.viewer)
    file = export(request, rows, shown, default=line.order, name=name)
    context = {"title": line.label, "table": None if file else table(request, rows, shown, line.order)}
    return file or render(request, "portal/waiting.html", context)


@page(VIEW_UNITS)
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit: names, parts and people; its plan, how evaluation is managed, and the latest evaluations."""
    viewer = request.viewer
    shown = people.unit(viewer, pk)
    context = {
        "unit": shown,
        "above": people.units_above(viewer, shown),
        "parts": people.unit_tree(viewer, below=shown),
        "skip": f"{shown.depth + 1}:",  # steps that all parts share
        "people": people.people_of(viewer, shown) if viewer.can(VIEW_PEOPLE) else None,
        "may_edit": viewer.may(EDIT_UNITS, shown),
        "about": about(viewer, shown),
        "query": f"unit={shown.pk}",
    }
    return render(request, "portal/unit.html", context)
