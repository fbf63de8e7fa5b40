"""Reads: everything the page of oversight shows, reckoned once for each state of the record and kept.

The curve of past days changes no more and is kept for a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from bagalau.evaluations.access import VIEW_OVERSIGHT
from bagalau.evaluations.queries import indicators
from bagalau.evaluations.queries.oversight import Population, counts, population, states_of
from bagalau.evaluations.rules.oversight import Age, Counts, Indicator, Score, Share, score, total
from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer
from bagalau.people.keeping import kept, reach
from bagalau.people.models import Unit
from bagalau.reference.parameters import values

QUARTERS_BACK = 8


@dataclass(frozen=True)
class Asked:
    """What the page was asked for: a day, and which evaluations."""

    on: date
    unit: Unit | None = None
    year: int | None = None
    type: str = ""

    @property
    def counted_year(self) -> int:
        """The year of the indicators: the one asked for, or else that of the day."""
        return self.year or self.on.year


@dataclass(frozen=True)
class Dashboard:
    """The figures of a day for a set of evaluations, with what they are made of."""

    counts: Counts
    score: Score
    units: Mapping[int, tuple[Counts, Score]]
    indicators: list[Indicator]
    closure: Share
    ages: Mapping[Age, int]
    moved: Share
    without_action: Share | None
    past: list[tuple[date, Mapping[str, int]]]
    parameters: Mapping[str, Decimal]

    @property
    def is_empty(self) -> bool:
        return self.counts == Counts()


def people_of(viewer: Viewer, asked: Asked) -> Population:
    """The evaluations and key actions that the page counts."""
    return population(viewer, on=asked.on, unit=asked.unit, year=asked.year, type=asked.type)


def dashboard(viewer: Viewer, asked: Asked) -> Dashboard:
    """The figures that a page was asked for."""
    return kept(f"oversight {viewer.today} {_known(viewer, asked)}", lambda: _dashboard(viewer, asked))


def _dashboard(viewer: Viewer, asked: Asked) -> Dashboard:
    of = people_of(viewer, asked)
    parameters = values(asked.on)
    by_unit = counts(of, parameters)
    year = asked.counted_year
    whole = total(by_unit)
    return Dashboard(
        counts=whole,
        score=score(whole, parameters),
        units={unit: (found, score(found, parameters)) for unit, found in by_unit.items()},
        indicators=indicators.indicators(of, offices(viewer, asked), year, parameters),
        closure=indicators.closure(of, year),
        ages=indicators.ages(of),
        moved=indicators.moved(of),
        without_action=None if of.past else indicators.without_action(of),
        past=[(day, _states_on(viewer, replace(asked, on=day))) for day in quarter_ends(asked.on)],
        parameters=parameters,
    )


def offices(viewer: Viewer, asked: Asked) -> Any:
    """The units that are looked at: all that the viewer oversees, or those of the unit asked for."""
    scope = viewer.scope(VIEW_OVERSIGHT)
    allowed = Q() if scope.everywhere else Q(pk__in=scope.units)
    below = Q(path__startswith=asked.unit.path) if asked.unit else Q()
    return Unit.objects.filter(allowed & below)


def quarter_ends(on: date) -> list[date]:
    """The last days of the quarters before a day, the oldest first."""
    start = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    firsts = [months_after(start, -3 * back) for back in range(QUARTERS_BACK - 1, -1, -1)]
    return [first - timedelta(days=1) for first in firsts]


def _states_on(viewer: Viewer, asked: Asked) -> Mapping[str, int]:
    """How many key actions were in each state on a day of the past; kept, for the past changes no more."""
    return kept(
        f"states {_known(viewer, asked)}", lambda: states_of(people_of(viewer, asked), values(asked.on)), state="past"
    )


def _known(viewer: Viewer, asked: Asked) -> str:
    """What the figures depend on beside the record."""
    return f"{reach(viewer, VIEW_OVERSIGHT)} {asked.on} {asked.unit and asked.unit.path} {asked.year} {asked.type}"


def sums(units: Iterable[Unit], found: Mapping[int, Counts]) -> dict[int, Counts]:
    """The counts of each unit together with those of all units under it."""
    rows = list(units)
    return {
        unit.pk: total([found[one.pk] for one in rows if one.pk in found and one.path.startswith(unit.path)])
        for unit in rows
    }
