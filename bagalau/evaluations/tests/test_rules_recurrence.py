"""What was recommended before: which are kept, and what became of the earlier one."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.commitments.rules import Status
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.recurrence import Like, Made, became, kept


@pytest.mark.parametrize(
    ("statuses", "stances", "fate"),
    [
        (["completed", "initiated"], ["accepted"], "open"),
        (["completed", "no_longer_applicable"], [], "completed"),
        (["no_longer_applicable"], ["rejected"], "dropped"),
        ([], ["rejected", None], "nothing"),
        ([], ["rejected", "rejected"], "rejected"),
        ([], [], "unknown"),
    ],
)
def test_the_fate_of_a_recommendation(statuses, stances, fate):
    """RC-04"""
    assert became([Status(one) for one in statuses], [Stance(one) if one else None for one in stances]) == fate


def test_of_two_of_a_day_one_is_always_the_earlier_and_five_are_kept():
    """RC-02, RC-03"""
    day = date(2024, 3, 31)
    others = [Like(Made(day, evaluation, evaluation), 0.5 + evaluation / 100, 4) for evaluation in range(1, 30)]
    found, repeats = kept(Made(day, 20, 20), others)
    assert [one.made.evaluation for one in found] == [19, 18, 17, 16, 15]
    assert repeats == 19
    assert kept(Made(day, 40, 40), others)[1] == 20
    assert kept(Made(day, 5, 5), [Like(Made(day, 5, 4), 1, 9), Like(Made(day, 4, 4), 1, 2)]) == ([], 0)
