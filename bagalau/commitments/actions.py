"""Writes: making, updating and editing commitments. Each is one transaction with one line in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.access import EDIT, UPDATE
from bagalau.commitments.models import STATUSES, Commitment, Evidence, Update
from bagalau.commitments.rules import Change, Missing, Status, fold, sets_back, step
from bagalau.documents import storage
from bagalau.documents.actions import About, keep_file
from bagalau.documents.models import Document
from bagalau.documents.rules import DocumentType
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person, Unit
from bagalau.web.records import check

FIELDS = ("text", "unit", "responsible", "status", "due", "comment", "justification", "visibility")


@dataclass(frozen=True)
class Origin:
    """The record that a commitment comes from: its kind (the name of its page), key, title, and the place in it."""

    kind: str
    key: int
    title: str
    place: str = ""


@dataclass(frozen=True)
class Given:
    """A commitment as a paper or a form states it; what is empty was not stated."""

    text: str
    unit: Unit
    responsible: str = ""
    status: Status | None = None
    due: When | None = None
    comment: str = ""
    justification: str = ""
    visibility: str = "internal"
    added_on: date | None = None
    changed_on: date | None = None


@dataclass(frozen=True)
class Said:
    """What somebody says: ``due_removed`` takes the deadline away; ``files`` are bytes with a name.

    ``seen`` is the state of the commitment that was looked at (``Commitment.seen``); empty if nobody looked.
    """

    status: Status
    comment: str = ""
    reason: str = ""
    due: When | None = None
    due_removed: bool = False
    documents: Sequence[Document] = ()
    files: Sequence[tuple[bytes, str]] = ()
    seen: str = ""


@journal.turn()
def add(actor: Viewer, given: Given, origin: Origin, *, from_source: bool = False) -> Commitment:
    """Make a commitment. One read from a paper begins with the state that the paper gives."""
    commitment = Commitment(origin_kind=origin.kind, origin_id=origin.key, status=Status.NOT_INITIATED)
    _fill(commitment, given, origin)
    require(actor, EDIT, commitment)
    check(commitment)
    commitment.save()
    change = Change(Status(commitment.status), given.due, comment=given.comment or None)
    _note(actor, commitment, change, from_source=from_source)
    journal.write(actor.person, "add", commitment, {}, journal.snapshot(commitment, FIELDS))
    return commitment


@journal.turn()
def take_over(actor: Viewer, commitment: Commitment, given: Given, origin: Origin) -> Commitment:
    """Bring a commitment to what a later copy of its paper says. What the copy does not state stays as it is, and what
    is the same leaves no trace."""
    require(actor, EDIT, commitment)
    before = journal.snapshot(commitment, FIELDS)
    old = Commitment.objects.get(pk=commitment.pk)
    kept = _goes_back(commitment, given)
    _fill(commitment, replace(given, status=None, comment="", justification="") if kept else given, origin)
    if kept and given.status:
        _note_kept(actor, commitment, given.status, given.comment)
    after = journal.snapshot(commitment, FIELDS)
    if before == after and old.origin_place == commitment.origin_place and old.changed_on == commitment.changed_on:
        return commitment
    check(commitment)
    commitment.save()
    change = Change(
        status=Status(commitment.status) if commitment.status != old.status else None,
        due=commitment.due if commitment.due != old.due else None,
        comment=commitment.comment if commitment.comment != old.comment else None,
    )
    if change != Change():
        _note(actor, commitment, change, from_source=True)
    journal.write(actor.person, "update from source", commitment, before, after)
    return commitment


def _goes_back(commitment: Commitment, given: Given) -> bool:
    """C-07: whether a copy would undo what the office said itself."""
    if given.status is None or not sets_back(Status(commitment.status), given.status):
        return False
    return commitment.updates.filter(from_source=False).exclude(status="").exists()


def _note_kept(actor: Viewer, commitment: Commitment, stated: Status, comment: str) -> None:
    """Keep what the copy says beside the present, which it does not change; the same is noted once."""
    says = _("A later copy says “%(status)s”. What the office said is kept.") % {"status": STATUSES[stated]}
    reason = f"{says}\n\n{comment}".strip()
    if not commitment.updates.filter(from_source=True, reason=reason).exists():
        _note(actor, commitment, Change(), reason=reason, from_source=True)


def _fill(commitment: Commitment, given: Given, origin: Origin) -> None:
    for name, value in vars(given).items():
        if value not in (None, ""):
            setattr(commitment, name, value)
    commitment.origin_title, commitment.origin_place = origin.title[:500], origin.place[:100]


def _note(
    actor: Viewer, commitment: Commitment, change: Change, *, reason: str = "", from_source: bool = False
) -> Update:
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
        from_source=from_source,
    )


@storage.together()
def update(actor: Viewer, commitment: Commitment, said: Said) -> Commitment:
    """Say how a commitment stands: status, comment, a new date, evidence (C-02, C-03, C-06)."""
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    require(actor, UPDATE, commitment)
    _refuse_unseen(commitment, said)
    before = journal.snapshot(commitment, FIELDS)
    status = Status(commitment.status)
    change = Change(
        status=said.status if said.status is not status else None,
        due=said.due if said.due != commitment.due else None,
        due_removed=said.due_removed and commitment.due is not None,
        comment=said.comment.strip() or None,
    )
    _refuse_bad_step(status, said, change, commitment)
    fresh = _fresh_evidence(actor, commitment, said)
    _refuse_nothing_said(change, fresh)
    present = fold([change], start=fold([Change(status, commitment.due, comment=commitment.comment)]))
    commitment.status, commitment.due, commitment.comment = present.status, present.due, present.comment
    if present.status is Status.NO_LONGER_APPLICABLE:
        commitment.justification = said.reason.strip() or commitment.justification
    elif change.status is not None:
        commitment.justification = ""  # of what no longer holds; the update that said so keeps it
    check(commitment)
    commitment.save()
    _note(actor, commitment, change, reason=said.reason.strip())
    for document in fresh:
        Evidence.objects.create(commitment=commitment, document=document, added_by=actor.person)
    after = journal.snapshot(commitment, FIELDS)
    if fresh:
        after["evidence"] = [str(document) for document in fresh]
    journal.write(actor.person, "update", commitment, before, after)
    return commitment


def _fresh_evidence(actor: Viewer, commitment: Commitment, said: Said) -> list[Document]:
    """The documents given as evidence that are not there yet; files are kept first."""
    about = About(unit=commitment.unit, type=DocumentType.EVIDENCE)
    given = [*said.documents, *(keep_file(actor, data, name, about) for data, name in said.files)]
    known = set(commitment.evidence.values_list("document_id", flat=True))
    return [document for pk, document in {one.pk: one for one in given}.items() if pk not in known]


def _refuse_unseen(commitment: Commitment, said: Said) -> None:
    if said.seen and said.seen != commitment.seen:
        raise Problem(
            "changed-meanwhile",
            _("Somebody updated this commitment meanwhile. Look at what was said, and save again."),
            status=409,
        )


def _refuse_bad_step(status: Status, said: Said, change: Change, commitment: Commitment) -> None:
    missing = step(status, said.status, said.reason)
    if missing is Missing.JUSTIFICATION:
        raise _problem("justification-missing", _("Say why this commitment is no longer applicable."))
    if missing is Missing.REASON:
        raise _problem("reason-missing", _("Say why this commitment is opened again."))
    moved = change.due_removed or (change.due is not None and commitment.due is not None)
    if moved and not said.reason.strip():
        raise _problem("reason-missing", _("Say why the date is changed. The old one is kept."))


def _refuse_nothing_said(change: Change, fresh: Sequence[Document]) -> None:
    if change == Change() and not fresh:
        raise Problem("nothing-said", _("Nothing was changed: choose a status, write a comment or add evidence."))


def _problem(code: str, sentence: str) -> Problem:
    return Problem(code, sentence, details={"reason": sentence})


@journal.turn()
def assign(
    actor: Viewer, commitment: Commitment, *, responsible: str, people: Sequence[Person], units: Sequence[Unit]
) -> Commitment:
    """Say who is responsible: in words as the paper has them, and as people and units of the office.

    The words are shown to whoever sees the commitment, so no names of people are put there unasked.
    """
    require(actor, EDIT, commitment)
    before = _owners(commitment)
    commitment.responsible = responsible.strip() or ", ".join(str(one) for one in units)[:500]
    check(commitment)
    commitment.save()
    commitment.responsible_people.set(people)
    commitment.responsible_units.set(units)
    journal.write(actor.person, "assign", commitment, before, _owners(commitment))
    return commitment


def _owners(commitment: Commitment) -> dict[str, object]:
    return {
        "responsible": commitment.responsible,
        "people": [str(person) for person in commitment.responsible_people.all()],
        "units": [unit.code for unit in commitment.responsible_units.all()],
    }


def rename_origin(kind: str, key: int, title: str, visibility: str) -> None:
    """Let the commitments of a record show its new title and follow its visibility; the record's line tells of it."""
    Commitment.objects.filter(origin_kind=kind, origin_id=key).update(origin_title=title[:500], visibility=visibility)
