"""A chart as a picture: Vega-Lite drawn in this process, in the typeface of the papers, without any network."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from zlib import crc32

import vl_convert

from bagalau.formats.report import Chart
from bagalau.formats.write.paper import typeface

PART = re.compile(r"\b(?:clip|gradient_?)\d+\b")
LOOK = {
    "font": f"{typeface.FAMILY}, Arial, sans-serif",  # of a browser that lacks it, a like one
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "labelLimit": 260,
        "domainColor": "#b9c1ca",
        "gridColor": "#e6e9ed",
    },
    "legend": {"labelFontSize": 11, "titleFontSize": 11, "labelLimit": 260},
    "text": {"fontSize": 11},
}


@cache
def _typeface() -> None:
    vl_convert.register_font_directory(str(typeface.FOLDER))


def svg(chart: Chart) -> str:
    """The chart as SVG, with names of its parts that do not count on from the chart before.

    They are names of its own, for several charts stand on one page. Drawing takes longer than all the rest of a page,
    so the pictures drawn last are kept, each under everything that it shows.
    """
    return _drawn(json.dumps(dict(chart.spec)))


@lru_cache(256)
def _drawn(spec: str) -> str:
    _typeface()
    drawn = str(vl_convert.vegalite_to_svg(spec, config=LOOK))
    own = f"part-{crc32(spec.encode()):08x}"
    names = {name: f"{own}-{place}" for place, name in enumerate(dict.fromkeys(PART.findall(drawn)))}
    return PART.sub(lambda found: names[found[0]], drawn)


def png(chart: Chart) -> bytes:
    """The chart as PNG, fine enough for print."""
    _typeface()
    return bytes(vl_convert.vegalite_to_png(dict(chart.spec), config=LOOK, scale=2.5))
