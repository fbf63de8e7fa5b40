"""What an indicator achieved, and whether it keeps pace (PR-01 to PR-07). Pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from bagalau.projects.rules.results import (
    Achievement,
    Pace,
    Way,
    achievement,
    average,
    contradicts,
    elapsed,
    pace,
)

NUMBERS = some.decimals(-10_000, 10_000, places=2)
START, END = date(2013, 1, 1), date(2014, 12, 31)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("actual", "target", "baseline", "ascending", "way", "percent", "reached"),
    [
        ("30", "40", "0", True, Way.SIMPLE, "75.00", False),
        ("30", "40", None, True, Way.SIMPLE, "75.00", False),
        ("50", "40", None, True, Way.SIMPLE, "125.00", True),
        ("30", "40", "20", True, Way.FROM_BASELINE, "50.00", False),
        ("10", "40", "20", True, Way.FROM_BASELINE, "-50.00", False),
        ("60", "40", "20", True, Way.FROM_BASELINE, "200.00", True),
        ("15", "10", "20", False, Way.FROM_BASELINE, "50.00", False),
        ("25", "10", "20", False, Way.FROM_BASELINE, "-50.00", False),
        ("5", "0", "10", False, Way.FROM_BASELINE, "50.00", False),
        ("8", "10", "20", False, Way.FROM_BASELINE, "120.00", True),
        ("-3", "-6", "0", False, Way.SIMPLE, "50.00", False),
        ("1", "3", "0", True, Way.SIMPLE, "33.33", False),
        ("20", "20", "20", True, Way.MAINTAIN, None, True),
        ("19", "20", "20", True, Way.MAINTAIN, None, False),
        ("19", "20", "20", False, Way.MAINTAIN, None, True),
        ("0", "0", "0", True, Way.MAINTAIN, None, True),
        ("5", "10", None, False, Way.REACHED, None, True),
        ("0", "0", None, True, Way.REACHED, None, True),
        ("-1", "0", None, True, Way.REACHED, None, False),
    ],
)
def test_achievement_is_the_way_made_from_the_baseline(actual, target, baseline, ascending, way, percent, reached):
    """PR-01, PR-02, PR-03"""
    found = achievement(Decimal(actual), Decimal(target), number(baseline), ascending=ascending)
    assert found is not None
    assert (found.way, found.percent, found.reached) == (way, number(percent), reached)


@given(NUMBERS, NUMBERS, NUMBERS, some.booleans())
def test_the_share_leads_from_the_baseline_to_the_actual_value(actual, target, baseline, ascending):
    """PR-01: walked back from the baseline; and seen in a mirror it is the same."""
    assume(target != baseline)
    found = achievement(actual, target, baseline, ascending=ascending)
    assert found is not None
    assert found.share is not None
    assert Fraction(baseline) + found.share * (Fraction(target) - Fraction(baseline)) == Fraction(actual)
    assert achievement(-actual, -target, -baseline, ascending=not ascending) == found
    assert found.reached == (actual >= target if target > baseline else actual <= target)


def test_a_share_of_any_size_can_be_told():
    """PR-04"""
    found = achievement(Decimal("9" * 25), Decimal("0.0001"))
    assert found is not None
    assert found.percent is not None
    assert found.percent > 10**30


@pytest.mark.parametrize(("actual", "target"), [(None, "5"), ("5", None), (None, None)])
def test_what_is_missing_is_not_zero(actual, target):
    """PR-06"""
    assert achievement(number(actual), number(target), Decimal(0)) is None
    assert pace(None, Fraction(1, 2)) is None


@pytest.mark.parametrize(
    ("target", "baseline", "ascending", "expected"),
    [
        ("5", "9", True, True),
        ("9", "5", False, True),
        ("9", "5", True, False),
        ("5", "5", True, False),
        (None, "5", True, False),
        ("5", None, False, False),
    ],
)
def test_a_target_on_the_wrong_side_of_the_baseline(target, baseline, ascending, expected):
    """PR-07"""
    assert contradicts(number(target), number(baseline), ascending=ascending) == expected


def test_an_average_counts_no_more_than_all_and_no_less_than_nothing():
    """PR-04"""
    shares = [Fraction(3), Fraction(-1), Fraction(1, 2)]
    achieved = [Achievement(Way.FROM_BASELINE, reached=False, share=share) for share in shares]
    found = average([*achieved, Achievement(Way.MAINTAIN, reached=True), None])
    assert (found.percent, found.counted, found.left_out) == (Decimal("50.00"), 3, 2)
    assert (average([]).percent, average([None]).left_out) == (None, 1)


@given(some.lists(some.integers(-500, 500), min_size=1, max_size=20))
def test_an_average_lies_between_its_parts(percents):
    """PR-04: against whole per cents."""
    found = average(Achievement(Way.SIMPLE, reached=False, share=Fraction(one, 100)) for one in percents)
    assert found.percent is not None
    capped = [sorted((0, one, 100))[1] for one in percents]
    assert abs(found.percent * len(capped) - sum(capped)) <= Decimal("0.005") * len(capped)


@pytest.mark.parametrize(
    ("share", "passed", "expected"),
    [
        ("1/2", "1/2", Pace.ON_TRACK),
        ("9/20", "1/2", Pace.ON_TRACK),
        ("449/1000", "1/2", Pace.AT_RISK),
        ("3/10", "1/2", Pace.AT_RISK),
        ("299/1000", "1/2", Pace.OFF_TRACK),
        ("-1/2", "1/2", Pace.OFF_TRACK),
        ("0", "1/100", Pace.OFF_TRACK),
        ("2", "1", Pace.ON_TRACK),
        ("1/2", "0", None),
    ],
)
def test_the_pace_is_what_was_achieved_of_the_time_that_passed(share, passed, expected):
    """PR-05"""
    achieved = Achievement(Way.FROM_BASELINE, reached=False, share=Fraction(share))
    assert pace(achieved, Fraction(passed)) is expected


def test_the_bounds_of_the_pace_can_be_set():
    """PR-05"""
    achieved = Achievement(Way.SIMPLE, reached=False, share=Fraction(8, 10))
    assert pace(achieved, Fraction(1)) is Pace.AT_RISK
    assert pace(achieved, Fraction(1), on_track=Decimal("0.8")) is Pace.ON_TRACK
    assert pace(achieved, Fraction(1), at_risk=Decimal("0.85")) is Pace.OFF_TRACK


def test_what_shall_be_maintained_is_on_track_as_long_as_it_is():
    """PR-03, PR-05: of what has neither a share nor a baseline only success can be told."""
    assert pace(Achievement(Way.MAINTAIN, reached=True), Fraction(1, 9)) is Pace.ON_TRACK
    assert pace(Achievement(Way.MAINTAIN, reached=False), Fraction(1, 9)) is Pace.OFF_TRACK
    assert pace(Achievement(Way.REACHED, reached=True), Fraction(1, 9)) is Pace.ON_TRACK
    assert pace(Achievement(Way.REACHED, reached=False), Fraction(1, 9)) is None


def test_time_passes_from_nothing_to_all():
    """PR-05"""
    assert elapsed(START, END, START - timedelta(1)) == 0
    assert elapsed(START, END, date(2013, 12, 31)) == Fraction(1, 2)
    assert elapsed(START, END, END) == elapsed(START, END, date(2030, 1, 1)) == 1
    assert elapsed(START, START, START) == 1
    with pytest.raises(ValueError, match="on or after its first day"):
        elapsed(END, START, END)
