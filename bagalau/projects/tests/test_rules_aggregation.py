"""How values of an indicator come together (PR-10 to PR-17). Pure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.projects.rules.aggregation import (
    WAYS,
    Missing,
    Over,
    Value,
    Whole,
    Why,
    distinct,
    increments,
    together,
    total_differs,
)
from bagalau.projects.rules.record.words import Aggregation

COUNTS = some.integers(0, 10_000)
MAYBE = some.none() | COUNTS
PERIODS, PLACES, PARTS = Over


def values(*numbers: int | None) -> list[Value]:
    return [Value(None if one is None else Decimal(one)) for one in numbers]


def ratios(*parts: tuple[int, int]) -> list[Value]:
    return [Value(numerator=Decimal(above), denominator=Decimal(below)) for above, below in parts]


def test_every_kind_says_how_it_comes_together():
    assert set(WAYS) == set(Aggregation)


@pytest.mark.parametrize(
    ("kind", "periods", "places", "parts"),
    [
        (Aggregation.FLOW, 12, 12, 12),
        (Aggregation.PERSONS, Why.NOT_ADDITIVE, Why.NOT_ADDITIVE, 12),
        (Aggregation.STOCK, 5, 12, 12),
        (Aggregation.CUMULATIVE, 5, 12, 12),
        (Aggregation.RATIO, Why.NO_PARTS, Why.NO_PARTS, Why.NO_PARTS),
        (Aggregation.INDEX, Why.NO_WEIGHTS, Why.NO_WEIGHTS, Why.NO_WEIGHTS),
        (Aggregation.MILESTONE, 1, 100, Why.NOT_MEANT),
    ],
)
def test_three_numbers_come_together_by_their_kind(kind, periods, places, parts):
    """PR-10 to PR-14: 3, 4 and 5."""
    for over, expected in zip(Over, (periods, places, parts), strict=True):
        found = together(kind, over, values(3, 4, 5))
        assert (found.why or found.value) == expected
        assert (found.value is None) == isinstance(expected, Why)
        assert (found.known, found.missing) == (3, 0)


@pytest.mark.parametrize("kind", list(Aggregation))
@pytest.mark.parametrize("over", list(Over))
def test_no_values_make_no_whole(kind, over):
    """PR-16"""
    for given_ in ([], values(None, None), [Value(missing=Missing.NOT_DUE)]):
        found = together(kind, over, given_)
        assert (found.value, found.why, found.known) == (None, Why.NO_VALUES, 0)


@given(some.lists(MAYBE, min_size=1, max_size=12), some.sampled_from([PERIODS, PLACES, PARTS]))
def test_what_is_missing_is_counted_and_adds_nothing(numbers, over):
    """PR-10, PR-16: against counting one by one."""
    found = together(Aggregation.FLOW, over, values(*numbers))
    known = [one for one in numbers if one is not None]
    tally = 0
    for one in known:
        tally += one
    assert found.value == (tally if known else None)
    assert (found.known, found.missing) == (len(known), len(numbers) - len(known))


def test_what_is_not_due_or_does_not_apply_is_not_missing():
    """PR-16"""
    told = [Value(missing=reason) for reason in Missing]
    found = together(Aggregation.FLOW, PERIODS, [*values(0, 7), *told])
    assert found == Whole(Decimal(7), known=2, missing=2)
    hidden = Value(Decimal(9), missing=Missing.SUPPRESSED)
    assert together(Aggregation.FLOW, PLACES, [hidden]).why is Why.NO_VALUES


def test_zero_is_a_value():
    """PR-16"""
    assert together(Aggregation.STOCK, PERIODS, values(4, 0)).value == 0
    assert together(Aggregation.STOCK, PERIODS, values(4, None)).value == 4


def test_persons_are_counted_by_who_they_are():
    """PR-11"""
    assert distinct([["a", "b"], ["b", "c"], []]) == 3
    assert together(Aggregation.PERSONS, PERIODS, values(7)).value == 7
    assert together(Aggregation.PERSONS, PARTS, values(7, 5), exclusive=False).why is Why.OVERLAP


@given(some.lists(some.sets(some.integers(0, 9)), max_size=5))
def test_persons_are_never_more_than_their_visits(groups):
    """PR-11"""
    assert distinct(groups) == sum(any(person in group for group in groups) for person in range(10))


@given(some.lists(some.tuples(COUNTS, COUNTS), min_size=1, max_size=8), some.sampled_from(list(Over)))
def test_a_ratio_is_made_from_all_who_were_counted(parts, over):
    """PR-12: as if every single one were counted anew."""
    found = together(Aggregation.RATIO, over, ratios(*parts))
    above, below = sum(one[0] for one in parts), sum(one[1] for one in parts)
    assert (found.numerator, found.denominator) == (above, below)
    if below:
        assert found.value is not None
        assert abs(Fraction(found.value) - Fraction(100 * above, below)) <= Fraction(1, 20_000)
    else:
        assert (found.value, found.why) == (None, Why.ZERO)


def test_ratios_are_never_averaged():
    """PR-12: 1 of 2 and 10 of 100 are 11 of 102, not thirty per cent."""
    assert together(Aggregation.RATIO, PLACES, ratios((1, 2), (10, 100))).value == Decimal("10.7843")
    assert together(Aggregation.RATIO, PLACES, ratios((1, 2)), factor=Decimal(1)).value == Decimal("0.5")
    mixed = [*ratios((1, 2)), Value(Decimal(50)), Value(denominator=Decimal(2))]
    assert together(Aggregation.RATIO, PLACES, mixed).why is Why.NO_PARTS


@given(some.lists(some.tuples(some.integers(0, 100), some.integers(1, 6)), min_size=1, max_size=6))
def test_a_mean_is_that_of_everybody_it_stands_for(told):
    """PR-13: with each mean repeated as often as it weighs."""
    found = together(Aggregation.INDEX, PERIODS, [Value(Decimal(mean), weight=Decimal(many)) for mean, many in told])
    everybody = [mean for mean, many in told for _ in range(many)]
    assert found.value is not None
    assert abs(Fraction(found.value) - Fraction(sum(everybody), len(everybody))) <= Fraction(1, 20_000)


def test_a_mean_without_its_weight_is_none():
    """PR-13"""
    for weight in (None, Decimal(0)):
        assert together(Aggregation.INDEX, PLACES, [Value(Decimal(3), weight=weight)]).why is Why.NO_WEIGHTS


@given(some.lists(some.booleans(), min_size=1, max_size=9))
def test_a_milestone_once_reached_stays_and_places_are_counted(reached):
    """PR-14"""
    given_ = values(*map(int, reached))
    assert together(Aggregation.MILESTONE, PERIODS, given_).value == (1 if True in reached else 0)
    over_places = together(Aggregation.MILESTONE, PLACES, given_)
    assert over_places.numerator == reached.count(True)
    assert over_places.denominator == len(reached)


def test_of_words_the_last_one_is_told_and_how_often_each_occurs():
    """PR-14"""
    told = [Value(words="weak"), Value(words="fair"), Value(), Value(words="fair")]
    assert together(Aggregation.QUALITATIVE, PERIODS, told) == Whole(known=3, missing=1, words="fair")
    assert together(Aggregation.QUALITATIVE, PLACES, told).spread == {"weak": 1, "fair": 2}
    assert together(Aggregation.QUALITATIVE, PARTS, told).why is Why.NOT_MEANT


@pytest.mark.parametrize("kind", [one for one in Aggregation if one is not Aggregation.QUALITATIVE])
def test_parts_that_overlap_are_not_added_up(kind):
    """PR-15"""
    assert together(kind, PARTS, values(1, 2), exclusive=False).why is Why.OVERLAP


@given(some.none() | COUNTS, some.lists(MAYBE, max_size=10))
def test_increments_lead_from_one_running_total_to_the_next(before, totals):
    """PR-10"""
    start = None if before is None else Decimal(before)
    given_ = [None if one is None else Decimal(one) for one in totals]
    found = increments(given_, start)
    assert len(found) == len(totals)
    for added, earlier, later in zip(found, [start, *given_], given_, strict=False):
        assert (added is None) == (earlier is None or later is None)
        if added is not None:
            assert earlier is not None
            assert earlier + added == later


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (100, [51, 49], None),
        (100, [51, 45, 4], None),
        (100, [51, 45], -4),
        (100, [51, 50], 1),
        (100, [51, None], None),
        (100, [99, 2, None], 1),
        (100, [], None),
        (None, [1], None),
        (0, [0, 0], None),
        (0, [1], 1),
    ],
)
def test_parts_with_those_unknown_add_up_to_the_total(total, parts, expected):
    """PR-17"""
    given_ = [None if one is None else Decimal(one) for one in parts]
    assert total_differs(None if total is None else Decimal(total), given_) == expected
