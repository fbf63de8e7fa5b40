"""The start page, and the lists of what waits for somebody."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bagalau.commitments.tables import columns
from bagalau.people.access import USE_ACCOUNT, VIEW_HOME
from bagalau.people.middleware import Request, page
from bagalau.portal import queries
from bagalau.portal.public.queries import Asked, figures
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
