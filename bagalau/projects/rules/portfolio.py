"""The figures of many projects together, from those that are kept with each (``figures``). Pure.

PO-05  Money is added up within a currency alone (PO-03), by year, kind of source and account.
PO-06  Errors and warnings count where whoever looks may know of them.
PO-07  A project under way ends soon if its last day lies within the next six months, and is past its end if that day is
       over.
PO-08  A project of which a revision is under way counts with what the revision says; how many there are is told beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from bagalau.lib.periods import months_after
from bagalau.projects.rules.life import UNDER_WAY

ENDING_MONTHS = 6


class Row(NamedTuple):
    """What is looked at of a project; ``known``: whether whoever looks may know what the checker finds."""

    unit: int
    status: str
    currency: str
    total: Any
    ends_on: date
    errors: int
    warnings: int
    figures: Mapping[str, Any]
    revised: bool
    known: bool


@dataclass
class Money:
    """PO-05: the money of the projects of one currency, in cents."""

    projects: int = 0
    total: int = 0
    years: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    accounts: Counter[str] = field(default_factory=Counter)


@dataclass
class Sums:
    """What some projects come to: ``counts`` of projects (and of indicators) by name, money by currency."""

    counts: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    money: dict[str, Money] = field(default_factory=dict)

    def add(self, row: Row, today: date, soon: date) -> None:
        """PO-05 to PO-07; ``soon`` is the last day of what ends soon."""
        counts = self.counts
        counts["projects"] += 1
        self.statuses[row.status] += 1
        if row.status in UNDER_WAY:
            counts["under_way"] += 1
            counts["soon"] += today <= row.ends_on <= soon
            counts["past"] += row.ends_on < today
        counts["revised"] += row.revised
        if row.known:
            counts["errors"] += row.errors > 0
            counts["warnings"] += row.warnings > 0
        for name in ("outputs", "indicators", "no_baseline", "no_sex"):
            counts[name] += row.figures.get(name, 0)
        money = self.money.setdefault(row.currency, Money())
        money.projects += 1
        money.total += int(row.total * 100)
        for name, sums in (("years", money.years), ("sources", money.sources), ("accounts", money.accounts)):
            for key, cents in row.figures.get(name, {}).items():
                sums[key] += cents


@dataclass(frozen=True)
class Brief:
    """What a table tells of a unit and what lies under it: counts by name, and money in cents by currency."""

    counts: Mapping[str, int]
    totals: Mapping[str, int]


@dataclass(frozen=True)
class Portfolio:
    """All projects together; and for each unit, by its key, what it comes to with what lies under it."""

    whole: Sums
    units: Mapping[int, Brief]

    @property
    def currencies(self) -> list[str]:
        """The currencies, that of most projects first."""
        return sorted(self.whole.money, key=lambda code: (-self.whole.money[code].projects, code))


def portfolio(rows: Iterable[Row], paths: Mapping[int, str], today: date) -> Portfolio:
    """The figures of some projects; ``paths`` says where the units lie that are told apart."""
    own = by_unit(rows, today)
    units = {}
    for unit, path in paths.items():
        if below := [sums for key, sums in own.items() if paths.get(key, "").startswith(path)]:
            units[unit] = _brief(together(below))
    return Portfolio(together(own.values()), units)


def by_unit(rows: Iterable[Row], today: date) -> dict[int, Sums]:
    """The figures of the projects of each unit."""
    found: dict[int, Sums] = {}
    soon = months_after(today, ENDING_MONTHS)
    for row in rows:
        found.setdefault(row.unit, Sums()).add(row, today, soon)
    return found


def _brief(sums: Sums) -> Brief:
    counts = {name: sums.counts[name] for name in ("projects", "under_way", "errors", "warnings")}
    return Brief(counts, {code: money.total for code, money in sums.money.items()})


def together(some: Iterable[Sums]) -> Sums:
    """Several sums as one: those of a unit and of what lies under it."""
    whole = Sums()
    for one in some:
        whole.counts.update(one.counts)
        whole.statuses.update(one.statuses)
        for code, money in one.money.items():
            into = whole.money.setdefault(code, Money())
            into.projects += money.projects
            into.total += money.total
            into.years.update(money.years)
            into.sources.update(money.sources)
            into.accounts.update(money.accounts)
    return whole
