"""Commitments as a paper or a form states them: made, and brought to what a later copy says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bagalau.commitments.access import EDIT
from bagalau.commitments.actions.standing import FIELDS, keep, stand, tell
from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import office_words
from bagalau.commitments.rules import Act, Change, Status, keeps
from bagalau.lib.periods import When
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.web.records import check


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


PLAIN = ("text", "unit", "responsible", "visibility", "added_on", "changed_on")


@journal.turn()
def add(actor: Viewer, given: Given, origin: Origin, *, from_source: bool = False) -> Commitment:
    """Make a commitment. One read from a paper begins with the state that the paper gives."""
    commitment = Commitment(origin_kind=origin.kind, origin_id=origin.key, status=Status.NOT_INITIATED)
    _fill(commitment, given, origin)
    require(actor, EDIT, commitment)
    change = Change(given.status or Status.NOT_INITIATED, given.due, comment=given.comment or None)
    _bring(commitment, given, change, actor.today)
    keep(actor, commitment, change, from_source=from_source)
    tell(actor, "add", commitment, {})
    return commitment


@journal.turn()
def take_over(actor: Viewer, commitment: Commitment, given: Given, origin: Origin) -> Commitment:
    """Bring a commitment to what a later copy of its paper says. What the copy does not state stays as it is, and what
    is the same leaves no trace."""
    require(actor, EDIT, commitment)
    before = journal.snapshot(commitment, FIELDS)
    old = Commitment.objects.get(pk=commitment.pk)
    if given.status and keeps(Status(old.status), given.status, office_words([old.pk]).get(old.pk)):
        _note_kept(actor, commitment, given.status, given.comment)
        given = replace(given, status=None, comment="", justification="")
    _fill(commitment, given, origin)
    change = Change(
        status=given.status if given.status != old.status else None,
        due=given.due if given.due != old.due else None,
        comment=given.comment if given.comment != old.comment and given.comment else None,
    )
    _bring(commitment, given, change, actor.today)
    same_place = old.origin_place == commitment.origin_place and old.changed_on == commitment.changed_on
    if same_place and before == journal.snapshot(commitment, FIELDS):
        return commitment
    if change != Change():
        keep(actor, commitment, change, from_source=True)
    else:
        check(commitment)
        commitment.save()
    tell(actor, "update from source", commitment, before)
    return commitment


def _fill(commitment: Commitment, given: Given, origin: Origin) -> None:
    for name in PLAIN:
        if (value := getattr(given, name)) not in (None, ""):
            setattr(commitment, name, value)
    commitment.origin_title, commitment.origin_place = origin.title[:500], origin.place[:100]


def _bring(commitment: Commitment, given: Given, change: Change, today: date) -> None:
    stand(commitment, change, given.changed_on or today)
    commitment.justification = given.justification or commitment.justification


def _note_kept(actor: Viewer, commitment: Commitment, stated: Status, comment: str) -> None:
    """C-07: keep what the copy says beside the present, which it does not change; the same is noted once."""
    told = Change(stated, comment=comment or None)
    if not commitment.updates.filter(act=Act.KEPT, status=stated, comment=told.comment).exists():
        keep(actor, commitment, told, act=Act.KEPT, from_source=True)


def rename_origin(kind: str, key: int, title: str, visibility: str) -> None:
    """Let the commitments of a record show its new title and follow its visibility; the record's line tells of it."""
    Commitment.objects.filter(origin_kind=kind, origin_id=key).update(origin_title=title[:500], visibility=visibility)
