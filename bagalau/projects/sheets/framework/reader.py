"""What the cells of a row say of a result or an indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from bagalau.projects.models import TABLES
from bagalau.projects.models.words import AGGREGATIONS, MEASURES
from bagalau.projects.rules.record import Indicator, Result
from bagalau.projects.sheets import cells
from bagalau.projects.sheets.cells import Cell
from bagalau.projects.sheets.framework import values
from bagalau.projects.sheets.framework.rows import (
    DIRECTIONS,
    INDICATOR,
    INDICATOR_TEXTS,
    LEVELS,
    RESULT_TEXTS,
    Listed,
)
from bagalau.projects.sheets.taking import Entry, Taking
from bagalau.projects.sheets.told import Line
from bagalau.web.sheets import understood

RESULT_ONLY = ("inputs", "gender_marker")
INDICATOR_ONLY = (
    *("measure", "unit", values.BASELINE, "baseline_year", values.TARGET, "target_words", "direction", "aggregation"),
    *("disaggregation", "definition", "verification", "data_source", "method", "frequency"),
)
MOST_GENDER = 3


class Reader:
    """Rows of one sheet."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._levels = understood({str(level): label for level, label in LEVELS.items()})
        self._choices = {
            "measure": (understood(MEASURES), MEASURES),
            "aggregation": (understood(AGGREGATIONS), AGGREGATIONS),
            "direction": (understood(DIRECTIONS), DIRECTIONS),
        }
        self._targets = [name for name in taking.told.places if values.year_of(name)]

    def row(self, line: Line, key: str, now: Listed | None) -> Result | Indicator | None:
        """The result or the indicator as the row says it, or None if it is neither."""
        entry = self._taking.known.get(key)
        before = now.row if now else None
        level = self._level(line, entry, before)
        if not level:
            return None
        self._refuse_strange(line, RESULT_ONLY if level == INDICATOR else (*INDICATOR_ONLY, *self._targets))
        if level == INDICATOR:
            return self._indicator(line, entry, before if isinstance(before, Indicator) else Indicator(at=key))
        made = before if isinstance(before, Result) else Result(at=key)
        return self._result(line, entry, replace(made, level=level))

    def _level(self, line: Line, entry: Entry | None, before: Result | Indicator | None) -> str:
        now = before.level if isinstance(before, Result) else INDICATOR if before else ""
        level = self._taking.value(
            line, entry, "level", now, lambda cell: cells.choice(cell, self._levels, LEVELS.values())
        )
        if not level and not line.cell("level"):
            self._taking.wrong(line, "level", _("Choose a level from the list."))
        if before and level and (level == INDICATOR) != isinstance(before, Indicator):
            self._taking.wrong(
                line, "level", _("A result cannot become an indicator, nor the other way round: add a new row instead.")
            )
            return ""
        return str(level)

    def _refuse_strange(self, line: Line, names: Any) -> None:
        for name in names:
            if line.cell(name) != "":
                self._taking.wrong(line, name, _("A row of this level has nothing in this column: empty the cell."))

    def _result(self, line: Line, entry: Entry | None, now: Result) -> Result:
        texts = self._texts(
            line, entry, now, {"number": "number", "responsible": "responsible_parties", **RESULT_TEXTS}
        )
        gender = self._taking.value(
            line, entry, "gender_marker", now.gender_marker, lambda cell: cells.whole(cell, MOST_GENDER)
        )
        title = self._wording(line, entry, now.title)
        return replace(now, title=title, gender_marker=gender, **texts)

    def _indicator(self, line: Line, entry: Entry | None, now: Indicator) -> Indicator:
        take = self._taking.value
        texts = self._texts(line, entry, now, {"number": "number", "responsible": "responsible", **INDICATOR_TEXTS})
        chosen: dict[str, Any] = {
            "measure": take(line, entry, "measure", now.measure, self._choice("measure")),
            "aggregation": take(line, entry, "aggregation", now.aggregation, self._choice("aggregation")),
            "ascending": take(line, entry, "direction", now.ascending, self._choice("direction")) is not False,
            "disaggregation": take(line, entry, "disaggregation", now.disaggregation, _several),
        }
        made = replace(now, name=self._wording(line, entry, now.name), **texts, **chosen)
        year = take(line, entry, "baseline_year", values.baseline_period(now), cells.when)

        def say(name: str, value: values.Value) -> values.Value:
            return take(line, entry, name, value, lambda cell: values.read(cell, made.measure))

        return values.with_values(made, (values.BASELINE, values.TARGET, *self._targets), say, year)

    def _choice(self, name: str) -> Callable[[Cell], Any]:
        known, labels = self._choices[name]
        return lambda cell: cells.choice(cell, known, labels.values())  # type: ignore[attr-defined]

    def _wording(self, line: Line, entry: Entry | None, now: str) -> str:
        words = self._taking.value(line, entry, "wording", now, cells.text)
        if not words and not (entry and not now):
            self._taking.wrong(line, "wording", _("Say what this is: the wording is missing."))
        return words

    def _texts(
        self, line: Line, entry: Entry | None, now: Result | Indicator, names: Mapping[str, str]
    ) -> dict[str, Any]:
        """Plain texts: the columns with the fields that they are."""
        table = TABLES[type(now)]

        def parse(field: str) -> Callable[[Cell], str]:
            longest = getattr(table._meta.get_field(field), "max_length", None)
            return lambda cell: cells.text(cell, longest)

        return {
            field: self._taking.value(line, entry, name, getattr(now, field), parse(field))
            for name, field in names.items()
        }


def _several(cell: Cell) -> tuple[str, ...]:
    """Words with semicolons between."""
    return tuple(part.strip() for part in cells.text(cell).split(";") if part.strip())
