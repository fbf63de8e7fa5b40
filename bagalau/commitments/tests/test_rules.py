"""Statuses, what follows from them and the date, and the way from one to the next (C-01 to C-10). Pure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bagalau.commitments.rules import (
    FINAL,
    OPEN,
    Change,
    Hindrance,
    Missing,
    OfficeWord,
    Present,
    Proof,
    Slip,
    State,
    Status,
    fold,
    hindrance,
    is_due_soon,
    is_long_overdue,
    keeps,
    proof,
    state,
    step,
)
from bagalau.lib.periods import When, months_after

NOT, INIT, DONE, NLA = Status.NOT_INITIATED, Status.INITIATED, Status.COMPLETED, Status.NO_LONGER_APPLICABLE
STATUSES = some.sampled_from(list(Status))
DAYS = some.dates(date(2000, 1, 1), date(2040, 12, 31))


def test_a_status_is_either_open_or_final():
    """C-01"""
    assert set(Status) == OPEN | FINAL
    assert not OPEN & FINAL


@pytest.mark.parametrize(
    ("status", "due", "today", "expected"),
    [
        (NOT, "2024-12", date(2024, 12, 31), State.NOT_INITIATED),
        (INIT, "2024-12", date(2024, 12, 31), State.INITIATED),
        (INIT, "2024-12", date(2025, 1, 1), State.OVERDUE),
        (NOT, "2024-12", date(2025, 1, 1), State.OVERDUE),
        (NOT, "2024-12-05", date(2024, 12, 6), State.OVERDUE),
        (INIT, "2024-Q2", date(2024, 6, 30), State.INITIATED),
        (INIT, "2024", date(2024, 12, 31), State.INITIATED),
        (NOT, None, date(2025, 1, 1), State.NO_DEADLINE),
        (INIT, None, date(2025, 1, 1), State.NO_DEADLINE),
        (DONE, "2020-01", date(2025, 1, 1), State.COMPLETED),
        (DONE, None, date(2025, 1, 1), State.COMPLETED),
        (NLA, "2020-01", date(2025, 1, 1), State.NO_LONGER_APPLICABLE),
        (NLA, None, date(2025, 1, 1), State.NO_LONGER_APPLICABLE),
    ],
)
def test_the_state_follows_from_status_date_and_day(status, due, today, expected):
    """C-04"""
    assert state(status, When.parse(due) if due else None, today) is expected


@pytest.mark.parametrize(
    ("status", "due", "today", "long"),
    [
        (INIT, "2021-06", date(2024, 6, 30), False),
        (INIT, "2021-06", date(2024, 7, 1), True),
        (NOT, "2021-06-16", date(2024, 6, 16), False),
        (NOT, "2021-06-16", date(2024, 6, 17), True),
        (NOT, "2020-02-29", date(2023, 2, 28), False),
        (NOT, "2020-02-29", date(2023, 3, 1), True),
        (DONE, "2010", date(2024, 7, 1), False),
        (NLA, "2010", date(2024, 7, 1), False),
        (INIT, None, date(2024, 7, 1), False),
    ],
)
def test_long_overdue_is_more_than_three_years(status, due, today, long):
    """C-05"""
    assert is_long_overdue(status, When.parse(due) if due else None, today, 36) is long


@pytest.mark.parametrize(
    ("status", "due", "today", "soon"),
    [
        (INIT, "2024-06-15", date(2024, 6, 16), False),
        (INIT, "2024-06-16", date(2024, 6, 16), True),
        (INIT, "2024-09-16", date(2024, 6, 16), True),
        (INIT, "2024-09-17", date(2024, 6, 16), False),
        (NOT, "2024-08", date(2024, 6, 16), True),
        (NOT, "2024-09", date(2024, 6, 16), False),
        (NOT, "2024-02", date(2023, 11, 30), True),
        (DONE, "2024-06-20", date(2024, 6, 16), False),
        (NOT, None, date(2024, 6, 16), False),
    ],
)
def test_due_soon_is_within_three_months_and_not_past(status, due, today, soon):
    """C-05"""
    assert is_due_soon(status, When.parse(due) if due else None, today, 3) is soon


@given(STATUSES, some.none() | DAYS.map(When), DAYS)
def test_nothing_is_both_overdue_and_due_soon(status, due, today):
    """C-04, C-05"""
    late = state(status, due, today) is State.OVERDUE
    assert not (late and is_due_soon(status, due, today, 3))
    assert late or not is_long_overdue(status, due, today, 36)


@given(DAYS, some.integers(0, 2000))
@example(date(2021, 2, 28), 1096)
def test_what_is_long_overdue_stays_so(day, later):
    """C-05"""
    due, today = When(day), months_after(day, 36) + timedelta(days=2)
    assert is_long_overdue(INIT, due, today, 36)
    assert is_long_overdue(INIT, due, today + timedelta(days=later), 36)


WORDS = {"reason": "Floods.", "comment": "It turns.", "proof": True}
STEPS: dict[tuple[Status, Status], tuple[Missing | None, ...]] = {
    # what is missing without a word, with a reason alone, with a comment alone, with both but no proof, with all
    (NOT, INIT): (None, None, None, None, None),
    (NOT, DONE): (Missing.COMMENT, Missing.COMMENT, Missing.PROOF, Missing.PROOF, None),
    (NOT, NLA): (Missing.APPROVAL,) * 5,
    (INIT, NOT): (Missing.SETBACK, None, Missing.SETBACK, None, None),
    (INIT, DONE): (Missing.COMMENT, Missing.COMMENT, Missing.PROOF, Missing.PROOF, None),
    (INIT, NLA): (Missing.APPROVAL,) * 5,
    (DONE, NOT): (Missing.OPENING,) * 5,
    (DONE, INIT): (Missing.REASON, None, Missing.REASON, None, None),
    (DONE, NLA): (Missing.OPENING,) * 5,
    (NLA, NOT): (Missing.OPENING,) * 5,
    (NLA, INIT): (Missing.REASON, None, Missing.REASON, None, None),
    (NLA, DONE): (Missing.OPENING,) * 5,
}


def test_every_step_is_listed():
    """C-01"""
    assert set(STEPS) == {(before, after) for before in Status for after in Status if before is not after}


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_a_step_has_what_it_needs(before, after):
    """C-02, C-03, C-08"""
    reason, comment = {"reason": "Floods."}, {"comment": "It turns."}
    found = tuple(step(before, after, **given) for given in ({}, reason, comment, reason | comment, WORDS))
    assert found == STEPS[before, after]
    assert step(before, after, reason=" ", comment="\n") is step(before, after)
    assert step(before, before) is None


@pytest.mark.parametrize(
    ("present", "stated", "office", "kept"),
    [
        (DONE, INIT, OfficeWord(DONE), True),
        (DONE, NLA, OfficeWord(DONE), True),
        (INIT, NOT, OfficeWord(INIT), True),
        (INIT, DONE, OfficeWord(INIT), False),
        (INIT, INIT, OfficeWord(INIT), False),
        (DONE, INIT, None, False),
        (DONE, INIT, OfficeWord(INIT), False),  # the office spoke before a copy said that it is completed
        (INIT, DONE, OfficeWord(INIT, opened_again=True), True),
        (INIT, NLA, OfficeWord(INIT, opened_again=True), True),
    ],
)
def test_the_word_of_the_office_is_kept_against_a_copy_that_would_undo_it(present, stated, office, kept):
    """C-07"""
    assert keeps(present, stated, office) is kept


@pytest.mark.parametrize(
    ("status", "verification", "evidence", "why_none", "expected"),
    [
        (DONE, "verified", False, "", Proof.VERIFIED),
        (DONE, "", True, "", Proof.EVIDENCE),
        (DONE, "", True, "Lost.", Proof.EVIDENCE),
        (DONE, "", False, "Lost.", Proof.REASON),
        (DONE, "", False, " ", Proof.NOTHING),
        (INIT, "returned", True, "", Proof.RETURNED),
        (INIT, "", True, "", None),
        (NLA, "returned", True, "", None),
    ],
)
def test_how_far_a_completion_is_proven(status, verification, evidence, why_none, expected):
    """C-08, C-09"""
    assert proof(status, verification, evidence=evidence, no_evidence=why_none) is expected


@pytest.mark.parametrize(
    ("whom", "said_by", "owners", "expected"),
    [
        (1, 1, [], Hindrance.SAID_IT),
        (1, 1, [1], Hindrance.SAID_IT),
        (1, 2, [3, 1], Hindrance.RESPONSIBLE),
        (1, 2, [3], None),
        (1, None, [], None),
        (None, None, [], None),
    ],
)
def test_who_is_independent_of_a_completion(whom, said_by, owners, expected):
    """C-09"""
    assert hindrance(whom, said_by=said_by, owners=owners) is expected


@pytest.mark.parametrize(
    ("dues", "days", "months", "moves"),
    [
        (["2024-12"], 0, 0, 0),
        (["2024-12", "2024-12"], 0, 0, 0),
        (["2024-12", "2025-02"], 59, 2, 1),
        (["2024-01-31", "2024-02-29"], 29, 1, 1),
        (["2024-01-15", "2024-02-14"], 30, 0, 1),
        (["2024-06", "2024-03"], -91, -3, 1),
        (["2024-06", "2025-06", "2024-06"], 0, 0, 2),
        (["2024-06", None], None, None, 1),
        (["2024-06", None, "2025-06"], 365, 12, 1),
        ([None, "2024-06"], 0, 0, 0),
        ([], None, None, 0),
    ],
)
def test_slippage_runs_from_the_first_date_and_each_move_counts(dues, days, months, moves):
    """C-10"""
    slip = Slip()
    for due in dues:
        slip = slip.after(Change(due=When.parse(due)) if due else Change(due_removed=True))
    assert (slip.days, slip.months, slip.moves) == (days, months, moves)


@given(some.lists(some.none() | DAYS.map(When)))
def test_the_first_date_never_moves_and_the_present_one_is_the_folded_one(dues):
    """C-06, C-10"""
    changes = [Change(due=due, due_removed=due is None) for due in dues]
    slip, first = Slip(), next((due for due in dues if due), None)
    for change in changes:
        slip = slip.after(change)
    assert (slip.first, slip.now) == (first, fold(changes).due)
    assert slip.moves <= max(0, len(changes) - 1)


def test_a_date_that_stood_before_slippage_was_counted_is_the_first():
    """C-10"""
    before = Slip(None, When.parse("2024-06"))
    assert before.after(Change(due=When.parse("2024-08"))) == Slip(When.parse("2024-06"), When.parse("2024-08"), 1)


def test_the_present_is_the_last_status_date_and_comment():
    """C-06"""
    changes = [
        Change(NOT, When.parse("2024-12")),
        Change(INIT, comment="Begun."),
        Change(due=When.parse("2025-06")),
        Change(comment=""),
    ]
    assert fold(changes) == Present(INIT, When.parse("2025-06"), "")
    assert fold([*changes, Change(due_removed=True)]).due is None
    assert fold([]) == Present()


CHANGES = some.builds(
    Change,
    status=some.none() | STATUSES,
    due=some.none() | DAYS.map(When),
    due_removed=some.booleans(),
    comment=some.none() | some.text(max_size=3),
)


@given(some.lists(CHANGES), some.lists(CHANGES))
def test_folding_on_from_the_present_is_folding_all(earlier, later):
    """C-06"""
    assert fold(later, start=fold(earlier)) == fold([*earlier, *later])
