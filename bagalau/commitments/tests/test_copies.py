"""What a later copy of a paper changes, and what it may not undo."""

from __future__ import annotations

import pytest

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.rules import Act, Present, Status, fold
from bagalau.commitments.tests.making import ORIGIN
from bagalau.lib.periods import When
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
NOT, INIT, DONE, NLA = Status.NOT_INITIATED, Status.INITIATED, Status.COMPLETED, Status.NO_LONGER_APPLICABLE


@pytest.fixture
def read(actor, office):
    """``read(status)``: a promise as a paper states it."""
    return lambda status, **more: actions.add(
        actor, Given("Mend the mill", office.country, status=status, **more), ORIGIN, from_source=True
    )


@pytest.fixture
def copied(actor, office):
    """``copied(row, status)``: a later copy of the paper is accepted."""
    return lambda row, status, **more: actions.take_over(
        actor, row, Given("Mend the mill", office.country, status=status, **more), ORIGIN
    )


def test_a_copy_that_says_the_same_leaves_no_trace(commitment, copied):
    lines = JournalEntry.objects.count()
    copied(commitment, None, due=When.parse("2025-09"))
    assert JournalEntry.objects.count() == lines
    assert commitment.updates.count() == 1


@pytest.mark.parametrize(
    ("said", "stated", "kept"),
    [(DONE, INIT, DONE), (DONE, NLA, DONE), (INIT, NOT, INIT), (INIT, DONE, DONE), (INIT, None, INIT)],
)
def test_a_later_copy_does_not_undo_what_the_office_said(commitment, actor, copied, said, stated, kept):
    """C-07"""
    words = Said(said, "As the office knows.", no_evidence="It stands there.")
    row = actions.update(actor, commitment, words)
    for _time in range(2):
        row = copied(row, stated, comment="As the paper has it." if stated else "")
    row.refresh_from_db()
    undone = stated is not None and kept is not stated
    assert row.status == kept
    assert row.comment == ("As the office knows." if undone or stated is None else "As the paper has it.")
    assert fold(update.change() for update in row.updates.order_by("at", "pk")) == Present(kept, row.due, row.comment)
    noted = row.updates.filter(act=Act.KEPT)
    assert [(one.status, one.comment, one.stands, one.from_source) for one in noted] == (
        [(stated, "As the paper has it.", kept, True)] if undone else []
    )


def test_what_the_office_merely_confirmed_is_kept_too(read, copied, actor):
    """C-07"""
    row = actions.update(actor, read(DONE), Said(DONE, "We saw it turn."))
    assert copied(row, INIT).status == DONE


def test_what_only_copies_said_a_later_copy_may_set_back(read, copied, actor):
    """C-07"""
    assert copied(read(DONE), INIT).status == INIT
    row = actions.update(actor, read(NOT), Said(INIT, "Begun."))
    row = copied(copied(row, DONE), INIT)  # the office never said that it is completed
    assert row.status == INIT


@pytest.mark.parametrize("stated", [DONE, NLA])
def test_what_was_opened_again_no_stale_copy_closes(read, copied, actor, stated):
    """C-07"""
    row = actions.update(actor, read(DONE), Said(INIT, reason="It broke."))
    row = actions.update(actor, row, Said(INIT, "The smith is here."))
    row = copied(row, stated)
    assert (row.status, row.updates.filter(act=Act.KEPT).count()) == (INIT, 1)


def test_what_was_returned_no_stale_copy_closes(read, copied, make_person, viewer, office):
    """C-07, C-09"""
    head = viewer(make_person("head_of_unit", unit=office.country))
    row = actions.give_back(head, read(DONE), "It does not turn.")
    row = copied(row, DONE)
    assert (row.status, row.verification) == (INIT, "returned")


def test_a_copy_moves_dates_and_completes_without_evidence(read, copied, actor):
    """C-08, C-10"""
    row = read(INIT, due=When.parse("2024-12"))
    row = copied(row, DONE, due=When.parse("2025-03"), comment="It turns.")
    row.refresh_from_db()
    assert (row.status, row.completed_on, row.evidence.count()) == (DONE, actor.today, 0)
    assert (str(row.first_due), str(row.due), row.moves) == ("2024-12", "2025-03", 1)
    assert [str(one.stands_due_on) for one in row.updates.order_by("pk")] == ["2024-12-31", "2025-03-31"]


def test_what_a_copy_closes_needs_no_decision_any_more(read, copied, actor):
    """C-03"""
    row = actions.ask(actor, read(INIT), "The ministry did it.")
    row = copied(row, NLA, justification="The state does it.")
    row.refresh_from_db()
    assert (row.status, row.requested_at, row.justification) == (NLA, None, "The state does it.")
