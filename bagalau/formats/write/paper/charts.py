"""A chart as a picture: Vega-Lite drawn in this process, in the typeface of the papers, without any network."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

import vl_convert

from bagalau.formats.report import Chart
from bagalau.formats.write.paper import typeface
from bagalau.formats.write.paper.words import printable

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
    return _drawn(json.dumps(_printable(chart.spec)))


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
    return bytes(vl_convert.vegalite_to_png(_printable(chart.spec), config=LOOK, scale=2.5))


def _printable(part: Any) -> Any:
    """A specification without signs that XML lacks, for what draws it does not refuse them but ends the whole process;
    and without line ends, which it takes for a mistake in a title."""
    if isinstance(part, str):
        return printable(part).replace("\n", " ")
    if isinstance(part, Mapping):
        return {_printable(name): _printable(value) for name, value in part.items()}
    return [_printable(value) for value in part] if isinstance(part, list | tuple) else part
