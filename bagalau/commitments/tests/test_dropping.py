"""What is no longer applicable: asked for by one, decided by another."""

from __future__ import annotations

import pytest

from bagalau.commitments import actions
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.tests.making import COMPLETED, last_update, refusal
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.people.rules import Role

pytestmark = pytest.mark.django_db
MAY_DECIDE = {Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.HEAD_OF_UNIT}
WHY = "The ministry did it."


@pytest.fixture
def asked(commitment, actor) -> Commitment:
    return actions.ask(actor, commitment, f" {WHY} ")


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def state_of(row: Commitment) -> tuple[str, str, bool]:
    row.refresh_from_db()
    return row.status, row.justification, row.is_requested


def test_a_request_changes_nothing_but_is_there_to_see(asked, actor):
    """C-03"""
    assert state_of(asked) == ("not_initiated", WHY, True)
    assert (asked.requested_by, last_update(asked).act, last_update(asked).reason) == (actor.person, "asked", WHY)
    assert (last().verb, last().after) == ("ask to drop", {"justification": WHY})


def test_somebody_else_approves_it(asked, head):
    """C-03"""
    row = actions.decide(head, asked, approved=True, comment="So it is.")
    assert state_of(row) == ("no_longer_applicable", WHY, False)
    said = last_update(row)
    assert (said.act, said.status, said.stands, said.reason, said.by) == (
        *("approved", "no_longer_applicable", "no_longer_applicable", "So it is."),
        head.person,
    )
    assert last().verb == "approve dropping"


def test_somebody_else_declines_it_with_a_reason(asked, head, actor):
    """C-03"""
    with pytest.raises(Problem, match="Say why it stays applicable"):
        actions.decide(head, asked, approved=False, comment=" ")
    row = actions.decide(head, asked, approved=False, comment="The ministry did half.")
    assert state_of(row) == ("not_initiated", "", False)
    assert (last_update(row).act, last_update(row).reason) == ("declined", "The ministry did half.")
    assert actions.ask(actor, row, "Now it did all.").is_requested


@pytest.mark.parametrize("approved", [True, False])
def test_who_asked_does_not_decide(asked, actor, approved):
    """C-03"""
    with pytest.raises(Problem, match="You asked for this yourself") as refused:
        actions.decide(actor, asked, approved=approved, comment="Yes.")
    assert refused.value.status == 403
    assert state_of(asked) == ("not_initiated", WHY, True)


def test_who_asked_may_withdraw_and_nobody_else(asked, actor, head):
    """C-03"""
    with pytest.raises(Problem, match="Only the person who asked") as refused:
        actions.withdraw(head, asked)
    assert refused.value.status == 403
    row = actions.withdraw(actor, asked)
    assert state_of(row) == ("not_initiated", "", False)
    for attempt in (
        lambda: actions.withdraw(actor, row),
        lambda: actions.decide(head, row, approved=True),
        lambda: actions.decide(head, row, approved=False, comment="No."),
    ):
        with pytest.raises(Problem, match="Nobody waits for a decision"):
            attempt()


def test_a_request_needs_a_justification_and_is_made_once(commitment, actor, head):
    """C-03"""
    with pytest.raises(Problem, match="Say why this commitment is no longer applicable") as refused:
        actions.ask(actor, commitment, " ")
    assert list(refused.value.details) == ["reason"]
    actions.ask(actor, commitment, WHY)
    with pytest.raises(Problem, match="Somebody has asked for this already"):
        actions.ask(head, commitment, WHY)


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.NO_LONGER_APPLICABLE])
def test_what_is_closed_cannot_be_dropped(commitment, actor, status):
    """C-02, C-03"""
    Commitment.objects.update(status=status)
    with pytest.raises(Problem, match="This commitment is closed"):
        actions.ask(actor, commitment, WHY)


def test_an_update_leaves_the_request_and_a_completion_makes_it_needless(asked, actor):
    """C-03"""
    row = actions.update(actor, asked, Said(Status.INITIATED, "Begun all the same."))
    assert state_of(row) == ("initiated", WHY, True)
    row = actions.update(actor, row, COMPLETED)
    assert state_of(row) == ("completed", "", False)


def test_what_was_dropped_is_opened_again_with_a_reason(asked, head, actor):
    """C-02"""
    row = actions.decide(head, asked, approved=True)
    row = actions.update(actor, row, Said(Status.INITIATED, reason="It was another mill."))
    assert state_of(row) == ("initiated", "", False)
    assert last_update(row).act == "reopened"


@pytest.mark.parametrize("role", [None, *Role])
def test_heads_and_focal_points_decide_and_others_do_not(asked, actor, make_person, viewer, office, role):
    who, refused = viewer(make_person(role, unit=office.country)), None if role in MAY_DECIDE else 403
    assert refusal(lambda: actions.decide(who, asked, approved=False, comment="It did half.")) == refused
    if refused is None:
        actions.ask(actor, asked, WHY)
    assert refusal(lambda: actions.decide(who, asked, approved=True)) == refused
    assert (Commitment.objects.get().status == "no_longer_applicable") is (refused is None)


def test_somebody_responsible_asks_and_strangers_do_not(commitment, make_person, viewer, reader, stranger):
    person = make_person(name="Miller")
    for who in (person, reader, stranger):
        with pytest.raises(Problem) as refused:
            actions.ask(viewer(who), commitment, WHY)
        assert refused.value.status == 403
    commitment.responsible_people.add(person)
    assert actions.ask(viewer(person), commitment, WHY).requested_by == person


def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(asked, head, actor):
    asked.refresh_from_db()
    looked_at = asked.seen
    actions.update(actor, asked, Said(Status.INITIATED, "Begun."))
    for attempt in (
        lambda: actions.decide(head, asked, approved=True, seen=looked_at),
        lambda: actions.withdraw(actor, asked, seen=looked_at),
        lambda: actions.ask(actor, asked, WHY, seen=looked_at),
    ):
        with pytest.raises(Problem, match="meanwhile") as refused:
            attempt()
        assert refused.value.status == 409
