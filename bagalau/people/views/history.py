"""The journal, and the part of it about one record."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from bagalau.people import queries
from bagalau.people.access import VIEW_JOURNAL
from bagalau.people.forms import JournalFilter
from bagalau.people.middleware import Request, page
from bagalau.people.models import JournalEntry
from bagalau.people.tables import lines
from bagalau.web import paging
from bagalau.web.records import url_of
from bagalau.web.tables import link

NEWEST_FIRST = paging.Order("number", descending=True)


@page(VIEW_JOURNAL)
def journal(request: Request) -> HttpResponse:
    """Everything that was done, newest first."""
    form = JournalFilter(request.GET, verbs=queries.verbs(request.viewer))
    rows = queries.journal(request.viewer).filter(form.condition())
    shown = paging.page(rows, NEWEST_FIRST, request.GET.get("cursor"))
    context = {"lines": lines(shown.rows), "form": form, **_links(request, shown)}
    return render(request, "people/journal.html", context)


def history_page(request: Request, record: Model, kind: str) -> HttpResponse:
    """What was done to one record, newest first. Each app opens the record's door itself and then calls this."""
    shown = paging.page(queries.history(kind, record.pk), NEWEST_FIRST, request.GET.get("cursor"))
    context = {"record": record, "back": url_of(kind, record.pk), "lines": lines(shown.rows), **_links(request, shown)}
    return render(request, "people/history.html", context)


def _links(request: Request, shown: paging.Page[JournalEntry]) -> dict[str, str | None]:
    turns = {"newer": shown.before, "older": shown.after}
    return {name: link(request.GET, cursor=cursor) if cursor else None for name, cursor in turns.items()}
