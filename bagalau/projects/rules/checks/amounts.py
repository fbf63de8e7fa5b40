"""Whether each budget line is whole and agrees with itself: PD-10 to PD-16. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.accounts import COST_RECOVERY, is_cost_recovery, is_workshop
from bagalau.projects.rules.checks.gms import fitting
from bagalau.projects.rules.checks.lines import NOTHING, blocks, named, total
from bagalau.projects.rules.findings import Change, Correction, Finding, Number
from bagalau.projects.rules.money import CENT, MOST
from bagalau.projects.rules.record import BudgetLine, PlannedResult, Project, WorkPlan
from bagalau.projects.rules.sources import called, lines_of

ERROR, WARNING = Severity.ERROR, Severity.WARNING
CONSULTANTS_OR_COMPANIES = frozenset({"71200", "71300", "72100"})
HALF_CENT = CENT / 2


def labels(project: Project) -> Iterator[Finding]:
    """PD-10."""
    for plan, planned in blocks(project):
        bare = [line for line in planned.lines if not line.account]
        miscounted = planned.labels is not None and planned.amounts is not None and planned.labels != planned.amounts
        if not bare and not miscounted:
            continue
        values = {"year": str(plan.year), "number": planned.number or "–", "count": str(len(bare))}
        sum_of = total(bare)
        yield Finding(
            "PD-10",
            ERROR,
            planned.at,
            "lines",
            mark(
                "Labels and amounts in a row of activity result %(number)s in %(year)s differ in number: %(labels)s "
                "and %(amounts)s. Lines without an account: %(count)s, together %(sum)s."
            )
            if miscounted
            else mark(
                "Lines without a budget account in activity result %(number)s of %(year)s: %(count)s, together %(sum)s."
            ),
            values | {"labels": str(planned.labels), "amounts": str(planned.amounts), "sum": sum_of},
            corrections=_labelled(project, plan, planned, bare),
            also=tuple(line.at for line in bare),
        )


def _labelled(
    project: Project, plan: WorkPlan, planned: PlannedResult, bare: list[BudgetLine]
) -> tuple[Correction, ...]:
    """The labels that the arithmetic of cost recovery and the same block of another year tell; and the printed ones."""
    found = []
    told = tuple(Change(planned.at, name, None) for name in ("labels", "amounts") if planned.labels is not None)
    meant = _by_arithmetic(project, plan, planned, bare)
    if meant:
        found.append(
            Correction(
                mark("What cost recovery and the other year tell"),
                tuple(
                    Change(line.at, name, value)
                    for line, (account, said) in meant
                    for name, value in (("account", account), ("description", said))
                )
                + told,
            )
        )
    printed = [(line, line.printed_label.partition(" ")) for line in bare]
    if bare and all(code.isdecimal() and len(code) == 5 for _line, (code, _blank, _said) in printed):
        changes = [
            change
            for line, (code, _blank, said) in printed
            for change in (Change(line.at, "account", code), Change(line.at, "description", said))
        ]
        found.append(Correction(mark("The labels as they are printed beside the amounts"), (*changes, *told)))
    return tuple(found)


def _by_arithmetic(
    project: Project, plan: WorkPlan, planned: PlannedResult, bare: list[BudgetLine]
) -> list[tuple[BudgetLine, tuple[str, str]]]:
    meant: list[tuple[BudgetLine, tuple[str, str]]] = []
    recovery = [line for line in bare if fitting(project, planned, line)]
    if len(recovery) == 1 and not any(is_cost_recovery(line.account) for line in planned.lines):
        known = Counter(line.description for line in lines_of(project) if is_cost_recovery(line.account))
        said = known.most_common(1)[0][0] if known else "GMS"
        meant.append((recovery[0], (COST_RECOVERY, said)))
    rest = [line for line in bare if all(line is not one for one, _label in meant)]
    for year in project.work_plans:
        for twin in year.activity_results if year is not plan else ():
            if twin.number == planned.number:
                have = Counter(line.account for line in planned.lines)
                left = []
                for line in twin.lines:
                    if line.account and not is_cost_recovery(line.account) and have[line.account] < 1:
                        left.append((line.account, line.description))
                    have[line.account] -= 1
                if len(left) == len(rest):
                    return meant + list(zip(rest, left, strict=True))
    return meant


def bare_amounts(project: Project) -> Iterator[Finding]:
    """PD-11."""
    for name in ("required", "allocated", "unfunded", "regular", "in_kind"):
        stated = getattr(project, name)
        if stated is not None and not stated.is_finite():
            yield Finding(
                "PD-11", ERROR, project.at, name, mark("This is no amount: %(found)s."), {"found": str(stated)}
            )
    whole = project.required if project.required is not None and project.required.is_finite() else None
    for line in lines_of(project):
        sentence = _impossible(line.amount, whole)
        if sentence:
            values = {"found": line.amount, "required": whole}
            yield Finding("PD-11", ERROR, line.at, "amount", sentence, values, found=line.amount)


def _impossible(amount: Decimal | None, whole: Decimal | None) -> str:
    if amount is None:
        return mark("This budget line has no amount.")
    if not amount.is_finite():
        return mark("This is no amount: %(found)s.")
    if amount < 0:
        return mark("A budget line cannot be negative: it says %(found)s.")
    if amount > MOST:
        return mark("This amount is larger than ten trillion: a digit too many?")
    if whole and amount > whole:
        return mark("This line alone asks for %(found)s, more than the whole project (%(required)s).")
    return ""


def quantities(project: Project) -> Iterator[Finding]:
    """PD-12."""
    for line in lines_of(project):
        if line.quantity is None or line.unit_cost is None or line.amount is None:
            continue
        found = line.quantity * line.unit_cost
        if abs(found - line.amount) > HALF_CENT:
            found = found.quantize(CENT)
            yield Finding(
                "PD-12",
                ERROR,
                line.at,
                "amount",
                mark("%(quantity)s times %(cost)s is %(found)s; the amount says %(printed)s."),
                {
                    "quantity": Number(f"{line.quantity.normalize():f}"),
                    "cost": line.unit_cost,
                    "found": found,
                    "printed": line.amount,
                },
                found,
                line.amount,
                (Correction(mark("The amount follows from the quantity"), (Change(line.at, "amount", found),)),),
            )


def quarters(project: Project) -> Iterator[Finding]:
    """PD-13."""
    for line in lines_of(project):
        stated = [one for one in line.quarters if one is not None]
        if stated and line.amount is not None and (found := sum(stated, NOTHING)) != line.amount:
            yield Finding(
                "PD-13",
                ERROR,
                line.at,
                "quarters",
                mark("The quarters add up to %(found)s; the amount of the line is %(printed)s."),
                {"found": found, "printed": line.amount},
                line.amount,
                found,
                (Correction(mark("The amount is what the quarters say"), (Change(line.at, "amount", found),)),),
            )


def splits(project: Project) -> Iterator[Finding]:
    """PD-14."""
    known = called(project)
    for line in lines_of(project):
        if not line.split:
            continue
        found = sum((share.amount or NOTHING for share in line.split), NOTHING)
        if line.amount is not None and found != line.amount:
            yield Finding(
                "PD-14",
                ERROR,
                line.at,
                "split",
                mark("The shares of the sources add up to %(found)s; the amount of the line is %(printed)s."),
                {"found": found, "printed": line.amount},
                line.amount,
                found,
            )
        for share in line.split:
            if len(named(share.source, known)) != 1:
                yield Finding(
                    "PD-14",
                    ERROR,
                    line.at,
                    "split",
                    mark("The share of “%(source)s” belongs to no contribution of this project."),
                    {"source": share.source or "–"},
                    also=(share.at,),
                )


def years_once(project: Project) -> Iterator[Finding]:
    """PD-15."""
    counts = Counter(plan.year for plan in project.work_plans)
    for year, count in counts.items():
        if count > 1:
            same = [plan for plan in project.work_plans if plan.year == year]
            yield Finding(
                "PD-15",
                ERROR,
                same[-1].at,
                "year",
                mark("Work plans for %(year)s: %(count)s. A year has one."),
                {"count": str(count), "year": str(year)},
                also=tuple(plan.at for plan in same[:-1]),
            )


def same_line(project: Project) -> Iterator[Finding]:
    """PD-16."""
    for plan, planned in blocks(project):
        seen: dict[tuple[str, str, str, Decimal], BudgetLine] = {}
        for line in planned.lines:
            if not line.account or not line.amount:
                continue
            key = (line.account, line.description.casefold(), line.source, line.amount)
            if key in seen:
                yield Finding(
                    "PD-16",
                    WARNING,
                    line.at,
                    "amount",
                    mark("The same line stands twice in activity result %(number)s of %(year)s: %(label)s, %(found)s."),
                    {"number": planned.number or "–", "year": str(plan.year), "found": line.amount}
                    | {"label": f"{line.account} {line.description}".strip()},
                    also=(seen[key].at,),
                )
            seen.setdefault(key, line)


def workshops(project: Project) -> Iterator[Finding]:
    """PD-17."""
    for line in lines_of(project):
        if line.account in CONSULTANTS_OR_COMPANIES and is_workshop("", line.description):
            yield Finding(
                "PD-17",
                Severity.NOTE,
                line.at,
                "account",
                mark("“%(words)s” stands under account %(account)s; trainings and workshops have one of their own."),
                {"words": line.description, "account": line.account},
            )
