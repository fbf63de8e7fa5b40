"""What a sheet that was taken back leaves: everybody's word is what it was before."""

from __future__ import annotations

from typing import Any

import pytest

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import office_words, updatable
from bagalau.commitments.rules import Status
from bagalau.commitments.tests.filling import downloaded, filled
from bagalau.commitments.tests.making import ORIGIN
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer

pytestmark = pytest.mark.django_db


def sent_and_taken_back(actor: Viewer, of: Commitment, cells: dict[str, Any]) -> None:
    data = filled(downloaded(updatable(actor).order_by("pk")), {of.pk: cells})
    batch = actions.receive(actor, data, "back.xlsx")
    shown = actions.lines_of(actor, batch)
    assert not [one.sentence for line in shown for one in line.mistakes]
    actions.save(actor, batch, actions.token(shown))
    actions.undo(actor, batch)


def test_a_sheet_that_was_taken_back_leaves_whose_word_it_was(actor, make_person, viewer, office):
    """C-07, C-09, C-12"""
    other = viewer(make_person("evaluation_focal_point", unit=office.country))
    mill = actions.add(actor, Given("Mend the mill", office.country, "Miller"), ORIGIN)
    mill = actions.update(actor, mill, Said(Status.COMPLETED, "It turns.", no_evidence="It stands there."))
    sent_and_taken_back(other, mill, {"new_status": "Initiated", "reason": "By mistake."})
    with pytest.raises(Problem) as refused:
        actions.verify(actor, mill)
    assert refused.value.status == 403
    actions.give_back(other, mill, "It does not turn.")
    before = office_words([mill.pk])
    sent_and_taken_back(
        other, mill, {"new_status": "Completed", "new_comment": "It does.", "no_evidence": "It stands there."}
    )
    assert office_words([mill.pk]) == before
    assert before[mill.pk].opened_again
