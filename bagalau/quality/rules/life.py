"""The life of an assessment. Pure.

Source: domain reference, evaluation and quality, parts 1.1 and 1.2 (the machine is inferred there).

QL-01  draft -> submitted -> approved; a submitted one may be returned, and is then worked on like a draft. An approved
       one is never changed: reopening it makes a new version, which begins as a draft with the answers of the old.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """QL-01."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REPLACED = "replaced"  # approved once, and reopened since: a newer version was approved


class Step(StrEnum):
    """What somebody does with an assessment."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"


WORKED_ON = frozenset({State.DRAFT, State.RETURNED})
UNDER_WAY = WORKED_ON | {State.SUBMITTED}
STANDING = frozenset({State.APPROVED, State.REPLACED})
