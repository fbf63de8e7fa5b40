"""Who will do what by when: statuses, what follows from them and the date, and the way from one to the next. Pure.

Source: domain reference, evaluation and quality, 2.7 (key actions in the evaluation centre) and 5.3 (parameters).

C-01  Four statuses are stored: not initiated, initiated, completed, no longer applicable. The last two are final.
C-02  A final commitment goes back to initiated only by reopening, which has a reason, and nowhere else. One that was
      initiated is set back to not initiated with a reason.
C-03  "No longer applicable" has a justification and is asked for: it holds once somebody else has approved it.
C-04  An open commitment without a date has no deadline; one whose period is over is overdue. Overdue takes precedence
      over initiated and not initiated, so that the states exclude each other.
C-05  Long overdue: by more months than the parameter says (36). Due soon: within so many months as it says (3).
C-06  The present is folded from the updates: the last status, the last date, the last comment.
C-07  A later copy of the source neither reopens nor sets back what the office said or confirmed itself, and does not
      close what the office opened again.
C-08  Completion is said with a comment, and with evidence or a reason why there is none. A copy of the source may state
      it without; then it is shown as completed without evidence.
C-09  Whoever verifies a completion, or returns it with a reason to initiated, is independent: not who said it, and not
      responsible for it.
C-10  A new date has a reason. The first date that was promised is kept: slippage runs from it to the present date, and
      each date replaced or taken away is a move.
C-11  Each update keeps the status and the date that stand after it, so that any past day is told by its last
      update.
C-12  A sheet says only what is filled in and differs; what was changed since it was downloaded is not overwritten, and
      what it changed is taken back as a whole, if at all.
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


def state(status: Status, due: When | None, today: date) -> State:
    """C-04: the state on a day."""
    if status in FINAL:
        return State(status)
    if due is None:
        return State.NO_DEADLINE
    return State.OVERDUE if due.is_past(today) else State(status)


def is_due_soon(status: Status, due: When | None, today: date, months: int) -> bool:
    """C-05: open, not overdue, and due within so many months (parameter ``due_soon.months``)."""
    if status in FINAL or due is None or due.is_past(today):
        return False
    return due.last_day <= months_after(today, months)


def is_long_overdue(status: Status, due: When | None, today: date, months: int) -> bool:
    """C-05: overdue by more than so many months (parameter ``long_overdue.months``)."""
    if state(status, due, today) is not State.OVERDUE or due is None:
        return False
    return due.last_day < months_after(today, -months)


class Missing(StrEnum):
    """Why a step from one status to another is refused."""

    OPENING = "opening"
    REASON = "reason"
    SETBACK = "setback"
    APPROVAL = "approval"
    COMMENT = "comment"
    PROOF = "proof"


def step(before: Status, after: Status, *, reason: str = "", comment: str = "", proof: bool = False) -> Missing | None:
    """C-02, C-03, C-08: what is missing for this step; None if it may be taken. ``proof``: evidence, or why none."""
    if before is after:
        return None
    if before in FINAL:
        if after is not Status.INITIATED:
            return Missing.OPENING
        return None if reason.strip() else Missing.REASON
    if after is Status.NO_LONGER_APPLICABLE:
        return Missing.APPROVAL
    if after is Status.NOT_INITIATED:
        return None if reason.strip() else Missing.SETBACK
    if after is Status.COMPLETED:
        return Missing.COMMENT if not comment.strip() else None if proof else Missing.PROOF
    return None


def reachable(before: Status) -> frozenset[Status]:
    """C-02: the status itself, and those that somebody may set without anybody else's approval."""
    return frozenset(after for after in Status if step(before, after, reason="x", comment="x", proof=True) is None)


def sets_back(kept: Status, stated: Status, *, opened_again: bool = False) -> bool:
    """C-07: whether a stated status would undo the one that is kept: final ones stay, others only move on, and what was
    opened again stays open."""
    if kept is stated:
        return False
    return kept in FINAL or stated is Status.NOT_INITIATED or (opened_again and stated in FINAL)


class Act(StrEnum):
    """What an update is, beside saying how things stand."""

    SAID = ""
    REOPENED = "reopened"
    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    DECLINED = "declined"
    VERIFIED = "verified"
    RETURNED = "returned"
    KEPT = "kept"
    UNDONE = "undone"


OPENED_AGAIN = frozenset({Act.REOPENED, Act.RETURNED})


@dataclass(frozen=True)
class OfficeWord:
    """The last that the office itself said: the status that stood after it, and whether that was opened again."""

    stands: Status
    opened_again: bool = False


def keeps(present: Status, stated: Status, office: OfficeWord | None) -> bool:
    """C-07: whether the word of the office is kept against what a copy states."""
    if office is None or office.stands is not present:
        return False
    return sets_back(present, stated, opened_again=office.opened_again)


class Verification(StrEnum):
    """What an independent person made of a completion (C-09); nothing as long as nobody looked."""

    NONE = ""
    VERIFIED = "verified"
    RETURNED = "returned"


class Proof(StrEnum):
    """How far a completion is proven, or that one was returned."""

    VERIFIED = "verified"
    EVIDENCE = "evidence"
    REASON = "reason"
    NOTHING = "nothing"
    RETURNED = "returned"


def proof(status: Status, verification: str, *, evidence: bool, no_evidence: str) -> Proof | None:
    """C-08, C-09: how far the completion of a commitment is proven; None where none is said."""
    if status is not Status.COMPLETED:
        return Proof.RETURNED if verification == Verification.RETURNED and status in OPEN else None
    if verification == Verification.VERIFIED:
        return Proof.VERIFIED
    return Proof.EVIDENCE if evidence else Proof.REASON if no_evidence.strip() else Proof.NOTHING


class BatchState(StrEnum):
    """C-12: how far a sheet came."""

    SHOWN = "shown"
    SAVED = "saved"
    UNDONE = "undone"


class Hindrance(StrEnum):
    """Why somebody may not verify or decide."""

    SAID_IT = "said it"
    RESPONSIBLE = "responsible"
    ASKED_IT = "asked it"


def hindrance(whom: int | None, *, said_by: int | None, owners: Iterable[int]) -> Hindrance | None:
    """C-09: why somebody is not independent of a completion; None if they are."""
    if whom is not None and whom == said_by:
        return Hindrance.SAID_IT
    return Hindrance.RESPONSIBLE if whom in set(owners) else None


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


@dataclass(frozen=True)
class Slip:
    """C-10: how a date slipped: the first that was promised, the present one, and how often it was moved."""

    first: When | None = None
    now: When | None = None
    moves: int = 0

    def after(self, change: Change) -> Slip:
        """The same after one more update."""
        if change.due_removed:
            return Slip(self.first or self.now, None, self.moves + (self.now is not None))
        if change.due is None or change.due == self.now:
            return self
        return Slip(self.first or self.now or change.due, change.due, self.moves + (self.now is not None))

    @property
    def days(self) -> int | None:
        """From the first date to the present one; negative if it was brought forward, None without one of the two."""
        return (self.now.last_day - self.first.last_day).days if self.now and self.first else None

    @property
    def months(self) -> int | None:
        """The whole months of it; a month is whole from its last day to the last day of a shorter one."""
        if not (self.now and self.first):
            return None
        early, late = sorted((self.first.last_day, self.now.last_day))
        count = (late.year - early.year) * 12 + late.month - early.month
        count -= months_after(early, count) > late
        return count if self.now.last_day >= self.first.last_day else -count


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
