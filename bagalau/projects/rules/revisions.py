"""Revisions: what their kinds may change, and what becomes of them. Pure.

Source: domain reference, project cycle, parts 0.3 (the signed document stays, corrections are a revision) and 1.2.

PL-15  A revision says why. It goes to the board with what it changes, and without more errors of the checker than the
       document had that was signed last; only a revision for the closure may change nothing.
PL-16  A no-cost extension ends later than before, and moves no money: total, resources and contributions stay.
PL-17  A budget revision changes budget lines or contributions, and names them.
PL-18  The board approves, returns or rejects, with the words and the day of its decision. What it approves is the next
       version. What is rejected or withdrawn is kept, and the project says again what was signed last.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bagalau.projects.rules.compare import Difference, differences
from bagalau.projects.rules.life import RevisionKind
from bagalau.projects.rules.record import Project
from bagalau.projects.rules.sources import lines_of

MONEY = frozenset({"required", "allocated", "unfunded", "in_kind", "regular"})
KINDS = tuple(kind for kind in RevisionKind if kind is not RevisionKind.ORIGINAL)


class Verdict(StrEnum):
    """PL-18."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"


class Flaw(StrEnum):
    """Why a revision cannot go to the board."""

    NOTHING = "nothing"
    ERRORS = "errors"
    MONEY = "money"
    END = "end"
    LINES = "lines"


@dataclass(frozen=True)
class Change:
    """What a revision changes: everything that differs, and of that the money; and the errors before and after."""

    found: list[Difference]
    money: list[Difference]
    errors_before: int = 0
    errors_after: int = 0


def change(before: Project, after: Project, errors_before: int = 0, errors_after: int = 0) -> Change:
    """What lies between what was signed last and what a revision makes of it."""
    found = differences(before, after)
    return Change(found, [one for one in found if is_money(one)], errors_before, errors_after)


def is_money(one: Difference) -> bool:
    """PL-17: whether a difference is one of the budget: of a line, a share, a contribution, of whatever holds lines, or
    a sum on the cover."""
    names = [name for name, _called in one.steps]
    whole = not one.field and names[-1] in {"work_plans", "activity_results"}
    return whole or not {"lines", "contributions"}.isdisjoint(names) or (not names and one.field in MONEY)


def flaws(kind: RevisionKind, before: Project, after: Project, told: Change) -> list[Flaw]:
    """PL-15 to PL-17: what is wrong with a revision, in the order in which it is mended."""
    found = []
    if not told.found and kind is not RevisionKind.CLOSURE:
        return [Flaw.NOTHING]
    if kind is RevisionKind.NO_COST_EXTENSION:
        if _money(before) != _money(after):
            found.append(Flaw.MONEY)
        if not _ends_later(before, after):
            found.append(Flaw.END)
    if kind is RevisionKind.BUDGET and not told.money:
        found.append(Flaw.LINES)
    if told.errors_after > told.errors_before:
        found.append(Flaw.ERRORS)
    return found


def _money(of: Project) -> tuple[object, ...]:
    """PL-16: what stays the same; the years of the lines may change."""
    total = sum((line.amount for line in lines_of(of) if line.amount is not None), Decimal(0))
    given = {one.name: (one.amount, one.agreed_amount) for one in of.contributions}
    return total, given, of.required, of.allocated


def _ends_later(before: Project, after: Project) -> bool:
    return after.end is not None and (before.end is None or after.end.last_day > before.end.last_day)
