"""The values of an ERC head: how each label's value must look, and which of two printed values is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.head import Entry, take_value
from bagalau.documents.extract.erc.lines import Line
from bagalau.documents.extract.values import flag, iso_date, money, period
from bagalau.formats.reading import Passage

TYPES = (
    "Outcome",
    "Mid Term Outcome",
    "Final Outcome",
    "Project",
    "Mid Term Project",
    "Final Project",
    "UNDAF",
    "UNSDCF",
    "Mid Term UNDAF",
    "Country Programme Evaluation",
    "Decentralized Country Programme Evaluation",
    "Independent Country Programme Evaluation",
    "ICPE/ADR",
    "ICPE",
    "ADR",
    "Global Programme",
    "Regional Programme",
    "Thematic",
    "Impact",
    "Portfolio Evaluation",
    "Portfolio",
    "Programme",
    "Joint",
    "Synthesis and Lessons",
    "Others",
    "Other",
)
STATUSES = ("Completed", "Planned", "Overdue", "Cancelled", "Initiated ToR", "Team Onboard", "Initiated", "Deleted")
PLAN = re.compile(
    r"(?P<period>\d{4}\s*(?:[-–—/?]|to)\s*\d{4}|\d{4})(?:\s*[,;|\t]+\s*(?P<unit>\S.*))?", re.IGNORECASE | re.DOTALL
)
NUMBERS = re.compile(r"\d{4,10}(?:[\s,;/&|]+\d{4,10})*[\s,;]*")
DASHES = re.compile(r"[-–—\s]*|N\s*/\s*A", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its place; ``value`` is None where the label has none or the text is no such value."""

    value: Any
    place: Passage


def is_type(text: str) -> bool:
    return text.strip().casefold() in {name.casefold() for name in TYPES}


def is_status(text: str) -> bool:
    return text.strip().casefold() in {name.casefold() for name in STATUSES}


def is_short(text: str) -> bool:
    """Whether a line below a label may be its value where any words may be: it is no sentence."""
    return len(text) <= 80 and not text.rstrip().endswith((".", "!", ";"))


def is_plan(text: str) -> bool:
    return PLAN.fullmatch(text.strip()) is not None


def is_amount(text: str) -> bool:
    return money(text) is not None or (bool(text) and DASHES.fullmatch(text) is not None)


def is_number_list(text: str) -> bool:
    return NUMBERS.fullmatch(text.strip()) is not None


def read_period(text: str) -> str:
    """A plan's years as ``2016-2020``, or as they are printed where they are no such span."""
    return period(text.replace("?", "-")) or re.sub(r"\s+", "", text)


@dataclass(frozen=True, slots=True)
class Single:
    """A field with one value: what a line below the label must look like, and how the text becomes the value."""

    fits: Callable[[str], bool]
    value: Callable[[str], Any]


def words(text: str) -> str | None:
    """A line of text with its white space folded; None for nothing and for dashes."""
    text = re.sub(r"\s+", " ", text).strip()
    return None if DASHES.fullmatch(text) and "/" not in text else text


def yes_or_words(text: str) -> bool | str | None:
    """Yes or no as a flag; a rating or anything else as its words."""
    said = flag(text)
    return words(text) if said is None else said


SINGLES = {
    "type": Single(is_type, words),
    "planned_end": Single(lambda text: iso_date(text) is not None, iso_date),
    "completed": Single(lambda text: iso_date(text) is not None, iso_date),
    "status": Single(is_status, words),
    "management_response": Single(lambda text: flag(text) is not None, flag),
    "budget": Single(is_amount, money),
    "expenditure": Single(is_amount, money),
    "joint_programme": Single(lambda text: flag(text) is not None, flag),
    "joint_evaluation": Single(lambda text: flag(text) is not None, flag),
    "mandatory": Single(lambda text: flag(text) is not None, flag),
    "gef.is_gef": Single(lambda text: flag(text) is not None, flag),
    "quality_assessment": Single(lambda text: flag(text) is not None, yes_or_words),
    "location": Single(is_short, words),
    "commissioning_unit": Single(is_short, words),
    "responsible_unit": Single(is_short, words),
}
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
