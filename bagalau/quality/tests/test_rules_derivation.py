"""Why a rating is what it is (QR-10, QR-11). Pure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.quality.rules.rating import Rated, derivation, rate
from bagalau.quality.rules.rating.numbers import shown
from bagalau.quality.rules.said import Telling, names_in
from bagalau.quality.rules.schemes import Band, Case, Condition, Overall, Scheme
from bagalau.quality.tests.making import (
    POINTS_1,
    POINTS_2,
    PRINTED,
    PROJECT,
    SCREENING,
    SIX,
    SIX_BANDS,
    SOURCE,
    bands,
    closure,
    labels,
    options,
    question,
    questionnaire,
    section,
)


def told(rated: Rated) -> list[str]:
    """In English, with the names that the questionnaire and the scheme give."""
    telling = Telling(name=names_in(rated.questionnaire, rated.scheme))
    return [telling.told(one) for one in derivation(rated)]


def of_all(rated: Rated) -> list[str]:
    names = {one.name["en"] for one in rated.questionnaire.sections}
    return [one for one in told(rated) if one.partition(":")[0] not in names]


def answered(*values: str) -> dict[str, str]:
    return {f"q{at}": value for at, value in enumerate(values, 1)}


def test_the_closure_report_tells_how_it_came_to_satisfactory():
    """QR-10"""
    assert told(rate(closure(), PROJECT, PRINTED)) == [
        "Strategic: 2, 2 → mean 2.00 → Satisfactory (from 2 on)",
        "Relevant: 2, 2, 3 → mean 2.33 → Satisfactory (from 2 on)",
        "Principled: 2, 2, 2 → mean 2.00 → Satisfactory (from 2 on)",
        "Management: 3, 3, 2 → mean 2.67 → Highly Satisfactory (from 2.5 on)",
        "Efficient: 3, 3, 3 (Yes = 3) → mean 3.00 → Exemplary (from 3 on)",
        "Effective: 3, 3, 3 (Yes = 3) → mean 3.00 → Exemplary (from 3 on)",
        "Sustainability: 2, 2, 2 → mean 2.00 → Satisfactory (from 2 on)",
        "Satisfactory: 7 of 7 sections Satisfactory or better (asked for: at least 6)",
        "Satisfactory: 0 of 7 sections Needs Improvement (asked for: at most 1)",
        "Satisfactory: 1 of 1 critical sections Satisfactory or better (asked for: all)",
        "Not Highly Satisfactory: 3 of 7 sections Highly Satisfactory or better (asked for: at least 4)",
    ]


def with_sections(*scores: str) -> list[str]:
    """Seven sections of one question each; the third one is critical."""
    asked = questionnaire(
        *(
            section(f"s{at}", replace(question(at), options=options(*"321", "2.5", "1.5")), critical=at == 3)
            for at in range(1, 8)
        )
    )
    return of_all(rate(asked, PROJECT, answered(*scores)))


def test_one_weak_section_is_told_where_it_decides():
    """QR-10: of "either" only what holds is told."""
    assert with_sections("3", "3", "2", "2", "2", "2", "1") == [
        "Inadequate: 1 of 7 sections Inadequate (asked for: at least 1)",
        "Not Needs Improvement, though its conditions hold: Inadequate comes first",
    ]
    assert with_sections("3", "3", "1.5", "2", "2", "2", "2") == [
        "Needs Improvement: 6 of 7 sections Satisfactory or better (asked for: at least 3)",
        "Needs Improvement: 1 of 7 sections Needs Improvement (asked for: at most 4)",
        "Not Satisfactory: 0 of 1 critical sections Satisfactory or better (asked for: all)",
    ]


def test_the_best_rating_lacks_nothing():
    """QR-10"""
    assert with_sections("3", "3", "2.5", "2.5", "3", "3", "2.5") == [
        "Exemplary: 4 of 7 sections Exemplary (asked for: at least 4)",
        "Exemplary: 7 of 7 sections Highly Satisfactory or better (asked for: all)",
    ]


def test_conditions_are_told_with_all_their_bounds():
    """QR-10, QR-04"""
    scheme = Scheme(
        "x",
        "1",
        {"en": "X"},
        SOURCE,
        labels(good=3, fair=2, weak=1, bad=0),
        Overall.COUNTS,
        bands=bands(good="3", fair="2", weak="1", bad=None),
        cases=(
            Case("bad", (Condition("weak", "bad", least=1), Condition("fair", "weak", least=0))),
            Case("weak", (Condition("good", "fair", least=1, most=2),)),
        ),
    )
    asked = questionnaire(section("one", question(1)), section("two", question(2)))
    assert of_all(rate(asked, scheme, answered("3", "2"))) == [
        "Weak: 2 of 2 sections Fair or better (asked for: at least 1; at most 2)",
    ]
    assert of_all(rate(asked, scheme, answered("3", "1"))) == [
        "Bad: 1 of 2 sections Weak or worse (asked for: at least 1)",
        "Bad: 1 of 2 sections Fair to Weak (asked for: at least 0)",
        "Not Weak, though its conditions hold: Bad comes first",
    ]
    gap = replace(scheme, cases=(Case("good", (Condition("good", "good", every=True),)),))
    assert of_all(rate(asked, gap, answered("3", "2"))) == ["No rating: none of the conditions of the scheme holds"]


def test_open_questions_and_sections_that_do_not_apply_are_told():
    """QR-10, QR-06, QR-07"""
    open_ones = told(rate(closure(), PROJECT, PRINTED | {"q5": None, "q17": "Not Applicable"}))
    assert "Relevant: not rated as long as questions are open: 5" in open_ones
    assert open_ones[-2:] == [
        "Questions that do not apply and are not counted: 17",
        "No rating as long as questions are open: 5",
    ]
    asked = questionnaire(section("one", question(1, ("3", "Not Applicable"))), section("two", question(2)))
    two = replace(PROJECT, sections=2)
    assert told(rate(asked, two, answered("Not Applicable", "3"))) == [
        "One: not rated, as none of its questions applies",
        "Two: 3 → mean 3.00 → Exemplary (from 3 on)",
        "Questions that do not apply and are not counted: 1",
        "No rating: 1 sections are rated, and the rule counts among 2",
    ]
    only = questionnaire(section("one", question(1, ("3", "Not Applicable"))))
    assert of_all(rate(only, two, answered("Not Applicable")))[-1] == "No rating, as no question applies"


def test_a_mean_tells_its_weights():
    """QR-10, QR-05"""
    six = (*"654321", "Not Applicable")
    asked = questionnaire(
        section("terms", question(1, six, weight=2), question(2, six), weight=15),
        section("report", question(3, six), question(4, six), weight=30),
        section("gender", question(5, six), weight="15"),
    )
    assert told(rate(asked, SIX, answered("5", "2", "4", "4", "Not Applicable"))) == [
        "Terms: 5, 2 with the weights 2, 1 → mean 4.00 → Ms (from 3.5 on)",
        "Report: 4, 4 → mean 4.00 → Ms (from 3.5 on)",
        "Gender: not rated, as none of its questions applies",
        "Questions that do not apply and are not counted: 5",
        "Sections that are not rated are left out of the mean: Gender",
        "Weighted mean of the sections: Terms 4.00 × 15; Report 4.00 × 30 → 4.00 → Ms (from 3.5 on)",
    ]
    assert of_all(rate(asked, SIX, answered(*"11111"))) == [
        "Weighted mean of the sections: Terms 1.00 × 15; Report 1.00 × 30; Gender 1.00 × 15 → 1.00 → Hu (below 1.5)"
    ]


def test_a_mean_without_bands_has_no_rating():
    """QR-10"""
    bare = replace(SIX, bands=(), overall_bands=(Band("hs", None),))
    asked = questionnaire(section("one", question(1)))
    assert told(rate(asked, bare, answered("2"))) == [
        "One: 2 → mean 2.00 → no rating",
        "Weighted mean of the sections: One 2.00 × 1 → 2.00 → Hs",
    ]


def test_the_worst_answer_is_told_with_its_questions():
    """QR-10, QR-08"""
    four = tuple("1234")
    asked = questionnaire(section("one", question(1, four), question(2, four)), section("two", question(3, four)))
    assert told(rate(asked, SCREENING, answered("1", "3", "3"))) == [
        "One: the worst of 1, 3 is 3 → Substantial (from 3 on)",
        "Two: the worst of 3 is 3 → Substantial (from 3 on)",
        "Worst score: 3 (questions: 2, 3) → Substantial (from 3 on)",
    ]
    assert told(rate(asked, SCREENING, answered("1", "1", "1")))[-1] == ("All answers have the score 1 → Low (below 2)")


def test_points_are_told_with_their_bands():
    """QR-10, QR-09"""
    four = tuple("1234")
    asked = questionnaire(section("one", *(question(at, four, key=at == 1) for at in range(1, 5))))
    assert told(rate(asked, POINTS_2, answered("1", "2", "2", "1"))) == [
        "One: 6 points of 4 to 16, from 4 questions that apply → Medium",
        "6 points of 4 to 16, from 4 questions that apply → Medium",
        "Bands: Low below 5.8; Medium below 7.6; Significant below 10; High from 10 on",
    ]
    assert of_all(rate(asked, POINTS_1, answered("2", "2", "2", "1"))) == [
        "Key questions count 2 times, unless the answer has the lowest score",
        "9 points by 4 questions that apply = 2.25, of 1 to 5 → Medium",
        "Bands: Low below 2; Medium below 3; Significant below 4; High from 4 on",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(7, 3), "2.33"),
        (Fraction(8, 3), "2.67"),
        (Fraction(2), "2.00"),
        (Fraction(4499, 1000), "4.499"),
        (Fraction(44999, 10000), "4.4999"),
        (Fraction(9, 2), "4.50"),
    ],
)
def test_a_number_is_told_on_its_side_of_a_bound(value, expected):
    """QR-11"""
    assert shown(value, SIX_BANDS) == Decimal(expected)
    assert str(shown(value, SIX_BANDS)) == expected


@given(some.fractions(min_value=1, max_value=6, max_denominator=1000))
def test_no_number_is_told_beyond_its_bound(value):
    """QR-11"""
    for band in SIX_BANDS:
        if band.least is not None:
            assert (shown(value, SIX_BANDS) >= band.least) == (value >= band.least)


@given(some.lists(some.sampled_from("3 2 1".split()), min_size=20, max_size=20))
def test_the_sentences_name_the_rating(values):
    """QR-10"""
    asked = questionnaire(*(section(f"s{at}", *(question(3 * at + n) for n in (1, 2, 3))) for at in range(7)))
    found = rate(asked, PROJECT, answered(*values, "2"))
    overall = str(found.overall).replace("-", " ").title()
    assert any(one.startswith(f"{overall}:") for one in of_all(found))


def test_without_names_codes_are_told():
    """QR-10"""
    assert str(derivation(rate(closure(), PROJECT, PRINTED))[0]) == (
        "strategic: 2, 2 → mean 2.00 → satisfactory (from 2 on)"
    )


def test_sentences_are_told_in_another_language():
    """QR-10, QN-04"""
    mean = "%(section)s: %(scores)s, в среднем %(mean)s → %(rating)s"
    words = {
        "%(section)s: %(scores)s → mean %(mean)s → %(rating)s": mean,
        "%(label)s (from %(least)s on)": "%(label)s (от %(least)s)",
    }
    russian = Telling(
        word=lambda text: words.get(text, text),
        name=names_in(closure(), PROJECT, "ru"),
        number=lambda value: str(value).replace(".", ","),
    )
    assert russian.told(derivation(rate(closure(), PROJECT, PRINTED))[1]) == (
        "Relevant: 2, 2, 3, в среднем 2,33 → Satisfactory (от 2)"
    )
