"""The values of an ERC head: which of two printed values is taken, and where they contradict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.forms import DASHES, PLAN, SINGLES, is_plan, read_period, words
from bagalau.documents.extract.erc.head import Entry, take_value
from bagalau.documents.extract.erc.lines import Line
from bagalau.formats.reading import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its place; ``value`` is None where the label has none or the text is no such value."""

    value: Any
    place: Passage


GEF_WORDS = (
    "gef.project_title",
    "gef.evaluation_type",
    "gef.focal_area",
    "gef.project_type",
    "gef.phase",
    "gef.project_id",
    "gef.pims",
)


def put_single(builder: DraftBuilder, key: str, entries: list[Entry]) -> list[Line]:
    """Store the value that labels of one field give; the lines under them that are no value come back."""
    single = SINGLES.get(key)
    found: list[Found] = []
    rest: list[Line] = []
    for entry in entries:
        fits = single.fits if single else _bare_only(entry)
        place, lines = take_value(entry, fits)
        found.append(Found(single.value(place.text) if single else words(place.text), place))
        rest.extend(lines)
    choose(builder, key, found)
    return rest


def _bare_only(entry: Entry) -> Callable[[str], bool]:
    """Free words are taken from the line below only where labels have no colon and so always stand above."""
    return lambda text: entry.bare and bool(text)


def choose(builder: DraftBuilder, key: str, found: list[Found]) -> None:
    """Store the last value that is not missing, or the more precise of two dates; say where values contradict."""
    given = [item for item in found if item.value is not None]
    if not given:
        place = next((item.place for item in found if item.place), None)
        builder.put(key, None, *([place] if place else []))
        if place and not DASHES.fullmatch(place.text):
            builder.warn("value-odd", "“%(text)s” cannot be read here.", path=key, place=place, text=place.text[:80])
        return
    best = given[-1]
    builder.understood(*(item.place for item in given))
    for item in given[:-1]:
        if _extends(item.value, best.value) and item.value != best.value:
            best = item
        elif not _extends(best.value, item.value):
            builder.warn(
                "values-differ",
                "The page gives two values: “%(first)s” and “%(second)s”.",
                path=key,
                place=item.place,
                severity="contradiction",
                first=item.place.text[:80],
                second=best.place.text[:80],
            )
    builder.put(key, best.value, best.place)


def _extends(longer: Any, shorter: Any) -> bool:
    """Whether a value says the same as another with the same or more detail."""
    if isinstance(longer, str) and isinstance(shorter, str):
        return longer.casefold().startswith(shorter.casefold())
    return bool(longer == shorter)


def put_plan(builder: DraftBuilder, entries: list[Entry]) -> list[Line]:
    """Store the period and the unit of the evaluation plan; the lines that are no value come back."""
    periods: list[Found] = []
    units: list[Found] = []
    rest: list[Line] = []
    for entry in entries:
        place, lines = take_value(entry, is_plan)
        rest.extend(lines)
        match = PLAN.fullmatch(place.text)
        if match:
            periods.append(Found(read_period(match["period"]), place.group(match, "period")))
            units.append(Found(words(match["unit"] or ""), place.group(match, "unit")))
        else:
            periods.append(Found(None, place.cut(0, 0)))
            units.append(Found(words(place.text), place))
    choose(builder, "plan.period", periods)
    choose(builder, "plan.unit", units)
    return rest
