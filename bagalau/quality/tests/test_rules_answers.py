"""What is doubtful in answers (QA-01 to QA-14). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bagalau.lib.severity import Severity
from bagalau.quality.rules.answers import Finding, Form, Given, check
from bagalau.quality.rules.answers.statements import carries
from bagalau.quality.rules.questionnaire import Clause, Join, Option, Question
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
