"""What may have gone wrong where lines do not add up to their subtotal. Pure.

Two explanations are looked for, both of which take the difference off to the cent: lines that have other amounts than
the same lines of another year, which add up there; and one slip of the pen in a single line: a digit too many or too
few, one wrong digit, or two that changed places. Corrections are offered, never applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import combinations

from bagalau.lib.texts import mark
from bagalau.projects.rules.checks.lines import assigned, explanation, surplus
from bagalau.projects.rules.findings import Change, Correction
from bagalau.projects.rules.record import BudgetLine, PlannedResult, Project, WorkPlan

MOST_LINES = 60
MOST_CHANGED = 3  # lines that a slip of copying is believed to have changed
MOST_DIFFERENT = 12
MOST_SLIPS = 3
Pairs = list[tuple[BudgetLine, Decimal]]


def explanations(project: Project, plan: WorkPlan, planned: PlannedResult) -> list[Correction]:
    """The corrections that would make the lines of a block add up to its subtotal."""
    difference = surplus(planned)
    if len(planned.lines) > MOST_LINES:
        return []
    told, of = explanation(project), assigned(project)
    meant = {line.at for line in planned.lines if told and told.off and of.get(line.at) == told.off}
    found = [*_as_elsewhere(project, plan, planned, difference), *_slips(planned, difference, meant)]
    kept: dict[tuple[Change, ...], Correction] = {}
    for one in found:
        kept.setdefault(one.changes, one)
    return list(kept.values())


def _as_elsewhere(
    project: Project, plan: WorkPlan, planned: PlannedResult, difference: Decimal
) -> Iterator[Correction]:
    for year in project.work_plans:
        for twin in year.activity_results if year is not plan else ():
            foots = twin.lines and not surplus(twin) and len(twin.lines) <= MOST_LINES
            changes = _changes(_different(planned, twin), difference) if foots and twin.number == planned.number else ()
            if changes:
                yield Correction(mark("As in %(year)s"), changes, {"year": str(year.year)})


def _different(planned: PlannedResult, twin: PlannedResult) -> Pairs:
    """The lines that stand in another year with another amount, with that amount."""
    left: dict[tuple[str, str, str], list[BudgetLine]] = {}
    for line in twin.lines:
        left.setdefault(_same(line), []).append(line)
    pairs = []
    for line in planned.lines:
        others = left.get(_same(line))
        other = others.pop(0).amount if others else None
        if other is not None and line.amount is not None and other != line.amount:
            pairs.append((line, other))
    return pairs[:MOST_DIFFERENT]


def _same(line: BudgetLine) -> tuple[str, str, str]:
    return (line.account, line.description.casefold(), line.source.casefold())


def _changes(pairs: Pairs, difference: Decimal) -> tuple[Change, ...]:
    """The fewest changes that take the difference off."""
    for count in range(1, MOST_CHANGED + 1):
        for some in combinations(pairs, count):
            if sum((line.amount or 0) - other for line, other in some) == difference:
                return tuple(Change(line.at, "amount", other) for line, other in some)
    return ()


def _slips(planned: PlannedResult, difference: Decimal, meant: Collection[str]) -> list[Correction]:
    """Single lines whose amount is one slip away from what would take the difference off; first those (``meant``) whose
    source would then give what the cover says."""
    found = []
    for line in planned.lines:
        if line.amount is None or line.amount <= difference:
            continue
        right = line.amount - difference
        if label := slip(line.amount, right):
            found.append(Correction(label, (Change(line.at, "amount", right),)))
    labels = list(_LABELS)
    return sorted(found, key=lambda one: (one.changes[0].at not in meant, labels.index(one.label)))[:MOST_SLIPS]


_TOO_MANY, _TOO_FEW = mark("One digit too many"), mark("One digit too few")
_CHANGED_PLACES, _WRONG = mark("Two digits changed places"), mark("One wrong digit")
_LABELS = (_TOO_MANY, _TOO_FEW, _CHANGED_PLACES, _WRONG)


def slip(written: Decimal, meant: Decimal) -> str:
    """Which slip of the pen makes one amount of another; "" if none does."""
    one, other = (f"{amount.normalize():f}" for amount in (written, meant))
    if len(one) == len(other) + 1:
        return _TOO_MANY if _lacks_one(one, other) else ""
    if len(other) == len(one) + 1:
        return _TOO_FEW if _lacks_one(other, one) else ""
    if len(one) != len(other):
        return ""
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return _WRONG
    if (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and one[wrong[0]] + one[wrong[1]] == other[wrong[1]] + other[wrong[0]]
    ):
        return _CHANGED_PLACES
    return ""


def _lacks_one(longer: str, shorter: str) -> bool:
    """Whether a text becomes the other one if one of its signs is taken out."""
    at = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[:at] + longer[at + 1 :] == shorter
