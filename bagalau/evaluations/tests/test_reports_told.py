"""What a report tells of key actions to whom, and of days on which a sheet stood that was taken back since."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bagalau.commitments.models import Batch, Commitment, Update
from bagalau.commitments.rules import Act, BatchState, Proof, Slip, Status
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.reports.actions import of_evaluation, told
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.periods import When

pytestmark = pytest.mark.django_db
TODAY, BEFORE = date(2025, 6, 16), date(2025, 6, 1)
MAY = datetime(2025, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def review(office) -> Evaluation:
    return evaluation(office.country, stage="completed", completed="2025-01", visibility="public")


@pytest.fixture
def done(review, officer) -> Commitment:
    given: dict[str, Any] = {
        "status": "completed",
        "verification": "verified",
        "verified_at": MAY,
        "no_evidence": "All can see it.",
    }
    made = promise(review, completed_on=MAY.date(), verified_by=officer, **given)
    said = {"status": Status.COMPLETED, "stands": Status.COMPLETED, "no_evidence": "It stands in the valley."}
    Update.objects.create(commitment=made, at=MAY, by=officer, **said)
    return made


def test_that_a_completion_was_verified_is_told_to_the_office_alone(review, done, officer, stranger, viewer):
    """C-09"""
    proofs = [
        told(viewer(who), of_evaluation(viewer(who), review), TODAY)[0].proof for who in (officer, stranger, None)
    ]
    assert proofs == [Proof.VERIFIED, None, None]


def test_the_past_of_what_is_public_is_told_to_the_office_alone(review, done, officer, stranger, viewer):
    """C-11"""
    assert len(told(viewer(officer), of_evaluation(viewer(officer), review), BEFORE)) == 1
    for who in (stranger, None):
        assert len(told(viewer(who), of_evaluation(viewer(who), review), TODAY)) == 1
        assert told(viewer(who), of_evaluation(viewer(who), review), BEFORE) == []


def test_why_there_was_no_evidence_is_told_as_it_was_said_by_then(review, done, officer, viewer):
    """C-11"""
    actor = viewer(officer)
    assert told(actor, of_evaluation(actor, review), BEFORE)[0].shown_evidence == "It stands in the valley."
    assert told(actor, of_evaluation(actor, review), TODAY)[0].shown_evidence == "All can see it."


def test_a_sheet_that_was_taken_back_moved_no_date(review, officer, viewer):
    """C-10, C-11, C-12"""
    actor, old, new = viewer(officer), When.parse("2025-09"), When.parse("2026-01")
    made = promise(review, due="2025-09")
    batch = Batch.objects.create(person=officer, state=BatchState.UNDONE, decided_at=MAY + timedelta(days=10))
    steps = [(0, old, None, Act.SAID), (5, new, batch, Act.SAID), (10, old, batch, Act.UNDONE)]
    for days, due, of, act in steps:
        given = {"due_on": due.last_day, "due_precision": due.precision, "stands_due_on": due.last_day}
        Update.objects.create(commitment=made, at=MAY + timedelta(days=days), by=officer, batch=of, act=act, **given)
    slips = [told(actor, of_evaluation(actor, review), (MAY + timedelta(days=day)).date())[0].slip for day in (7, 12)]
    assert slips == [Slip(old, new, 1), Slip(old, old, 0)]
