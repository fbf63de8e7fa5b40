"""The capacity of partners: rating and assurance (PH-01 to PH-07). Pure."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.projects.rules.hact import (
    Answer,
    Coverage,
    Rating,
    assess,
    assess_areas,
    coverage,
    expires,
    is_expired,
    least_spot_checks,
    least_visits,
    profile,
    profiles,
    questionnaires,
    thresholds,
    unresolved,
)
from bagalau.projects.rules.lists import SHIPPED
from bagalau.reference.rules import BadList

ANSWERS = some.lists(some.tuples(some.integers(0, 4), some.booleans()), max_size=40)


def answers(*values: int | None, keys: tuple[int, ...] = ()) -> list[Answer]:
    return [Answer("systems", value, at in keys) for at, value in enumerate(values)]


def first_rating(given_: list[tuple[int, bool]]) -> str | None:
    """As the source tells it for the first questionnaire, in floats of sixteenths."""
    used = [(value, key) for value, key in given_ if value]
    if not used:
        return None
    total = sum(value if value == 1 else (2 if key else 1) * value for value, key in used)
    number, keys = len(used), sum(key for _, key in used)
    # all times four and the number of questions: score - 1 against quarters of (4n + 4k)/n - 1
    above, width = 4 * (total - number), 4 * number + 4 * keys - number
    return "low" if above < width else "medium" if above < 2 * width else "significant" if above < 3 * width else "high"


def second_rating(given_: list[tuple[int, bool]]) -> str | None:
    """As the source tells it for the second questionnaire, in hundredths."""
    used = [value for value, _ in given_ if value]
    if not used:
        return None
    number, points = len(used), 100 * sum(used)
    if points < 145 * number:
        return "low"
    return "medium" if points < 190 * number else "significant" if points < 250 * number else "high"


@given(ANSWERS)
def test_the_rating_is_that_of_the_source(given_):
    """PH-01, PH-02, PH-03: against both rules in whole numbers."""
    told = [Answer("systems", value, key) for value, key in given_]
    assert assess(told, "v1").rating == first_rating(given_)
    assert assess(told, "v2").rating == second_rating(given_)


@pytest.mark.parametrize(
    ("values", "keys", "points", "first", "second"),
    [
        ([1, 1, 1, 1], (0,), 4, Rating.LOW, Rating.LOW),
        ([4, 4, 4, 4], (0,), 20, Rating.HIGH, Rating.HIGH),
        ([1, 2, 2, 1], (), 6, Rating.LOW, Rating.MEDIUM),
        ([2, 2, 2, 2], (), 8, Rating.MEDIUM, Rating.SIGNIFICANT),
        ([2, 2, 3, 3], (), 10, Rating.SIGNIFICANT, Rating.HIGH),
        ([1, 1, 1, 1], (0, 1, 2, 3), 4, Rating.LOW, Rating.LOW),
        ([0, 0, 3, 0], (), 3, Rating.SIGNIFICANT, Rating.HIGH),
    ],
)
def test_answers_come_to_points_and_a_rating(values, keys, points, first, second):
    """PH-01, PH-02, PH-03"""
    told = answers(*values, keys=keys)
    found = assess(told, "v1")
    assert (found.points, found.rating) == (points, first)
    assert assess(told, "v2").rating is second
    assert found.score == found.points / found.applicable


def test_there_is_no_rating_before_the_last_answer_or_where_nothing_applies():
    """PH-04"""
    found = assess(answers(1, None, 2, None))
    assert (found.rating, found.unanswered, found.applicable) == (None, 2, 2)
    nothing = assess(answers(0, 0))
    assert (nothing.rating, nothing.score) == (None, None)
    assert assess([]).rating is None


@pytest.mark.parametrize("value", [-1, 5, 99])
def test_an_answer_beyond_four_is_refused(value):
    """PH-01"""
    with pytest.raises(Problem, match="from 1"):
        assess(answers(1, value))


def test_areas_are_rated_each_by_itself():
    """PH-02, PH-03"""
    told = [Answer("people", 4), Answer("organisation", 1), Answer("organisation", 1), Answer("strange", 4)]
    found = assess_areas(told)
    assert {area: score.rating for area, score in found.items()} == {"organisation": Rating.LOW, "people": Rating.HIGH}
    assert list(found) == ["organisation", "people"]
    assert [len(one.areas) for one in questionnaires().values()] == [7, 8]


def test_an_assessment_holds_for_four_years():
    """PH-05"""
    assert expires(date(2013, 5, 6)) == date(2017, 5, 6)
    assert [is_expired(date(2013, 5, 6), date(2017, 5, day)) for day in (5, 6)] == [False, True]
    assert expires(date(2016, 2, 29)) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("cash", "low", "medium", "significant", "high"),
    [
        (0, 0, 0, 0, 0),
        (2_500, 0, 0, 0, 0),
        ("2500.01", 1, 1, 1, 1),
        (100_000, 1, 1, 1, 1),
        (100_001, 1, 2, 3, 3),
        (500_000, 1, 2, 3, 3),
        (500_001, 2, 3, 4, 4),
    ],
)
def test_visits_follow_from_cash_and_rating(cash, low, medium, significant, high):
    """PH-06"""
    assert [least_visits(Decimal(cash), rating) for rating in Rating] == [low, medium, significant, high]
    assert least_visits(Decimal(cash), None) == high


def test_a_spot_check_follows_from_reported_cash():
    """PH-06"""
    assert [least_spot_checks(Decimal(cash)) for cash in (50_000, 50_001)] == [0, 1]
    assert least_spot_checks(Decimal(60_000), audited=True) == 0
    assert least_spot_checks(Decimal(60_000), low_risk_assumed=True) == 0


@pytest.mark.parametrize(
    ("visits", "checks", "expected"),
    [
        (3, 1, Coverage.COMPLETE),
        (4, 2, Coverage.COMPLETE),
        (3, 0, Coverage.PARTIAL),
        (0, 1, Coverage.PARTIAL),
        (0, 0, Coverage.VOID),
    ],
)
def test_assurance_is_complete_partial_or_void(visits, checks, expected):
    """PH-06"""
    assert coverage({"visits": 3, "checks": 1}, {"visits": visits, "checks": checks}) is expected
    assert coverage({"visits": 0}, {}) is Coverage.COMPLETE


def test_what_a_spot_check_leaves_unresolved():
    """PH-07"""
    assert unresolved(Decimal(1000), Decimal(400), Decimal(100), Decimal(0), Decimal("250.50")) == Decimal("249.50")


def test_the_thresholds_are_told_in_their_order_and_the_profile_says_whose_it_is():
    """PH-06"""
    assert [(int(one.amount), one.per, one.stated) for one in thresholds()] == [
        (100_000, "year", 2005),
        (300_000, "cycle", None),
        (150_000, "year", None),
    ]
    assert (profile().code, profile("none").code, profile().for_undp) == ("unicef", "unicef", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"profiles": []},
        {"profiles": [{"code": "x"}]},
        {"visits": []},
        {"visits": [{"up_to": "5", "low": 0, "medium": 0, "significant": 0, "high": 0}]},
        {"visits": [{"up_to": None, "low": 0}]},
    ],
)
def test_a_profile_with_gaps_is_refused(tmp_path, wrong):
    """PH-06"""
    data = json.loads((SHIPPED / "hact.json").read_text("utf-8"))
    if "visits" in wrong:
        data["profiles"][0] |= wrong
    else:
        data |= wrong
    (tmp_path / "hact.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(BadList, match="hact"):
        profiles(tmp_path)


@pytest.mark.parametrize("shares", [[], ["0.1", "0.2"], ["0.3", "0.2", "0.1"], ["a", "b", "c"]])
def test_a_questionnaire_with_strange_bands_is_refused(tmp_path, shares):
    """PH-03"""
    data = json.loads((SHIPPED / "hact.json").read_text("utf-8"))
    data["questionnaires"][0]["shares"] = shares
    (tmp_path / "hact.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(BadList, match="questionnaires, row 1"):
        questionnaires(tmp_path)
