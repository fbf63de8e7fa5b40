"""The charts of oversight of quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.formats.report import Chart
from bagalau.formats.write.paper.charts import svg
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.rules.schemes import Scheme
from bagalau.web.charts import BLUE, GREEN, LIGHT, RED, YELLOW, bars, stacked

COLOURS = {
    "good": (GREEN, "#86c2a3"),
    "fair": (BLUE, LIGHT),
    "weak": (YELLOW, "#ecd3a0"),
    "bad": (RED, "#8f2b25"),
}
"""By tone: the colour of a rating, and that of the next one with the same tone."""
GREY = ("#a9b3bd", "#a9b3bd")


def by_year(ratings: Mapping[int, Mapping[str, int]], scheme: Scheme) -> dict[str, Any]:
    """Assessments by year and overall rating."""
    names = {one.code: said(one.name, get_language()) for one in scheme.labels}
    parts = {str(year): {names[code]: ratings[year].get(code, 0) for code in names} for year in sorted(ratings)}
    return _drawn(stacked(_("Overall ratings by year"), _("Year"), parts, colours(scheme)))


def overall(ratings: Mapping[str, int], scheme: Scheme) -> dict[str, Any]:
    """Assessments by overall rating."""
    values = {said(one.name, get_language()): ratings.get(one.code, 0) for one in scheme.labels}
    return _drawn(bars(_("Overall ratings"), _("Rating"), values, colours(scheme)))


def colours(scheme: Scheme) -> Sequence[str]:
    """A colour for each rating of a scheme, of which at most two share a tone."""
    tones = [one.tone for one in scheme.labels]
    return [COLOURS.get(tone, GREY)[tone in tones[:at]] for at, tone in enumerate(tones)]


def _drawn(chart: Chart) -> dict[str, Any]:
    """A chart with its picture; the drawing escapes whatever stands in it."""
    return {"chart": chart, "svg": mark_safe(svg(chart))}  # noqa: S308
