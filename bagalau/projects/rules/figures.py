"""What a portfolio tells of a project without reading its rows: money by year, source and account, and counts. Pure.

PO-01  Money is told in cents: by the year of the work plan, by the kind of the source (of each share, where several pay
       a line) and by the account of the budget. What has no source or no account is told under "none".
PO-02  An indicator lacks a baseline if neither words nor a value tell one, nor words of its result, and
       sex-disaggregation if neither its disaggregation nor one of its values names it.
PO-03  Amounts of different currencies are never added up.
PO-04  A project is under way in a year if it begins before the year is over and ends when it has begun; both must be
       stated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bagalau.projects.rules.accounts import budget_code
from bagalau.projects.rules.record import Indicator, Level, Project, Result
from bagalau.projects.rules.sources import called, lines_of

NONE = "none"
SEX = re.compile(r"\bsex\b|gender|\bwom[ae]n|\bfemale|\bпол(?:у|а|овой)?\b|женщин|гендер|жыныс|әйел", re.I)


def figures(project: Project) -> dict[str, Any]:
    """PO-01, PO-02: the figures of a project, as plain data."""
    years, accounts, sources = Counter[str](), Counter[str](), Counter[str]()
    kinds = {name: one.source_type for name, one in called(project).items()}
    for plan in project.work_plans:
        for planned in plan.activity_results:
            for line in planned.lines:
                cents = _cents(line.amount)
                years[str(plan.year)] += cents
                accounts[budget_code(line.account) or NONE] += cents
    for name, part in paid(project):
        sources[kinds.get(name.casefold(), NONE)] += part
    results = list(_results(project.results))
    indicators = [(result, one) for result in results for one in result.indicators]
    return {
        "years": _told(years),
        "sources": _told(sources),
        "accounts": _told(accounts),
        "outputs": sum(one.level == Level.OUTPUT for one in results),
        "indicators": len(indicators),
        "no_baseline": sum(not has_baseline(one, result) for result, one in indicators),
        "no_sex": sum(not has_sex(one) for _result, one in indicators),
    }


MARKED = ("years", "sources", "accounts")


def mark_of(what: str, key: str) -> str:
    """How ``marks`` says that there is money of a year, a kind of source or an account."""
    return f" {what}:{key} "


def marks(told: dict[str, Any]) -> str:
    """PO-01: for which years, kinds of sources and accounts there is money, in one text: quick to look through."""
    return "".join(mark_of(what, key) for what in MARKED for key in told[what])


def has_baseline(indicator: Indicator, of: Result) -> bool:
    """PO-02."""
    return bool(indicator.baseline.strip() or of.baseline.strip()) or any(
        one.is_baseline and (one.value is not None or one.text) for one in indicator.values
    )


def has_sex(indicator: Indicator) -> bool:
    """PO-02."""
    return any(map(SEX.search, indicator.disaggregation)) or any(one.sex for one in indicator.values)


def money(cents: int) -> Decimal:
    """An amount of the figures as money."""
    return Decimal(cents).scaleb(-2)


def _cents(amount: Decimal | None) -> int:
    return int(amount * 100) if amount is not None else 0


def paid(project: Project) -> Iterator[tuple[str, int]]:
    """What each source pays of each line, in cents; what its shares leave over is the line's own source's."""
    for line in lines_of(project):
        left = _cents(line.amount)
        for share in line.split:
            left -= _cents(share.amount)
            yield share.source, _cents(share.amount)
        yield line.source, left


def _told(sums: Counter[str]) -> dict[str, int]:
    return {name: cents for name, cents in sorted(sums.items()) if cents}


def _results(rows: tuple[Result, ...]) -> Iterator[Result]:
    for row in rows:
        yield row
        yield from _results(row.children)
