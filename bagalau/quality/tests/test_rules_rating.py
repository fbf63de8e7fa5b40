"""How answers are rated (QR-02 to QR-09). Pure."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.quality.rules.rating import Rater, provisional, rate
from bagalau.quality.rules.schemes import Overall, Scheme
from bagalau.quality.tests.making import (
    FIVE,
    HS,
    NI,
    POINTS_1,
    POINTS_2,
    PRINTED,
    PROJECT,
    SCREENING,
    SIX,
    SOURCE,
    E,
    I,
    S,
    closure,
    labels,
    question,
    questionnaire,
    section,
)

ONE_TO_SIX = tuple("654321")
ONE_TO_FOUR = (*"1234", "Not Applicable")
CLOSURE = Rater(closure(), PROJECT)


def answered(*values: str | None) -> dict[str, str | None]:
    return {f"q{at}": value for at, value in enumerate(values, 1)}


# -- the closure report


def test_the_closure_report_comes_to_the_ratings_that_it_prints():
    """QR-02, QR-03"""
    found = CLOSURE.rate(PRINTED)
    assert [one.label for one in found.sections] == [S, S, S, HS, E, E, S]
    assert [one.mean for one in found.sections] == [2, Fraction(7, 3), 2, Fraction(8, 3), 3, 3, 2]
    assert (found.overall, found.unanswered) == (S, ())
    assert [(one.number, one.score) for one in found.section("relevant").scores] == [(3, 2), (4, 2), (5, 3)]


def test_only_one_choice_for_its_open_questions_agrees_with_the_printed_ratings():
    """QR-02"""
    open_ones = ("q2", "q12", "q13", "q15", "q16")
    choices = product("321", ("Yes", "No"), "321", ("Yes", "No"), "321")
    printed = [S, S, S, HS, E, E, S]
    agreeing = [
        choice
        for choice in choices
        if [one.label for one in CLOSURE.rate(PRINTED | dict(zip(open_ones, choice, strict=True))).sections] == printed
    ]
    assert agreeing == [("2", "Yes", "3", "Yes", "3")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("3 3 3", E),
        ("3 3 2", HS),
        ("3 2 2", S),
        ("2 2 2", S),
        ("3 3 1", S),  # 2.33
        ("3 2 1", S),
        ("2 2 1", NI),
        ("3 1 1", NI),
        ("2 1 1", I),
        ("1 1 1", I),
    ],
)
def test_a_section_has_the_rating_of_its_mean(values, expected):
    """QR-02"""
    asked = questionnaire(section("only", *(question(at) for at in (1, 2, 3))))
    assert rate(asked, PROJECT, answered(*values.split())).section("only").label == expected


# -- against a naive calculation


def naive_section(scores: list[int]) -> str:
    """In whole numbers."""
    total, count = sum(scores), len(scores)
    if total == 3 * count:
        return E
    if 2 * total >= 5 * count:
        return HS
    if total >= 2 * count:
        return S
    return NI if 2 * total >= 3 * count else I


def naive_overall(found: list[str], principled: str) -> str:
    """As the box of the form words it."""
    values = [{E: 5, HS: 4, S: 3, NI: 2, I: 1}[one] for one in found]
    good = sum(value >= 3 for value in values)
    if 1 in values or values.count(2) >= 5:
        return I
    if values.count(5) >= 4 and min(values) >= 4:
        return E
    if min(values) >= 3 and sum(value >= 4 for value in values) >= 4:
        return HS
    if good >= 6 and values.count(2) <= 1 and principled in {E, HS, S}:
        return S
    return NI if good >= 3 and values.count(2) <= 4 else "gap"


SCORE = {"3": 3, "2": 2, "1": 1, "Yes": 3, "No": 1}


@given(some.data())
@settings(max_examples=300)
def test_any_answers_are_rated_as_the_form_words_it(data):
    """QR-02, QR-03, QR-07"""
    asked = CLOSURE.questionnaire
    answers = {one.code: data.draw(some.sampled_from([o.value for o in one.options])) for one in asked.questions}
    found = CLOSURE.rate(answers)
    expected = []
    for one in asked.sections:
        scores = [SCORE[answers[each.code]] for each in one.questions if answers[each.code] in SCORE]
        expected.append(naive_section(scores) if scores else None)
    assert [one.label for one in found.sections] == expected
    assert found.overall == (None if None in expected else naive_overall(expected, expected[2]))


@given(some.lists(some.sampled_from([E, HS, S, NI, I]), min_size=7, max_size=7))
def test_a_better_section_never_makes_the_whole_worse(found):
    """QR-03: so the best answers to what is open give the best that can come out (QR-06)."""
    order = [one.code for one in FIVE]
    for at, label in enumerate(found):
        if label != E:
            better = [*found[:at], order[order.index(label) - 1], *found[at + 1 :]]
            overall, lifted = naive_overall(found, found[2]), naive_overall(better, better[2])
            assert order.index(lifted) <= order.index(overall)


# -- unanswered and not applicable


def test_as_long_as_a_question_is_open_neither_its_section_nor_the_whole_is_rated():
    """QR-06"""
    found = CLOSURE.rate(PRINTED | {"q5": None, "q13": ""})
    assert (found.overall, found.unanswered) == (None, (5, 13))
    assert [one.label for one in found.sections] == [S, None, S, HS, None, E, S]
    assert (found.section("relevant").mean, found.section("relevant").unanswered) == (2, (5,))


def test_what_is_answered_gives_a_provisional_rating_between_the_worst_and_the_best():
    """QR-06"""
    open_ones = PRINTED | {"q5": None, "q6": None}
    told = provisional(CLOSURE.questionnaire, PROJECT, open_ones)
    assert (told.overall, told.worst, told.best) == (S, NI, S)
    told = CLOSURE.provisional(PRINTED | {"q6": None, "q7": None, "q20": None})
    assert (told.overall, told.worst, told.best) == (S, I, HS)
    assert CLOSURE.provisional(PRINTED | {"q1": None, "q2": None}).overall is None  # nothing of one section is answered
    assert CLOSURE.provisional({}).best == E
    assert CLOSURE.provisional({}).worst == I


def test_what_does_not_apply_counts_nowhere():
    """QR-02"""
    found = CLOSURE.rate(PRINTED | {"q18": "Not Applicable", "q19": "Not Applicable", "q20": "3"})
    last = found.section("sustainability")
    assert (last.label, last.mean, last.apart) == (E, 3, (18, 19))
    assert [(one.number, one.score) for one in last.scores] == [(20, 3)]


def test_a_section_of_which_nothing_applies_is_not_rated_and_counts_do_not_do_without_it():
    """QR-07"""
    some_apart = questionnaire(
        *(section(f"s{at}", question(at, ("3", "2", "1", "Not Applicable"))) for at in range(1, 8))
    )
    found = rate(some_apart, PROJECT, answered(*"333333", "Not Applicable"))
    assert ([one.label for one in found.sections], found.overall) == ([E] * 6 + [None], None)
    assert rate(some_apart, PROJECT, answered(*"3333333")).overall == E


def test_more_sections_than_the_counts_speak_of_are_not_rated_together():
    """QR-07"""
    eight = questionnaire(*(section(f"s{at}", question(at)) for at in range(1, 9)))
    assert rate(eight, PROJECT, answered(*"33333333")).overall is None


def test_a_mean_leaves_out_what_is_not_rated():
    """QR-07"""
    values = (*ONE_TO_SIX, "Not Applicable")
    asked = questionnaire(
        section("one", question(1, values), weight=15), section("two", question(2, values), weight=85)
    )
    assert rate(asked, SIX, answered("5", "Not Applicable")).value == 5
    nothing = rate(asked, SIX, answered("Not Applicable", "Not Applicable"))
    assert (nothing.overall, nothing.value, nothing.unanswered) == (None, None, ())


def test_an_answer_that_the_question_does_not_have_is_refused():
    """QR-02: the answers of another version, or made up."""
    with pytest.raises(Problem, match="Question 12 of this version") as refused:
        CLOSURE.rate(PRINTED | {"q12": "3"})
    assert refused.value.status == 422


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


def partner(values: list[int | None], keys: set[int] = frozenset()) -> tuple:
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
    assert (found.points.points, found.points.lowest, found.points.highest) == (points, 20, 80)
    assert found.overall == expected


def test_key_questions_raise_the_highest_score():
    """QR-09: 96 questions of which 39 are key reach 5.625 a question, in bands of 1.15625."""
    asked, answers = partner([4] * 96, set(range(39)))
    points = rate(asked, POINTS_1, answers).points
    assert points.highest / 96 == Fraction("5.625")
    assert [end / 96 for end in points.ends(map(Fraction, ("0.25", "0.5", "0.75")))] == [
        Fraction("2.15625"),
        Fraction("3.3125"),
        Fraction("4.46875"),
    ]


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
