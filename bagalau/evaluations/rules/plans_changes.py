"""Changes of a posted plan: how they are asked for and decided, and what each may touch. Pure.

Source: domain reference, evaluation and quality, part 2.1.

EP-15  A change is a draft, submitted, then approved or rejected; what is decided stays decided. It needs a rationale,
       and a rejection a comment. An extension ends later than the plan says. Deleting a line is exceptional and
       flagged so.
EP-16  A change keeps what was and what shall be. It is approved only as long as the line still is as it was when the
       change was asked for, and its evaluation is neither completed nor cancelled.
EP-18  What a posted plan states of an evaluation (title, type, planned end, who commissions it, projects, whether it is
       mandatory) is changed there, not past it at the evaluation itself. What the plan leaves open is free, so is the
       money, and so it is to bring an evaluation to what its plan states.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus

# the fields of a line, in the order in which they are shown
LINE_FIELDS = (
    "title type programme_outcome strategic_outcome partners commissioned_by planned_end cost currency costs "
    "funding_source mandatory projects"
).split()
TOUCHED: Mapping[ChangeKind, tuple[str, ...]] = {
    ChangeKind.ADDITION: tuple(LINE_FIELDS),
    ChangeKind.DELETION: (),
    ChangeKind.DATE: ("planned_end",),
    ChangeKind.SCOPE: tuple(name for name in LINE_FIELDS if name != "planned_end"),
}
BOUND = "title type planned_end commissioned_by projects mandatory".split()


class ChangeStep(StrEnum):
    """What can be done with a change."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"


WAY = {
    ChangeStep.SUBMIT: (ChangeStatus.DRAFT, ChangeStatus.SUBMITTED),
    ChangeStep.APPROVE: (ChangeStatus.SUBMITTED, ChangeStatus.APPROVED),
    ChangeStep.REJECT: (ChangeStatus.SUBMITTED, ChangeStatus.REJECTED),
}


def after(status: ChangeStatus, step: ChangeStep) -> ChangeStatus | None:
    """EP-15: how a change stands after a step; None if that step cannot be made from here."""
    before, then = WAY[step]
    return then if status is before else None


def changed(
    kind: ChangeKind, now: Mapping[str, Any], wanted: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """EP-16: of the fields that a kind of change touches, those that differ: as they are, and as they shall be."""
    names = [name for name in TOUCHED[kind] if name in wanted and now.get(name) != wanted[name]]
    return {name: now.get(name) for name in names if name in now}, {name: wanted[name] for name in names}


def is_as_it_was(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """EP-16."""
    return all(now.get(name) == value for name, value in before.items())


def past_the_plan(planned: Mapping[str, Any], now: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """EP-18: the names of what shall neither stay as it is nor become as the plan states it."""
    stated = [name for name in BOUND if name in wanted and planned[name] not in (None, "", frozenset())]
    return [name for name in stated if wanted[name] not in (now[name], planned[name])]
