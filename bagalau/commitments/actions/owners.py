"""Saying who is responsible."""

from __future__ import annotations

from collections.abc import Sequence

from bagalau.commitments.access import EDIT
from bagalau.commitments.actions.standing import opened
from bagalau.commitments.models import Commitment
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.models import Person, Unit
from bagalau.web.records import check


@journal.turn()
def assign(
    actor: Viewer,
    commitment: Commitment,
    *,
    responsible: str,
    people: Sequence[Person],
    units: Sequence[Unit],
    seen: str = "",
) -> Commitment:
    """Say who is responsible: in words as the paper has them, and as people and units of the office.

    The words are shown to whoever sees the commitment, so no names of people are put there unasked. ``seen`` is the
    state of the row that was looked at; what somebody else changed meanwhile is refused.
    """
    row = opened(actor, EDIT, commitment, seen)
    before = _owners(row)
    row.responsible = responsible.strip() or ", ".join(str(one) for one in units)[:500]
    check(row)
    row.save()
    row.responsible_people.set(people)
    row.responsible_units.set(units)
    journal.write(actor.person, "assign", row, before, _owners(row))
    return row


def _owners(commitment: Commitment) -> dict[str, object]:
    return {
        "responsible": commitment.responsible,
        "people": [str(person) for person in commitment.responsible_people.all()],
        "units": [unit.code for unit in commitment.responsible_units.all()],
    }
