"""What is doubtful in answers (QA-01 to QA-14). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bagalau.lib.severity import Severity
from bagalau.quality.rules.answers import Finding, Form, Given, check
from bagalau.quality.rules.answers.claims import shown_in
from bagalau.quality.rules.answers.statements import carries
from bagalau.quality.rules.questionnaire import Clause, Join, Often, Option, Question
from bagalau.quality.rules.said import Telling, names_in
from bagalau.quality.tests.making import (
    HS,
    NI,
    PRINTED,
    PROJECT,
    E,
    I,
    S,
    closure,
    number,
    options,
    question,
    questionnaire,
    section,
)

TODAY = date(2026, 11, 22)
STARTS, ENDS = date(2018, 1, 1), date(2021, 12, 31)
TEXT = "The board looked at the matter at its meeting in May and put it into its minutes, number %s."
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def given_all(**other: Given) -> dict[str, Given]:
    """Every question of the closure form answered with evidence, some otherwise."""
    plain = {code: Given(value, evidence=TEXT % code, papers=("Minutes",)) for code, value in PRINTED.items()}
    return plain | other


def form(given: dict[str, Given] | None = None, **more: Any) -> Form:
    return Form(closure(), PROJECT, given_all(**(given or {})), starts=STARTS, ends=ENDS, **more)


def told(findings: tuple[Finding, ...], of: Form) -> list[str]:
    telling = Telling(name=names_in(of.questionnaire, of.scheme))
    return [telling.told(one.said) for one in findings]


def only(one: Question, given: Given, **more: Any) -> Form:
    """A form of one question, in a section of its own."""
    asked = questionnaire(section("one", one), **more.pop("form", {}))
    return Form(asked, replace(PROJECT, sections=1), {one.code: given}, **more)


def rules(findings: tuple[Finding, ...], *but: str) -> list[tuple[str, Severity]]:
    return [(one.rule, one.severity) for one in findings if one.rule not in but]


def test_a_form_with_evidence_for_everything_is_not_doubted():
    assert check(form(), TODAY) == ()


# -- what is missing


@pytest.mark.parametrize(
    ("given", "rule", "severity", "sentence"),
    [
        (Given(), "QA-01", ERROR, "Question 5 is not answered."),
        (Given("2"), "QA-02", ERROR, "Question 5 is answered without evidence."),
        (Given("2", evidence=" \n "), "QA-02", ERROR, "Question 5 is answered without evidence."),
        (
            Given("2", evidence="As planned."),
            "QA-10",
            WARNING,
            "Question 5: the evidence is too short to show anything.",
        ),
        (
            Given("2", evidence=TEXT % "q3"),
            "QA-10",
            WARNING,
            "Question 5 has the same evidence as question 3.",
        ),
        (
            Given("2", evidence=TEXT % "q5", papers=("Minutes", None, None)),
            "QA-09",
            WARNING,
            "Question 5: 2 of 3 documents are gone, or you may not see them.",
        ),
    ],
)
def test_what_is_missing_is_told(given, rule, severity, sentence):
    """QA-01, QA-02, QA-09, QA-10"""
    of = form({"q5": given})
    found = check(of, TODAY)
    assert [(one.rule, one.severity, one.question) for one in found] == [(rule, severity, "q5")]
    assert told(found, of) == [sentence]
    assert found[0].todo


def test_the_same_text_is_recognised_whatever_its_signs_and_told_of_the_later_questions():
    """QA-10"""
    same = Given("2", evidence=f"  {(TEXT % 'q1').upper()}!!")
    found = check(form({"q6": same, "q7": same}), TODAY)
    assert [(one.rule, one.question, one.said.values["first"]) for one in found] == [
        ("QA-10", "q6", 1),
        ("QA-10", "q7", 1),
    ]


def test_a_question_that_asks_for_no_evidence_needs_none():
    """QA-02, QA-10"""
    quiet = replace(question(1), needs_evidence=False)
    assert check(only(quiet, Given("3")), TODAY) == ()
    assert check(only(quiet, Given("3", evidence="ok")), TODAY) == ()


def test_a_strong_claim_needs_a_document():
    """QA-03: a name that only a paper prints is one; "does not apply" claims nothing."""
    proud = replace(
        question(1), options=tuple(replace(one, needs_document=one.value == "3") for one in options("3", "2"))
    )
    assert rules(check(only(proud, Given("3", evidence=TEXT)), TODAY)) == [("QA-03", WARNING)]
    assert rules(check(only(proud, Given("2", evidence=TEXT)), TODAY)) == []
    assert rules(check(only(proud, Given("3", evidence=TEXT, papers=("Report.pdf",))), TODAY)) == []


def test_a_weak_answer_asks_for_an_action_or_a_reason():
    """QA-07"""
    weak = replace(question(1), options=tuple(replace(one, needs_action=one.value == "1") for one in options("2", "1")))
    assert ("QA-07", WARNING) in rules(check(only(weak, Given("1", evidence=TEXT)), TODAY))
    for enough in (Given("1", evidence=TEXT, actions=1), Given("1", evidence=TEXT, no_action="Closed by now.")):
        assert "QA-07" not in dict(rules(check(only(weak, enough), TODAY)))


# -- statements


def stated(join: Join | None, value: str = "3", *codes: str) -> Option:
    return Option(
        value, number(value), {}, join=join, clauses=tuple(Clause(code, {"en": code}) for code in codes or ("a", "b"))
    )


@pytest.mark.parametrize(
    ("join", "first", "second", "expected"),
    [
        (Join.ALL, True, True, True),
        (Join.ALL, True, False, False),
        (Join.ALL, None, False, False),
        (Join.BOTH, True, None, None),
        (Join.BOTH, False, False, False),
        (Join.BOTH, True, True, True),
        (Join.ANY, True, None, True),
        (Join.ANY, False, True, True),
        (Join.ANY, False, False, False),
        (Join.ANY, None, False, None),
        (None, True, True, True),
        (None, False, True, False),
    ],
)
def test_statements_carry_an_option(join, first, second, expected):
    """QN-03, QA-04"""
    clauses = {f"3.{code}": one for code, one in (("a", first), ("b", second)) if one is not None}
    assert carries(stated(join), clauses) is expected


def with_statements(value: str, **clauses: bool) -> list[tuple[str, Severity]]:
    asked = replace(question(1), options=(stated(Join.ALL), stated(Join.ANY, "2"), Option("1", number("1"), {})))
    told_of = {name.replace("_", "."): holds for name, holds in clauses.items()}
    told_of = {f"{name[1]}.{name[3]}": holds for name, holds in told_of.items()}
    given = Given(value, clauses=told_of, evidence=TEXT, papers=("x",))
    return rules(check(only(asked, given), TODAY), "QA-14")


def test_statements_that_do_not_carry_the_chosen_option_contradict_it():
    """QA-04"""
    assert with_statements("3", o3_a=True, o3_b=False) == [("QA-04", ERROR)]
    assert with_statements("3", o3_a=True, o3_b=True) == []
    assert with_statements("2", o2_a=False, o2_b=False) == [("QA-04", ERROR)]
    assert with_statements("2", o2_a=False, o2_b=True) == []
    assert with_statements("1") == []


def test_statements_nobody_looked_at_are_told():
    """QA-05"""
    assert with_statements("3") == [("QA-05", NOTE)]
    assert with_statements("3", o3_a=True) == [("QA-05", WARNING)]
    assert with_statements("2", o2_a=True) == []


def test_a_higher_option_whose_statements_are_true_is_told():
    """QA-06: the highest one; a lower one is no matter."""
    assert with_statements("2", o2_a=True, o3_a=True, o3_b=True) == [("QA-06", WARNING)]
    assert with_statements("1", o2_b=True, o3_a=True) == [("QA-06", WARNING)]
    assert with_statements("1", o3_a=True) == []
    assert with_statements("3", o3_a=True, o3_b=True, o2_a=True) == []


# -- claims


def quarterly(*days: date, ends: date | None = ENDS, often: Often = Often.QUARTER, **facts: Any) -> tuple[Finding, ...]:
    claiming = replace(question(11), options=(replace(options("3")[0], claims={"risks": often}), *options("2")))
    of = only(
        claiming,
        Given("3", evidence=TEXT, papers=("x",)),
        starts=STARTS,
        ends=ends,
        facts=facts.get("facts", {"risks": days}),
    )
    return check(of, TODAY)


def test_every_quarter_is_claimed_and_the_log_shows_two_updates_in_four_years():
    """QA-08"""
    found = quarterly(date(2018, 5, 4), date(2020, 2, 1))
    assert rules(found) == [("QA-08", WARNING)]
    assert str(found[0].said) == ("Question 11: “3” claims every quarter; the record shows it in 2 of 16 quarters.")


def test_what_the_record_shows_or_does_not_keep_is_not_doubted():
    """QA-08"""
    each = [date(year, month, 17) for year in range(2018, 2022) for month in (2, 5, 8, 11)]
    assert quarterly(*each) == ()
    assert rules(quarterly(*each[:4], *each[5:])) == [("QA-08", NOTE)]
    assert quarterly(facts={}) == ()
    assert quarterly(facts={"board": ()}) == ()
    assert rules(quarterly()) == [("QA-08", WARNING)]
    assert quarterly(date(2018, 3, 1), date(2019, 3, 1), date(2020, 3, 1), date(2021, 3, 1), often=Often.YEAR) == ()
    assert str(quarterly(date(2018, 3, 1), often=Often.YEAR)[0].said).endswith("in 1 of 4 years.")


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), (1, 4)),
        (date(2018, 1, 1), date(2018, 12, 30), (1, 3)),
        (date(2018, 1, 1), date(2018, 3, 30), (0, 0)),
        (date(2018, 2, 15), date(2018, 5, 14), (1, 1)),
        (date(2019, 1, 1), date(2018, 1, 1), (0, 0)),
        (date(2018, 11, 30), date(2019, 5, 31), (0, 2)),
        (date(9999, 10, 1), date(9999, 12, 31), (0, 1)),
    ],
)
def test_only_whole_quarters_of_the_period_count(starts, ends, expected):
    """QA-08"""
    assert shown_in([date(2018, 2, 20)], Often.QUARTER, starts, ends) == expected


def test_a_period_that_goes_on_ends_today():
    """QA-08"""
    found = quarterly(date(2018, 1, 1), ends=None)
    assert found[0].said.values["total"] == 35
    assert quarterly(date(2018, 1, 1), ends=date(2030, 1, 1))[0].said.values["total"] == 35


# -- years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The next phase runs in 2021-2023 and was launched in November 2022.", ("2022", "2023")),
        ("The design of the next phase for 2021-2023 rests on it.", ("2023",)),
        ("Assessments were completed in 2017 as required.", ("2017",)),
        ("Протокол от 12.05.2016, отчёт за 2019 год.", ("2016",)),
        ("The minutes of 2017-03-05 say so.", ("2017",)),
        ("2015 жылы бекітілген.", ("2015",)),
        ("Signed on May 4, 2023.", ("2023",)),
        ("In line with the 2030 Agenda and Agenda 2063, by 2030.", ()),
        ("The work reached between 2017 people and 2500 in all.", ()),
        ("Project 00123513, account 2022.", ()),
        ("From 2018 to 2021 the board met each year.", ()),
    ],
)
def test_years_outside_the_period_are_noted(text, years):
    """QA-11"""
    evidence = f"{text} {TEXT % 'q5'}"
    found = check(form({"q5": Given("3", evidence=evidence)}), TODAY)
    assert [(one.rule, one.severity, one.said.values["years"]) for one in found] == (
        [("QA-11", NOTE, years)] if years else []
    )


def test_a_long_text_is_read_quickly():
    """QA-11: blanks without end, and a thousand years."""
    text = "in " + " " * 100_000 + " ".join(f"in {1900 + at % 60}" for at in range(1000))
    found = check(form({"q5": Given("3", evidence=text)}), TODAY)
    assert len(found[0].said.values["years"]) == 5


# -- ratings and the decision


def test_a_printed_rating_that_does_not_follow_is_told():
    """QA-12"""
    of = form(printed={"strategic": HS, "relevant": S, "": E, "effective": "unknown"})
    found = check(of, TODAY)
    assert [(one.rule, one.severity, one.section) for one in found] == [
        ("QA-12", WARNING, "strategic"),
        ("QA-12", WARNING, ""),
    ]
    assert told(found, of) == [
        "Strategic: “Highly Satisfactory” is printed, “Satisfactory” follows from the answers.",
        "Overall: “Exemplary” is printed, “Satisfactory” follows from the answers.",
    ]
    assert check(replace(of, instead={"strategic": HS, "": E}), TODAY) == ()


def weak_form(**more: Any) -> Form:
    """Principled needs improvement, and so does the whole."""
    return form({"q6": Given("1", evidence=TEXT % "q6")}, **more)


def toned() -> Any:
    tones = {E: "good", HS: "good", S: "fair", NI: "weak", I: "bad"}
    return replace(PROJECT, labels=tuple(replace(one, tone=tones[one.code]) for one in PROJECT.labels))


def test_going_on_as_planned_contradicts_a_weak_rating():
    """QA-13"""
    words = {"continue": {"en": "Continue"}, "with-actions": {"en": "With actions"}}
    of = replace(weak_form(), scheme=toned(), questionnaire=replace(closure(), decisions=words))
    assert of.rated.overall == NI
    found = check(replace(of, decision="continue"), TODAY)
    assert [(one.rule, one.severity) for one in found] == [("QA-13", ERROR), ("QA-14", WARNING)]
    assert told(found, of)[0] == "“Continue” is decided, though the overall rating is “Needs Improvement”."
    assert "QA-13" not in dict(rules(check(replace(of, decision="with-actions"), TODAY)))
    assert "QA-13" not in dict(rules(check(replace(of, decision="continue", instead={"": S}), TODAY)))
    assert "QA-13" not in dict(rules(check(replace(of, decision="The board went on."), TODAY)))


def test_weak_sections_are_told_and_warned_of_where_much_depends_on_them():
    """QA-14"""
    of = replace(form({"q1": Given("1", evidence=TEXT % "q1"), "q6": Given("1", evidence=TEXT % "q6")}), scheme=toned())
    found = check(of, TODAY)
    assert [(one.rule, one.severity, one.section) for one in found] == [
        ("QA-14", NOTE, "strategic"),
        ("QA-14", WARNING, "principled"),
    ]
    assert told(found, of) == [
        "Strategic is rated “Needs Improvement”.",
        "Principled is rated “Needs Improvement”, and much depends on it.",
    ]
    assert rules(check(replace(of, instead={"principled": S}), TODAY)) == [("QA-14", NOTE)]
