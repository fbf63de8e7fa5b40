"""Reads: management actions and their commitments."""

from __future__ import annotations

from bagalau.quality.models import Assessment, ManagementAction
from bagalau.web.records import absent


def action(of: Assessment, pk: int) -> ManagementAction:
    """The door to a management action of an assessment, whose door the caller has opened."""
    found = of.actions.select_related("commitment", "answer").filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise absent()
    return found


def action_seen(of: ManagementAction) -> str:
    """What tells one state of a management action from the next, for a form that was open meanwhile."""
    return f"{of.commitment_id} {of.commitment.seen}"


def is_new(of: ManagementAction) -> bool:
    """Whether it may still be rewritten: no version was approved with it, nobody reported on it or read it in a
    paper."""
    updates = of.commitment.updates
    if of.commitment.evidence.exists() or updates.count() > 1 or updates.filter(from_source=True).exists():
        return False
    return of.commitment.management_actions.count() == 1
