"""What the checks ask of cost recovery: each line of it with the money that it is charged on. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bagalau.projects.rules.accounts import is_cost_recovery
from bagalau.projects.rules.checks.lines import NOTHING, assigned, blocks, once, surplus, total
from bagalau.projects.rules.cost_recovery import Judgement, judge
from bagalau.projects.rules.record import (
    Base,
    BudgetLine,
    Contribution,
    PlannedResult,
    Project,
    SourceType,
    WorkPlan,
)


@dataclass(frozen=True)
class Charge:
    """What a source pays as cost recovery of a block, by its first line of it, and how that agrees with the rate."""

    plan: WorkPlan
    planned: PlannedResult
    line: BudgetLine
    of: str  # the name of the contribution that pays it, as far as it can be told
    judged: Judgement


def rate_of(project: Project, name: str = "") -> Decimal | None:
    """The rate in per cent that is stated for a contribution, or else for the project."""
    stated = next((one.gms_rate for one in project.contributions if one.name == name), None)
    rate = stated if stated is not None else project.gms_rate
    return rate if rate is not None and rate.is_finite() and 0 < rate < 100 else None


def base_of(project: Project, name: str = "") -> Base | None:
    """The base that is stated for a contribution, or else for the project."""
    stated = next((one.gms_base for one in project.contributions if one.name == name), "") or project.gms_base
    return Base(stated) if stated in set(Base) else None


@once
def charges(project: Project) -> tuple[Charge, ...]:
    """Each source's cost recovery of each block, in one line or several. If the lines of a block do not add up to its
    subtotal, that reading is taken under which the charge comes nearer to its rate; a line without an account that fits
    the rate is one of cost recovery."""
    return tuple(_charges(project))


def _charges(project: Project) -> Iterator[Charge]:
    of = assigned(project)
    core = {one.name for one in project.contributions if one.source_type == SourceType.CORE}
    for plan, planned in blocks(project):
        lines = [line for line in planned.lines if is_cost_recovery(line.account)]
        lines = lines or [line for line in planned.lines if not line.account and fitting(project, planned, line, of)]
        by_name: dict[str, list[BudgetLine]] = defaultdict(list)
        for line in lines if len(lines) == 1 or all(line.at in of for line in lines) else ():
            by_name[of.get(line.at, "")].append(line)
        for name, some in by_name.items():
            declared, rate = total(some), rate_of(project, name)
            if declared and rate is not None and name not in core:
                yield Charge(plan, planned, some[0], name, _judged(planned, declared, rate, name, of, core))


def _judged(
    planned: PlannedResult, declared: Decimal, rate: Decimal, name: str, of: dict[str, str], core: set[str]
) -> Judgement:
    whole = sum((_paid(one, name, of, core) for one in planned.lines), NOTHING)
    read = [judge(declared, amount, rate) for amount in dict.fromkeys((whole, whole - surplus(planned)))]
    return min(read, key=lambda one: abs(one.nearest.difference))


def _paid(line: BudgetLine, name: str, of: dict[str, str], core: set[str]) -> Decimal:
    """What a contribution pays of a line; without a name, what is not core money."""
    if line.split:
        parts = [share for share in line.split if (share.source == name if name else share.source not in core)]
        return sum((share.amount or NOTHING for share in parts), NOTHING)
    payer = of.get(line.at, "")
    return (line.amount or NOTHING) if (payer == name if name else payer not in core) else NOTHING


def fitting(project: Project, planned: PlannedResult, line: BudgetLine, of: dict[str, str] | None = None) -> bool:
    """Whether an amount is what cost recovery of a block would be, on either base."""
    of = assigned(project) if of is None else of
    rate = rate_of(project, of.get(line.at, ""))
    if rate is None or not line.amount:
        return False
    core = {one.name for one in project.contributions if one.source_type == SourceType.CORE}
    return bool(_judged(planned, line.amount, rate, of.get(line.at, ""), of, core).bases)


def agreed_on(project: Project, of: Contribution) -> date | None:
    """The day by which the rate of a contribution follows: of its agreement, or else of the appraisal or the start."""
    when = of.agreed or project.appraisal_meeting or project.start
    return when.last_day if when else None
