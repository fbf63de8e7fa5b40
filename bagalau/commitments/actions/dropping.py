"""What is no longer applicable: asked for by one, approved or declined by another (C-03)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.access import DECIDE, UPDATE
from bagalau.commitments.actions.standing import FIELDS, keep, missing, opened, stand, tell
from bagalau.commitments.models import Batch, Commitment
from bagalau.commitments.rules import FINAL, Act, Change, Status
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer


@journal.turn()
def ask(
    actor: Viewer, commitment: Commitment, justification: str, *, seen: str = "", batch: Batch | None = None
) -> Commitment:
    """Ask that a commitment need not be kept any longer."""
    commitment = opened(actor, UPDATE, commitment, seen)
    refuse_asking(commitment, justification)
    before = journal.snapshot(commitment, FIELDS)
    commitment.requested_at, commitment.requested_by = timezone.now(), actor.person
    commitment.justification = justification.strip()
    keep(actor, commitment, Change(), act=Act.ASKED, reason=commitment.justification, batch=batch)
    more: dict[str, object] = {"batch": batch.pk} if batch else {}
    tell(actor, "ask to drop", commitment, before, **more)
    return commitment


def refuse_asking(commitment: Commitment, justification: str) -> None:
    """Refuse a request about what is closed or asked already, or without a justification."""
    if commitment.status in FINAL:
        raise Problem("closed", _("This commitment is closed: there is nothing to drop."), status=409)
    if commitment.is_requested:
        raise Problem("already-asked", _("Somebody has asked for this already; it waits for a decision."), status=409)
    if not justification.strip():
        raise missing("justification-missing", _("Say why this commitment is no longer applicable."))


@journal.turn()
def withdraw(actor: Viewer, commitment: Commitment, *, seen: str = "") -> Commitment:
    """Take back what one asked for oneself."""
    commitment = opened(actor, UPDATE, commitment, seen)
    _refuse_unasked(commitment)
    if commitment.requested_by != actor.person:
        raise Problem("not-yours", _("Only the person who asked can withdraw the request."), status=403)
    before = journal.snapshot(commitment, FIELDS)
    _settle(commitment)
    keep(actor, commitment, Change(), act=Act.WITHDRAWN)
    tell(actor, "withdraw request", commitment, before)
    return commitment


@journal.turn()
def decide(actor: Viewer, commitment: Commitment, *, approved: bool, comment: str = "", seen: str = "") -> Commitment:
    """Approve that a commitment is no longer applicable, or decline it with a reason."""
    commitment = opened(actor, DECIDE, commitment, seen)
    _refuse_unasked(commitment)
    if commitment.requested_by == actor.person:
        raise Problem("not-independent", _("You asked for this yourself. Somebody else has to decide."), status=403)
    if not approved and not comment.strip():
        raise missing("reason-missing", _("Say why it stays applicable."), "comment")
    before, justification = journal.snapshot(commitment, FIELDS), commitment.justification
    change = Change(Status.NO_LONGER_APPLICABLE) if approved else Change()
    _settle(commitment)
    stand(commitment, change, actor.today)
    commitment.justification = justification if approved else ""
    keep(actor, commitment, change, act=Act.APPROVED if approved else Act.DECLINED, reason=comment.strip())
    tell(actor, "approve dropping" if approved else "decline dropping", commitment, before)
    return commitment


def _refuse_unasked(commitment: Commitment) -> None:
    if not commitment.is_requested:
        raise Problem("nothing-asked", _("Nobody waits for a decision about this commitment any more."), status=409)


def _settle(commitment: Commitment) -> None:
    commitment.requested_at = commitment.requested_by = None
    commitment.justification = ""
