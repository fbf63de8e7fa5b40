"""The words for what the rules name."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from bagalau.commitments.rules import Act, BatchState, Proof, State, Status, Verification

STATUSES = {
    Status.NOT_INITIATED: _("Not initiated"),
    Status.INITIATED: _("Initiated"),
    Status.COMPLETED: _("Completed"),
    Status.NO_LONGER_APPLICABLE: _("No longer applicable"),
}
STATES = {
    State.NOT_INITIATED: _("Not initiated"),
    State.INITIATED: _("Initiated"),
    State.OVERDUE: _("Overdue"),
    State.NO_DEADLINE: _("No deadline"),
    State.COMPLETED: _("Completed"),
    State.NO_LONGER_APPLICABLE: _("No longer applicable"),
}
TONES = {
    State.NOT_INITIATED: "rest",
    State.INITIATED: "work",
    State.OVERDUE: "late",
    State.NO_DEADLINE: "soon",
    State.COMPLETED: "done",
    State.NO_LONGER_APPLICABLE: "rest",
}
PRECISIONS = [("day", _("day")), ("month", _("month")), ("quarter", _("quarter")), ("year", _("year"))]
NEVER = date(9999, 12, 31)
VERIFICATIONS = {
    Verification.NONE: _("Not looked at"),
    Verification.VERIFIED: _("Verified"),
    Verification.RETURNED: _("Returned"),
}
PROOFS = {
    Proof.VERIFIED: _("Verified"),
    Proof.EVIDENCE: _("With evidence, not verified"),
    Proof.REASON: _("Without evidence, with a reason"),
    Proof.NOTHING: _("Without evidence"),
    Proof.RETURNED: _("Returned"),
}
PROOF_TONES = {
    Proof.VERIFIED: "done",
    Proof.EVIDENCE: "work",
    Proof.REASON: "soon",
    Proof.NOTHING: "late",
    Proof.RETURNED: "late",
}
ACTS = {
    Act.SAID: _("What was said"),
    Act.REOPENED: _("Opened again"),
    Act.ASKED: _("Asked whether it is no longer applicable"),
    Act.WITHDRAWN: _("The request was withdrawn"),
    Act.APPROVED: _("Approved: no longer applicable"),
    Act.DECLINED: _("Declined: it stays applicable"),
    Act.VERIFIED: _("The completion was verified"),
    Act.RETURNED: _("The completion was returned"),
    Act.KEPT: _("A later copy says otherwise; what the office said is kept"),
    Act.UNDONE: _("A sheet was taken back"),
}
BATCH_STATES = {
    BatchState.SHOWN: _("Not saved yet"),
    BatchState.SAVED: _("Saved"),
    BatchState.UNDONE: _("Taken back"),
}
