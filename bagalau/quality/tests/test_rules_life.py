"""The life of an assessment (QL-01 to QL-07). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from bagalau.lib.problems import Problem
from bagalau.quality.rules.answers import Form, Given
from bagalau.quality.rules.life import STANDING, People, State, Step, after, keeps_from, may, other_rating, unfit
from bagalau.quality.rules.questionnaire import Stage
from bagalau.quality.tests.making import HS, PRINTED, PROJECT, E, I, S, closure, options

TODAY = date(2026, 11, 22)
ASSESSOR, APPROVER, MANAGER, HELPER = 1, 2, 3, 4
CAST = People(ASSESSOR, APPROVER, MANAGER, frozenset({ASSESSOR, HELPER}))
DONE = {code: Given(value, evidence=f"What the minutes of meeting {code} say.") for code, value in PRINTED.items()}


def form(given: dict[str, Given] | None = None, **more: Any) -> Form:
    """The closure form, of which a 1 to the first question asks for an action."""
    asked = closure()
    first = replace(
        asked.sections[0].questions[0],
        options=tuple(replace(one, needs_action=one.value == "1") for one in options("3", "2", "1")),
    )
    sections = (replace(asked.sections[0], questions=(first, *asked.sections[0].questions[1:])), *asked.sections[1:])
    asked = replace(asked, sections=sections, **more.pop("asked", {}))
    return Form(asked, PROJECT, DONE | (given or {}), **more)


def kept(step: Step, of: Form, people: People = CAST, board_comment: str = "It closed well.") -> list[tuple[str, str]]:
    return [(one.rule, str(one.said)) for one in keeps_from(step, of, people, TODAY, board_comment)]


@pytest.mark.parametrize(("step", "state"), list(product(Step, State)))
def test_each_step_leads_from_its_states(step, state):
    """QL-01, QL-06: nothing leads back from what was approved but a new version."""
    leads = {
        (Step.SUBMIT, State.DRAFT): State.SUBMITTED,
        (Step.SUBMIT, State.RETURNED): State.SUBMITTED,
        (Step.RETURN, State.SUBMITTED): State.RETURNED,
        (Step.APPROVE, State.SUBMITTED): State.APPROVED,
        (Step.REOPEN, State.APPROVED): State.DRAFT,
    }
    assert may(step, state) == ((step, state) in leads)
    if (step, state) in leads:
        assert after(step, state, "A reason.") is leads[step, state]
        assert state not in STANDING or step is Step.REOPEN
    else:
        with pytest.raises(Problem) as refused:
            after(step, state, "A reason.")
        assert refused.value.status == 409


@pytest.mark.parametrize(("step", "state"), [(Step.RETURN, State.SUBMITTED), (Step.REOPEN, State.APPROVED)])
def test_returning_and_reopening_need_a_reason(step, state):
    """QL-05"""
    with pytest.raises(Problem, match="Say why"):
        after(step, state, "  ")


def test_submitting_and_approving_need_no_reason():
    """QL-05"""
    assert after(Step.SUBMIT, State.DRAFT) is State.SUBMITTED
    assert after(Step.APPROVE, State.SUBMITTED) is State.APPROVED


@pytest.mark.parametrize(
    ("people", "sentences"),
    [
        (CAST, []),
        (People(), []),
        (People(assessor=ASSESSOR, approver=APPROVER), []),
        (replace(CAST, assessor=MANAGER), ["The assessor manages what is assessed."]),
        (replace(CAST, approver=ASSESSOR), ["The approver is the assessor."]),
        (replace(CAST, approver=HELPER), ["The approver has answered questions."]),
        (replace(CAST, approver=MANAGER), ["The approver manages what is assessed."]),
        (
            People(MANAGER, MANAGER, MANAGER),
            [
                "The assessor manages what is assessed.",
                "The approver is the assessor.",
                "The approver manages what is assessed.",
            ],
        ),
    ],
)
def test_nobody_assesses_or_approves_their_own_work(people, sentences):
    """QL-02"""
    assert [str(one.said) for one in unfit(people)] == sentences
    for step in (Step.SUBMIT, Step.APPROVE):
        assert [sentence for rule, sentence in kept(step, form(), people) if rule == "QL-02"] == sentences


def test_what_is_complete_may_be_submitted_and_approved():
    """QL-03, QL-04"""
    assert kept(Step.SUBMIT, form()) == []
    assert kept(Step.APPROVE, form()) == []


@pytest.mark.parametrize(
    ("given", "rule"),
    [({"q5": Given()}, "QA-01"), ({"q5": Given("2")}, "QA-02")],
)
def test_open_questions_and_errors_keep_from_submitting(given, rule):
    """QL-03; QL-04"""
    assert [one for one, _ in kept(Step.SUBMIT, form(given))] == [rule]
    assert [one for one, _ in kept(Step.APPROVE, form(given))] == [rule]


def test_warnings_keep_nobody():
    """QL-03"""
    assert kept(Step.SUBMIT, form({"q5": Given("2", evidence="As planned.")})) == []


def test_without_an_assessor_nothing_is_submitted_and_without_an_approver_nothing_approved():
    """QL-03, QL-04"""
    assert kept(Step.SUBMIT, form(), People()) == [("QL-03", "The assessment has no assessor.")]
    assert kept(Step.SUBMIT, form(), People(assessor=ASSESSOR)) == []
    assert kept(Step.APPROVE, form(), People(assessor=ASSESSOR)) == [("QL-04", "The assessment has no approver.")]


def test_a_weak_answer_without_consequence_is_submitted_but_not_approved():
    """QL-04"""
    weak = form({"q1": Given("1", evidence="Nothing in the minutes of the board.")})
    assert kept(Step.SUBMIT, weak) == []
    assert [rule for rule, _ in kept(Step.APPROVE, weak)] == ["QA-07"]
    reasoned = {"q1": Given("1", evidence="Nothing in the minutes of the board.", no_action="It is closed.")}
    assert kept(Step.APPROVE, form(reasoned)) == []


def test_a_decision_is_asked_for_where_the_questionnaire_has_some():
    """QL-04"""
    asked = {"decisions": {"continue": {"en": "Continue"}}, "stage": Stage.IMPLEMENTATION}
    assert kept(Step.APPROVE, form(asked=asked), board_comment="") == [("QL-04", "No decision is taken.")]
    assert kept(Step.APPROVE, form(asked=asked, decision="continue"), board_comment="") == []


def test_at_closure_the_board_says_something():
    """QL-04"""
    assert kept(Step.APPROVE, form(), board_comment=" ") == [("QL-04", "The board has not commented on the closure.")]
    assert kept(Step.APPROVE, form(asked={"stage": Stage.ONCE}), board_comment="") == []


def test_nothing_keeps_from_returning_and_reopening():
    """QL-05"""
    empty = Form(closure(), PROJECT, {})
    assert kept(Step.RETURN, empty, People()) == kept(Step.REOPEN, empty, People()) == []


def test_another_rating_needs_a_reason_and_is_one_of_the_scheme():
    """QL-07"""
    of = form()
    other_rating(of, "", E, "The board saw more than the form asks.")
    other_rating(of, "strategic", I, "The evidence is void.")
    other_rating(of, "", "", "")
    for section, given, reason, code in (
        ("", HS, " ", "reason-missing"),
        ("", S, "It is so.", "bad-rating"),
        ("strategic", S, "It is so.", "bad-rating"),
        ("", "splendid", "It is so.", "bad-rating"),
    ):
        with pytest.raises(Problem) as refused:
            other_rating(of, section, given, reason)
        assert (refused.value.status, refused.value.code) == (422, code)
