"""What the checks ask of the money of a project: blocks, sums, and how lines divide among contributions. Pure.

A line that names no contribution, or several without a split, is open. What it was meant for is told only if just one
way of dividing the open lines lets every contribution give what the cover says: to the cent, or once the difference
between lines and printed subtotals is taken off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, wraps
from itertools import product
from math import prod
from typing import TypeVar

from bagalau.projects.rules.record import BudgetLine, Contribution, PlannedResult, Project, WorkPlan
from bagalau.projects.rules.sources import called, lines_of

NOTHING = Decimal(0)
MOST_WAYS = 256
MOST_YEARS = 60
MOST_LETTERS = 300  # of words that name several sources
T = TypeVar("T")


def once(find: Callable[[Project], T]) -> Callable[[Project], T]:
    """Keeps what was found in the record that was looked at last: one check after the other asks the same of it."""
    last: tuple[Project, T] | None = None

    @wraps(find)
    def found(project: Project) -> T:
        nonlocal last
        known = last
        if known is None or known[0] is not project:
            last = known = (project, find(project))
        return known[1]

    return found


def blocks(project: Project) -> Iterator[tuple[WorkPlan, PlannedResult]]:
    """What each year plans for each activity result."""
    for plan in project.work_plans:
        for planned in plan.activity_results:
            yield plan, planned


def total(lines: Iterable[BudgetLine]) -> Decimal:
    """The sum of lines; what is missing adds nothing."""
    return sum((line.amount for line in lines if line.amount is not None), NOTHING)


def surplus(planned: PlannedResult) -> Decimal:
    """How much more the lines of a block add up to than is printed under them."""
    if planned.subtotal is None or not planned.lines:
        return NOTHING
    return total(planned.lines) - planned.subtotal


def unplanned_years(project: Project) -> list[int]:
    """The years in which the project runs and that have no work plan."""
    if project.start is None or project.end is None:
        return []
    have = {plan.year for plan in project.work_plans}
    first, last = project.start.first_day.year, project.end.last_day.year
    return [year for year in range(first, min(last, first + MOST_YEARS) + 1) if year not in have]


@dataclass(frozen=True)
class Meaning:
    """What the source of a line says: the contributions it names, and whether only the printed words say so."""

    of: tuple[Contribution, ...]
    printed: bool = False


def meaning(line: BudgetLine, known: Mapping[str, Contribution]) -> Meaning:
    """The contributions that a line names, by its source or else by the words that are printed there."""
    return Meaning(named(line.source or line.printed_source, known), printed=not line.source)


def named(words: str, known: Mapping[str, Contribution]) -> tuple[Contribution, ...]:
    """The contributions that words name: one that bears them, or several whose names they are made of."""
    whole = words.casefold().strip()
    if not whole or whole in known:
        return (known[whole],) if whole else ()

    @cache  # there are many ways of cutting words, but few ends of them
    def parts(said: str) -> tuple[Contribution, ...]:
        if not said or said in known:
            return (known[said],) if said else ()
        for cut, letter in enumerate(said):
            if letter in " ,;/+" and said[:cut].strip() in known:
                rest = parts(said[cut:].strip(" ,;/+"))
                if rest:
                    return (known[said[:cut].strip()], *rest)
        return ()

    return parts(whole) if len(words) <= MOST_LETTERS else ()


@once
def spoken(project: Project) -> dict[str, str]:
    """By the name of each contribution, the name under which the lines speak of it most."""
    known = called(project)
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines_of(project):
        if line.source and line.source.casefold() in known:
            used[known[line.source.casefold()].name][line.source] += 1
    return {one.name: (used[one.name].most_common(1) or [(one.name, 0)])[0][0] for one in project.contributions}


@dataclass(frozen=True)
class Division:
    """How the lines divide among the contributions. ``open`` are the lines of which it cannot be told."""

    taken: Mapping[str, Decimal]
    printed: Mapping[str, Decimal]
    open: tuple[tuple[BudgetLine, Meaning], ...]


@once
def division(project: Project) -> Division:
    """The sums that lines name: as they were taken, and as they are printed."""
    known = called(project)
    taken: dict[str, Decimal] = defaultdict(Decimal)
    printed: dict[str, Decimal] = defaultdict(Decimal)
    left = []
    for line in lines_of(project):
        amount = line.amount or NOTHING
        if line.split:
            for share in line.split:
                for one in named(share.source, known)[:1]:
                    taken[one.name] += share.amount or NOTHING
            continue
        meant = meaning(line, known)
        if len(meant.of) == 1:
            (printed if meant.printed else taken)[meant.of[0].name] += amount
        if len(meant.of) != 1 or meant.printed:
            left.append((line, meant))
    return Division(taken, printed, tuple(left))


@dataclass(frozen=True)
class Explanation:
    """The one way in which every contribution gives what the cover says. ``of`` maps where a line stands to the name
    of its contribution; ``off`` is the contribution from which the difference of the subtotals is taken off."""

    of: Mapping[str, str]
    sums: Mapping[str, Decimal]
    off: str = ""


@once
def explanation(project: Project) -> Explanation | None:
    """The only way of dividing the open lines that agrees with the cover; None if there is none, or several."""
    given = {one.name: one.amount for one in project.contributions if one.amount is not None and not one.in_kind}
    if not given or not project.work_plans:
        return None
    found = division(project)
    groups = _groups(project, found, list(given))
    if prod(len(options) for _lines, options in groups) > MOST_WAYS:
        return None
    difference = sum((surplus(planned) for _plan, planned in blocks(project)), NOTHING)
    sizes = [total(lines) for lines, _options in groups]
    ways = []
    for way in product(*(options for _lines, options in groups)):
        sums = defaultdict(Decimal, {name: found.taken.get(name, NOTHING) for name in given})
        for name, size in zip(way, sizes, strict=True):
            sums[name] += size
        over = {name: sums[name] - amount for name, amount in given.items() if sums[name] != amount}
        if not over or (len(over) == 1 and difference and difference in over.values()):
            of = {line.at: name for (lines, _options), name in zip(groups, way, strict=True) for line in lines}
            ways.append(Explanation(of, dict(sums), next(iter(over), "")))
    return ways[0] if len(ways) == 1 else None


def _groups(project: Project, found: Division, names: list[str]) -> list[tuple[list[BudgetLine], list[str]]]:
    """Open lines that belong together, with the contributions that they may mean: those of a block that name none or
    only in print, and each that names several."""
    meant = {id(line): meaning.of for line, meaning in found.open}
    groups = []
    for _plan, planned in blocks(project) if meant else ():
        lines = [line for line in planned.lines if id(line) in meant]
        several = [line for line in lines if len(meant[id(line)]) > 1]
        groups += [([line], [one.name for one in meant[id(line)] if one.name in names]) for line in several]
        if rest := [line for line in lines if len(meant[id(line)]) < 2]:
            groups.append((rest, names))
    return groups


@once
def assigned(project: Project) -> dict[str, str]:
    """By where a line stands, the name of the contribution that it means, as far as it can be told."""
    known = called(project)
    sure = {
        line.at: meant.of[0].name
        for line in lines_of(project)
        for meant in [meaning(line, known)]
        if not line.split and len(meant.of) == 1 and not meant.printed
    }
    told = explanation(project)
    return sure | dict(told.of) if told else sure
