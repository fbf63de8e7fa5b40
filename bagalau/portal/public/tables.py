"""The public figures in words: charts with their tables, and the rows of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from bagalau.evaluations import charts
from bagalau.evaluations.models import STANCES
from bagalau.formats.report import Chart
from bagalau.portal.public.queries import Figures, counted_years
from bagalau.reference.lists import evaluation_type

LONGEST = 12
"""So many bars a chart has; what is less often is told together."""
NAMES = ("on", "table", "key", "number")
TOLD = (
    "evaluations",
    "completed",
    "overdue",
    "actions",
    "actions_completed",
    "actions_initiated",
    "actions_not_initiated",
    "actions_overdue",
    "actions_no_deadline",
    "actions_dropped",
)
"""Of the counts those that say nothing of responses in work or of ratings, which are not public."""

Row = tuple[date, str, str, int]


def drawn(found: Figures) -> list[Chart]:
    """The charts that have something to show."""
    years = [(str(year or _("No date")), number) for year, number in counted_years(found.by_year)]
    types = [(evaluation_type(name) or _("Not stated"), number) for name, number in found.by_type]
    units = [(unit.name, number) for unit, number in found.by_unit]
    stances = [(str(STANCES[stance]), number) for stance, number in found.stances.items()]
    shown = [charts.states(found.counts)] if found.counts.actions else []
    if years:
        shown.append(charts.numbers(_("Evaluations by year"), _("Year"), dict(years[-LONGEST:])))
        shown.append(charts.numbers(_("Evaluations by type"), _("Type"), shortened(types)))
        shown.append(charts.numbers(_("Evaluations by unit"), _("Unit"), shortened(units)))
    if any(number for _stance, number in stances):
        shown.append(charts.numbers(_("Recommendations by answer"), _("Answer"), dict(stances)))
    return shown


def shortened(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The largest numbers by name; names that are alike, and what comes after the longest list, together."""
    found: dict[str, int] = {}
    for name, number in rows:
        found[name] = found.get(name, 0) + number
    if len(found) <= LONGEST:
        return found
    kept = dict(list(found.items())[: LONGEST - 1])
    others = _("Others")
    return kept | {others: kept.get(others, 0) + sum(found.values()) - sum(kept.values())}


def rows(found: Figures) -> Iterator[Row]:
    """Every figure of the page, one a row, under names that no language changes."""
    counts = asdict(found.counts)
    tables: dict[str, list[tuple[str, int]]] = {
        "figures": [
            *((name, counts[name]) for name in TOLD),
            (f"actions_due_in_{found.year}", found.closure.whole),
            (f"actions_due_and_closed_in_{found.year}", found.closure.part),
            ("responses", found.responses),
            ("documents", found.documents),
            ("downloads", found.downloads),
        ],
        "evaluations_by_year": [(str(year or ""), number) for year, number in counted_years(found.by_year)],
        "evaluations_by_type": found.by_type,
        "evaluations_by_unit": [(unit.code, number) for unit, number in found.by_unit],
        "recommendations_by_answer": [(stance.value, number) for stance, number in found.stances.items()],
        "downloads_by_document": [(title, number) for _pk, title, number in found.most],
    }
    for name, told in tables.items():
        yield from ((found.on, name, key, number) for key, number in told)
