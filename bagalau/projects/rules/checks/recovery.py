"""Cost recovery (GMS): PD-30 to PD-36. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.projects.rules.accounts import is_cost_recovery
from bagalau.projects.rules.checks.gms import agreed_on, base_of, charges, rate_of
from bagalau.projects.rules.checks.lines import NOTHING, assigned, blocks, meaning, total
from bagalau.projects.rules.cost_recovery import bears_cost_recovery, effective, table_rate
from bagalau.projects.rules.findings import Change, Correction, Finding, Number
from bagalau.projects.rules.record import Base, BudgetLine, Contribution, Project, SourceType
from bagalau.projects.rules.sources import called, lines_of

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
OF_BANKS = frozenset({Decimal(5), Decimal(8)})  # since 11 June 2020; which one, their yearly volume tells
SAID = re.compile(r"\bGMS\D{0,12}(\d{1,2}(?:[.,]\d{1,3})?)\s?%", re.IGNORECASE)
MANAGEMENT = re.compile(
    r"\bproject\s+(?:management|administration)\b|\bmanagement of the project\b"
    r"|\bуправлени\w+\s+проект|\bжобаны\s+(?:тиімді\s+)?(?:басқару|үйлестіру)",
    re.IGNORECASE,
)


def rate(project: Project) -> Iterator[Finding]:
    """PD-30."""
    for one in charges(project):
        stated = base_of(project, one.of)
        fits = stated in one.judged.bases if stated else bool(one.judged.bases)
        if fits:
            continue
        on = one.judged.on(stated) if stated else one.judged.nearest
        other = one.judged.on(Base.GROSS if on.base is Base.NET else Base.NET)
        gross, net = (on, other) if on.base is Base.GROSS else (other, on)
        yield Finding(
            "PD-30",
            WARNING,
            one.line.at,
            "amount",
            mark(
                "Cost recovery of activity result %(number)s in %(year)s is %(found)s. %(rate)s %% of %(whole)s would "
                "be %(gross)s, %(rate)s %% of the direct cost %(net)s; it comes to %(gross_rate)s %% and %(net_rate)s "
                "%%."
            ),
            {"number": one.planned.number or "–", "year": str(one.plan.year), "found": one.judged.declared}
            | {"rate": _rate(one.judged.rate), "whole": one.judged.whole, "gross": gross.expected, "net": net.expected}
            | {"gross_rate": _percent(one.judged.effective.gross), "net_rate": _percent(one.judged.effective.net)},
            on.expected,
            one.judged.declared,
        )


def base(project: Project) -> Iterator[Finding]:
    """PD-31."""
    found = [one for one in charges(project) if base_of(project, one.of) is None]
    if not found:
        return
    declared = sum((one.judged.declared for one in found), NOTHING)
    whole = sum((one.judged.whole for one in found), NOTHING)
    fits = {kind: sum(kind in one.judged.bases for one in found) for kind in Base}
    nearer = max(Base, key=lambda kind: (fits[kind], kind is Base.GROSS))
    rates = effective(declared, whole)
    yield Finding(
        "PD-31",
        WARNING,
        project.at,
        "gms_base",
        mark(
            "It is not said of what cost recovery is a percentage. Lines: %(all)s; they fit the whole: %(on_gross)s, "
            "the direct cost: %(on_net)s. Together they come to %(gross_rate)s %% of the whole, %(net_rate)s %% of the "
            "direct cost."
        ),
        {"all": str(len(found)), "on_gross": str(fits[Base.GROSS]), "on_net": str(fits[Base.NET])}
        | {"gross_rate": _percent(rates.gross), "net_rate": _percent(rates.net)},
        sum((one.judged.on(nearer).expected for one in found), NOTHING),
        declared,
        tuple(
            Correction(label, (Change(project.at, "gms_base", kind),))
            for kind, label in sorted(_BASES.items(), key=lambda item: item[0] is not nearer)
        ),
        tuple(one.line.at for one in found),
    )


_BASES = {Base.GROSS: mark("It is a part of the whole"), Base.NET: mark("It comes on top of the direct cost")}


def _rate(value: Decimal) -> Number:
    return Number(f"{value.normalize():f}")


def _percent(value: Decimal | None) -> Number | str:
    return Number(f"{value:.3f}") if value is not None else "–"


def table(project: Project) -> Iterator[Finding]:
    """PD-32."""
    charged = {one.of for one in charges(project)}
    for one in project.contributions:
        day, stated = agreed_on(project, one), rate_of(project, one.name)
        row = table_rate(one.source_type, day) if day else None
        if row is None or stated is None or stated == row.rate or one.name not in charged or not row.rate:
            continue
        if one.source_type == SourceType.IFI and stated in OF_BANKS:
            continue  # the lower rate is for banks that give much every year, which the document does not tell
        above = row.minimum and stated > row.rate
        if above:
            sentence = mark(
                "%(source)s is charged %(rate)s %%, more than the %(asked)s %% that money of this kind bears at least. "
                "That is allowed; see that the agreement says so."
            )
        elif stated < row.rate:
            sentence = mark("%(source)s is charged %(rate)s %%, less than the %(asked)s %% for money of this kind.")
        else:
            sentence = mark("%(source)s is charged %(rate)s %%; the rate for money of this kind is %(asked)s %%.")
        values = {"source": one.name, "rate": _rate(stated), "asked": _rate(row.rate)}
        severity, figures = (NOTE, (None, None)) if above else (WARNING, (row.rate, stated))
        yield Finding("PD-32", severity, one.at, "gms_rate", sentence, values, *figures)


def absent(project: Project) -> Iterator[Finding]:
    """PD-33."""
    of, given = assigned(project), {one.name: one for one in project.contributions}
    for plan, planned in blocks(project):
        bearing = [line for line in planned.lines if any(_bears(project, given, name) for name in _payers(line, of))]
        if bearing and total(bearing) and not any(is_cost_recovery(line.account) for line in planned.lines):
            yield Finding(
                "PD-33",
                WARNING,
                planned.at,
                "lines",
                mark("Activity result %(number)s in %(year)s has no line of cost recovery."),
                {"number": planned.number or "–", "year": str(plan.year)},
            )


def _payers(line: BudgetLine, of: dict[str, str]) -> list[str]:
    return [share.source for share in line.split] or [of.get(line.at, "")]


def _bears(project: Project, given: dict[str, Contribution], name: str) -> bool:
    """Whether money is charged by a rate that is stated; in kind only if it states one itself (PB-03)."""
    one = given.get(name)
    free = one is not None and (one.source_type == SourceType.CORE or (one.in_kind and one.gms_rate is None))
    return not free and rate_of(project, name) is not None


def on_core(project: Project) -> Iterator[Finding]:
    """PD-34."""
    known = called(project)
    for line in lines_of(project):
        if not is_cost_recovery(line.account):
            continue
        for one in _paying(line, known):
            day = agreed_on(project, one)
            if one.source_type == SourceType.CORE and (day is None or not bears_cost_recovery(SourceType.CORE, day)):
                yield Finding(
                    "PD-34",
                    ERROR,
                    line.at,
                    "source",
                    mark("Cost recovery of %(found)s is charged to %(source)s, whose own money bears none."),
                    {"found": line.amount, "source": one.name},
                    NOTHING,
                    line.amount,
                )


def _paying(line: BudgetLine, known: dict[str, Any]) -> Iterator[Any]:
    shares = [known.get(share.source.casefold()) for share in line.split] or meaning(line, known).of
    yield from (one for one in shares if one is not None)


def shares(project: Project) -> Iterator[Finding]:
    """PD-35."""
    declared = {
        id(planned): total(planned.lines) if planned.subtotal is None else planned.subtotal
        for _plan, planned in blocks(project)
    }
    whole = sum(declared.values(), NOTHING)
    management = sum(
        (declared[id(planned)] for _plan, planned in blocks(project) if MANAGEMENT.search(planned.title)), NOTHING
    )
    recovery = sum((one.judged.declared for one in charges(project)), NOTHING)
    if whole > 0 and (management or recovery):
        yield Finding(
            "PD-35",
            NOTE,
            project.at,
            "required",
            mark(
                "Project management takes %(management)s of %(whole)s (%(management_share)s %%), cost recovery "
                "%(recovery)s (%(recovery_share)s %%)."
            ),
            {"management": management, "whole": whole, "recovery": recovery}
            | {"management_share": _share(management, whole), "recovery_share": _share(recovery, whole)},
        )


def _share(part: Decimal, whole: Decimal) -> Number:
    return Number(f"{part / whole * 100:.1f}")


def said_rate(project: Project) -> Iterator[Finding]:
    """PD-36."""
    stated = rate_of(project)
    for line in lines_of(project):
        said = SAID.search(line.description)
        if stated is None or said is None or not is_cost_recovery(line.account):
            continue
        found = Decimal(said[1].replace(",", "."))
        if found != stated and found != rate_of(project, line.source):
            yield Finding(
                "PD-36",
                WARNING,
                line.at,
                "description",
                mark("The label says %(found)s %%, the document %(rate)s %%."),
                {"found": _rate(found), "rate": _rate(stated)},
                stated,
                found,
            )
