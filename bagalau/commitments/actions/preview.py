"""What a sheet would change, row by row, and which of its cells are in error; nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bagalau.commitments.actions.dropping import refuse_asking
from bagalau.commitments.actions.updates import Said, change_of, new_excuse, refuse_bad_step
from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import commitments, updatable
from bagalau.commitments.rules import Change, Status
from bagalau.commitments.sheets import (
    COMMENT,
    DUE,
    LONGEST,
    NO_EVIDENCE,
    NUMBER,
    REASON,
    STATUS,
    Wish,
    due_of,
    status_of,
)
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.web.sheets import Difference, Mistake

CELLS = {"status": STATUS, "due": DUE, "comment": COMMENT, "reason": REASON, "no_evidence": NO_EVIDENCE}


@dataclass(frozen=True)
class Line:
    """One row: what it changes of a commitment, or what is wrong with it. ``asks``: to drop the commitment."""

    wish: Wish
    commitment: Commitment | None = None
    said: Said | None = None
    asks: bool = False
    changes: tuple[Difference, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def is_good(self) -> bool:
        return bool(self.changes) and not self.mistakes


def preview(viewer: Viewer, wishes: Sequence[Wish]) -> list[Line]:
    """What each row would do now. Three queries, however many rows."""
    numbers = [wish.number for wish in wishes if wish.number is not None]
    known = commitments(viewer).in_bulk(numbers)
    allowed = set(updatable(viewer).filter(pk__in=list(known)).values_list("pk", flat=True)) if known else set()
    lines: list[Line] = []
    met: dict[int, int] = {}
    for wish in wishes:
        row = known.get(wish.number or 0)
        if refused := _refused(wish, row, allowed, met):
            lines.append(Line(wish, row, mistakes=refused))
        else:
            assert row is not None
            met[row.pk] = wish.row
            lines.append(_line(wish, row))
    return lines


def token(lines: Sequence[Line]) -> str:
    """What tells one preview from another: which commitments would be changed, and as what they were looked at."""
    good = [f"{line.wish.row} {line.wish.number} {line.wish.seen}" for line in lines if line.is_good]
    return hashlib.sha256("\n".join(good).encode()).hexdigest()[:20]


def _refused(wish: Wish, row: Commitment | None, allowed: set[int], met: dict[int, int]) -> tuple[Mistake, ...]:
    """Why a row is not looked at any further."""
    if wish.formulas:
        sentence = _("This cell holds a formula. Type the value itself.")
        return tuple(Mistake(wish.addresses.get(name, ""), sentence) for name in wish.formulas)
    if wish.number is None:
        sentence = _("This is no number of a commitment. Keep the numbers as they were downloaded.")
    elif row is None:
        sentence = _("There is no commitment with this number, or it is not open to you.")
    elif row.pk not in allowed:
        sentence = _("Your roles do not allow you to update this commitment.")
    elif row.pk in met:
        sentence = _("This commitment stands in row %(row)s already.") % {"row": met[row.pk]}
    else:
        return ()
    return (Mistake(wish.addresses.get(NUMBER, ""), sentence),)


def _line(wish: Wish, row: Commitment) -> Line:
    """What a row changes, and what is missing for it."""
    wrong = _unreadable(wish)
    if wrong:
        return Line(wish, row, mistakes=wrong)
    status = status_of(wish.text(STATUS)) or Status(row.status)
    asks = status is Status.NO_LONGER_APPLICABLE and row.status in (Status.NOT_INITIATED, Status.INITIATED)
    said = Said(
        status=status,
        comment="" if wish.text(COMMENT) == row.comment else wish.text(COMMENT),
        reason=wish.text(REASON),
        due=due_of(wish.text(DUE)),
        no_evidence=wish.text(NO_EVIDENCE),
        seen=wish.seen,
    )
    changes = _asked(row, said) if asks else _differences(row, said)
    if not changes:
        return Line(wish, row)
    line = Line(wish, row, said, asks, changes)
    if wish.seen != row.seen:
        sentence = _("Somebody updated this commitment meanwhile. Download a new sheet, and look at it again.")
        return replace(line, mistakes=(Mistake(wish.addresses.get(NUMBER, ""), sentence),))
    return replace(line, mistakes=_missing(line, row, said))


def _unreadable(wish: Wish) -> tuple[Mistake, ...]:
    """The cells that say nothing that is understood."""
    wrong = {}
    if wish.text(STATUS) and status_of(wish.text(STATUS)) is None:
        wrong[STATUS] = _("This is no status. Choose one of the list.")
    if wish.text(DUE) and due_of(wish.text(DUE)) is None:
        wrong[DUE] = _("Write a date as 2024-12-31, or a month as 2024-12.")
    for name in (COMMENT, REASON, NO_EVIDENCE):
        if len(wish.text(name)) > LONGEST:
            wrong[name] = _("This is longer than %(most)s letters. Put it into a document.") % {"most": LONGEST}
    return tuple(Mistake(wish.addresses.get(name, ""), sentence) for name, sentence in wrong.items())


def _asked(row: Commitment, said: Said) -> tuple[Difference, ...]:
    """What a request changes; the same request again changes nothing."""
    if row.is_requested and row.justification == said.reason.strip():
        return ()
    return (Difference("requested", "", said.status), Difference("reason", "", said.reason.strip()))


def _differences(row: Commitment, said: Said) -> tuple[Difference, ...]:
    change, excuse = change_of(row, said), new_excuse(row, said)
    if change == Change() and not excuse:
        return ()
    found = []
    if change.status:
        found.append(Difference("status", row.status, change.status))
    if change.due:
        found.append(Difference("due", row.due.iso if row.due else "", change.due.iso))
    if change.comment:
        found.append(Difference("comment", row.comment, change.comment))
    if said.reason.strip():
        found.append(Difference("reason", "", said.reason.strip()))
    if excuse:
        found.append(Difference("no_evidence", row.no_evidence, excuse))
    return tuple(found)


def _missing(line: Line, row: Commitment, said: Said) -> tuple[Mistake, ...]:
    """What the rules miss, told at the cell where it belongs."""
    addresses = line.wish.addresses
    if line.asks:
        sentence = _("A row that asks to drop a commitment holds its reason alone. Empty this cell.")
        more = tuple(Mistake(addresses.get(name, ""), sentence) for name in (DUE, COMMENT) if line.wish.text(name))
        if more:
            return more
    try:
        if line.asks:
            refuse_asking(row, said.reason)
        else:
            refuse_bad_step(row, said, change_of(row, said), evidence=row.has_evidence)  # type: ignore[attr-defined]
    except Problem as problem:
        places = [CELLS[name] for name in problem.details] or [STATUS]
        return tuple(Mistake(addresses.get(name, ""), problem.sentence) for name in places)
    return ()
