"""Stages and what they ask for, notes, deadlines, managers, ratings (EL-01 to EL-15). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.evaluations.rules import UNFINISHED, Stage
from bagalau.evaluations.rules.life import (
    Deadline,
    Facts,
    Need,
    Turn,
    after_plan,
    asked,
    deadline,
    following,
    is_ahead,
    is_met,
    keeps_stage,
    lost,
    manages_both,
    may_rate,
    missing,
    needs_note,
    over_budget,
    turn,
    variance,
    ways,
)
from bagalau.lib.periods import When

P, R, T, D, C = Stage.PLANNED, Stage.TOR_INITIATED, Stage.TEAM_ONBOARD, Stage.COMPLETED, Stage.CANCELLED
F, B, X = Turn.FORWARD, Turn.BACK, Turn.CANCEL
TURNS: dict[Stage, dict[Stage, Turn | None]] = {
    P: {P: None, R: F, T: F, D: F, C: X},
    R: {P: B, R: None, T: F, D: F, C: X},
    T: {P: B, R: B, T: None, D: F, C: X},
    D: {P: B, R: B, T: B, D: None, C: None},
    C: {P: B, R: B, T: B, D: None, C: None},
}
WHOLE = Facts(
    manager=True,
    planned_end=When.parse("2024-06"),
    completed=When.parse("2024-06-15"),
    budget=Decimal(40000),
    expenditure=Decimal(39000),
    documents=frozenset({"tor", "report"}),
    members=2,
)


TEAM = [Need.MANAGER, Need.TOR, Need.MEMBER, Need.DECLARATIONS]
ASKED: dict[Stage, list[Need]] = {
    P: [],
    R: [Need.MANAGER],
    T: TEAM,
    D: [*TEAM, Need.COMPLETED, Need.EXPENDITURE, Need.REPORT, Need.NOTE],
    C: [],
}


@pytest.mark.parametrize(("at", "to"), list(product(Stage, Stage)))
def test_each_step_is_what_the_table_says(at, to):
    """EL-02"""
    assert turn(at, to) is TURNS[at][to]
    assert (to in ways(at)) == (TURNS[at][to] is not None)


@pytest.mark.parametrize("at", Stage)
def test_the_nearest_later_stage_is_offered_first_and_cancelling_last(at):
    """EL-02"""
    found = [turn(at, to) for to in ways(at)]
    assert found == sorted(found, key=[F, B, X, None].index)
    assert ways(at)[0] is (following(at) or P)


@pytest.mark.parametrize(("at", "to"), [(at, to) for at, to in product(Stage, Stage) if TURNS[at][to] in {B, X}])
def test_back_and_away_needs_a_reason_and_nothing_else(at, to):
    """EL-02"""
    assert missing(at, to, Facts(), "") == missing(at, to, Facts(), "  \n") == [Need.REASON]
    assert missing(at, to, Facts(), "The funds are gone.") == []


@pytest.mark.parametrize(("at", "to"), [(at, to) for at, to in product(Stage, Stage) if TURNS[at][to] is F])
def test_forward_needs_what_the_stage_asks_for_and_no_reason(at, to):
    """EL-03"""
    assert missing(at, to, WHOLE, "") == []
    empty = Facts(undeclared=1)
    assert missing(at, to, empty, "because") == [need for need in ASKED[to] if need is not Need.NOTE]


TAKEN_AWAY: dict[Need, dict[str, Any]] = {
    Need.MANAGER: {"manager": False},
    Need.TOR: {"documents": frozenset({"report", "annex"})},
    Need.MEMBER: {"members": 0},
    Need.DECLARATIONS: {"undeclared": 1},
    Need.COMPLETED: {"completed": None},
    Need.EXPENDITURE: {"expenditure": None},
    Need.REPORT: {"documents": frozenset({"tor", "draft-report"})},
    Need.NOTE: {"expenditure": Decimal(40001)},
}


@pytest.mark.parametrize("need", TAKEN_AWAY)
def test_each_thing_that_is_missing_is_told_alone(need):
    """EL-03, EL-05"""
    for to in (Stage.TOR_INITIATED, Stage.TEAM_ONBOARD, Stage.COMPLETED):
        without = replace(WHOLE, **TAKEN_AWAY[need])
        assert missing(P, to, without, "") == ([need] if need in ASKED[to] else [])


def test_a_note_is_asked_for_only_where_there_is_something_to_explain():
    """EL-05"""
    assert Need.NOTE not in asked(D, WHOLE)
    late = replace(WHOLE, completed=When.parse("2024-07-01"))
    assert Need.NOTE in asked(D, late)
    assert missing(T, D, late, "") == [Need.NOTE]
    assert missing(T, D, replace(late, note=True), "") == []


@pytest.mark.parametrize(
    ("planned", "completed", "late"),
    [
        ("2024-06", "2024-06-30", False),
        ("2024-06-15", "2024-06", True),
        ("2024-06", "2024-07", True),
        ("2024", "2024-12", False),
        ("2024-Q2", "2024-06", False),
        (None, "2024-06", False),
        ("2024-06", None, False),
    ],
)
def test_the_last_days_tell_whether_it_took_longer(planned, completed, late):
    """EL-05"""
    dates = [When.parse(text) if text else None for text in (planned, completed)]
    assert after_plan(Facts(planned_end=dates[0], completed=dates[1])) is late


@pytest.mark.parametrize(
    ("budget", "spent", "over", "percent"),
    [
        ("100", "100", False, "0.0"),
        ("100", "100.01", True, "0.0"),
        ("40000", "43250.50", True, "8.1"),
        ("40000", "0", False, "-100.0"),
        (None, "5", False, None),
        ("5", None, False, None),
        ("0", "5", True, None),
    ],
)
def test_money_above_the_budget_is_told_with_its_share(budget, spent, over, percent):
    """EL-05"""
    amounts = [Decimal(text) if text else None for text in (budget, spent)]
    facts = Facts(budget=amounts[0], expenditure=amounts[1])
    assert over_budget(facts) is over
    assert variance(*amounts) == (None if percent is None else Decimal(percent))


@given(some.decimals(1, 10**9, places=2), some.decimals(0, 10**9, places=2))
def test_a_variance_is_positive_only_above_the_budget(budget, spent):
    """EL-05"""
    found = variance(budget, spent)
    assert found is not None
    assert found <= 0 or spent > budget
    assert needs_note(Facts(budget=budget, expenditure=spent)) == (spent > budget)


NEED_SETS = some.builds(
    Facts,
    manager=some.booleans(),
    planned_end=some.sampled_from([None, When.parse("2024-06")]),
    completed=some.sampled_from([None, When.parse("2024-06"), When.parse("2024-07")]),
    budget=some.sampled_from([None, Decimal(5)]),
    expenditure=some.sampled_from([None, Decimal(4), Decimal(6)]),
    note=some.booleans(),
    documents=some.frozensets(some.sampled_from(["tor", "report", "annex"])),
    members=some.integers(0, 2),
    undeclared=some.integers(0, 2),
)


@given(NEED_SETS, NEED_SETS)
def test_what_is_lost_was_there_and_is_not_any_more(before, after):
    """EL-04"""
    found = lost(before, after)
    assert set(found) == {need for need in ASKED[D] if is_met(need, before) and not is_met(need, after)}
    assert lost(before, before) == []


@given(NEED_SETS, some.sampled_from(sorted(UNFINISHED)), some.sampled_from(sorted(Stage)))
def test_nothing_is_missing_that_is_met(facts, at, to):
    """EL-03"""
    if turn(at, to) is Turn.FORWARD:
        assert not [need for need in missing(at, to, facts, "") if is_met(need, facts)]


DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("done", "today", "late"),
    [
        (date(2024, 7, 14), date(2025, 1, 1), 0),
        (date(2024, 7, 15), date(2025, 1, 1), 1),
        (date(2024, 6, 1), date(2025, 1, 1), 0),
        (None, date(2024, 7, 14), 0),
        (None, date(2024, 7, 15), 1),
    ],
)
def test_papers_are_due_some_days_after_what_they_count_from(done, today, late):
    """EL-06"""
    assert deadline(DAY, 14, done, today) == Deadline(DAY + timedelta(days=14), done, late)


def test_what_counts_from_nothing_has_no_deadline():
    """EL-06"""
    assert deadline(None, 14, DAY, DAY) is None


def test_nobody_manages_an_evaluation_and_one_of_its_projects():
    """EL-07"""
    assert manages_both(7, [None, 3, 7])
    assert not manages_both(7, [None, 3])
    assert not manages_both(None, [None, 3])


@pytest.mark.parametrize("at", Stage)
def test_a_completed_evaluation_is_rated_by_somebody_else_than_its_manager(at):
    """EL-12"""
    assert may_rate(at, 1, 2) is (at is D)
    assert may_rate(at, 1, None) is (at is D)
    assert may_rate(at, 1, 1) is False


@pytest.mark.parametrize(("at", "told"), list(product(Stage, Stage)))
def test_a_copy_moves_on_and_cancels_but_does_not_go_back(at, told):
    """EL-13"""
    assert keeps_stage(at, told) is (at is not told and TURNS[at][told] in {B, None})


@pytest.mark.parametrize(
    ("said", "ahead"),
    [
        ("2025-06-16", False),
        ("2025-06-17", True),
        ("2025-06", False),
        ("2025-07", True),
        ("2025-Q2", False),
        ("2025", False),
        ("2026", True),
    ],
)
def test_nothing_was_completed_before_its_day_has_come(said, ahead):
    """EL-15"""
    when, today = When.parse(said), date(2025, 6, 16)
    assert is_ahead(when, today) is ahead
    assert is_ahead(when.last_day, today) is (when.last_day > today)
    assert not is_ahead(None, today)
