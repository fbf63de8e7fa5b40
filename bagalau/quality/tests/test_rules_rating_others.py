"""How answers are rated by means, by the worst one and by points (QR-03, QR-05 to QR-09). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.rating import Answers, Points, Rated, provisional, rate
from bagalau.quality.rules.schemes import Overall, Scheme
from bagalau.quality.tests.making import (
    POINTS_1,
    POINTS_2,
    PROJECT,
    SCREENING,
    SIX,
    SOURCE,
    answered,
    labels,
    question,
    questionnaire,
    section,
)

ONE_TO_SIX = tuple("654321")
ONE_TO_FOUR = (*"1234", "Not Applicable")


# -- weighted means


@pytest.mark.parametrize(
    ("means", "expected", "label"),
    [
        # 15, 30, 15 and 40 per cent
        (("5 5", "4 5", "6 4", "5 4"), "4.65", "s"),
        (("4 4", "4 5", "5 4", "5 4"), "4.425", "ms"),
        (("6 6", "6 6", "6 6", "5 5"), "5.6", "hs"),
        (("1 1", "1 2", "1 1", "2 1"), "1.35", "hu"),
        (("6 6", "4 4", "4 4", "4 5"), "4.5", "s"),
    ],
)
def test_sections_weigh_in_the_mean_of_an_evaluation_report(means, expected, label):
    """QR-03, QR-05"""
    weights = (15, 30, 15, 40)
    parts = [
        section(f"s{at}", question(2 * at + 1, ONE_TO_SIX), question(2 * at + 2, ONE_TO_SIX), weight=weight)
        for at, weight in enumerate(weights)
    ]
    found = rate(questionnaire(*parts), SIX, answered(*" ".join(means).split()))
    assert (found.value, found.overall) == (Fraction(expected), label)


def test_questions_weigh_in_the_mean_of_their_section():
    """QR-05: 4 and 1 with 3 : 1 are 3.25."""
    asked = questionnaire(section("one", question(1, ONE_TO_SIX, weight=3), question(2, ONE_TO_SIX, weight="1")))
    assert rate(asked, SIX, answered("4", "1")).section("one").mean == Fraction(13, 4)


@given(some.lists(some.tuples(some.integers(1, 6), some.integers(1, 9), some.integers(1, 40)), min_size=1, max_size=8))
def test_a_weighted_mean_is_that_of_whole_numbers(rows):
    """QR-05: each section holds two questions, the second one without weight on the side of the first."""
    parts = [
        section(f"s{at}", question(2 * at + 1, ONE_TO_SIX, weight=own), question(2 * at + 2, ONE_TO_SIX), weight=weight)
        for at, (_, own, weight) in enumerate(rows)
    ]
    values = [value for score, _, _ in rows for value in (str(score), "6")]
    found = rate(questionnaire(*parts), SIX, answered(*values))
    total, weights = Fraction(0), 0
    for score, own, weight in rows:
        total += Fraction(score * own + 6, own + 1) * weight
        weights += weight
    assert found.value == total / weights
    assert (
        found.overall
        == dict(zip((6, 5, 4, 3, 2, 1), ("hs", "s", "ms", "mu", "u", "hu"), strict=True))[
            min(6, int(total / weights + Fraction(1, 2)))
        ]
    )


def test_a_mean_leaves_out_what_is_not_rated():
    """QR-07"""
    values = (*ONE_TO_SIX, "Not Applicable")
    asked = questionnaire(
        section("one", question(1, values), weight=15), section("two", question(2, values), weight=85)
    )
    assert rate(asked, SIX, answered("5", "Not Applicable")).value == 5
    nothing = rate(asked, SIX, answered("Not Applicable", "Not Applicable"))
    assert (nothing.overall, nothing.value, nothing.unanswered) == (None, None, ())


# -- the worst answer


@pytest.mark.parametrize(
    ("values", "overall", "first"),
    [
        ("1 1 1", "low", "low"),
        ("1 2 1", "moderate", "moderate"),
        ("1 1 4", "high", "low"),
        ("3 1 2", *["substantial"] * 2),
    ],
)
def test_the_highest_risk_gives_the_category(values, overall, first):
    """QR-08"""
    asked = questionnaire(
        section("one", question(1, ONE_TO_FOUR), question(2, ONE_TO_FOUR)), section("two", question(3, ONE_TO_FOUR))
    )
    found = rate(asked, SCREENING, answered(*values.split()))
    assert (found.overall, found.section("one").label) == (overall, first)
    told = provisional(asked, SCREENING, answered("2", None, None))
    assert (told.overall, told.worst, told.best) == ("moderate", "high", "moderate")


def test_where_values_fall_the_lowest_score_is_the_worst():
    """QR-08"""
    falling = Scheme("w", "1", {"en": "W"}, SOURCE, labels(good=3, fair=2, bad=1), Overall.WORST)
    asked = questionnaire(section("one", question(1), question(2)))
    assert [rate(asked, falling, answered("3", value)).overall for value in "321"] == ["good", "fair", "bad"]


# -- points


def partner(values: Sequence[int | None], keys: Collection[int] = ()) -> tuple[Questionnaire, Answers]:
    """A questionnaire of so many questions, and answers; 0 does not apply."""
    asked = questionnaire(
        section("one", *(question(at, ONE_TO_FOUR, key=at - 1 in keys) for at in range(1, len(values) + 1)))
    )
    told = {0: "Not Applicable", None: None}
    return asked, answered(*(told[value] if value in told else str(value) for value in values))


@pytest.mark.parametrize(
    ("values", "keys", "points", "first", "second"),
    [
        ([1, 1, 1, 1], {0}, 4, "low", "low"),
        ([4, 4, 4, 4], {0}, 20, "high", "high"),
        ([1, 2, 2, 1], set(), 6, "low", "medium"),
        ([2, 2, 2, 2], set(), 8, "medium", "significant"),
        ([2, 2, 3, 3], set(), 10, "significant", "high"),
        ([1, 1, 1, 1], {0, 1, 2, 3}, 4, "low", "low"),
        ([0, 0, 3, 0], set(), 3, "significant", "high"),
    ],
)
def test_answers_come_to_points_and_a_rating(values, keys, points, first, second):
    """QR-09"""
    asked, answers = partner(values, keys)
    found = rate(asked, POINTS_1, answers)
    assert (found.value, found.overall, found.section("one").label) == (points, first, first)
    assert rate(asked, POINTS_2, answers).overall == second
    assert found.section("one").mean == Fraction(points, sum(value > 0 for value in values))


@pytest.mark.parametrize(
    ("points", "expected"),
    [(28, "low"), (29, "medium"), (37, "medium"), (38, "significant"), (49, "significant"), (50, "high")],
)
def test_twenty_questions_have_their_bands(points, expected):
    """QR-09: from 20 to 80 points, the bands begin at 29, 38 and 50."""
    above = points - 20
    values = [1 + min(3, max(0, above - 3 * at)) for at in range(20)]
    asked, answers = partner(values)
    found = rate(asked, POINTS_2, answers)
    told = points_of(found)
    assert tuple(map(int, (told.points, told.lowest, told.highest))) == (points, 20, 80)
    assert found.overall == expected


def test_key_questions_raise_the_highest_score():
    """QR-09: 96 questions of which 39 are key reach 5.625 a question, in bands of 1.15625."""
    asked, answers = partner([4] * 96, set(range(39)))
    points = points_of(rate(asked, POINTS_1, answers))
    assert points.highest / 96 == Fraction("5.625")
    assert [end / 96 for end in points.ends(map(Fraction, ("0.25", "0.5", "0.75")))] == [
        Fraction("2.15625"),
        Fraction("3.3125"),
        Fraction("4.46875"),
    ]


def points_of(rated: Rated) -> Points:
    assert rated.points is not None
    return rated.points


def first_rating(told: list[tuple[int, bool]]) -> str | None:
    """As the source tells it for the first questionnaire, in whole numbers."""
    used = [(value, key) for value, key in told if value]
    if not used:
        return None
    total = sum(value if value == 1 else (2 if key else 1) * value for value, key in used)
    number, keys = len(used), sum(key for _, key in used)
    above, width = 4 * (total - number), 4 * number + 4 * keys - number
    return "low" if above < width else "medium" if above < 2 * width else "significant" if above < 3 * width else "high"


def second_rating(told: list[tuple[int, bool]]) -> str | None:
    """As the source tells it for the second questionnaire, in hundredths."""
    used = [value for value, _ in told if value]
    if not used:
        return None
    number, points = len(used), 100 * sum(used)
    if points < 145 * number:
        return "low"
    return "medium" if points < 190 * number else "significant" if points < 250 * number else "high"


@given(some.lists(some.tuples(some.integers(0, 4), some.booleans()), min_size=1, max_size=40))
def test_the_rating_of_a_partner_is_that_of_the_source(told):
    """QR-09, QR-07: against both rules in whole numbers."""
    asked, answers = partner([value for value, _ in told], {at for at, (_, key) in enumerate(told) if key})
    assert rate(asked, POINTS_1, answers).overall == first_rating(told)
    assert rate(asked, POINTS_2, answers).overall == second_rating(told)


def test_open_questions_of_a_partner_leave_a_range():
    """QR-06, QR-09: a low score is the best one."""
    asked, answers = partner([1, None, 1, None])
    assert rate(asked, POINTS_2, answers).overall is None
    told = provisional(asked, POINTS_2, answers)
    assert (told.overall, told.worst, told.best) == ("low", "high", "low")


def test_a_question_without_weight_gives_no_mean():
    """QR-05"""
    asked = questionnaire(section("one", question(1, weight=0)))
    assert rate(asked, PROJECT, answered("3")).section("one").mean is None
