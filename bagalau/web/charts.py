"""Charts of pages: bars and columns as Vega-Lite, each with the table of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bagalau.formats.report import Chart, Col, Table

BLUE, LIGHT, GREEN, YELLOW, RED = "#3a74b8", "#8fb2db", "#2b8a5f", "#d9a441", "#c2453d"
Values = Mapping[str, int | Decimal]


def bars(
    title: str, label: str, values: Values, colours: Sequence[str] = (), shown: Mapping[str, str] | None = None
) -> Chart:
    """A bar a value, its number (or the words of ``shown``) beside it."""
    words = shown or {name: str(number) for name, number in values.items()}
    rows = [{"label": name, "value": float(number), "words": words[name]} for name, number in values.items()]
    names = list(values)
    place = {"y": {"field": "label", "type": "nominal", "sort": names, "axis": {"title": None, "ticks": False}}}
    length = {"x": {"field": "value", "type": "quantitative", "axis": None}}
    colour = {
        "color": {
            "field": "label",
            "type": "nominal",
            "scale": {"domain": names, "range": list(colours) or [BLUE] * len(names)},
            "legend": None,
        }
    }
    spec: dict[str, Any] = {
        "width": 260,
        "height": {"step": 24},
        "data": {"values": rows},
        "encoding": place | length,
        "layer": [
            {"mark": {"type": "bar", "height": 14, "cornerRadiusEnd": 2}, "encoding": colour},
            {"mark": {"type": "text", "align": "left", "dx": 5}, "encoding": {"text": {"field": "words"}}},
        ],
    }
    return Chart(spec, f"{title}. {_said(words)}", _table(title, label, values))


def columns(title: str, label: str, values: Values, shown: Mapping[str, str] | None = None) -> Chart:
    """A column a value, from left to right: for what follows in time."""
    words = shown or {name: str(number) for name, number in values.items()}
    spec: dict[str, Any] = {
        "width": 300,
        "height": 170,
        "data": {"values": [{"label": name, "value": float(number)} for name, number in values.items()]},
        "mark": {"type": "bar", "width": {"band": 0.7}, "cornerRadiusEnd": 2, "color": BLUE},
        "encoding": {
            "x": {
                "field": "label",
                "type": "ordinal",
                "sort": list(values),
                "axis": {"title": None, "labelAngle": 0, "ticks": False, "labelOverlap": True},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": _counting(values.values()),
            },
        },
    }
    return Chart(spec, f"{title}. {_said(words)}", _table(title, label, values))


def stacked(
    title: str, label: str, parts: Mapping[str, Mapping[str, int | Decimal]], colours: Sequence[str] = ()
) -> Chart:
    """Columns in which parts lie on each other: label -> part -> value."""
    names = list(dict.fromkeys(name for found in parts.values() for name in found))
    rows = [
        {"label": at, "part": name, "value": float(found[name]), "place": names.index(name)}
        for at, found in parts.items()
        for name in found
    ]
    spec: dict[str, Any] = {
        "width": 300,
        "height": 170,
        "data": {"values": rows},
        "mark": {"type": "bar", "width": {"band": 0.7}},
        "encoding": {
            "x": {
                "field": "label",
                "type": "ordinal",
                "sort": list(parts),
                "axis": {"title": None, "labelAngle": 0, "ticks": False, "labelOverlap": True},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "stack": True,
                "axis": _counting(row["value"] for row in rows),
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "scale": {"domain": names, "range": (list(colours) or [LIGHT, BLUE, GREEN, YELLOW, RED])[: len(names)]},
                "legend": {"title": None, "orient": "bottom"},
            },
            "order": {"field": "place"},
        },
    }
    columns_ = [Col(label), *(Col(name, "number") for name in names)]
    table = Table(title, columns_, [(at, *(found.get(name) for name in names)) for at, found in parts.items()])
    return Chart(spec, title, table)


def _counting(values: Iterable[Any]) -> dict[str, Any]:
    """The axis of numbers; if all are whole, so are those on it."""
    whole = all(number == int(number) for number in values)
    return {"title": None, "tickCount": 4, "format": "~s", **({"tickMinStep": 1} if whole else {})}


def _said(words: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {number}" for name, number in words.items())


def _table(title: str, label: str, values: Values) -> Table:
    return Table(title, [Col(label), Col(_("Number"), "number")], list(values.items()))
