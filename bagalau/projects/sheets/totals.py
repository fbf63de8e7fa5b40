"""What the lines of a budget add up to, by source and year: before a sheet is taken in, and after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from bagalau.projects.rules.record import BudgetLine, Project

Sums = defaultdict[tuple[str, int], Decimal]
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """An amount as it is, and as it would be, in a year or (None) in all of them."""

    year: int | None
    before: Decimal
    after: Decimal

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class TotalRow:
    """A source of money, or ("") money without one; the sums of the years, then of all of them."""

    source: str
    sums: tuple[Sum, ...]


@dataclass(frozen=True)
class Totals:
    """A row a source, and one of all sources together."""

    years: tuple[int, ...]
    rows: tuple[TotalRow, ...]
    whole: TotalRow


def totals(before: Project, after: Project) -> Totals:
    """The sums of two records side by side."""
    was, now = _sums(before), _sums(after)
    years = tuple(sorted({year for _source, year in (*was, *now)}))
    order = [one.name for one in before.contributions]
    sources = sorted({source for source, _year in (*was, *now)}, key=lambda one: (one == "", _place(order, one), one))

    def row(source: str, of: list[str]) -> TotalRow:
        found = [
            Sum(year, *(_total(sums, of, years if year is None else (year,)) for sums in (was, now)))
            for year in (*years, None)
        ]
        return TotalRow(source, tuple(found))

    return Totals(years, tuple(row(source, [source]) for source in sources), row("", sources))


def _total(sums: Sums, sources: list[str], years: tuple[int, ...]) -> Decimal:
    return sum((sums[source, year] for source in sources for year in years), NOTHING)


def _place(order: list[str], source: str) -> int:
    return order.index(source) if source in order else len(order)


def _sums(project: Project) -> Sums:
    found: Sums = defaultdict(Decimal)
    for plan in project.work_plans:
        for planned in plan.activity_results:
            for line in planned.lines:
                for source, amount in _paid(line):
                    found[source, plan.year] += amount
    return found


def _paid(line: BudgetLine) -> list[tuple[str, Decimal]]:
    """What each source pays of a line; what shares leave over has no source."""
    amount = line.amount or NOTHING
    if not line.split:
        return [(line.source, amount)]
    shares = [(share.source, share.amount or NOTHING) for share in line.split]
    rest = amount - sum((paid for _source, paid in shares), NOTHING)
    return [*shares, ("", rest)] if rest else shares
