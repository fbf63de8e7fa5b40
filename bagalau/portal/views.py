"""The start page."""

from django.http import HttpResponse
from django.shortcuts import render

from bagalau.commitments.tables import columns
from bagalau.people.access import VIEW_HOME
from bagalau.people.middleware import Request, page
from bagalau.portal import queries
from bagalau.portal.public.queries import Asked, figures
from bagalau.web.tables import rows_of


@page(VIEW_HOME)
def home(request: Request) -> HttpResponse:
    """What is due, overdue and waiting; for the public, what was published."""
    latest = queries.latest(request.viewer)
    if request.viewer.is_public:
        published = figures(request.viewer.today, Asked())
        plans = queries.newest_plans(request.viewer)
        return render(request, "portal/welcome.html", {"latest": latest, "found": published, "plans": plans})
    found = queries.home(request.viewer)
    short = columns(request.viewer.today, only=("text", "responsible", "due", "state"))
    lists = {name: rows_of(short, getattr(found, name)) for name in ("own", "most_overdue", "next_due")}
    return render(request, "portal/home.html", {"home": found, "lists": lists, "latest": latest})
