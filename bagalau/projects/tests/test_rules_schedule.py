"""When something is due, read from words (PS-01 to PS-06). Pure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bagalau.lib.periods import When
from bagalau.projects.rules.schedule import (
    MONTHS,
    MOST_DATES,
    Kind,
    Rule,
    Shortfall,
    agree,
    asked_in,
    due_dates,
    outside,
    parse,
    shortfalls,
)

START, END = date(2013, 3, 1), date(2014, 12, 31)
DAYS = some.dates(date(2005, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("words", "kinds", "dates"),
    [
        ("Each quarter", [Kind.QUARTERLY], ""),
        ("Quarterly", [Kind.QUARTERLY], ""),
        ("Annually", [Kind.YEARLY], ""),
        ("bi-annual", [Kind.HALF_YEARLY], ""),
        ("Bi-annually", [Kind.HALF_YEARLY], ""),
        ("Semi-annual", [Kind.HALF_YEARLY], ""),
        ("at least twice a year", [Kind.HALF_YEARLY], ""),
        ("every six months", [Kind.HALF_YEARLY], ""),
        ("Once a month", [Kind.MONTHLY], ""),
        ("Every two years", [Kind.TWO_YEARLY], ""),
        ("Each project activity", [Kind.EACH_ACTIVITY], ""),
        ("after every activity", [Kind.EACH_ACTIVITY], ""),
        ("At the end of the project", [Kind.AT_END], ""),
        ("Upon completion of project", [Kind.AT_END], ""),
        ("as required", [Kind.AS_NEEDED], ""),
        ("Quarterly and at the end of the project", [Kind.QUARTERLY, Kind.AT_END], ""),
        ("End of Oct 2013, August 2014, Dec 2014", [Kind.DATES], "2013-10 2014-08 2014-12"),
        ("Dec 2013, Dec 2014", [Kind.DATES], "2013-12 2014-12"),
        ("May 2013 Feb 2014", [Kind.DATES], "2013-05 2014-02"),
        ("Aug, Dec 2014", [Kind.DATES], "2014-08 2014-12"),
        ("March, 2013", [Kind.DATES], "2013-03"),
        ("by 15 June 2013", [Kind.DATES], "2013-06-15"),
        ("June 15, 2013 and 1st July 2014", [Kind.DATES], "2013-06-15 2014-07-01"),
        ("15.06.2013; 2014-02-01", [Kind.DATES], "2013-06-15 2014-02-01"),
        ("Q4 2013, 2014 Q2, 2014-Q3", [Kind.DATES], "2013-Q4 2014-Q2 2014-Q3"),
        ("Third quarter of 2013", [Kind.DATES], "2013-Q3"),
        ("2013, 2014", [Kind.DATES], "2013 2014"),
        ("Annually, first in Dec 2013", [Kind.YEARLY, Kind.DATES], "2013-12"),
        ("Ежеквартально", [Kind.QUARTERLY], ""),
        ("Не реже двух раз... два раза в год", [Kind.HALF_YEARLY], ""),
        ("Ежегодно, в конце проекта", [Kind.YEARLY, Kind.AT_END], ""),
        ("По каждому мероприятию", [Kind.EACH_ACTIVITY], ""),
        ("Октябрь 2013 года, в августе 2014 г.", [Kind.DATES], "2013-10 2014-08"),
        ("IV квартал 2013 года", [Kind.DATES], "2013-Q4"),
        ("Тоқсан сайын", [Kind.QUARTERLY], ""),
        ("Жылына екі рет", [Kind.HALF_YEARLY], ""),
        ("Жыл сайын", [Kind.YEARLY], ""),
        ("Жобаның соңында", [Kind.AT_END], ""),
        ("2013 жылғы қазан, 2014 жылғы 15 тамыз", [Kind.DATES], "2013-10 2014-08-15"),
        ("2013 жылғы 4-тоқсан", [Kind.DATES], "2013-Q4"),
    ],
)
def test_words_of_a_plan_say_when_something_is_due(words, kinds, dates):
    """PS-01, PS-02"""
    rule = parse(words)
    assert rule is not None
    assert (list(rule.kinds), " ".join(when.iso for when in rule.dates)) == (kinds, dates)
    if "..." not in words and "first" not in words:
        assert rule.unread == ""


@pytest.mark.parametrize("words", ["", "   ", "soon", "the chair may decide", "31 Feb 2014", "x" * 100_000, "1 " * 90])
def test_words_that_name_no_time_are_not_guessed(words):
    """PS-01"""
    assert parse(words) is None


@pytest.mark.parametrize(
    ("words", "dates", "unread"),
    [
        ("Dec 2013 (with the donors)", "2013-12", "with donors"),
        ("mid 2014", "2014", "mid"),
        ("31 Feb 2014, Mar 2014", "2014-03", "31 feb 2014"),
        ("Dec 2014, Mar 2013 - Dec 2013", "2014-12", "mar 2013 dec 2013"),
        ("Quarterly from Mar 2013 to Dec 2014", "", "mar 2013 dec 2014"),
        ("each year in November", "", "november"),
    ],
)
def test_what_was_not_understood_is_kept(words, dates, unread):
    """PS-01: neither a span nor a day that no calendar has is a due date."""
    rule = parse(words)
    assert rule is not None
    assert (" ".join(when.iso for when in rule.dates), rule.unread) == (dates, unread)


@given(some.text(max_size=80))
def test_any_text_can_be_read(text):
    """PS-01"""
    rule = parse(text)
    assert rule is None or rule.kinds


def test_a_quarterly_report_is_due_at_the_end_of_each_quarter_that_the_project_touches():
    """PS-03"""
    found = due_dates(Rule((Kind.QUARTERLY,)), START, END)
    assert [when.iso for when in found] == [f"{year}-Q{quarter}" for year in (2013, 2014) for quarter in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("kind", "start", "end", "dates"),
    [
        (Kind.HALF_YEARLY, START, END, "2013-06-30 2013-12-31 2014-06-30 2014-12-31"),
        (Kind.YEARLY, START, END, "2013 2014"),
        (Kind.YEARLY, START, date(2014, 6, 15), "2013 2014-06-15"),
        (Kind.TWO_YEARLY, START, date(2016, 5, 31), "2014 2016-05-31"),
        (Kind.MONTHLY, date(2013, 11, 30), date(2014, 1, 10), "2013-11 2013-12 2014-01-10"),
        (Kind.AT_END, START, END, "2014-12-31"),
        (Kind.AS_NEEDED, START, END, ""),
        (Kind.YEARLY, END, START, ""),
        (Kind.YEARLY, date(9999, 5, 1), date(9999, 12, 31), "9999"),
        (Kind.TWO_YEARLY, date(9999, 5, 1), date(9999, 12, 31), "9999"),
    ],
)
def test_what_recurs_ends_with_the_project(kind, start, end, dates):
    """PS-03"""
    assert " ".join(when.iso for when in due_dates(Rule((kind,)), start, end)) == dates


@given(some.sampled_from(sorted(MONTHS)), DAYS, some.integers(0, 2000))
@example(Kind.QUARTERLY, date(2012, 2, 29), 0)
def test_every_day_of_a_project_is_told_by_exactly_one_period(kind, start, days):
    """PS-03: against the calendar, day by day."""
    end = start + timedelta(days)
    lasts = [when.last_day for when in due_dates(Rule((kind,)), start, end)]
    ends = []
    for offset in range(days + 1):
        day = start + timedelta(offset)
        tomorrow = day + timedelta(1)
        months = (tomorrow.year - (start.year if kind is Kind.TWO_YEARLY else 0)) * 12 + tomorrow.month - 1
        if day == end or (tomorrow.day == 1 and months % MONTHS[kind] == 0):
            ends.append(day)
    assert lasts == ends


def test_a_project_without_end_does_not_fill_a_page():
    """PS-03"""
    assert len(due_dates(Rule((Kind.MONTHLY,)), date(1, 1, 1), date(9999, 12, 31))) == MOST_DATES
    assert shortfalls(2, [], date(1, 1, 1), date(9999, 12, 31))


def test_what_is_due_after_each_activity_is_due_when_it_is_over():
    """PS-03"""
    over = [When.parse("2014-05"), When.parse("2013-09")]
    assert due_dates(Rule((Kind.EACH_ACTIVITY, Kind.AT_END)), START, END, over) == [*sorted(over), When(END)]


def test_dates_that_do_not_lie_in_the_project_are_told_apart():
    """PS-04"""
    rule = parse("Feb 2013, Mar 2013, Dec 2014, 2015")
    assert rule is not None
    assert [when.iso for when in due_dates(rule, START, END)] == ["2013-03", "2014-12"]
    assert [when.iso for when in outside(rule, START, END)] == ["2013-02", "2015"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Quarterly", "bi-annual", False),
        ("Quarterly", "every three months", True),
        ("twice a year", "semi-annually", True),
        ("Annually", "Dec 2013, Dec 2014", None),
        ("as needed", "Annually", None),
    ],
)
def test_frequencies_are_compared_where_both_are_told(one, other, expected):
    """PS-05"""
    first, second = parse(one), parse(other)
    assert first is not None
    assert second is not None
    assert agree(first, second) is agree(second, first) is expected


def test_a_board_that_meets_once_in_a_year_that_asks_for_two_meetings():
    """PS-06"""
    rule = parse("End of Oct 2013, August 2014, Dec 2014")
    assert rule is not None
    assert shortfalls(2, rule.dates, START, END) == [Shortfall(2013, 2, 1)]
    assert shortfalls(1, rule.dates, START, END) == []


@given(some.integers(1, 12), DAYS, some.integers(0, 1500))
def test_a_year_in_part_asks_for_its_share(times, start, days):
    """PS-06: against the months counted day by day."""
    end = start + timedelta(days)
    months = {((start + timedelta(one)).year, (start + timedelta(one)).month) for one in range(days + 1)}
    for year in range(start.year, end.year + 1):
        share = sum(one[0] == year for one in months)
        asked = asked_in(year, times, start, end)
        assert abs(asked * 12 - times * share) <= 6
        assert asked == times or share < 12
