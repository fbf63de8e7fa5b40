"""Dates keep the precision they were given, and a period is over after its last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.lib.periods import When, days_after, end_of_month, months_after

DAYS = some.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "last_day", "precision"),
    [
        ("2024-12-31", date(2024, 12, 31), "day"),
        (" 2024-02-29 ", date(2024, 2, 29), "day"),
        ("2024-02", date(2024, 2, 29), "month"),
        ("2023-02", date(2023, 2, 28), "month"),
        ("2024-Q1", date(2024, 3, 31), "quarter"),
        ("2024-Q4", date(2024, 12, 31), "quarter"),
        ("2024", date(2024, 12, 31), "year"),
    ],
)
def test_a_date_is_read_with_its_precision(text, last_day, precision):
    assert When.parse(text) == When(last_day, precision)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2024-13", "2024-00", "2023-02-29", "2024-Q5", "24-12", "12/2024", "2024-1", "2024-12-31T00"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        When.parse(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("31.12.2026", "2026-12-31"), ("1.2.2026", "2026-02-01"), ("12.2026", "2026-12"), ("2026-Q4", "2026-Q4")],
)
def test_a_date_may_be_typed_with_the_day_first(text, iso):
    assert When.typed(text).iso == iso


@pytest.mark.parametrize("text", ["31.13.2026", "30.02.2026", "1.2.26", "2026.12.31"])
def test_a_day_that_no_calendar_has_is_refused_however_it_is_typed(text):
    with pytest.raises(ValueError, match=r"is not a date|must be|out of range"):
        When.typed(text)


def test_the_refusal_shows_how_a_date_is_written():
    with pytest.raises(ValueError, match="2024-12-31, 2024-12, 2024-Q4 or 2024"):
        When.parse("next year")


@given(DAYS, some.sampled_from(["day", "month", "quarter", "year"]))
def test_what_is_written_reads_back_the_same(day, precision):
    ends = {
        "day": day,
        "month": end_of_month(day.year, day.month),
        "quarter": end_of_month(day.year, -(-day.month // 3) * 3),
        "year": date(day.year, 12, 31),
    }
    when = When(ends[precision], precision)
    assert When.parse(when.iso) == when
    assert str(when) == when.iso


@given(DAYS)
def test_the_end_of_a_month_is_the_day_before_the_next_begins(day):
    end = end_of_month(day.year, day.month)
    assert end.month == day.month
    assert (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_thirteenth_month(month):
    with pytest.raises(ValueError, match=f"no month {month}"):
        end_of_month(2024, month)


@pytest.mark.parametrize(
    ("text", "today", "past"),
    [
        ("2024-12", date(2024, 12, 31), False),
        ("2024-12", date(2025, 1, 1), True),
        ("2024-12-30", date(2024, 12, 31), True),
        ("2024-Q3", date(2024, 9, 30), False),
        ("2024", date(2024, 12, 31), False),
        ("2024", date(2025, 1, 1), True),
    ],
)
def test_a_period_is_past_after_its_last_day(text, today, past):
    assert When.parse(text).is_past(today) is past


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -13, date(2022, 12, 15)),
        (date(2024, 6, 1), 0, date(2024, 6, 1)),
        (date(9999, 12, 1), 1, date.max),
        (date(2024, 6, 1), 10**9, date.max),
        (date(1, 1, 31), -1, date.min),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert months_after(day, months) == expected


@given(DAYS, some.integers(-600, 600))
def test_months_lead_to_the_month_that_many_later(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_days_are_added_as_far_as_the_calendar_reaches():
    assert days_after(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert days_after(date(9999, 12, 31), 42) == days_after(date(2024, 1, 1), 10**12) == date.max
    assert days_after(date(2024, 1, 1), -(10**12)) == date.min


@given(DAYS, DAYS)
def test_periods_sort_by_their_last_day(one, other):
    assert (When(one) < When(other)) == (one < other)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1)),
        ("2024-12", date(2024, 12, 1)),
        ("2024-Q2", date(2024, 4, 1)),
        ("2024-Q4", date(2024, 10, 1)),
        ("2024", date(2024, 1, 1)),
        ("9999-12", date(9999, 12, 1)),
        ("0001", date(1, 1, 1)),
    ],
)
def test_a_period_begins_with_its_first_day(text, first):
    assert When.parse(text).first_day == first
