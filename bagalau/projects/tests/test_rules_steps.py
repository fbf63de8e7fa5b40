"""The life of a project: which steps there are, and what each asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from bagalau.lib.periods import When
from bagalau.projects.rules.life import (
    BEFORE_SIGNATURE,
    STEPS,
    UNDER_WAY,
    Phase,
    is_editable,
    may_revise,
    may_step,
)
from bagalau.projects.rules.steps import (
    DayFault,
    Facts,
    Need,
    Question,
    asked,
    day_fault,
    is_own,
    missing,
    needs_reason,
    questions,
)

TODAY = date(2025, 6, 16)
FULL = Facts(
    meeting=When.parse("2024-01"),
    outputs=1,
    lines=3,
    board=2,
    signatures=2,
    start=When.parse("2024-03-01"),
    end=When.parse("2025-05"),
)
S = Phase


def test_a_project_goes_from_draft_to_its_financial_closure():
    """PL-01"""
    way = [S.DRAFT, S.APPRAISED, S.APPROVED, S.SIGNED, S.ACTIVE, S.OPERATIONALLY_CLOSED, S.FINANCIALLY_CLOSED]
    assert all(may_step(now, then) for now, then in pairwise(way))
    assert not any(may_step(now, then) for now, then in zip(way, way[2:], strict=False))
    assert may_step(S.ACTIVE, S.SUSPENDED)
    assert may_step(S.SUSPENDED, S.ACTIVE)


def test_what_is_closed_for_good_or_cancelled_stays_so():
    """PL-01"""
    assert STEPS[S.FINANCIALLY_CLOSED] == STEPS[S.CANCELLED] == frozenset()
    assert [now for now in S if may_step(now, S.REJECTED)] == [S.DRAFT, S.APPRAISED]


@pytest.mark.parametrize("status", S)
def test_a_project_is_edited_until_it_is_signed_and_then_in_a_revision(status):
    """PL-02"""
    assert is_editable(status, in_revision=False) is (status in BEFORE_SIGNATURE)
    assert is_editable(status, in_revision=True) is (status in BEFORE_SIGNATURE | UNDER_WAY)


@pytest.mark.parametrize("status", S)
def test_one_revision_at_a_time_of_a_project_under_way(status):
    """PL-03"""
    assert may_revise(status, in_revision=False) is (status in {S.SIGNED, S.ACTIVE, S.SUSPENDED})
    assert not may_revise(status, in_revision=True)


@pytest.mark.parametrize(
    ("now", "to", "facts", "lacking"),
    [
        (S.DRAFT, S.APPRAISED, Facts(), [Need.MEETING, Need.OUTPUT]),  # PL-05
        (S.DRAFT, S.APPRAISED, replace(FULL, meeting=When.parse("2025-07")), [Need.MEETING]),
        (S.DRAFT, S.APPRAISED, replace(FULL, errors=3), []),
        (S.APPRAISED, S.APPROVED, replace(FULL, errors=3), [Need.ERRORS]),  # PL-06
        (S.APPROVED, S.SIGNED, Facts(errors=1), [Need.ERRORS, Need.LINES, Need.BOARD, Need.SIGNATURES]),  # PL-07
        (S.APPROVED, S.SIGNED, replace(FULL, undated=1), [Need.SIGNATURES]),
        (S.APPROVED, S.SIGNED, FULL, []),
        (S.SIGNED, S.ACTIVE, replace(FULL, start=None), [Need.START]),  # PL-08
        (S.SIGNED, S.ACTIVE, replace(FULL, start=When.parse("2025-06-17")), [Need.START]),
        (S.SIGNED, S.ACTIVE, replace(FULL, start=When.parse("2025-06")), []),
        (S.SUSPENDED, S.ACTIVE, Facts(), []),
        (S.ACTIVE, S.SUSPENDED, Facts(in_revision=True), []),
        (S.ACTIVE, S.OPERATIONALLY_CLOSED, FULL, []),  # PL-10
        (S.ACTIVE, S.OPERATIONALLY_CLOSED, replace(FULL, end=None), []),
        (
            S.ACTIVE,
            S.OPERATIONALLY_CLOSED,
            replace(FULL, unfinished=2, in_revision=True),
            [Need.REVISION, Need.MONITORING],
        ),
        (S.ACTIVE, S.CANCELLED, replace(FULL, in_revision=True), [Need.REVISION]),
        (S.DRAFT, S.CANCELLED, Facts(), []),
    ],
)
def test_what_a_step_lacks(now, to, facts, lacking):
    """PL-05, PL-06, PL-07, PL-08, PL-10"""
    assert missing(now, to, facts, TODAY) == lacking
    assert set(lacking) <= set(asked(now, to))


@pytest.mark.parametrize(
    ("now", "to", "asks"),
    [
        (S.DRAFT, S.APPRAISED, False),
        (S.APPRAISED, S.DRAFT, True),
        (S.APPRAISED, S.REJECTED, True),
        (S.ACTIVE, S.SUSPENDED, True),
        (S.SUSPENDED, S.ACTIVE, True),
        (S.SIGNED, S.ACTIVE, False),
        (S.OPERATIONALLY_CLOSED, S.ACTIVE, True),
        (S.DRAFT, S.CANCELLED, True),
        (S.ACTIVE, S.OPERATIONALLY_CLOSED, False),
        (S.OPERATIONALLY_CLOSED, S.FINANCIALLY_CLOSED, False),
    ],
)
def test_which_steps_need_a_reason(now, to, asks):
    """PL-09"""
    assert needs_reason(now, to, FULL, TODAY) is asks


def test_a_closure_before_the_end_says_which_decision_it_follows():
    """PL-10"""
    early = replace(FULL, end=When.parse("2025-12-31"))
    assert needs_reason(S.ACTIVE, S.OPERATIONALLY_CLOSED, early, TODAY)
    assert needs_reason(S.ACTIVE, S.OPERATIONALLY_CLOSED, replace(FULL, end=None), TODAY)


def test_a_financial_closure_asks_for_the_balance_of_each_source():
    """PL-11"""
    found = questions(S.FINANCIALLY_CLOSED, replace(FULL, sources=("Ministry", "UNDP")))
    assert found == [
        (Question.ASSETS, ""),
        (Question.ADVANCES, ""),
        (Question.DELIVERY_REPORTS, ""),
        (Question.BALANCE, "Ministry"),
        (Question.BALANCE, "UNDP"),
        (Question.RESPONSES, ""),
    ]
    assert (Question.BALANCE, "") in questions(S.FINANCIALLY_CLOSED, FULL)
    assert questions(S.ACTIVE, FULL) == []


def test_who_did_the_work_does_not_judge_it():
    """PL-12"""
    assert is_own(7, 3, 7)
    assert not is_own(7, 3, None)
    assert not is_own(None, None)


@pytest.mark.parametrize(
    ("on", "last", "fault"),
    [
        (TODAY, None, None),
        (date(2025, 6, 17), None, DayFault.AHEAD),
        (date(2025, 1, 1), date(2025, 1, 1), None),
        (date(2025, 1, 1), date(2025, 1, 2), DayFault.BEFORE),
    ],
)
def test_no_step_lies_ahead_or_before_the_last(on, last, fault):
    """PL-13"""
    assert day_fault(on, Facts(last=last), TODAY) == fault
