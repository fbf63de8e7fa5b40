"""The capacity of partners: how long it holds, and assurance (PH-05 to PH-07). Pure."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from bagalau.projects.rules.hact import (
    Coverage,
    Rating,
    coverage,
    expires,
    is_expired,
    least_spot_checks,
    least_visits,
    profile,
    profiles,
    thresholds,
    unresolved,
)
from bagalau.projects.rules.lists import SHIPPED
from bagalau.reference.rules import BadList


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
