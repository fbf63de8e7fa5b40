"""Verifying a completion, or returning it: by somebody independent (C-09)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.access import VERIFY
from bagalau.commitments.actions.standing import FIELDS, keep, missing, opened, stand, tell
from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import not_independent
from bagalau.commitments.rules import Act, Change, Hindrance, Status, Verification
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer


@journal.turn()
def verify(actor: Viewer, commitment: Commitment, comment: str = "", *, seen: str = "") -> Commitment:
    """Say that what is said to be completed is completed."""
    commitment = _opened(actor, commitment, seen)
    if commitment.verification == Verification.VERIFIED:
        raise Problem("already-verified", _("Somebody has verified this completion already."), status=409)
    before = journal.snapshot(commitment, FIELDS)
    commitment.verification = Verification.VERIFIED
    commitment.verified_at, commitment.verified_by = timezone.now(), actor.person
    keep(actor, commitment, Change(), act=Act.VERIFIED, reason=comment.strip())
    tell(actor, "verify", commitment, before)
    return commitment


@journal.turn()
def give_back(actor: Viewer, commitment: Commitment, reason: str, *, seen: str = "") -> Commitment:
    """Return what is said to be completed to those who have to do it."""
    commitment = _opened(actor, commitment, seen)
    if not reason.strip():
        raise missing("reason-missing", _("Say what is missing, so that it can be done."), "comment")
    before = journal.snapshot(commitment, FIELDS)
    change = Change(Status.INITIATED)
    stand(commitment, change, actor.today)
    commitment.verification = Verification.RETURNED
    keep(actor, commitment, change, act=Act.RETURNED, reason=reason.strip())
    tell(actor, "return", commitment, before)
    return commitment


def _opened(actor: Viewer, commitment: Commitment, seen: str) -> Commitment:
    commitment = opened(actor, VERIFY, commitment, seen)
    if commitment.status != Status.COMPLETED:
        raise Problem("not-completed", _("Only what is said to be completed can be verified or returned."), status=409)
    if hindrance := not_independent(actor, commitment):
        sentences = {
            Hindrance.SAID_IT: _("You said yourself that this is completed. Somebody else has to verify it."),
            Hindrance.RESPONSIBLE: _("You are responsible for this commitment. Somebody else has to verify it."),
        }
        raise Problem("not-independent", sentences[hindrance], status=403)
    return commitment
