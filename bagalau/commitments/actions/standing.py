"""What every action does: open the row that nobody else changed meanwhile, bring it to what was said, keep what was."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.models import Batch, Commitment, Update
from bagalau.commitments.rules import FINAL, Act, Change, Present, Status, Verification, fold
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.rules import Action
from bagalau.web.records import check

FIELDS = (
    *("text", "unit", "responsible", "status", "due", "comment", "justification", "visibility"),
    *("completed_on", "no_evidence", "verification"),
)


def opened(actor: Viewer, action: Action, commitment: Commitment, seen: str) -> Commitment:
    """The row as it is now, locked; refused if the actor may not, or if it is not what was looked at."""
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    require(actor, action, row)
    if seen and seen != row.seen:
        raise Problem(
            "changed-meanwhile",
            _("Somebody updated this commitment meanwhile. Look at what was said, and save again."),
            status=409,
        )
    return row


def stand(commitment: Commitment, change: Change, on: date) -> None:
    """Bring a commitment to what a change says on a day (C-06, C-10); what held of another status alone falls."""
    before = Status(commitment.status)
    present = fold([change], start=Present(before, commitment.due, commitment.comment))
    commitment.slip = commitment.slip.after(change)
    commitment.status, commitment.comment = present.status, present.comment
    if present.status is before and commitment.pk:
        return
    if not commitment.is_requested or present.status in FINAL:
        commitment.justification = ""  # of what no longer holds; the update that said so keeps it
    if present.status in FINAL:
        commitment.requested_at = commitment.requested_by = None
    if Status.COMPLETED in (before, present.status):
        commitment.verification, commitment.no_evidence = Verification.NONE, ""
        commitment.verified_at = commitment.verified_by = None
    commitment.completed_on = on if present.status is Status.COMPLETED else None


def keep(
    actor: Viewer,
    commitment: Commitment,
    change: Change,
    *,
    act: Act = Act.SAID,
    reason: str = "",
    no_evidence: str = "",
    from_source: bool = False,
    batch: Batch | None = None,
) -> Update:
    """Save a commitment, and what was said with how it stands after it (C-11)."""
    check(commitment)
    commitment.save()
    return Update.objects.create(
        commitment=commitment,
        at=timezone.now(),
        by=actor.person,
        status=change.status or "",
        due_on=change.due.last_day if change.due else None,
        due_precision=change.due.precision if change.due else "",
        due_removed=change.due_removed,
        comment=change.comment,
        reason=reason,
        no_evidence=no_evidence,
        from_source=from_source,
        act=act,
        stands=commitment.status,
        stands_due_on=commitment.due_on,
        batch=batch,
    )


def tell(actor: Viewer, verb: str, commitment: Commitment, before: dict[str, object], **more: object) -> None:
    """Write the line of the journal: what differs, and what else is to be told."""
    journal.write(actor.person, verb, commitment, before, journal.snapshot(commitment, FIELDS) | more)


def missing(code: str, sentence: str, field: str = "reason") -> Problem:
    """The refusal of something that lacks words, said at the field where they belong."""
    return Problem(code, sentence, status=422, details={field: sentence})
