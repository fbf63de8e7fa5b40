"""Reads: what the page of a project shows beside the record itself, worked out from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bagalau.documents.queries import Origin, origins_of
from bagalau.lib.periods import When
from bagalau.projects.models import TABLES
from bagalau.projects.rules import record, risks, schedule
from bagalau.projects.rules.money import foot
from bagalau.projects.rules.shape import walk
from bagalau.projects.rules.totals import NOTHING, Row, Totals


def origins(told: record.Project) -> dict[str, dict[tuple[int, str], Origin]]:
    """Where the values of a record were read: by kind, then key and field. One query."""
    keys: dict[str, list[int]] = defaultdict(list)
    for row in walk(told):
        if row.id is not None:
            keys["project" if row is told else TABLES[type(row)]._meta.model_name or ""].append(row.id)
    return origins_of(keys)


@dataclass(frozen=True)
class PlannedShown:
    """An activity result in the plan of a year, with what its lines add up to."""

    row: record.PlannedResult
    total: Decimal

    @property
    def difference(self) -> Decimal | None:
        """How much more the lines say than is printed under them."""
        return None if self.row.subtotal is None else self.total - self.row.subtotal


@dataclass(frozen=True)
class PlanShown:
    """The plan of a year, with what its lines add up to."""

    row: record.WorkPlan
    results: tuple[PlannedShown, ...]

    @property
    def total(self) -> Decimal:
        return sum((one.total for one in self.results), NOTHING)

    @property
    def difference(self) -> Decimal | None:
        """How much more the lines say than is printed under the plan."""
        return None if self.row.total is None else self.total - self.row.total


def plans(told: record.Project) -> list[PlanShown]:
    """The work plans, year by year."""
    return [
        PlanShown(
            plan,
            tuple(PlannedShown(one, foot(line.amount for line in one.lines).found) for one in plan.activity_results),
        )
        for plan in told.work_plans
    ]


@dataclass(frozen=True)
class Due:
    """A line of the monitoring plan with the dates that follow from its words."""

    row: record.MonitoringAction
    dates: tuple[When, ...]
    unread: bool

    def next(self, today: date) -> When | None:
        """The first date that is not over; None also for what is done."""
        return next((when for when in self.dates if when.last_day >= today), None)


def monitoring(told: record.Project) -> list[Due]:
    """The monitoring plan with its dates (PS-01 to PS-04)."""
    start, end = told.start, told.end
    found = []
    for row in told.monitoring_actions:
        rule = schedule.parse(row.due) if row.due else None
        dates = schedule.due_dates(rule, start.first_day, end.last_day) if rule and start and end else []
        found.append(Due(row, tuple(dates), bool(row.due) and rule is None))
    return found


@dataclass(frozen=True)
class RiskShown:
    """A risk with its levels, as told or as its words say (PK-02)."""

    row: record.Risk
    impact: int | None
    likelihood: int | None
    level: risks.Level | None


@dataclass(frozen=True)
class ScreeningShown:
    """A social or environmental risk with its level."""

    row: record.ScreeningRisk
    level: risks.Level | None


def risk_shown(row: record.Risk) -> RiskShown:
    """A risk as it stands in the matrix."""
    impact = row.impact_level or risks.score(row.impact, "impact")
    likelihood = row.likelihood_level or risks.score(row.probability, "likelihood")
    return RiskShown(row, impact, likelihood, risks.level(impact, likelihood))


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix with the risks in it, by their number in the log."""

    level: risks.Level
    risks: tuple[int, ...]


def risk_shown_in(row: record.ScreeningRisk) -> ScreeningShown:
    """A risk that the screening found, with its level."""
    return ScreeningShown(row, risks.level(row.impact_level, row.likelihood_level))


def risk_matrix(shown: Sequence[RiskShown]) -> list[tuple[int, list[Cell]]]:
    """The matrix, the highest likelihood first, with where each risk stands."""
    cells = risks.matrix().cells
    return [
        (
            likelihood,
            [
                Cell(
                    cells[impact, likelihood],
                    tuple(
                        at for at, one in enumerate(shown, 1) if (one.impact, one.likelihood) == (impact, likelihood)
                    ),
                )
                for impact in risks.STEPS
            ],
        )
        for likelihood in reversed(risks.STEPS)
    ]


def money(told: record.Project, sums: Totals) -> list[tuple[record.Contribution | None, Row]]:
    """The sources with what they pay year by year; None is what no source pays."""
    known = {one.name: one for one in told.contributions}
    return [(known.get(row.key), row) for row in sums.sources]
