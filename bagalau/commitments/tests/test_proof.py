"""A completion is verified, or returned, by somebody independent."""

from __future__ import annotations

import pytest

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.tests.making import COMPLETED, ORIGIN, last_update, refusal
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.people.rules import Role

pytestmark = pytest.mark.django_db
MAY_VERIFY = {
    *(Role.ADMINISTRATOR, Role.EVALUATION_FOCAL_POINT, Role.HEAD_OF_UNIT),
    *(Role.EVALUATION_MANAGER, Role.OVERSIGHT),
}
ATTEMPTS = {
    "verify": lambda who, row, **more: actions.verify(who, row, "I saw it.", **more),
    "return": lambda who, row, **more: actions.give_back(who, row, "It does not turn.", **more),
}


@pytest.fixture
def done(commitment, actor) -> Commitment:
    return actions.update(actor, commitment, COMPLETED)


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def test_somebody_independent_verifies_a_completion(done, head):
    """C-09"""
    row = actions.verify(head, done, "I saw it.")
    row.refresh_from_db()
    assert (row.status, row.verification, row.verified_by) == ("completed", "verified", head.person)
    said = last_update(row)
    assert (said.act, said.reason, said.status, said.stands) == ("verified", "I saw it.", "", "completed")
    assert (last().verb, last().after) == ("verify", {"verification": "verified"})
    with pytest.raises(Problem, match="already"):
        actions.verify(head, row)


def test_a_returned_completion_is_open_again_until_it_is_said_anew(done, head, actor):
    """C-09"""
    row = actions.give_back(head, done, "It does not turn.")
    row.refresh_from_db()
    assert (row.status, row.verification, row.completed_on, row.no_evidence) == ("initiated", "returned", None, "")
    assert (last_update(row).act, last_update(row).reason) == ("returned", "It does not turn.")
    row = actions.update(actor, row, Said(Status.INITIATED, "The smith is here."))
    assert row.verification == "returned"
    row = actions.update(actor, row, COMPLETED)
    assert (row.status, row.verification) == ("completed", "")


def test_a_verified_completion_may_be_returned_or_opened_again(done, head, actor):
    """C-02, C-09"""
    row = actions.give_back(head, actions.verify(head, done), "It stopped.")
    assert (row.verification, row.verified_at, row.verified_by) == ("returned", None, None)
    row = actions.verify(head, actions.update(actor, row, COMPLETED))
    row = actions.update(actor, row, Said(Status.INITIATED, reason="It broke."))
    row.refresh_from_db()
    assert (row.verification, row.verified_at, row.verified_by) == ("", None, None)


def test_a_return_has_a_reason(done, head):
    """C-09"""
    with pytest.raises(Problem, match="Say what is missing") as refused:
        actions.give_back(head, done, "  ")
    assert list(refused.value.details) == ["comment"]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_who_said_it_is_not_independent(done, actor, attempt):
    """C-09"""
    with pytest.raises(Problem, match="You said yourself") as refused:
        ATTEMPTS[attempt](actor, done)
    assert refused.value.status == 403


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_who_is_responsible_is_not_independent(done, head, attempt):
    """C-09"""
    done.responsible_people.add(head.person)
    with pytest.raises(Problem, match="You are responsible") as refused:
        ATTEMPTS[attempt](head, done)
    assert refused.value.status == 403


def test_who_brought_the_paper_that_says_so_is_not_independent(actor, head, office):
    """C-09"""
    given = Given("Mend the mill", office.country, status=Status.COMPLETED)
    row = actions.add(actor, given, ORIGIN, from_source=True)
    with pytest.raises(Problem, match="You said yourself"):
        actions.verify(actor, row)
    assert actions.verify(head, row).verification == "verified"


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("status", [status for status in Status if status is not Status.COMPLETED])
def test_only_a_completion_is_verified_or_returned(commitment, head, status, attempt):
    """C-09"""
    Commitment.objects.update(status=status)
    with pytest.raises(Problem) as refused:
        ATTEMPTS[attempt](head, commitment)
    assert (refused.value.code, refused.value.status) == ("not-completed", 409)


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("role", [None, *Role])
def test_roles_that_oversee_may_and_others_may_not(done, make_person, viewer, office, role, attempt):
    who = viewer(make_person(role, unit=office.country))
    lines, allowed = JournalEntry.objects.count(), role in MAY_VERIFY
    assert refusal(lambda: ATTEMPTS[attempt](who, done)) == (None if allowed else 403)
    assert JournalEntry.objects.count() - lines == allowed


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(done, head, actor, attempt):
    done.refresh_from_db()
    looked_at = done.seen
    actions.update(actor, done, Said(Status.COMPLETED, "And it was painted."))
    with pytest.raises(Problem, match="meanwhile") as refused:
        ATTEMPTS[attempt](head, done, seen=looked_at)
    assert refused.value.status == 409
