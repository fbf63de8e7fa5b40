"""Who will do what by when: statuses, what follows from them and the date, and the way from one to the next. Pure.

Source: domain reference, evaluation and quality, 2.7 (key actions in the evaluation centre) and 5.3 (parameters).

C-01  Four statuses are stored: not initiated, initiated, completed, no longer applicable. The last two are final.
C-02  A final commitment goes back to initiated only by reopening, which has a reason.
C-03  "No longer applicable" has a justification.
C-04  An open commitment without a date has no deadline; one whose period is over is overdue. Overdue takes precedence
      over initiated and not initiated, so that the states exclude each other.
C-05  Long overdue: more than three years. Due soon: within three months.
C-06  The present is folded from the updates: the last status, the last date, the last comment.
C-07  A later copy of the source neither reopens nor sets back what the office said itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bagalau.lib.periods import When, months_after


class Status(StrEnum):
    """C-01: what is stored."""

    NOT_INITIATED = "not_initiated"
    INITIATED = "initiated"
    COMPLETED = "completed"
    NO_LONGER_APPLICABLE = "no_longer_applicable"


class State(StrEnum):
    """C-04: what is shown."""

    NOT_INITIATED = "not_initiated"
    INITIATED = "initiated"
    OVERDUE = "overdue"
    NO_DEADLINE = "no_deadline"
    COMPLETED = "completed"
    NO_LONGER_APPLICABLE = "no_longer_applicable"


OPEN = frozenset({Status.NOT_INITIATED, Status.INITIATED})
FINAL = frozenset({Status.COMPLETED, Status.NO_LONGER_APPLICABLE})
DUE_SOON_MONTHS = 3
LONG_OVERDUE_MONTHS = 36


def state(status: Status, due: When | None, today: date) -> State:
    """C-04: the state on a day."""
    if status in FINAL:
        return State(status)
    if due is None:
        return State.NO_DEADLINE
    return State.OVERDUE if due.is_past(today) else State(status)


def is_due_soon(status: Status, due: When | None, today: date) -> bool:
    """C-05: open, not overdue, and due within three months."""
    if status in FINAL or due is None or due.is_past(today):
        return False
    return due.last_day <= months_after(today, DUE_SOON_MONTHS)


def is_long_overdue(status: Status, due: When | None, today: date) -> bool:
    """C-05: overdue by more than three years."""
    if state(status, due, today) is not State.OVERDUE or due is None:
        return False
    return due.last_day < months_after(today, -LONG_OVERDUE_MONTHS)


class Missing(StrEnum):
    """Why a step from one status to another is refused."""

    REASON = "reason"
    JUSTIFICATION = "justification"


def step(before: Status, after: Status, reason: str) -> Missing | None:
    """C-02, C-03: what is missing for this step; None if it may be taken."""
    if after is Status.NO_LONGER_APPLICABLE and before is not after and not reason.strip():
        return Missing.JUSTIFICATION
    if before in FINAL and after in OPEN and not reason.strip():
        return Missing.REASON
    if before in FINAL and after in FINAL and before is not after and not reason.strip():
        return Missing.REASON
    return None


def sets_back(kept: Status, stated: Status) -> bool:
    """C-07: whether a stated status would undo the one that is kept: final ones stay, others only move on."""
    return kept is not stated and (kept in FINAL or stated is Status.NOT_INITIATED)


@dataclass(frozen=True)
class Change:
    """What one update said: None where it said nothing."""

    status: Status | None = None
    due: When | None = None
    due_removed: bool = False
    comment: str | None = None


@dataclass(frozen=True)
class Present:
    """A commitment as its updates leave it."""

    status: Status = Status.NOT_INITIATED
    due: When | None = None
    comment: str = ""


def fold(changes: Iterable[Change], start: Present | None = None) -> Present:
    """C-06: the present, from the updates in the order they were made."""
    present = start or Present()
    for change in changes:
        present = Present(
            status=change.status or present.status,
            due=None if change.due_removed else change.due or present.due,
            comment=present.comment if change.comment is None else change.comment,
        )
    return present
