"""What the lines of a budget add up to, each way that people look at it. Pure.

PB-01  A line is paid by its source, or by the sources of its shares; what is left over is paid by nobody yet.
PB-02  Sums are told by year, by source, by account and by quarter, in the order of the document; sources also where
       they pay nothing yet.
PB-03  The cost recovery that a source should pay follows from its direct cost, by its own rate and base or else by the
       project's. As long as no base is stated (PD-31), what follows on each is told, and no difference. A source that
       bears none pays none, unless it states a rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bagalau.projects.rules.accounts import budget_code, is_cost_recovery
from bagalau.projects.rules.cost_recovery import of_direct
from bagalau.projects.rules.record import Base, BudgetLine, Contribution, Project, SourceType

NOBODY = ""  # who pays what no source pays
NOTHING = Decimal(0)
QUARTERS = range(4)


@dataclass(frozen=True)
class Row:
    """A sum with its parts, and what it should be where that is stated."""

    key: str
    parts: tuple[Decimal, ...]
    stated: Decimal | None = None

    @property
    def total(self) -> Decimal:
        return sum(self.parts, NOTHING)

    @property
    def difference(self) -> Decimal | None:
        """How much more the lines say than is stated."""
        return None if self.stated is None else self.total - self.stated


@dataclass(frozen=True)
class Recovery:
    """PB-03: what a source pays as cost recovery, and what it should."""

    source: str
    rate: Decimal
    base: Base | None
    direct: Decimal
    declared: Decimal

    @property
    def expected(self) -> tuple[tuple[Base, Decimal], ...]:
        """What follows on the base that is stated, or else on each."""
        return tuple((base, of_direct(self.direct, self.rate, base)) for base in Base if self.base in {base, None})

    @property
    def difference(self) -> Decimal | None:
        """How much more the lines say, if the base is stated."""
        return None if self.base is None else self.declared - self.expected[0][1]


@dataclass(frozen=True)
class Totals:
    """PB-02: sums by years across; ``quarters`` are by year with the quarters across."""

    years: tuple[int, ...]
    sources: tuple[Row, ...]
    accounts: tuple[Row, ...]
    quarters: tuple[Row, ...]
    by_year: Row
    recovery: tuple[Recovery, ...]

    @property
    def total(self) -> Decimal:
        return self.by_year.total


def paid(line: BudgetLine) -> Iterator[tuple[str, Decimal]]:
    """PB-01: who pays how much of a line."""
    amount = line.amount or NOTHING
    if not line.split:
        yield line.source or NOBODY, amount
        return
    shares = [(share.source, share.amount or NOTHING) for share in line.split]
    yield from shares
    if left := amount - sum((share for _source, share in shares), NOTHING):
        yield NOBODY, left


def totals(project: Project) -> Totals:
    """PB-01 to PB-03: all sums of a budget."""
    years = [plan.year for plan in project.work_plans]
    sources: dict[str, dict[int, Decimal]] = {one.name: defaultdict(Decimal) for one in project.contributions}
    accounts: dict[str, dict[int, Decimal]] = {}
    quarters = {year: [NOTHING] * len(QUARTERS) for year in years}
    declared: dict[str, Decimal] = defaultdict(Decimal)
    for year, line in _lines(project):
        account = budget_code(line.account) or line.account
        _add(accounts, account, year, line.amount or NOTHING)
        for source, amount in paid(line):
            _add(sources, source, year, amount)
            declared[source] += amount if is_cost_recovery(line.account) else NOTHING
        for at, part in enumerate(line.quarters[: len(QUARTERS)]):
            quarters[year][at] += part or NOTHING
    stated = {one.name: one.amount for one in project.contributions}
    whole = {name: sum(parts.values(), NOTHING) for name, parts in sources.items()}
    return Totals(
        years=tuple(years),
        sources=tuple(_rows(sources, years, stated)),
        accounts=tuple(_rows(dict(sorted(accounts.items())), years, {})),
        quarters=tuple(Row(str(year), tuple(parts)) for year, parts in quarters.items() if any(parts)),
        by_year=Row("", tuple(_year(accounts, year) for year in years), project.required),
        recovery=tuple(_recovery(project, whole, declared)),
    )


def rate_of(project: Project, one: Contribution) -> Decimal | None:
    """PB-03: the rate of a source, in per cent; None where it bears none, or nothing says how much."""
    if one.gms_rate is not None:
        return one.gms_rate
    return None if one.in_kind or one.source_type == SourceType.CORE else project.gms_rate


def base_of(project: Project, one: Contribution) -> Base | None:
    """PB-03: of what the rate of a source is taken, if that is stated."""
    stated = one.gms_base or project.gms_base
    return Base(stated) if stated else None


def _recovery(project: Project, whole: Mapping[str, Decimal], declared: Mapping[str, Decimal]) -> Iterator[Recovery]:
    for one in project.contributions:
        rate = rate_of(project, one)
        said = declared.get(one.name, NOTHING)
        if rate is not None and rate < 100:
            yield Recovery(one.name, rate, base_of(project, one), whole[one.name] - said, said)


def _lines(project: Project) -> Iterator[tuple[int, BudgetLine]]:
    for plan in project.work_plans:
        for planned in plan.activity_results:
            for line in planned.lines:
                yield plan.year, line


def _add(sums: dict[str, dict[int, Decimal]], key: str, year: int, amount: Decimal) -> None:
    parts = sums.setdefault(key, defaultdict(Decimal))
    parts[year] += amount


def _rows(
    sums: Mapping[str, Mapping[int, Decimal]], years: Iterable[int], stated: Mapping[str, Decimal | None]
) -> Iterator[Row]:
    for key, parts in sums.items():
        yield Row(key, tuple(parts.get(year, NOTHING) for year in years), stated.get(key))


def _year(accounts: Mapping[str, Mapping[int, Decimal]], year: int) -> Decimal:
    return sum((parts.get(year, NOTHING) for parts in accounts.values()), NOTHING)
