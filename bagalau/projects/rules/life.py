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


class Phase(StrEnum):
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


STEPS: dict[Phase, frozenset[Phase]] = {
    Phase.DRAFT: frozenset({Phase.APPRAISED, Phase.REJECTED, Phase.CANCELLED}),
    Phase.APPRAISED: frozenset({Phase.DRAFT, Phase.APPROVED, Phase.REJECTED, Phase.CANCELLED}),
    Phase.APPROVED: frozenset({Phase.DRAFT, Phase.SIGNED, Phase.CANCELLED}),
    Phase.SIGNED: frozenset({Phase.ACTIVE, Phase.CANCELLED}),
    Phase.ACTIVE: frozenset({Phase.SUSPENDED, Phase.OPERATIONALLY_CLOSED, Phase.CANCELLED}),
    Phase.SUSPENDED: frozenset({Phase.ACTIVE, Phase.OPERATIONALLY_CLOSED, Phase.CANCELLED}),
    Phase.OPERATIONALLY_CLOSED: frozenset({Phase.ACTIVE, Phase.FINANCIALLY_CLOSED}),
    Phase.FINANCIALLY_CLOSED: frozenset(),
    Phase.REJECTED: frozenset({Phase.DRAFT}),
    Phase.CANCELLED: frozenset(),
}
BEFORE_SIGNATURE = frozenset({Phase.DRAFT, Phase.APPRAISED, Phase.APPROVED})
UNDER_WAY = frozenset({Phase.SIGNED, Phase.ACTIVE, Phase.SUSPENDED})


def may_step(now: Phase, then: Phase) -> bool:
    """PL-01."""
    return then in STEPS[now]


def is_editable(status: Phase, *, in_revision: bool) -> bool:
    """PL-02."""
    return status in BEFORE_SIGNATURE or (in_revision and status in UNDER_WAY)


def may_revise(status: Phase, *, in_revision: bool) -> bool:
    """PL-03."""
    return status in UNDER_WAY and not in_revision
