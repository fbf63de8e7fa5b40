"""Vetting, doubts about members, who clears a conflict, averages (EL-08 to EL-11). Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.roster import (
    Doubt,
    Known,
    Standing,
    Vetting,
    average,
    doubts,
    may_clear,
    may_join,
    may_rate_member,
    standing,
)

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("vetting", "until", "today", "expected"),
    [
        (Vetting.VETTED, DAY, DAY, Standing.VETTED),
        (Vetting.VETTED, DAY, date(2024, 7, 1), Standing.EXPIRED),
        (Vetting.VETTED, None, DAY, Standing.EXPIRED),
        (Vetting.UNVETTED, None, DAY, Standing.UNVETTED),
        (Vetting.SUSPENDED, DAY, DAY, Standing.SUSPENDED),
    ],
)
def test_vetting_holds_through_its_last_day(vetting, until, today, expected):
    """EL-10"""
    assert standing(vetting, until, today) is expected


CLEAN = Known(Standing.VETTED, declared=True, pledge=True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"before": 1}, [Doubt.SAME_PROJECT]),
        ({"person": 7}, [Doubt.PROJECT_MANAGER]),
        ({"person": 8}, []),
        ({"person": 8, "in_line": True}, [Doubt.STAFF]),
        ({"in_line": True}, []),
        ({"standing": Standing.EXPIRED}, [Doubt.NOT_VETTED]),
        ({"declared": False, "pledge": False}, [Doubt.UNDECLARED]),
        ({"pledge": False}, [Doubt.NO_PLEDGE]),
        ({"manages": True}, []),
        ({"person": 8, "manages": True}, [Doubt.MANAGER]),
        ({"future_work": True}, [Doubt.FUTURE_WORK]),
        (
            {"before": 2, "person": 7, "in_line": True, "standing": Standing.SUSPENDED, "declared": False},
            [Doubt.SAME_PROJECT, Doubt.PROJECT_MANAGER, Doubt.STAFF, Doubt.NOT_VETTED, Doubt.UNDECLARED],
        ),
    ],
)
def test_each_doubt_about_a_member_is_told(changes, expected):
    """EL-09"""
    known = Known(**{**vars(CLEAN), **changes})
    assert doubts(known, [None, 7]) == expected


@pytest.mark.parametrize(
    ("actor", "evaluator", "entered", "may"),
    [(1, 2, 3, True), (1, None, None, True), (1, 1, 3, False), (1, 2, 1, False), (None, None, None, False)],
)
def test_nobody_clears_a_conflict_that_they_declared_or_entered(actor, evaluator, entered, may):
    """EL-08"""
    assert may_clear(actor, evaluator, entered) is may


@pytest.mark.parametrize("vetting", Vetting)
def test_only_who_is_suspended_may_not_join(vetting):
    """EL-08"""
    assert may_join(vetting) is (vetting is not Vetting.SUSPENDED)


@pytest.mark.parametrize("at", Stage)
def test_members_are_rated_after_completion(at):
    """EL-11"""
    assert may_rate_member(at) is (at is Stage.COMPLETED)


@given(some.lists(some.one_of(some.none(), some.integers(1, 5))))
def test_an_average_counts_what_was_rated(ratings):
    """EL-11"""
    rated = [rating for rating in ratings if rating is not None]
    found = average(ratings)
    assert (found is None) == (not rated)
    if found is not None:
        assert found[1] == len(rated)
        assert abs(found[0] - Decimal(sum(rated)) / len(rated)) <= Decimal("0.05")
        assert 1 <= found[0] <= 5
