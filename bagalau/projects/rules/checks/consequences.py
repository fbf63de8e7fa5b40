"""What a correction would bring about: which totals would agree, and which findings would go or come. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bagalau.lib.texts import mark
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.checks.lines import NOTHING, blocks, division, total
from bagalau.projects.rules.findings import Correction, Finding, corrected
from bagalau.projects.rules.record import Project
from bagalau.projects.rules.sources import lines_of

TELLING = frozenset({"PD-25", "PD-26", "PD-35"})


@dataclass(frozen=True)
class Total:
    """A sum that is printed, with what the lines come to. ``label`` is an English template, ``values`` fill it."""

    at: str
    label: str
    values: Mapping[str, Any]
    printed: Decimal
    found: Decimal

    @property
    def fits(self) -> bool:
        return self.printed == self.found


@dataclass(frozen=True)
class Consequence:
    """A total before and after a correction."""

    before: Total
    after: Total


@dataclass(frozen=True)
class Consequences:
    """The totals that a correction changes, and the findings beside its own that it takes away or brings; what only
    tells (PD-25, PD-26, PD-35) is neither."""

    totals: tuple[Consequence, ...]
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]

    @property
    def agreeing(self) -> tuple[Total, ...]:
        """The totals that agree afterwards and did not before."""
        return tuple(one.after for one in self.totals if one.after.fits and not one.before.fits)

    @property
    def broken(self) -> tuple[Total, ...]:
        """The totals that agreed before and do not afterwards."""
        return tuple(one.after for one in self.totals if one.before.fits and not one.after.fits)


def totals(project: Project) -> Iterator[Total]:
    """Every printed sum: subtotals, years, the whole, and what each source gives."""
    for plan, planned in blocks(project):
        if planned.subtotal is not None and planned.lines:
            values = {"number": planned.number or "–", "year": str(plan.year)}
            label = mark("Activity result %(number)s, %(year)s")
            yield Total(planned.at, label, values, planned.subtotal, total(planned.lines))
    for plan in project.work_plans:
        if plan.total is not None:
            found = sum((total(planned.lines) for planned in plan.activity_results), NOTHING)
            yield Total(plan.at, mark("Year %(year)s"), {"year": str(plan.year)}, plan.total, found)
    if project.required is not None:
        yield Total(project.at, mark("The whole project"), {}, project.required, total(lines_of(project)))
    taken = division(project).taken
    for one in project.contributions:
        if one.amount is not None and not one.in_kind:
            yield Total(
                one.at, mark("Paid by %(source)s"), {"source": one.name}, one.amount, taken.get(one.name, NOTHING)
            )


def consequences(project: Project, correction: Correction, found: Iterable[Finding] | None = None) -> Consequences:
    """What a correction would bring about; ``found``: what the checks find now, if that is known."""
    then = corrected(project, correction)
    now = _known(check(project) if found is None else found)
    later = _known(check(then))
    before = {(one.at, one.label): one for one in totals(project)}
    return Consequences(
        tuple(
            Consequence(before[one.at, one.label], one)
            for one in totals(then)
            if (one.at, one.label) in before and before[one.at, one.label] != one
        ),
        tuple(one for known, one in now.items() if known not in later and correction not in one.corrections),
        tuple(one for known, one in later.items() if known not in now),
    )


def _known(found: Iterable[Finding]) -> dict[tuple[str, str, str, int], Finding]:
    """Findings by what they are about, whatever they tell of it now."""
    known: dict[tuple[str, str, str, int], Finding] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        if one.rule not in TELLING:
            about = (one.rule, one.at, one.name)
            counts[about] += 1
            known[*about, counts[about]] = one
    return known
