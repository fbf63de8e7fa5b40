"""The rows of the sheet of the results framework: one a result or an indicator, and the columns that they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.projects.models.words import AGGREGATIONS, MEASURES, RESULT_LEVELS
from bagalau.projects.rules.record import Indicator, Project, Result
from bagalau.projects.sheets.cells import FIRST_YEAR, LAST_YEAR, Cell, written
from bagalau.projects.sheets.columns import KEY, PLAIN, SEEN, Column
from bagalau.projects.sheets.framework.values import BASELINE, TARGET, target_name, told_values, years
from bagalau.projects.sheets.taking import Entry

INDICATOR = "indicator"
LEVELS: dict[str, Any] = {
    **{str(level): label for level, label in RESULT_LEVELS.items()},
    INDICATOR: _("Indicator"),
}
DIRECTIONS = {True: _("More is better"), False: _("Less is better")}
MOST_YEARS = 15
NOTES = (
    _("One row is one result or one indicator. An indicator stands under its result."),
    _("Parent: the number, or the wording, of the result above. The highest results have none."),
    _("Only rows of indicators have a measure, a baseline as a number, and targets."),
    _("A target is a number, or words where a number cannot say it."),
    _("Another year takes another column: copy the last one, and change the year in its heading."),
    _("Leave the grey column as it is: by their keys rows are known again, in whatever order they stand."),
    _("Send the sheet on the page where you found it. You see what it changes before anything is saved."),
)
RESULT_TEXTS = {"inputs": "inputs", "baseline_words": "baseline"}
INDICATOR_TEXTS = {
    "unit": "unit",
    "baseline_words": "baseline",
    "target_words": "target",
    "definition": "definition",
    "verification": "verification",
    "data_source": "data_source",
    "method": "method",
    "frequency": "frequency",
}
LABELS = {
    "number": gettext_noop("Number"),
    "parent": gettext_noop("Parent"),
    "wording": gettext_noop("Wording"),
    "responsible": gettext_noop("Responsible"),
    "inputs": gettext_noop("Inputs"),
    "unit": gettext_noop("Unit of measure"),
    BASELINE: gettext_noop("Baseline"),
    "baseline_year": gettext_noop("Year of the baseline"),
    "baseline_words": gettext_noop("Baseline in words"),
    TARGET: gettext_noop("Target of the whole project"),
    "target_words": gettext_noop("Target in words"),
    "disaggregation": gettext_noop("Disaggregation"),
    "definition": gettext_noop("Definition"),
    "verification": gettext_noop("Means of verification"),
    "data_source": gettext_noop("Source of data"),
    "method": gettext_noop("Method of collection"),
    "frequency": gettext_noop("Frequency"),
}
YEAR_LABEL = gettext_noop("Target %(year)s")


def columns(project: Project) -> list[Column]:
    """The columns for the download: a target for each year of the project."""
    return _columns(_years(project))


def every_column() -> list[Column]:
    """All columns that a sheet may have."""
    return _columns(range(FIRST_YEAR, LAST_YEAR + 1))


def _columns(of: Sequence[int]) -> list[Column]:
    def plain(*names: str, width: int = 18) -> list[Column]:
        return [Column(name, LABELS[name], width) for name in names]

    return [
        Column(KEY, gettext_noop("Key"), 12, help=_("Leave this as it is; empty in a new row.")),
        Column("level", gettext_noop("Level"), 16, choices=_words(LEVELS)),
        *plain("number", width=9),
        Column("parent", LABELS["parent"], 12, help=_("The number of the result above, or its wording.")),
        *plain("wording", width=50),
        *plain("responsible", "inputs", width=24),
        Column(
            "gender_marker",
            gettext_noop("Gender marker"),
            9,
            PLAIN,
            _("From 0 to 3; for outputs."),
            choices="0123",
        ),
        Column("measure", gettext_noop("Measure"), 16, choices=_words(MEASURES)),
        *plain("unit", BASELINE, "baseline_year", width=12),
        *plain("baseline_words", width=30),
        *plain(TARGET, width=12),
        *(Column(target_name(year), YEAR_LABEL, 12, year=year) for year in of),
        *plain("target_words", width=30),
        Column("direction", gettext_noop("Direction"), 16, choices=_words(DIRECTIONS)),
        Column("aggregation", gettext_noop("How values come together"), 30, choices=_words(AGGREGATIONS)),
        Column(
            "disaggregation",
            LABELS["disaggregation"],
            24,
            help=_("By what, with semicolons between: sex; age."),
        ),
        *plain("definition", "verification", "data_source", "method", width=30),
        *plain("frequency", width=14),
        Column(SEEN, gettext_noop("State when downloaded")),
    ]


def _words(labels: Mapping[Any, Any]) -> list[str]:
    return [str(label) for label in labels.values()]


def _years(project: Project) -> list[int]:
    """The years of the project, and those that have targets."""
    found = {year for one in listed(project) if isinstance(one.row, Indicator) for year in years(one.row)}
    found |= {plan.year for plan in project.work_plans}
    if project.start and project.end:
        first, last = project.start.last_day.year, project.end.last_day.year
        found |= set(range(first, min(last, first + MOST_YEARS - 1) + 1))
    return sorted(found)


@dataclass(frozen=True)
class Listed:
    """A result or an indicator with the result that it stands under."""

    row: Result | Indicator
    under: Result | None

    @property
    def state(self) -> tuple[str, Result | Indicator]:
        row = self.row
        own = replace(row, indicators=(), children=()) if isinstance(row, Result) else row
        return self.under.at if self.under else "", own

    def entry(self) -> Entry:
        """The result or indicator as a row of the sheet."""
        row = self.row
        told: dict[str, Cell] = {"number": written(row.number), "parent": reference(self.under)}
        told |= _result(row) if isinstance(row, Result) else _indicator(row)
        label = " ".join(str(one) for one in (told["level"], row.number, told["wording"]) if one)
        return Entry(row.at, label, told, self.state)


def listed(project: Project) -> Iterator[Listed]:
    """All results with their indicators, from the top down."""
    for result in project.results:
        yield from _listed(result, None)


def _listed(result: Result, under: Result | None) -> Iterator[Listed]:
    yield Listed(result, under)
    for indicator in result.indicators:
        yield Listed(indicator, result)
    for child in result.children:
        yield from _listed(child, result)


def entries(project: Project) -> dict[str, Entry]:
    """The rows of the sheet, by their keys."""
    return {one.row.at: one.entry() for one in listed(project)}


def reference(result: Result | None) -> Cell:
    """How the rows under a result call it."""
    return written(result.number.strip() or result.title) if result else ""


def _result(row: Result) -> dict[str, Cell]:
    return {
        "level": str(LEVELS.get(row.level, row.level)),
        "wording": written(row.title),
        "responsible": written(row.responsible_parties),
        "gender_marker": written(row.gender_marker),
        **{name: written(getattr(row, field)) for name, field in RESULT_TEXTS.items()},
    }


def _indicator(row: Indicator) -> dict[str, Cell]:
    return {
        "level": str(LEVELS[INDICATOR]),
        "wording": written(row.name),
        "responsible": written(row.responsible),
        "measure": str(MEASURES.get(row.measure, row.measure)),  # type: ignore[call-overload]
        "direction": str(DIRECTIONS[row.ascending]),
        "aggregation": str(AGGREGATIONS.get(row.aggregation, row.aggregation)),  # type: ignore[call-overload]
        "disaggregation": written("; ".join(row.disaggregation)),
        **{name: written(getattr(row, field)) for name, field in INDICATOR_TEXTS.items()},
        **told_values(row),
    }
