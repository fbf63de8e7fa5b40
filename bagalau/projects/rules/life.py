"""The life of a project and of its versions. Pure.

Source: domain reference, project cycle, part 1.2 (what is inferred there is so here: cancelling, rejecting, the kinds
of revisions).

PL-01  draft -> appraised -> approved -> signed -> active <-> suspended -> operationally closed -> financially closed;
       a draft or an appraised project may be rejected, and any that is not closed cancelled.
PL-02  What a project says is edited freely until it is signed; then only in an open revision, and never once the
       project is closed, rejected or cancelled.
PL-03  A project has at most one revision under way, and only while it is signed, active or suspended. While the board
       has it before it, it is not worked on.
PL-04  A signed version does not change any more.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """PL-01."""

    DRAFT = "draft"
    APPRAISED = "appraised"
    APPROVED = "approved"
    SIGNED = "signed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    OPERATIONALLY_CLOSED = "operationally_closed"
    FINANCIALLY_CLOSED = "financially_closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class RevisionKind(StrEnum):
    """What a version of the document is for."""

    ORIGINAL = "original"
    GENERAL = "general"
    BUDGET = "budget"
    NO_COST_EXTENSION = "no_cost_extension"
    CLOSURE = "closure"


class VersionState(StrEnum):
    """An open revision is worked on, a submitted one lies with the board; a signed one stands for good (PL-04)."""

    OPEN = "open"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


STEPS: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.APPRAISED, Status.REJECTED, Status.CANCELLED}),
    Status.APPRAISED: frozenset({Status.DRAFT, Status.APPROVED, Status.REJECTED, Status.CANCELLED}),
    Status.APPROVED: frozenset({Status.DRAFT, Status.SIGNED, Status.CANCELLED}),
    Status.SIGNED: frozenset({Status.ACTIVE, Status.CANCELLED}),
    Status.ACTIVE: frozenset({Status.SUSPENDED, Status.OPERATIONALLY_CLOSED, Status.CANCELLED}),
    Status.SUSPENDED: frozenset({Status.ACTIVE, Status.OPERATIONALLY_CLOSED, Status.CANCELLED}),
    Status.OPERATIONALLY_CLOSED: frozenset({Status.ACTIVE, Status.FINANCIALLY_CLOSED}),
    Status.FINANCIALLY_CLOSED: frozenset(),
    Status.REJECTED: frozenset({Status.DRAFT}),
    Status.CANCELLED: frozenset(),
}
BEFORE_SIGNATURE = frozenset({Status.DRAFT, Status.APPRAISED, Status.APPROVED})
UNDER_WAY = frozenset({Status.SIGNED, Status.ACTIVE, Status.SUSPENDED})


def may_step(now: Status, then: Status) -> bool:
    """PL-01."""
    return then in STEPS[now]


def is_editable(status: Status, *, in_revision: bool) -> bool:
    """PL-02."""
    return status in BEFORE_SIGNATURE or (in_revision and status in UNDER_WAY)


def may_revise(status: Status, *, in_revision: bool) -> bool:
    """PL-03."""
    return status in UNDER_WAY and not in_revision
