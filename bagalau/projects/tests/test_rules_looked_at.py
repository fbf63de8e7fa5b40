"""On which days something was looked at, as the record shows it."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.projects.rules.looked_at import days_in, looked_at
from bagalau.projects.rules.record import MonitoringAction, Risk


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2024-05-06", ["2024-05-06", "2024-05-06"]),
        ("May 2024", ["2024-05-01", "2024-05-31"]),
        ("2024-Q2", ["2024-04-01", "2024-06-30"]),
        ("2024", ["2024-12-31"]),
        ("12.03.2024; 4 июня 2024 г.", ["2024-03-12", "2024-03-12", "2024-06-04", "2024-06-04"]),
        ("each quarter", []),
        ("2012-2014", []),
        ("", []),
    ],
)
def test_dates_in_words_count_by_their_days(words, days):
    """PQ-01: a year does not tell in which quarter it was, and a span tells no day."""
    assert [day.isoformat() for day in days_in(words)] == days


def test_risks_were_looked_at_when_identified_updated_or_changed_here():
    """PQ-02"""
    log = [Risk(identified="2023-10-02", updated="2024-01-15"), Risk(identified="soon")]
    found = looked_at(log, [], [], [date(2024, 5, 1)])
    assert found == {"risks": [date(2023, 10, 2), date(2024, 1, 15), date(2024, 5, 1)]}


@pytest.mark.parametrize(
    ("action", "topic"),
    [
        ("Meetings of the Project Board", "board"),
        ("Заседания совета проекта", "board"),
        ("Жоба кеңесінің отырысы", "board"),
        ("Review of the annual work plan", "work_plan"),
        ("Пересмотр плана работ", "work_plan"),
        ("Жұмыс жоспарын қайта қарау", "work_plan"),
        ("Update of the procurement plan", "procurement"),
        ("Обновление плана закупок", "procurement"),
        ("Сатып алу жоспары", "procurement"),
    ],
)
def test_lines_of_the_plan_count_once_they_are_completed(action, topic):
    """PQ-03"""
    line = MonitoringAction(action=action, due="June 2024", completed="2024-06-10")
    assert looked_at([], [line], [], []) == {topic: [date(2024, 6, 10)]}
    assert looked_at([], [MonitoringAction(action=action, due="June 2024")], [], []) == {}


def test_decisions_on_revisions_count_for_board_and_work_plan():
    """PQ-03"""
    day = date(2024, 7, 1)
    assert looked_at([], [], [day], []) == {"board": [day], "work_plan": [day]}


def test_what_the_record_does_not_keep_is_not_told():
    """PQ-04"""
    assert looked_at([], [MonitoringAction(action="Board", completed="done")], [], []) == {}


def test_a_log_of_risks_without_any_day_is_told_to_have_none():
    """PQ-04"""
    assert looked_at([Risk(description="Flood", identified="at the start")], [], [], []) == {"risks": []}
