"""Which answers agree with what a paper prints (QR-14, QR-15). Pure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bagalau.quality.rules.agreeing import agreement
from bagalau.quality.rules.rating import rate
from bagalau.quality.tests.making import (
    HS,
    NI,
    PRINTED,
    PROJECT,
    E,
    S,
    closure,
    question,
    questionnaire,
    section,
)

SECTIONS = ("strategic", "relevant", "principled", "management", "efficient", "effective", "sustainability")
RATINGS = dict(zip(SECTIONS, (S, S, S, HS, E, E, S), strict=True)) | {"": S}
OPEN = PRINTED | dict.fromkeys(("q2", "q12", "q13", "q15", "q16"))


def test_the_open_answers_of_the_closure_report_are_decided_by_its_ratings():
    """QR-14, QR-15"""
    found = agreement(closure(), PROJECT, OPEN, RATINGS)
    assert found.only == {"q2": "2", "q12": "Yes", "q13": "3", "q15": "Yes", "q16": "3"}
    assert (found.overall, found.contradicts) == (frozenset({S}), False)
    assert [one.open for one in found.sections] == [("q2",), (), (), (), ("q12", "q13"), ("q15", "q16"), ()]


def test_several_choices_may_agree():
    """QR-14"""
    found = agreement(closure(), PROJECT, PRINTED | {"q3": None, "q4": None}, RATINGS)
    relevant = found.sections[1]
    assert relevant.options == {"q3": ("3", "2", "1", "Not Applicable"), "q4": ("1", "2", "3")}
    assert set(relevant.completions or ()) == {
        ("3", "1"),
        ("2", "2"),
        ("2", "1"),
        ("1", "2"),
        ("1", "3"),
        ("Not Applicable", "1"),
    }
    assert found.only == {}


def test_a_rating_that_no_answer_gives_is_a_contradiction():
    """QR-14"""
    found = agreement(closure(), PROJECT, PRINTED | {"q10": None}, RATINGS | {"management": E})
    assert (found.sections[3].contradicts, found.contradicts, found.overall) == (True, True, None)
    answered = agreement(closure(), PROJECT, PRINTED, RATINGS | {"strategic": NI})
    assert [one.code for one in answered.sections if one.contradicts] == ["strategic"]


def test_an_overall_rating_beside_its_sections_is_a_contradiction():
    """QR-15"""
    found = agreement(closure(), PROJECT, OPEN, RATINGS | {"": HS})
    assert (found.overall, found.contradicts) == (frozenset({S}), True)
    assert not agreement(closure(), PROJECT, OPEN, RATINGS | {"": None}).contradicts


def test_without_a_printed_rating_everything_agrees():
    """QR-14"""
    found = agreement(closure(), PROJECT, PRINTED | {"q2": None}, {})
    assert found.options == {"q2": ("3", "2", "1")}
    assert not found.contradicts


def test_too_many_choices_are_not_tried():
    """QR-14"""
    wide = questionnaire(section("wide", *(question(at) for at in range(1, 20))))
    found = agreement(wide, replace(PROJECT, sections=1), {}, {"wide": S, "": S})
    assert (found.sections[0].completions, found.options, found.overall, found.contradicts) == (None, {}, None, False)


@given(some.lists(some.sampled_from("321"), min_size=20, max_size=20), some.sets(some.integers(1, 20), max_size=5))
@settings(max_examples=60)
def test_the_answer_that_was_given_always_agrees(values, hidden):
    """QR-14, QR-15: whatever was answered, and whatever is hidden of it."""
    form = closure()
    told = {
        one.code: {"3": "Yes"}.get(value, "No") if one.option(value) is None else value
        for one, value in zip(form.questions, values, strict=True)
    }
    rated = rate(form, PROJECT, told)
    printed = {one.code: one.label for one in rated.sections} | {"": rated.overall}
    found = agreement(form, PROJECT, told | {f"q{at}": None for at in hidden}, printed)
    assert all(told[code] in values for code, values in found.options.items())
    assert not found.contradicts


@pytest.mark.parametrize("answer", ["2", "3"])
def test_a_section_without_open_questions_has_one_completion_or_none(answer):
    """QR-14"""
    found = agreement(closure(), PROJECT, PRINTED | {"q1": answer, "q2": "2"}, RATINGS).sections[0]
    assert found.completions == (((),) if answer == "2" else ())
