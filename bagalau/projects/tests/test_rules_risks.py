"""Risks: matrix, words, categories, screening (PK-01 to PK-04). Pure."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.projects.rules.lists import SHIPPED
from bagalau.projects.rules.risks import (
    LEVELS,
    STEPS,
    Level,
    all_categories,
    categories,
    category,
    highest,
    level,
    matrix,
    score,
    screening_category,
    screening_topics,
)
from bagalau.reference.rules import BadList

PRINTED = """
5 M S H H H
4 M M S H H
3 L M M S S
2 L L M M M
1 L L L L L
"""
SIGNS = {"L": Level.LOW, "M": Level.MODERATE, "S": Level.SUBSTANTIAL, "H": Level.HIGH}


def test_the_level_stands_in_a_table():
    """PK-01"""
    for line in PRINTED.split("\n")[1:-1]:
        impact, *signs = line.split()
        assert [level(int(impact), likelihood) for likelihood in STEPS] == [SIGNS[sign] for sign in signs]


def test_the_level_is_no_product():
    """PK-01: two times three is not three times two, and more of one never makes less."""
    assert (level(2, 3), level(3, 2)) == (Level.MODERATE, Level.MODERATE)
    assert (level(2, 5), level(5, 2)) == (Level.MODERATE, Level.SUBSTANTIAL)
    assert (level(1, 5), level(5, 1)) == (Level.LOW, Level.MODERATE)
    for impact in STEPS:
        for likelihood in STEPS:
            here = LEVELS.index(matrix().cells[impact, likelihood])
            for more in ((impact + 1, likelihood), (impact, likelihood + 1)):
                assert more not in matrix().cells or LEVELS.index(matrix().cells[more]) >= here


@pytest.mark.parametrize("scores", [(0, 3), (3, 6), (-1, None), (None, 9)])
def test_a_score_that_is_on_no_scale_is_refused(scores):
    """PK-01"""
    with pytest.raises(Problem, match="from 1 to 5"):
        level(*scores)


def test_what_is_not_told_has_no_level():
    """PK-01"""
    assert level(None, 3) is level(3, None) is level(None, None) is None


@pytest.mark.parametrize(
    ("words", "scale", "expected"),
    [
        ("low", "impact", 2),
        ("Medium", "impact", 3),
        (" HIGH ", "likelihood", 4),
        ("very  high", "likelihood", 5),
        ("Minor", "impact", 2),
        ("Moderately likely", "likelihood", 3),
        ("Moderately likely", "impact", None),
        ("3", "impact", 3),
        ("6", "impact", None),
        ("средняя", "likelihood", 3),
        ("Жоғары", "impact", 4),
        ("", "impact", None),
        ("to be seen", "impact", None),
    ],
)
def test_words_become_a_step_by_a_table(words, scale, expected):
    """PK-02"""
    assert score(words, scale) == expected


@given(some.sampled_from(["impact", "likelihood"]), some.text(max_size=20))
def test_any_words_are_a_step_or_none(scale, words):
    """PK-02"""
    assert score(words, scale) in {None, *STEPS}


@pytest.mark.parametrize(
    "change",
    [
        {"cells": []},
        {"levels": []},
        {"impact": []},
        {"cells": [{"impact": 5, "levels": ["low"] * 5}]},
        {"cells": [{"impact": 5, "levels": ["grave"] * 5}]},
    ],
)
def test_a_matrix_with_gaps_is_refused(tmp_path, change):
    """PK-01"""
    data = json.loads((SHIPPED / "risk-matrix.json").read_text("utf-8")) | change
    (tmp_path / "risk-matrix.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(BadList, match="risk-matrix"):
        matrix(tmp_path)


def test_an_organisation_may_have_its_own_matrix(tmp_path):
    """PK-01"""
    data = json.loads((SHIPPED / "risk-matrix.json").read_text("utf-8"))
    data["cells"] = [{"impact": impact, "levels": ["high"] * 5} for impact in STEPS]
    (tmp_path / "risk-matrix.json").write_text(json.dumps(data), "utf-8")
    assert level(1, 1, tmp_path) is Level.HIGH
    assert level(1, 1) is Level.LOW


def test_a_category_holds_on_its_days():
    """PK-03"""
    old, new = categories(date(2018, 12, 31)), categories(date(2019, 1, 1))
    assert [one.number for one in old] == [one.number for one in new] == list(range(1, 9))
    assert {one.code for one in old} - {one.code for one in new} == {"political"}
    assert {one.code for one in new} - {one.code for one in old} == {"reputational"}
    assert [one.code for one in all_categories() if not one.verified] == ["reputational"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Political", "political"),
        ("organisational", "organizational"),
        ("Safety & Security", "safety-security"),
        ("Саяси", "political"),
        ("Other", None),
        ("", None),
    ],
)
def test_words_name_a_category_of_any_time(words, code):
    """PK-03"""
    found = category(words)
    assert (found and found.code) == code
    assert found is None or found.name("en-gb") == found.names["en"]


def test_the_screening_asks_about_principles_and_standards():
    """PK-04: what no source showed says so."""
    topics = screening_topics()
    assert [one.code for one in topics if one.kind == "principle"] == ["P1", "P2", "P3", "P4", "P5"]
    assert {one.verified for one in topics if one.kind == "principle"} == {True}
    assert {one.verified for one in topics if one.kind == "standard"} == {False}


@given(some.lists(some.sampled_from([*LEVELS, None]), max_size=8))
def test_the_category_of_a_project_is_its_highest_risk(levels):
    """PK-04"""
    found = screening_category(levels)
    order = ["low", "moderate", "substantial", "high"]
    told = [order.index(one) for one in levels if one]
    if "high" in levels:
        assert found == "high"
    elif None in levels:
        assert found is None
    else:
        assert found == order[max(told, default=0)]
    assert highest(levels) == (order[max(told)] if told else None)


def test_a_project_that_was_not_screened_has_no_category():
    """PK-04"""
    assert screening_category([], screened=False) is None
    assert screening_category([]) is Level.LOW
