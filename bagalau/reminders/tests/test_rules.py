"""What is asked for on which day, of whom, and when it is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.lib.periods import When, months_after
from bagalau.reminders.rules import (
    LONGEST_WAIT,
    Asked,
    Kind,
    Rhythm,
    Terms,
    months_between,
    nearest,
    next_review,
    of_action,
    of_gaps,
    of_plan,
    of_response,
    response_due,
    slot,
    wait_after,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
LATELY = date(2025, 6, 1)
JUNE = date(2025, 6, 16)


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_day_for_a_response_is_that_of_the_reference():
    """M-01: completed in 12/2018, the response is due on 11 February 2019."""
    assert response_due(When.parse("2018-12")) == day("2019-02-11")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-01-27", []),
        ("2025-01-28", ["response_due 2024-12-31:first"]),
        ("2025-02-10", ["response_due 2024-12-31:first"]),
        ("2025-02-11", ["response_due 2024-12-31:due"]),
        ("2025-05-12", ["response_due 2024-12-31:due"]),
        ("2025-05-13", ["response_due 2024-12-31:due", "escalation 2024-12-31"]),
        ("2029-12-31", ["response_due 2024-12-31:due", "escalation 2024-12-31"]),
        ("2030-01-01", []),
    ],
)
def test_a_response_is_asked_for_after_four_weeks_and_after_six_and_then_of_the_head(today, expected):
    """M-01, M-04, M-06"""
    assert words(of_response(When.parse("2024-12-31"), day(today))) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-05-30", []),
        ("2025-05-31", ["action_due 2025-08:3"]),
        ("2025-07-30", ["action_due 2025-08:3"]),
        ("2025-07-31", ["action_due 2025-08:1"]),
        ("2025-08-31", ["action_due 2025-08:1"]),
        ("2025-09-01", ["action_overdue 2025-08:0"]),
        ("2025-09-30", ["action_overdue 2025-08:1"]),
        ("2025-10-31", ["action_overdue 2025-08:2"]),
        ("2025-11-29", ["action_overdue 2025-08:2"]),
        ("2025-11-30", ["action_overdue 2025-08:3", "escalation 2025-08"]),
        ("2030-08-31", ["action_overdue 2025-08:60", "escalation 2025-08"]),
        ("2030-09-01", []),
    ],
)
def test_an_action_is_announced_twice_asked_for_every_month_and_told_to_the_head_once(today, expected):
    """M-02, M-04, M-06: due in August 2025, over since its last day."""
    assert words(of_action(When.parse("2025-08"), day(today), day(today))) == expected


@pytest.mark.parametrize(
    ("said", "due", "expected"),
    [
        ("2025-03-17", None, []),
        ("2025-03-16", None, ["update_asked 2025-03-16:1"]),
        ("2024-12-16", None, ["update_asked 2024-12-16:2"]),
        ("2024-12-16", "2026-12", ["update_asked 2024-12-16:2"]),
        ("2024-12-16", "2025-07", ["action_due 2025-07:3"]),
        ("2024-12-16", "2025-05", ["action_overdue 2025-05:0"]),
    ],
)
def test_a_silent_action_is_asked_for_an_update_unless_its_date_asks_already(said, due, expected):
    """M-03"""
    assert words(of_action(When.parse(due) if due else None, day(said), JUNE)) == expected


@pytest.mark.parametrize(
    ("today", "reviewed", "expected", "due"),
    [
        ("2024-11-30", [], [], "2024-12-31"),
        ("2024-12-01", [], ["plan_review 2024"], "2024-12-31"),
        ("2025-11-30", [], ["plan_review 2024"], "2024-12-31"),
        ("2025-12-01", [], ["plan_review 2025"], "2024-12-31"),
        ("2025-12-01", [2024], ["plan_review 2025"], "2025-12-31"),
        ("2026-06-16", [2025], ["plan_review 2024"], "2024-12-31"),
        ("2028-06-16", [2024, 2025, 2026], [], None),
    ],
)
def test_a_plan_is_asked_for_its_review_from_december_on(today, reviewed, expected, due):
    """M-05: posted in March 2024, for the years up to 2026."""
    posted, ends = day("2024-03-01"), day("2026-12-31")
    assert words(of_plan(posted, ends, reviewed, day(today))) == expected
    assert next_review(posted, ends, reviewed) == (day(due) if due else None)


def test_a_plan_is_asked_anew_only_when_other_evaluations_are_missing():
    """M-11"""
    first, same = of_gaps([(1, "final"), (2, "either")]), of_gaps([(2, "either"), (1, "final")])
    assert first == same
    assert [one.kind for one in first] == [Kind.PLAN_GAP]
    assert of_gaps([(1, "final")]) != first
    assert of_gaps([]) == []


@pytest.mark.parametrize(
    ("due", "said", "completed", "today", "asked"),
    [
        ("2022-05", "2025-05-01", "2021-03-31", "2026-03-31", True),
        ("2022-05", "2025-05-01", "2021-03-31", "2026-04-01", False),
        ("2026-05", "2025-05-01", "2021-03-31", "2026-04-01", False),
        (None, "2021-05-01", "2021-03-31", "2026-04-01", False),
        (None, "2020-06-16", None, "2025-06-16", True),
        (None, "2020-06-16", None, "2025-06-17", False),
    ],
)
def test_five_years_after_its_evaluation_an_action_is_asked_for_nothing(due, said, completed, today, asked):
    """M-06"""
    when, over = When.parse(due) if due else None, day(completed) if completed else None
    assert bool(of_action(when, day(said), day(today), completed=over)) is asked


def words(asked: list[Asked]) -> list[str]:
    return [f"{one.kind} {one.period}" for one in asked]


def test_the_parameters_move_the_days():
    terms = Terms(soon_months=6, silent_months=1, escalation_days=0, response_first_days=1, response_days=2)
    assert of_action(When.parse("2025-11"), LATELY, JUNE, terms) == [Asked(Kind.ACTION_DUE, "2025-11:6")]
    assert of_action(None, day("2025-05-16"), JUNE, terms) == [Asked(Kind.UPDATE_ASKED, "2025-05-16:1")]
    assert words(of_action(When.parse("2025-05"), LATELY, JUNE, terms))[1:] == ["escalation 2025-05"]
    assert words(of_response(When.parse("2025-06-14"), JUNE, terms)) == ["response_due 2025-06-14:due"]


@given(due=DAYS, today=DAYS, said=DAYS)
def test_nothing_is_told_twice_and_time_only_moves_a_period_on(due, today, said):
    """M-08: on two days in a row the same is asked for, or something later."""
    first, second = (of_action(When(due), min(said, on), on) for on in (today, today + timedelta(days=1)))
    for asked in (first, second):
        assert len({one.kind for one in asked}) == len(asked) <= 2
    order = {kind: place for place, kind in enumerate((Kind.UPDATE_ASKED, Kind.ACTION_DUE, Kind.ACTION_OVERDUE))}
    if first and second:
        assert order[first[0].kind] <= order[second[0].kind]


@given(first=DAYS, months=st.integers(0, 600))
def test_months_between_is_the_other_way_of_months_after(first, months):
    assert months_between(first, months_after(first, months)) == months
    assert months_between(first, first - timedelta(days=months)) == 0


@given(first=DAYS, then=DAYS)
def test_the_next_month_is_not_reached(first, then):
    if then >= first:
        months = months_between(first, then)
        assert months_after(first, months) <= then < months_after(first, months + 1)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/1/4/9/", ["near"]),
        ("/1/4/", ["region"]),
        ("/1/5/8/", ["top"]),
        ("/2/", []),
        ("", []),
        ("/1/4/7/", ["region"]),
    ],
)
def test_the_nearest_who_hold_a_role_are_asked(path, found):
    """M-07"""
    holders = {9: ["near"], 4: ["region"], 1: ["top"], 7: []}
    assert list(nearest(path, holders)) == found


@pytest.mark.parametrize(
    ("rhythm", "weekday", "today", "expected"),
    [
        (Rhythm.DAILY, 3, "2025-06-16", "2025-06-16"),
        (Rhythm.WEEKLY, 0, "2025-06-16", "2025-06-16"),
        (Rhythm.WEEKLY, 1, "2025-06-16", "2025-06-10"),
        (Rhythm.WEEKLY, 6, "2025-06-16", "2025-06-15"),
        (Rhythm.MONTHLY, 0, "2025-06-16", "2025-06-02"),
        (Rhythm.MONTHLY, 0, "2025-06-01", "2025-05-05"),
        (Rhythm.MONTHLY, 6, "2025-01-04", "2024-12-01"),
        (Rhythm.NEVER, 0, "2025-06-16", None),
    ],
)
def test_a_digest_has_its_day(rhythm, weekday, today, expected):
    """M-09"""
    assert slot(rhythm, weekday, day(today)) == (day(expected) if expected else None)


@given(rhythm=st.sampled_from([Rhythm.WEEKLY, Rhythm.MONTHLY]), weekday=st.integers(0, 6), today=DAYS)
def test_the_day_of_a_digest_is_near_and_a_day_of_the_week(rhythm, weekday, today):
    """M-09"""
    found = slot(rhythm, weekday, today)
    assert found is not None
    assert found.weekday() == weekday
    assert timedelta() <= today - found < timedelta(days=7 if rhythm is Rhythm.WEEKLY else 38)
    assert rhythm is Rhythm.WEEKLY or found.day <= 7


def test_a_mail_is_tried_again_later_and_later_but_every_hour():
    """M-10"""
    minutes = [wait_after(tries).seconds // 60 for tries in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10**6) == LONGEST_WAIT
