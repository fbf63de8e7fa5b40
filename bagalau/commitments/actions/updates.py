"""Saying how a commitment stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bagalau.commitments.access import UPDATE
from bagalau.commitments.actions.standing import FIELDS, keep, missing, opened, stand, tell
from bagalau.commitments.models import Batch, Commitment, Evidence
from bagalau.commitments.rules import FINAL, Act, Change, Missing, Status, step
from bagalau.documents import storage
from bagalau.documents.actions import About, keep_file
from bagalau.documents.models import Document
from bagalau.documents.rules import DocumentType
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer


@dataclass(frozen=True)
class Said:
    """What somebody says: ``due_removed`` takes the deadline away; ``files`` are bytes with a name; ``no_evidence`` is
    why nothing shows that it was done.

    ``seen`` is the state of the commitment that was looked at (``Commitment.seen``); empty if nobody looked.
    """

    status: Status
    comment: str = ""
    reason: str = ""
    due: When | None = None
    due_removed: bool = False
    documents: Sequence[Document] = ()
    files: Sequence[tuple[bytes, str]] = ()
    no_evidence: str = ""
    seen: str = ""


@storage.together()
def update(actor: Viewer, commitment: Commitment, said: Said, batch: Batch | None = None) -> Commitment:
    """Say how a commitment stands: status, comment, a new date, evidence or why there is none (C-02, C-06, C-08)."""
    commitment = opened(actor, UPDATE, commitment, said.seen)
    before = journal.snapshot(commitment, FIELDS)
    was, change = Status(commitment.status), change_of(commitment, said)
    evidence = change.status is Status.COMPLETED and commitment.evidence.exists()
    refuse_bad_step(commitment, said, change, evidence=evidence)
    fresh = _fresh_evidence(actor, commitment, said)
    stand(commitment, change, actor.today)
    no_evidence = new_excuse(commitment, said)
    if change == Change() and not fresh and not no_evidence:
        raise Problem("nothing-said", _("Nothing was changed: choose a status, write a comment or add evidence."))
    commitment.no_evidence = no_evidence or commitment.no_evidence
    act = Act.REOPENED if was in FINAL and change.status else Act.SAID
    keep(actor, commitment, change, act=act, reason=said.reason.strip(), no_evidence=no_evidence, batch=batch)
    for document in fresh:
        Evidence.objects.create(commitment=commitment, document=document, added_by=actor.person)
    more: dict[str, object] = {"evidence": [str(document) for document in fresh]} if fresh else {}
    if batch is not None:
        more["batch"] = batch.pk
    tell(actor, "update", commitment, before, **more)
    return commitment


def change_of(commitment: Commitment, said: Said) -> Change:
    """What of all that is said differs from the present."""
    return Change(
        status=said.status if said.status != commitment.status else None,
        due=said.due if said.due != commitment.due else None,
        due_removed=said.due_removed and commitment.due is not None,
        comment=said.comment.strip() or None,
    )


def new_excuse(commitment: Commitment, said: Said) -> str:
    """Why there is no evidence, if that is said anew of something completed."""
    words = said.no_evidence.strip() if said.status is Status.COMPLETED else ""
    return words if words != commitment.no_evidence else ""


def refuse_bad_step(commitment: Commitment, said: Said, change: Change, *, evidence: bool) -> None:
    """Refuse a step that may not be taken, and one without the words or the proof that it needs (C-02, C-08, C-10)."""
    proof = evidence or bool(said.documents or said.files or said.no_evidence.strip())
    lacks = step(Status(commitment.status), said.status, reason=said.reason, comment=said.comment, proof=proof)
    if lacks is not None:
        raise _refusal(lacks)
    moved = change.due_removed or (change.due is not None and commitment.due is not None)
    if moved and not said.reason.strip():
        raise missing("reason-missing", _("Say why the date is changed. The old one is kept."))


def _refusal(lacks: Missing) -> Problem:
    refusals = {
        Missing.OPENING: (
            "closed",
            _("This commitment is closed. Open it again first: set it to initiated."),
            "status",
        ),
        Missing.REASON: ("reason-missing", _("Say why this commitment is opened again."), "reason"),
        Missing.SETBACK: ("reason-missing", _("Say why this commitment is set back to not initiated."), "reason"),
        Missing.APPROVAL: (
            "approval-missing",
            _("That it is no longer applicable is for somebody else to approve. Ask for it with a justification."),
            "status",
        ),
        Missing.COMMENT: ("comment-missing", _("Say in a comment what was done."), "comment"),
        Missing.PROOF: ("proof-missing", _("Add evidence, or say why there is none."), "no_evidence"),
    }
    return missing(*refusals[lacks])


def _fresh_evidence(actor: Viewer, commitment: Commitment, said: Said) -> list[Document]:
    """The documents given as evidence that are not there yet; files are kept first."""
    if not said.documents and not said.files:
        return []
    about = About(unit=commitment.unit, type=DocumentType.EVIDENCE)
    given = [*said.documents, *(keep_file(actor, data, name, about) for data, name in said.files)]
    known = set(commitment.evidence.values_list("document_id", flat=True))
    return [document for pk, document in {one.pk: one for one in given}.items() if pk not in known]
