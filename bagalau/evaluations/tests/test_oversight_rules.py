"""The score of evaluation management and its parts, as rules."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.evaluations.rules import oversight
from bagalau.evaluations.rules.life import QualityRating
from bagalau.evaluations.rules.oversight import WORTH, Counts, Share, score, total
from bagalau.reference.rules.parameters import in_force

PARAMETERS = in_force([], date(2025, 6, 16))
# The figures of the public oversight pages that the domain reference quotes
VECTOR = Counts(
    evaluations=2176,
    completed=1822,
    overdue=63,
    waiting=20,
    unanswered=89,
    actions=22_091,
    actions_overdue=720,
    actions_long_overdue=1,
    rated_hs=1,
    rated_s=2,
    rated_ms=1,
)


def rounded(value: Decimal | None) -> str:
    assert value is not None
    return f"{value:.2f}"


def test_every_evaluation_is_completed_overdue_or_planned():
    """EO-01: the arithmetic of the two pages that the reference quotes."""
    assert VECTOR.planned == 291
    assert Counts(evaluations=90, completed=65, overdue=7).planned == 18


def test_the_parts_of_the_score_are_those_of_the_published_formula():
    """EO-02, EO-03, EO-04: the test vectors."""
    assert rounded(oversight.planning(VECTOR).percent) == "97.10"
    assert oversight.answered(VECTOR) == Share(1802 - 89, 1802)
    assert rounded(oversight.answered(VECTOR).percent) == "95.06"
    assert rounded(oversight.punctual(VECTOR).percent) == "96.74"
    assert f"{oversight.not_forgotten(VECTOR).percent:.3f}" == "99.995"
    assert rounded(oversight.response(VECTOR)) == "96.71"
    assert rounded(oversight.quality(VECTOR)) == "90.00"


def test_the_score_weighs_its_parts_by_the_parameters():
    """EO-05, EO-06"""
    found = score(VECTOR, PARAMETERS)
    by_hand = 0.3 * 97.1048 + 0.3 * fmean([95.0610, fmean([96.7408, 99.9955])]) + 0.4 * 90
    assert float(found.total or 0) == pytest.approx(by_hand, abs=0.001)
    assert found.light == "green"
    assert score(VECTOR, PARAMETERS | {"light.green": Decimal(95)}).light == "yellow"
    assert score(VECTOR, PARAMETERS | {"light.green": Decimal(99), "light.yellow": Decimal(95)}).light == "red"


@pytest.mark.parametrize(
    "missing",
    [
        {"evaluations": 0, "completed": 0, "overdue": 0},
        {"completed": 20, "waiting": 20, "unanswered": 0},
        {"actions": 0, "actions_overdue": 0, "actions_long_overdue": 0},
        {"rated_hs": 0, "rated_s": 0, "rated_ms": 0},
    ],
)
def test_without_data_for_a_part_there_is_no_score_and_no_light(missing):
    """EO-05: missing is not zero."""
    found = score(replace(VECTOR, **missing), PARAMETERS)
    assert (found.total, found.light) == (None, "")
    assert None in (found.planning, found.response, found.quality)


counts = st.builds(Counts, **{one.name: st.integers(0, 500) for one in fields(Counts)})


@given(st.lists(counts, max_size=5))
def test_what_is_added_up_is_the_sum_of_each_figure(several):
    together = total(several)
    for one in fields(Counts):
        assert getattr(together, one.name) == sum(getattr(each, one.name) for each in several)


@given(st.dictionaries(st.sampled_from(list(QualityRating)), st.integers(0, 50)))
def test_quality_is_the_mean_of_what_each_rating_is_worth(given_ratings):
    """EO-04, against a mean of one value an evaluation."""
    found = oversight.quality(Counts(**{f"rated_{rating}": number for rating, number in given_ratings.items()}))
    values = [WORTH[rating] for rating, number in given_ratings.items() for _one in range(number)]
    assert (found is None) == (not values)
    if found is not None:
        assert float(found) == pytest.approx(fmean(values))
