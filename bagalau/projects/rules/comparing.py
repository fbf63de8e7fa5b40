"""Two versions side by side: the money by source and year; the words that changed in a text (lib.differences). Pure.

PV-02  A line counts for its source, or with each share for the source of that share; what the shares leave of it, for
       its source. What has no source is counted apart. What is missing adds nothing.
PV-03  Words that stayed are told from those that went and those that came, word by word; of very long texts the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bagalau.projects.rules.record import BudgetLine, Project

Sums = dict[tuple[str, int], Decimal]


@dataclass(frozen=True)
class Money:
    """What a source gives in a year, before and after; year 0 is all years, the source None is all sources."""

    source: str | None
    year: int
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


def sums(of: Project) -> Sums:
    """PV-02: what each source pays in each year."""
    found: Sums = {}
    for plan in of.work_plans:
        for planned in plan.activity_results:
            for line in planned.lines:
                for source, amount in _paid(line):
                    found[source, plan.year] = found.get((source, plan.year), Decimal(0)) + amount
    return found


def _paid(line: BudgetLine) -> Iterator[tuple[str, Decimal]]:
    shares = [(share.source, share.amount) for share in line.split if share.amount is not None]
    yield from shares
    if line.amount is not None and (left := line.amount - sum(amount for _source, amount in shares)):
        yield line.source, left


def money(before: Project, after: Project) -> list[tuple[str | None, list[Money]]]:
    """The sums of both by source, each with its years and all years together; all sources together come last."""
    was, now = sums(before), sums(after)
    keys = [*now, *(key for key in was if key not in now)]
    years = sorted({year for _source, year in keys})
    named: list[str | None] = [*dict.fromkeys(source for source, _year in keys), None]
    return [
        (source, [Money(source, year, _sum(was, source, year), _sum(now, source, year)) for year in (*years, 0)])
        for source in named
        if years
    ]


def _sum(of: Sums, source: str | None, year: int) -> Decimal:
    fits = (amount for (one, at), amount in of.items() if source in {None, one} and year in {0, at})
    return sum(fits, Decimal(0))
