"""Statuses, what follows from them and the date, and the way from one to the next (C-01 to C-06). Pure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bagalau.commitments.rules import (
    FINAL,
    OPEN,
    Change,
    Missing,
    Present,
    State,
    Status,
    fold,
    is_due_soon,
    is_long_overdue,
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
    assert is_long_overdue(status, When.parse(due) if due else None, today) is long


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
    assert is_due_soon(status, When.parse(due) if due else None, today) is soon


@given(STATUSES, some.none() | DAYS.map(When), DAYS)
def test_nothing_is_both_overdue_and_due_soon(status, due, today):
    """C-04, C-05"""
    late = state(status, due, today) is State.OVERDUE
    assert not (late and is_due_soon(status, due, today))
    assert late or not is_long_overdue(status, due, today)


@given(DAYS, some.integers(0, 2000))
@example(date(2021, 2, 28), 1096)
def test_what_is_long_overdue_stays_so(day, later):
    """C-05"""
    due, today = When(day), months_after(day, 36) + timedelta(days=2)
    assert is_long_overdue(INIT, due, today)
    assert is_long_overdue(INIT, due, today + timedelta(days=later))


@pytest.mark.parametrize(
    ("before", "after", "reason", "missing"),
    [
        (NOT, INIT, "", None),
        (INIT, DONE, "", None),
        (NOT, DONE, "", None),
        (INIT, NOT, "", None),
        (DONE, INIT, "", Missing.REASON),
        (DONE, NOT, " ", Missing.REASON),
        (DONE, INIT, "It broke again.", None),
        (NLA, INIT, "", Missing.REASON),
        (NLA, INIT, "Needed after all.", None),
        (NLA, DONE, "", Missing.REASON),
        (NOT, NLA, "", Missing.JUSTIFICATION),
        (INIT, NLA, "  ", Missing.JUSTIFICATION),
        (DONE, NLA, "", Missing.JUSTIFICATION),
        (INIT, NLA, "The ministry did it.", None),
        (DONE, DONE, "", None),
        (NLA, NLA, "", None),
    ],
)
def test_a_step_has_the_words_it_needs(before, after, reason, missing):
    """C-02, C-03"""
    assert step(before, after, reason) is missing


@given(STATUSES, STATUSES, some.text("a ", min_size=1).filter(str.strip))
def test_with_a_reason_every_step_may_be_taken(before, after, reason):
    """C-02, C-03"""
    assert step(before, after, reason) is None


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
