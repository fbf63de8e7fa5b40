"""Many commitments updated by one sheet: received and shown, saved as it was shown, taken back as a whole (C-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.access import UPDATE
from bagalau.commitments.actions.dropping import ask
from bagalau.commitments.actions.preview import Line, preview, token
from bagalau.commitments.actions.standing import FIELDS, keep, tell
from bagalau.commitments.actions.updates import update
from bagalau.commitments.models import Batch, Commitment
from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import Act, BatchState, Change, Present, Status
from bagalau.commitments.sheets import Wish, read
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require

MOST_CHANGES = 500  # for nobody else can save anything meanwhile
TOLD = 5  # so many rows are named in a refusal
RESTORED = (
    *("status", "due_on", "due_precision", "first_due_on", "first_due_precision", "moves", "comment", "justification"),
    *("completed_on", "no_evidence", "verification", "verified_at", "verified_by_id", "requested_at"),
    "requested_by_id",
)


def receive(actor: Viewer, data: bytes, name: str) -> Batch:
    """Read a sheet and keep what it says, to be looked at; no commitment is changed."""
    require(actor, UPDATE)
    assert actor.person is not None  # the action is not open to the public
    wishes = _as_looked_at(actor, read(data))
    lines = [line for line in preview(actor, wishes) if line.changes or line.mistakes]
    if not lines:
        raise Problem(
            "nothing-said", _("This sheet changes nothing. Fill in the white columns, and send it again."), status=422
        )
    if len(lines) > MOST_CHANGES:
        raise Problem(
            "too-many-changes",
            _("This sheet changes %(count)s commitments, and at most %(most)s are changed at once: split it."),
            status=413,
            values={"count": len(lines), "most": MOST_CHANGES},
        )
    return Batch.objects.create(
        person=actor.person,
        name=name[-255:],
        unchanged=len(wishes) - len(lines),
        rows=[asdict(line.wish) for line in lines],
    )


def _as_looked_at(actor: Viewer, wishes: Sequence[Wish]) -> list[Wish]:
    """Rows that do not say when they were downloaded count as looked at now."""
    bare = [wish.number for wish in wishes if wish.number and not wish.seen]
    now = commitments(actor).in_bulk(bare) if bare else {}
    return [
        replace(wish, seen=now[wish.number].seen) if not wish.seen and wish.number in now else wish for wish in wishes
    ]


def lines_of(actor: Viewer, batch: Batch) -> list[Line]:
    """What the rows of a sheet that is not saved yet would do now."""
    return preview(actor, [Wish(**row) for row in batch.rows])


def save(actor: Viewer, batch: Batch, shown: str) -> int:
    """Save what a sheet says, exactly as it was shown (``shown``: the token of what was looked at)."""
    with journal.turn():
        batch = _opened(actor, batch, BatchState.SHOWN)
        lines = lines_of(actor, batch)
        if token(lines) != shown:
            raise Problem(
                "changed-meanwhile",
                _("Some of these commitments were changed meanwhile. Look at the rows again, and save what is left."),
                status=409,
            )
        saved = [_save(actor, batch, line) for line in lines if line.is_good]
        if not saved:
            raise Problem("nothing-said", _("There is nothing to save: correct the sheet, and send it again."))
        _close(batch, BatchState.SAVED, saved)
    return len(saved)


def _save(actor: Viewer, batch: Batch, line: Line) -> dict[str, Any]:
    """Save one row, and say what stood before it."""
    row, said = line.commitment, line.said
    assert row is not None
    assert said is not None
    before = {name: journal.plain(getattr(row, name)) for name in RESTORED}
    after = ask(actor, row, said.reason, batch=batch) if line.asks else update(actor, row, said, batch)
    return {
        "row": line.wish.row,
        "number": row.pk,
        "text": str(row),
        "changes": [asdict(change) for change in line.changes],
        "before": before,
        "seen": after.seen,
    }


def undo(actor: Viewer, batch: Batch) -> int:
    """Take back all that a sheet changed; refused if any of it was changed since."""
    with journal.turn():
        batch = _opened(actor, batch, BatchState.SAVED)
        found = Commitment.objects.select_for_update(of=("self",)).in_bulk([row["number"] for row in batch.rows])
        since = [row for row in batch.rows if found[row["number"]].seen != row["seen"]]
        if since:
            raise Problem(
                "changed-since",
                _("Nothing is taken back, because this was changed since the sheet was saved: %(rows)s."),
                status=409,
                values={"rows": "; ".join(row["text"] for row in since[:TOLD])},
            )
        for row in batch.rows:
            _restore(actor, batch, found[row["number"]], row["before"])
        _close(batch, BatchState.UNDONE, batch.rows)
    return len(batch.rows)


def _restore(actor: Viewer, batch: Batch, commitment: Commitment, was: dict[str, Any]) -> None:
    require(actor, UPDATE, commitment)
    before = journal.snapshot(commitment, FIELDS)
    now = Present(Status(commitment.status), commitment.due, commitment.comment)
    for name, value in was.items():
        kind: Any = Commitment._meta.get_field(name)
        setattr(commitment, name, kind.to_python(value))
    change = Change(
        status=Status(commitment.status) if commitment.status != now.status else None,
        due=commitment.due if commitment.due != now.due else None,
        due_removed=commitment.due is None and now.due is not None,
        comment=commitment.comment if commitment.comment != now.comment else None,
    )
    keep(actor, commitment, change, act=Act.UNDONE, batch=batch)
    tell(actor, "take back", commitment, before, batch=batch.pk)


def _opened(actor: Viewer, batch: Batch, state: BatchState) -> Batch:
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk, person=actor.person)
    if batch.state != state:
        sentences = {
            BatchState.SHOWN: _("This sheet was saved already."),
            BatchState.SAVED: _("This sheet is not saved, or was taken back already."),
            BatchState.UNDONE: "",
        }
        raise Problem("already-done", sentences[state], status=409)
    return batch


def _close(batch: Batch, state: BatchState, rows: list[dict[str, Any]]) -> None:
    batch.state, batch.rows, batch.decided_at = state, rows, timezone.now()
    batch.save()
