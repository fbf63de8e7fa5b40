"""Whether amounts add up to what is printed: PD-01 to PD-09. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.lines import NOTHING, blocks, surplus, total, unplanned_years
from bagalau.projects.rules.checks.slips import explanations
from bagalau.projects.rules.findings import Change, Correction, Finding
from bagalau.projects.rules.record import PlannedResult, Project, WorkPlan
from bagalau.projects.rules.sources import lines_of

ERROR = Severity.ERROR


def subtotals(project: Project) -> Iterator[Finding]:
    """PD-01."""
    for plan, planned in blocks(project):
        if surplus(planned):
            assert planned.subtotal is not None
            found = total(planned.lines)
            yield Finding(
                "PD-01",
                ERROR,
                planned.at,
                "subtotal",
                mark(
                    "The lines of activity result %(number)s in %(year)s add up to %(found)s; %(printed)s is printed."
                ),
                _block(plan, planned) | {"found": found, "printed": planned.subtotal},
                planned.subtotal,
                found,
                (
                    *explanations(project, plan, planned),
                    _set(mark("The printed subtotal is wrong"), planned.at, "subtotal", found),
                ),
                tuple(line.at for line in planned.lines),
            )


def years(project: Project) -> Iterator[Finding]:
    """PD-02."""
    for plan in project.work_plans:
        found = sum((total(planned.lines) for planned in plan.activity_results), NOTHING)
        if plan.total is None or not any(planned.lines for planned in plan.activity_results) or found == plan.total:
            continue
        explained = sum((surplus(planned) for planned in plan.activity_results), NOTHING) == found - plan.total
        yield Finding(
            "PD-02",
            ERROR,
            plan.at,
            "total",
            mark(
                "The lines of %(year)s add up to %(found)s; the printed total is %(printed)s. The printed subtotals "
                "add up to that total: the difference lies in the lines."
            )
            if explained
            else mark("The lines of %(year)s add up to %(found)s; the printed total is %(printed)s."),
            {"year": str(plan.year), "found": found, "printed": plan.total},
            plan.total,
            found,
            () if explained else (_set(mark("The printed total is wrong"), plan.at, "total", found),),
            tuple(planned.at for planned in plan.activity_results if surplus(planned)),
        )


def whole(project: Project) -> Iterator[Finding]:
    """PD-03."""
    found = total(lines_of(project))
    if project.required is None or not found or found == project.required:
        return
    if found < project.required and unplanned_years(project):
        return
    declared = found - sum((surplus(planned) for _plan, planned in blocks(project)), NOTHING)
    yield Finding(
        "PD-03",
        ERROR,
        project.at,
        "required",
        mark(
            "All lines together come to %(found)s; the cover asks for %(printed)s. With the printed subtotals they "
            "come to exactly that."
        )
        if declared == project.required
        else mark("All lines together come to %(found)s; the cover asks for %(printed)s."),
        {"found": found, "printed": project.required},
        project.required,
        found,
        ()
        if declared == project.required
        else (_set(mark("The sum on the cover is wrong"), project.at, "required", found),),
    )


def subtotals_of_years(project: Project) -> Iterator[Finding]:
    """PD-04."""
    for plan in project.work_plans:
        printed = [planned.subtotal for planned in plan.activity_results if planned.subtotal is not None]
        if plan.total is None or not printed or len(printed) < len(plan.activity_results):
            continue
        if (found := sum(printed, NOTHING)) != plan.total:
            yield Finding(
                "PD-04",
                ERROR,
                plan.at,
                "total",
                mark("The subtotals of %(year)s add up to %(found)s; the printed total is %(printed)s."),
                {"year": str(plan.year), "found": found, "printed": plan.total},
                plan.total,
                found,
                (_set(mark("The printed total is wrong"), plan.at, "total", found),),
            )


def cover_years(project: Project) -> Iterator[Finding]:
    """PD-05."""
    for plan in project.work_plans:
        if plan.total is not None and plan.cover_total is not None and plan.total != plan.cover_total:
            yield Finding(
                "PD-05",
                ERROR,
                plan.at,
                "cover_total",
                mark("The cover gives %(found)s for %(year)s; the work plan of that year says %(printed)s."),
                {"year": str(plan.year), "found": plan.cover_total, "printed": plan.total},
                plan.total,
                plan.cover_total,
                (
                    _set(mark("The cover is wrong"), plan.at, "cover_total", plan.total),
                    _set(mark("The work plan is wrong"), plan.at, "total", plan.cover_total),
                ),
            )


def required(project: Project) -> Iterator[Finding]:
    """PD-06."""
    stated = [plan.total if plan.total is not None else plan.cover_total for plan in project.work_plans]
    given = [one for one in stated if one is not None]
    if project.required is None or not given or len(given) < len(stated):
        return
    found = sum(given, NOTHING)
    if found > project.required or (found < project.required and not unplanned_years(project)):
        yield Finding(
            "PD-06",
            ERROR,
            project.at,
            "required",
            mark("The totals of the years add up to %(found)s; the cover asks for %(printed)s."),
            {"found": found, "printed": project.required},
            project.required,
            found,
            (_set(mark("The sum on the cover is wrong"), project.at, "required", found),),
        )


def contributions(project: Project) -> Iterator[Finding]:
    """PD-07."""
    given = [one.amount for one in project.contributions if not one.in_kind]
    sums = [one for one in given if one is not None]
    expected = project.allocated if project.allocated is not None else project.required
    if expected is None or not sums or len(sums) < len(given):
        return
    found = sum(sums, NOTHING)
    if found != expected:
        name = "allocated" if project.allocated is not None else "required"
        yield Finding(
            "PD-07",
            ERROR,
            project.at,
            name,
            mark("The contributions add up to %(found)s; %(printed)s is stated as the whole."),
            {"found": found, "printed": expected},
            expected,
            found,
            (_set(mark("The sum on the cover is wrong"), project.at, name, found),),
            tuple(one.at for one in project.contributions),
        )


def gap(project: Project) -> Iterator[Finding]:
    """PD-08."""
    if project.required is None or project.allocated is None:
        return
    found = project.allocated + (project.unfunded or NOTHING)
    if found < project.required or (project.unfunded and found != project.required):
        yield Finding(
            "PD-08",
            ERROR,
            project.at,
            "unfunded",
            mark("%(found)s is allocated or stated as unfunded, of %(printed)s that are required."),
            {"found": found, "printed": project.required},
            project.required,
            found,
            (_set(mark("The rest is unfunded"), project.at, "unfunded", project.required - project.allocated),)
            if project.required > project.allocated
            else (),
        )


def misplaced(project: Project) -> Iterator[Finding]:
    """PD-09."""
    for plan in project.work_plans:
        for planned in plan.activity_results:
            number, _point, after = planned.printed_after.partition(".")
            if planned.subtotal is None or not after.isdecimal():
                continue
            found = _running(plan, planned, number, int(after))
            if found is not None and found != planned.subtotal:
                yield Finding(
                    "PD-09",
                    ERROR,
                    planned.at,
                    "subtotal",
                    mark(
                        "The subtotal %(printed)s of activity result %(number)s in %(year)s is printed after line "
                        "%(line)s of activity result %(other)s. Read as printed, the lines above it come to %(found)s; "
                        "the lines of the activity result itself to %(own)s."
                    ),
                    _block(plan, planned)
                    | {"printed": planned.subtotal, "line": after, "other": number}
                    | {"found": found, "own": total(planned.lines)},
                    planned.subtotal,
                    found,
                    (
                        Correction(
                            mark("It belongs to the lines of its own activity result"),
                            (Change(planned.at, "printed_after", ""),),
                        ),
                    ),
                )


def _running(plan: WorkPlan, planned: PlannedResult, number: str, after: int) -> Decimal | None:
    """The sum of all lines from the first of a block to the so-manieth of a later one."""
    found, begun = NOTHING, False
    for other in plan.activity_results:
        begun = begun or other is planned
        if begun and other.number == number:
            return found + total(other.lines[:after])
        found += total(other.lines) if begun else NOTHING
    return None


def _block(plan: WorkPlan, planned: PlannedResult) -> dict[str, str]:
    return {"year": str(plan.year), "number": planned.number or "–"}


def _set(label: str, at: str, name: str, value: Decimal) -> Correction:
    return Correction(label, (Change(at, name, value),))
