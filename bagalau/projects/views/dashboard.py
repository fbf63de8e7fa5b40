"""Pages: the dashboard of projects, where each figure leads to its rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from bagalau.people.middleware import Request, page
from bagalau.projects import charts
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.forms.portfolio import DashboardFilter
from bagalau.projects.queries.dashboard import dashboard, units_told
from bagalau.projects.rules.figures import money as in_money
from bagalau.projects.tables.dashboard import TILES, unit_columns
from bagalau.web.tables import amount_words, link, rows_of


@page(VIEW_PROJECTS)
def projects_dashboard(request: Request) -> HttpResponse:
    """Tiles, charts and units; amounts are those of one currency, the others are a step away."""
    viewer = request.viewer
    form = DashboardFilter(request.GET, viewer)
    units = units_told(viewer)
    found = dashboard(viewer, form.condition(), form.chosen, units)
    currency = next(iter(found.currencies), "")
    money = found.whole.money.get(currency)
    query, inside = request.GET.copy(), not viewer.is_public
    shown = unit_columns(found.units, query, currency, inside=inside)
    context = {
        "form": form,
        "found": found.whole,
        "currency": currency,
        "tiles": [
            {
                "number": found.whole.counts[tile.name],
                "label": tile.label,
                "tone": tile.tone,
                "url": behind(query, **tile.asked),
            }
            for tile in TILES
            if inside or not tile.inside
        ],
        "amounts": [
            {
                "words": amount_words(in_money(one.total), code),
                "projects": one.projects,
                "here": code == currency,
                "url": link(request.GET, currency=code),
            }
            for code, one in ((code, found.whole.money[code]) for code in found.currencies)
        ],
        "charts": [
            {"chart": one, "lines": [(line, behind(query, **line.asked)) for line in one.lines]}
            for one in ([charts.of_statuses(found.whole.statuses), *charts.of_money(money, currency)] if money else [])
        ],
        "units": rows_of(shown, [unit for unit in units if unit.pk in found.units]),
        "list": behind(query),
    }
    return render(request, "projects/dashboard.html", context)


def behind(query: QueryDict, **asked: Any) -> str:
    """The list of projects under what the page is asked for and what a figure asks."""
    return reverse("projects") + link(query, **asked)
