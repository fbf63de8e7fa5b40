"""How answers are rated by counts of sections (QR-02 to QR-07). Pure."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bagalau.lib.problems import Problem
from bagalau.quality.rules.rating import Rater, provisional, rate
from bagalau.quality.tests.making import (
    FIVE,
    HS,
    NI,
    PRINTED,
    PROJECT,
    E,
    I,
    S,
    answered,
    closure,
    question,
    questionnaire,
    section,
)

CLOSURE = Rater(closure(), PROJECT)


# -- the closure report


def test_the_closure_report_comes_to_the_ratings_that_it_prints():
    """QR-02, QR-03"""
    found = CLOSURE.rate(PRINTED)
    assert [one.label for one in found.sections] == [S, S, S, HS, E, E, S]
    assert [one.mean for one in found.sections] == [2, Fraction(7, 3), 2, Fraction(8, 3), 3, 3, 2]
    assert (found.overall, found.unanswered) == (S, ())
    assert [(one.number, int(one.score)) for one in found.section("relevant").scores] == [(3, 2), (4, 2), (5, 3)]


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
    known = [one for one in expected if one is not None]
    assert found.overall == (naive_overall(known, known[2]) if len(known) == 7 else None)


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
    assert (found.section("relevant").mean, found.section("relevant").unanswered) == (Fraction(2), (5,))


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
    assert (last.label, last.mean, last.apart) == (E, Fraction(3), (18, 19))
    assert [(one.number, int(one.score)) for one in last.scores] == [(20, 3)]


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


def test_an_answer_that_the_question_does_not_have_is_refused():
    """QR-02: the answers of another version, or made up."""
    with pytest.raises(Problem, match="Question 12 of this version") as refused:
        CLOSURE.rate(PRINTED | {"q12": "3"})
    assert refused.value.status == 422
