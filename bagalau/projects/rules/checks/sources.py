"""Whether each line has a source, and each source enough money: PD-20 to PD-28. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.lines import (
    NOTHING,
    assigned,
    blocks,
    division,
    explanation,
    meaning,
    spoken,
    surplus,
    total,
    unplanned_years,
)
from bagalau.projects.rules.checks.wording import folded
from bagalau.projects.rules.findings import Change, Correction, Finding
from bagalau.projects.rules.record import BudgetLine, Contribution, PlannedResult, Project, WorkPlan
from bagalau.projects.rules.sources import called, lines_of

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
MOST_OFFERED = 3


def missing(project: Project) -> Iterator[Finding]:
    """PD-20."""
    if not project.contributions:
        return
    known = called(project)
    for plan, planned in blocks(project):
        bare = [line for line in planned.lines if not line.split and not (line.source or line.printed_source)]
        if bare:
            shifted = [line for line in planned.lines if _is_shifted(line, known)]
            yield Finding(
                "PD-20",
                ERROR,
                planned.at,
                "source",
                mark(
                    "Lines without a source in activity result %(number)s of %(year)s: %(count)s, together %(found)s."
                ),
                _block(plan, planned) | {"count": str(len(bare)), "found": total(bare)},
                NOTHING,
                total(bare),
                _offers(project, [*bare, *shifted]),
                tuple(line.at for line in bare),
            )


def _is_shifted(line: BudgetLine, known: dict[str, Contribution]) -> bool:
    return not line.source and not line.split and len(meaning(line, known).of) == 1


def _offers(project: Project, lines: list[BudgetLine]) -> tuple[Correction, ...]:
    """The source that lets every contribution give what the cover says; or else each of them, if they are few."""
    names = spoken(project)
    told = explanation(project)
    meant = {told.of[line.at] for line in lines if line.at in told.of} if told else set()
    if len(meant) == 1:
        name = meant.pop()
        return (_to(mark("%(source)s: then every source gives what the cover says"), names[name], lines),)
    given = [one.name for one in project.contributions if not one.in_kind]
    if len(given) > MOST_OFFERED:
        return ()
    return tuple(_to(mark("%(source)s pays"), names[name], lines) for name in given)


def _to(label: str, source: str, lines: list[BudgetLine]) -> Correction:
    return Correction(label, tuple(Change(line.at, "source", source) for line in lines), {"source": source})


def caps(project: Project) -> Iterator[Finding]:
    """PD-21."""
    found = division(project)
    for one in project.contributions:
        taken = found.taken.get(one.name, NOTHING)
        printed = taken + found.printed.get(one.name, NOTHING)
        if one.amount is None or one.in_kind or printed <= one.amount:
            continue
        literal = taken <= one.amount
        yield Finding(
            "PD-21",
            ERROR,
            one.at,
            "amount",
            mark(
                "Read as printed, lines of %(found)s are charged to %(source)s, which gives %(amount)s; without the "
                "lines whose source seems shifted, %(taken)s."
            )
            if literal
            else mark("Lines of %(found)s are charged to %(source)s, which gives %(amount)s."),
            {"found": printed, "source": one.name, "amount": one.amount, "taken": taken},
            one.amount,
            printed,
        )


def doubled(project: Project) -> Iterator[Finding]:
    """PD-22."""
    known, found, names = called(project), division(project), spoken(project)
    for line in lines_of(project):
        of = meaning(line, known).of
        if line.split or len(of) < 2:
            continue
        amount = line.amount or NOTHING
        kept = [one for one in of if one.amount is None or found.taken.get(one.name, NOTHING) + amount <= one.amount]
        broken = [one.name for one in of if one not in kept]
        yield Finding(
            "PD-22",
            WARNING,
            line.at,
            "source",
            mark(
                "Several sources are to pay %(found)s, and it is not said how much each: %(sources)s. With this line "
                "%(broken)s would give more than agreed."
            )
            if broken
            else mark("Several sources are to pay %(found)s, and it is not said how much each: %(sources)s."),
            {"found": amount, "sources": ", ".join(one.name for one in of), "broken": ", ".join(broken)},
            corrections=tuple(_to(mark("%(source)s pays all of it"), names[one.name], [line]) for one in kept),
        )


def shifted(project: Project) -> Iterator[Finding]:
    """PD-23."""
    known = called(project)
    for plan, planned in blocks(project):
        by_name: dict[str, list[BudgetLine]] = defaultdict(list)
        for line in planned.lines:
            if _is_shifted(line, known):
                by_name[meaning(line, known).of[0].name].append(line)
        for name, lines in by_name.items():
            literal = _to(mark("%(source)s, as printed"), spoken(project)[name], lines)
            others = [one for one in _offers(project, lines) if one.changes != literal.changes]
            yield Finding(
                "PD-23",
                ERROR,
                planned.at,
                "source",
                mark(
                    "“%(source)s” is printed as the source of lines of activity result %(number)s in %(year)s, but "
                    "seems to belong to another column: lines %(count)s, together %(found)s."
                ),
                _block(plan, planned) | {"source": name, "count": str(len(lines)), "found": total(lines)},
                NOTHING,
                total(lines),
                (*others, literal),
                tuple(line.at for line in lines),
            )


def unknown(project: Project) -> Iterator[Finding]:
    """PD-24."""
    if not project.contributions:
        return
    known = called(project)
    strange: dict[str, list[BudgetLine]] = defaultdict(list)
    for line in lines_of(project):
        said = line.source or line.printed_source
        if said and not line.split and not meaning(line, known).of:
            strange[said].append(line)
    for said, lines in strange.items():
        yield Finding(
            "PD-24",
            WARNING,
            lines[0].at,
            "source",
            mark("No contribution is called “%(source)s”. Lines that name it: %(count)s, together %(found)s."),
            {"source": said, "count": str(len(lines)), "found": total(lines)},
            corrections=_meant(project, said, lines) or _offers(project, lines),
            also=tuple(line.at for line in lines[1:]),
        )


def _meant(project: Project, said: str, lines: list[BudgetLine]) -> tuple[Correction, ...]:
    """The one contribution whose name has all words of another name."""
    words = set(folded(said).split())
    fits = [one.name for one in project.contributions if words and words <= set(folded(one.name).split())]
    return (_to(mark("%(source)s is meant"), fits[0], lines),) if len(fits) == 1 else ()


def other_name(project: Project) -> Iterator[Finding]:
    """PD-25."""
    for one in project.contributions:
        used = {line.source for line in lines_of(project)} & set(one.also_called)
        for name in sorted(used):
            yield Finding(
                "PD-25",
                NOTE,
                one.at,
                "also_called",
                mark("The lines call %(source)s “%(name)s”: it is taken for the same, as no other name is left."),
                {"source": one.name, "name": name},
            )


def reconciled(project: Project) -> Iterator[Finding]:
    """PD-26."""
    told = explanation(project)
    if told is None or not (told.of or told.off):
        return
    of = assigned(project)
    for one in project.contributions:
        if one.name not in told.sums or one.amount is None:
            continue
        off = told.off == one.name
        yield Finding(
            "PD-26",
            NOTE,
            one.at,
            "amount",
            mark(
                "With the printed subtotals %(source)s gives exactly %(amount)s (%(years)s). Line by line it comes to "
                "%(found)s."
            )
            if off
            else mark("%(source)s gives exactly %(amount)s (%(years)s)."),
            {"source": one.name, "amount": one.amount, "found": told.sums[one.name]}
            | {"years": _by_year(project, one.name, of, off=off)},
            one.amount,
            told.sums[one.name],
        )


def _by_year(project: Project, name: str, of: dict[str, str], *, off: bool) -> tuple[tuple[str, Decimal], ...]:
    """What a source gives each year, less the differences of the subtotals if they are taken off from it."""
    found = []
    for plan in project.work_plans:
        lines = [line for planned in plan.activity_results for line in planned.lines if of.get(line.at) == name]
        less = sum((surplus(planned) for planned in plan.activity_results), NOTHING) if off else NOTHING
        found.append((str(plan.year), total(lines) - less))
    return tuple(found)


def namesakes(project: Project) -> Iterator[Finding]:
    """PD-28."""
    seen: dict[str, Contribution] = {}
    for one in project.contributions:
        other = seen.setdefault(one.name.casefold(), one)
        if other is not one and one.name:
            yield Finding(
                "PD-28",
                WARNING,
                one.at,
                "name",
                mark("“%(name)s” and “%(other)s” differ in capital letters alone: name them apart, or make them one."),
                {"name": one.name, "other": other.name},
                also=(other.at,),
            )


def left_over(project: Project) -> Iterator[Finding]:
    """PD-27."""
    found = division(project)
    spare = project.allocated is not None and project.required is not None and project.allocated > project.required
    if found.open or spare or not project.work_plans or unplanned_years(project):
        return
    for one in project.contributions:
        taken = found.taken.get(one.name, NOTHING)
        if one.amount is not None and not one.in_kind and taken < one.amount:
            yield Finding(
                "PD-27",
                WARNING,
                one.at,
                "amount",
                mark("%(source)s gives %(amount)s, of which the lines use %(found)s."),
                {"source": one.name, "amount": one.amount, "found": taken},
                one.amount,
                taken,
            )


def _block(plan: WorkPlan, planned: PlannedResult) -> dict[str, str]:
    return {"year": str(plan.year), "number": planned.number or "–"}
