"""Pages of oversight: the figures of a day, and the records behind each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import mark_safe

from bagalau.commitments.tables import columns_for
from bagalau.evaluations import charts
from bagalau.evaluations.access import VIEW_OVERSIGHT
from bagalau.evaluations.forms.oversight import OversightFilter
from bagalau.evaluations.queries.dashboard import Dashboard, dashboard, offices, people_of, sums
from bagalau.evaluations.queries.oversight import actions_behind, evaluations_behind
from bagalau.evaluations.rules import oversight as rules
from bagalau.evaluations.tables import columns, rated_columns
from bagalau.evaluations.tables.oversight import FIGURES, INDICATORS, PARTS, SHARES, unit_columns
from bagalau.formats.report import Chart
from bagalau.formats.write.paper.charts import svg
from bagalau.people.middleware import Request, page
from bagalau.reference.parameters import values
from bagalau.web.exports import export
from bagalau.web.records import absent
from bagalau.web.tables import link, rows_of, table


@dataclass(frozen=True)
class Input:
    """A share of the score: the figure of its whole, and the figures that are taken away from it."""

    name: str
    share: rules.Share
    whole: str
    number: int
    less: Mapping[str, int]

    @property
    def label(self) -> Promise | str:
        return SHARES[self.name]

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"figure": name, "label": FIGURES[name], "number": number} for name, number in self.less.items()]


@page(VIEW_OVERSIGHT)
def oversight(request: Request) -> HttpResponse:
    """Tiles, score, indicators and charts, each figure leading to its records."""
    form = OversightFilter(request.GET, request.viewer)
    asked = form.asked()
    found = dashboard(request.viewer, asked)
    context = {
        "form": form,
        "asked": asked,
        "past": asked.on < request.viewer.today,
        "year": str(asked.counted_year),
        "query": link(request.GET, figure=None).removeprefix("?"),
        "found": found,
        "parts": _parts(found),
        "indicators": [_indicator(one, asked.counted_year) for one in found.indicators],
        "charts": [] if found.is_empty else _charts(found),
        "units": _units(request, found),
    }
    return render(request, "evaluations/oversight.html", context)


def _parts(found: Dashboard) -> list[dict[str, Any]]:
    """The three parts of the score with their weights, and the shares each is made of."""
    counts, score = found.counts, found.score
    inputs = {
        "planning": [
            Input("planning", rules.planning(counts), "evaluations", counts.evaluations, {"overdue": counts.overdue})
        ],
        "response": [
            Input("answered", rules.answered(counts), "completed", counts.completed, _unanswered(counts)),
            Input(
                "punctual",
                rules.punctual(counts),
                "actions",
                counts.actions,
                {"actions_overdue": counts.actions_overdue},
            ),
            Input("not_forgotten", rules.not_forgotten(counts), "actions", counts.actions, _forgotten(counts)),
        ],
        "quality": [],
    }
    return [
        {
            "label": PARTS[name],
            "value": getattr(score, name),
            "weight": found.parameters[f"score.{name}"],
            "inputs": inputs[name],
            "rated": _rated(counts) if name == "quality" else [],
        }
        for name in PARTS
    ]


def _rated(counts: rules.Counts) -> list[dict[str, Any]]:
    """Each rating that was given: its figure, how often, and what it is worth."""
    return [
        {
            "figure": f"rated_{rating}",
            "label": FIGURES[f"rated_{rating}"],
            "number": number,
            "worth": rules.WORTH[rating],
        }
        for rating, number in counts.ratings.items()
        if number
    ]


def _unanswered(counts: rules.Counts) -> dict[str, int]:
    return {"unanswered": counts.unanswered, "waiting": counts.waiting}


def _forgotten(counts: rules.Counts) -> dict[str, int]:
    return {"actions_long_overdue": counts.actions_long_overdue}


def _indicator(indicator: rules.Indicator, year: int) -> dict[str, Any]:
    words = INDICATORS[indicator.kpi]
    told = [
        {"share": share, "words": said}
        for share, said in zip(indicator.shares, words.shares, strict=False)
        if share.rate is not None
    ]
    return {"words": words, "missing": words.missing % {"year": year}, "indicator": indicator, "shares": told}


def _charts(found: Dashboard) -> list[dict[str, Any]]:
    """The charts that have something to show."""
    drawn = []
    if any(number for _day, states in found.past for number in states.values()):
        drawn.append(charts.over_time(found.past))
    if found.counts.actions:
        drawn.append(charts.states(found.counts))
    if any(found.ages.values()):
        drawn.append(charts.ages(found.ages))
    if any(found.counts.ratings.values()):
        drawn.append(charts.ratings(found.counts))
    return [_drawn(chart) for chart in drawn]


def _drawn(chart: Chart) -> dict[str, Any]:
    """A chart with its picture; what stands in it are our own labels and numbers, escaped by the drawing."""
    return {"chart": chart, "svg": mark_safe(svg(chart))}  # noqa: S308


def _units(request: Request, found: Dashboard) -> Any:
    """The units with their figures and those of the units under them, in the order of the tree."""
    units = list(offices(request.viewer, OversightFilter(request.GET, request.viewer).asked()))
    counted = sums(units, {unit: counts for unit, (counts, _score) in found.units.items()})
    lines = [unit for unit in units if counted[unit.pk] != rules.Counts()]
    scored = {pk: (counts, rules.score(counts, found.parameters)) for pk, counts in counted.items()}
    return rows_of(unit_columns(scored, request.GET), lines)


@page(VIEW_OVERSIGHT)
def oversight_rows(request: Request, figure: str) -> HttpResponseBase:
    """The evaluations or key actions that a figure counts on a day."""
    if figure not in FIGURES:
        raise absent()
    viewer = request.viewer
    form = OversightFilter(request.GET, viewer)
    asked = form.asked()
    of = people_of(viewer, asked)
    parameters: Mapping[str, Decimal] = values(asked.on)
    rows: Any
    shown: Any
    if figure.startswith("actions"):
        rows, shown, default = actions_behind(viewer, of, figure, parameters), columns_for(viewer), "due"
    else:
        rows, default = evaluations_behind(of, figure, parameters), "-completed"
        shown = rated_columns(viewer) if figure.startswith("rated") else columns(viewer.today)
    file = export(request, rows, shown, default=default, name=figure)
    context = {
        "form": form,
        "asked": asked,
        "past": asked.on < viewer.today,
        "query": link(request.GET, cursor=None, sort=None).removeprefix("?"),
        "title": FIGURES[figure],
        "table": None if file else table(request, rows, shown, default),
    }
    return file or render(request, "evaluations/oversight_rows.html", context)
