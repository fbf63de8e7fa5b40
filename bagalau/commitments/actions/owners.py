"""Saying who is responsible."""

from __future__ import annotations

from collections.abc import Sequence

from bagalau.commitments.access import EDIT
from bagalau.commitments.models import Commitment
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person, Unit
from bagalau.web.records import check


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
