"""The baseline and the targets of an indicator as cells: of all people and places together.

Values for a part of the people or for a place, and targets of months or quarters, are no part of the sheet, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.rules.record import Indicator, IndicatorValue, Measure
from bagalau.projects.sheets import cells
from bagalau.projects.sheets.cells import Cell, said, written

Value = tuple[Decimal | None, str]
Say = Callable[[str, Value], Value]
NOTHING: Value = (None, "")
BASELINE, TARGET = "baseline", "target"
_PREFIX = "target_"
_MOST = Decimal("99999999999.9999")
_NUMBER = re.compile(r"[-−–]?[\d\s.,'’\u00a0\u202f]+%?")


def target_name(year: int) -> str:
    """The name of the column for the target of a year."""
    return f"{_PREFIX}{year}"


def year_of(name: str) -> int | None:
    """The year of a column, if it is for the target of one."""
    year = name.removeprefix(_PREFIX)
    return int(year) if name.startswith(_PREFIX) and year.isdigit() else None


def name_of(value: IndicatorValue) -> str:
    """The column in which a value stands; "" if it is no part of the sheet."""
    if value.place_name or value.sex or value.age or value.disability or value.dimension:
        return ""
    if value.is_baseline:
        return BASELINE
    if value.period is None:
        return TARGET
    return target_name(value.period.last_day.year) if value.period.precision == "year" else ""


def years(row: Indicator) -> Iterator[int]:
    """The years that have targets."""
    return (year for value in row.values if (year := year_of(name_of(value))))


def _first(row: Indicator) -> dict[str, IndicatorValue]:
    """The value of each column; of several, the first."""
    found: dict[str, IndicatorValue] = {}
    for value in row.values:
        found.setdefault(name_of(value), value)
    found.pop("", None)
    return found


def told_values(row: Indicator) -> dict[str, Cell]:
    """The values of an indicator as cells."""
    found = _first(row)
    told = {name: written(value.text if value.value is None else value.value) for name, value in found.items()}
    if BASELINE in found and found[BASELINE].period:
        told["baseline_year"] = written(str(found[BASELINE].period))
    return told


def read(cell: Cell, measure: str) -> Value:
    """A value as a number, or in words where it is none."""
    words = said(cell)
    if measure == Measure.QUALITATIVE or (isinstance(cell, str) and not _NUMBER.fullmatch(words)):
        return None, cells.text(cell)
    bare = words.removesuffix("%").strip() if isinstance(cell, str) else cell
    return cells.number(bare, 4, _MOST, negative=True), ""


def with_values(row: Indicator, names: Iterable[str], say: Say, baseline_year: When | None) -> Indicator:
    """The indicator with what the cells of these columns say; ``say`` gives it, from what it is now."""
    found = _first(row)
    after = {name: _value(name, found.get(name), say, baseline_year) for name in names}
    kept = []
    for one in row.values:
        name = name_of(one)
        kept.append(after.pop(name) if name in after and found[name] is one else one)
    return replace(row, values=tuple(one for one in (*kept, *after.values()) if one))


def _value(name: str, now: IndicatorValue | None, say: Say, baseline_year: When | None) -> IndicatorValue | None:
    """The value of a column, or None if there is none."""
    value, text = say(name, (now.value, now.text) if now else NOTHING)
    period = baseline_year if name == BASELINE else now.period if now else _period(name)
    if now and value is not None and value == now.value:
        text = now.text
    if now and (value, text, period) == (now.value, now.text, now.period):
        return now
    if (value, text) == NOTHING and not (name == BASELINE and period):
        return None
    return replace(now or IndicatorValue(is_baseline=name == BASELINE), value=value, text=text, period=period)


def baseline_period(row: Indicator) -> When | None:
    """When the baseline was."""
    found = _first(row).get(BASELINE)
    return found.period if found else None


def _period(name: str) -> When | None:
    year = year_of(name)
    return When(date(year, 12, 31), "year") if year else None
