"""The charts of oversight: each a Vega-Lite specification with the table of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.evaluations.models import QUALITY_RATINGS
from bagalau.evaluations.rules.life import QualityRating
from bagalau.evaluations.rules.oversight import Age, Counts
from bagalau.formats.report import Chart, Col, Table
from bagalau.lib.periods import When
from bagalau.web.charts import BLUE, RED, bars

# The tones of the pages (app.css), from done to late
COLOURS = {
    "actions_completed": "#2b8a5f",
    "actions_dropped": "#a9b3bd",
    "actions_initiated": "#3a74b8",
    "actions_not_initiated": "#8fb2db",
    "actions_no_deadline": "#d9a441",
    "actions_overdue": "#c2453d",
}
STATE_LABELS = {
    "actions_completed": gettext_lazy("Completed"),
    "actions_dropped": gettext_lazy("No longer applicable"),
    "actions_initiated": gettext_lazy("Initiated"),
    "actions_not_initiated": gettext_lazy("Not initiated"),
    "actions_no_deadline": gettext_lazy("No deadline"),
    "actions_overdue": gettext_lazy("Overdue"),
}
AGE_LABELS = {
    Age.TO_3: gettext_lazy("up to 3 months"),
    Age.TO_12: gettext_lazy("3 to 12 months"),
    Age.TO_36: gettext_lazy("1 to 3 years"),
    Age.BEYOND: gettext_lazy("more than 3 years"),
}


def numbers(title: str, label: str, values: Mapping[str, int]) -> Chart:
    """How many there are of each."""
    return bars(title, label, values)


def states(counts: Counts) -> Chart:
    """Key actions by state (C-04)."""
    values = {str(label): getattr(counts, name) for name, label in STATE_LABELS.items()}
    return bars(_("Key actions by state"), _("State"), values, list(COLOURS.values()))


def ratings(counts: Counts) -> Chart:
    """Evaluations of the last three years by the rating of their quality (EO-04)."""
    values = {str(QUALITY_RATINGS[rating]): number for rating, number in counts.ratings.items()}
    return bars(_("Quality of evaluations"), _("Rating"), values, [BLUE] * len(QualityRating))


def ages(found: Mapping[Age, int]) -> Chart:
    """Overdue key actions by their age (EO-09)."""
    values = {str(AGE_LABELS[age]): number for age, number in found.items()}
    return bars(_("Age of overdue key actions"), _("Overdue for"), values, [RED] * len(values))


def over_time(past: Sequence[tuple[date, Mapping[str, int]]]) -> Chart:
    """Key actions by state at the ends of quarters (EO-10)."""
    title = _("Key actions over time")
    labels = {name: str(label) for name, label in STATE_LABELS.items()}
    rows = [
        {"day": When(day, "quarter").iso, "state": labels[name], "number": number, "place": place}
        for day, found in past
        for place, (name, number) in enumerate(found.items())
    ]
    names = list(labels.values())
    scale = {"domain": names, "range": list(COLOURS.values())}
    spec: dict[str, Any] = {
        "width": 560,
        "height": 190,
        "data": {"values": rows},
        "mark": {"type": "bar", "width": {"band": 0.72}},
        "encoding": {
            "x": {"field": "day", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "ticks": False}},
            "y": {"field": "number", "type": "quantitative", "stack": True, "axis": {"title": None, "tickCount": 4}},
            "color": {
                "field": "state",
                "type": "nominal",
                "scale": scale,
                "legend": {"title": None, "orient": "bottom", "columns": 3},
            },
            "order": {"field": "place"},
        },
    }
    columns = [Col(_("End of quarter")), *(Col(label, "number") for label in names)]
    table = Table(
        title, columns, [(When(day, "quarter").iso, *(found[name] for name in labels)) for day, found in past]
    )
    return Chart(spec, title, table)
