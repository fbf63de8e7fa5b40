"""The life of an assessment. Pure.

Source: domain reference, evaluation and quality, parts 1.1, 1.2 and 1.4 (the machine is inferred there).

QL-01  draft -> submitted -> approved; a submitted one may be returned, and is then worked on like a draft. An approved
       one is never changed: reopening it makes a new version, which begins as a draft with the answers of the old, and
       with the ratings given instead; the decision is taken anew.
QL-02  Who assesses does not manage what is rated. Who approves is neither the assessor nor the manager, and has
       answered none of the questions.
QL-03  An assessment is submitted with an assessor, when every question is answered and no check finds an error.
QL-04  It is approved by an approver when, beyond QL-03, every weak answer has a management action or a reason why none
       follows; with a decision where the questionnaire asks for one, and at closure with the comment of the board.
QL-05  To return and to reopen needs a reason.
QL-06  What is approved keeps its answers, its ratings, and the versions by which it was asked and rated.
QL-07  While an assessment lies with its approver, that one may give a section or the whole another rating than follows
       from the answers, with a reason. Both are kept; to give none takes the other one back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bagalau.lib.problems import Problem
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.quality.rules.answers import Finding, Form, check
from bagalau.quality.rules.questionnaire import Stage
from bagalau.quality.rules.said import Said


class State(StrEnum):
    """QL-01."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REPLACED = "replaced"  # approved once, and reopened since: a newer version was approved


class Step(StrEnum):
    """What somebody does with an assessment."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"


WORKED_ON = frozenset({State.DRAFT, State.RETURNED})
UNDER_WAY = WORKED_ON | {State.SUBMITTED}
STANDING = frozenset({State.APPROVED, State.REPLACED})
STEPS: Mapping[Step, tuple[frozenset[State], State]] = {
    Step.SUBMIT: (WORKED_ON, State.SUBMITTED),
    Step.RETURN: (frozenset({State.SUBMITTED}), State.RETURNED),
    Step.APPROVE: (frozenset({State.SUBMITTED}), State.APPROVED),
    Step.REOPEN: (frozenset({State.APPROVED}), State.DRAFT),
}
"""QL-01: from which states a step leads to which; reopening leads to the state of the new version."""

WITH_REASON = frozenset({Step.RETURN, Step.REOPEN})
BLOCKS_APPROVAL = frozenset({"QA-07"})


@dataclass(frozen=True)
class People:
    """Who has to do with an assessment, by any key; ``answered`` are all who changed an answer."""

    assessor: int | None = None
    approver: int | None = None
    manager: int | None = None
    answered: frozenset[int] = frozenset()


def may(step: Step, state: State) -> bool:
    """QL-01."""
    return state in STEPS[step][0]


def after(step: Step, state: State, reason: str = "") -> State:
    """QL-01, QL-05: the state after a step, or a refusal."""
    if not may(step, state):
        raise Problem("wrong-state", "Somebody took another step meanwhile. Look at the assessment anew.", status=409)
    if step in WITH_REASON and not reason.strip():
        raise Problem("reason-missing", "Say why, so that others understand it.", status=422)
    return STEPS[step][1]


def unfit(people: People) -> Iterator[Finding]:
    """QL-02."""
    if people.assessor is not None and people.assessor == people.manager:
        sentence = mark("The assessor manages what is assessed.")
        yield _blocking("QL-02", sentence, mark("Have somebody else assess it."))
    if people.approver is None:
        return
    todo = mark("Have somebody else approve it.")
    if people.approver == people.assessor:
        yield _blocking("QL-02", mark("The approver is the assessor."), todo)
    elif people.approver in people.answered:
        yield _blocking("QL-02", mark("The approver has answered questions."), todo)
    if people.approver == people.manager:
        yield _blocking("QL-02", mark("The approver manages what is assessed."), todo)


def keeps_from(step: Step, form: Form, people: People, today: date, board_comment: str = "") -> tuple[Finding, ...]:
    """QL-02 to QL-04: what keeps an assessment from being submitted or approved; nothing keeps the other steps."""
    if step not in {Step.SUBMIT, Step.APPROVE}:
        return ()
    found = list(unfit(people))
    if people.assessor is None:
        found.append(_blocking("QL-03", mark("The assessment has no assessor."), mark("Name who assesses.")))
    approves, checked = step is Step.APPROVE, check(form, today)
    found.extend(one for one in checked if one.severity is Severity.ERROR or (approves and one.rule in BLOCKS_APPROVAL))
    return (*found, *(_before_approval(form, people, board_comment) if approves else ()))


def _before_approval(form: Form, people: People, board_comment: str) -> Iterator[Finding]:
    """QL-04."""
    if people.approver is None:
        yield _blocking("QL-04", mark("The assessment has no approver."), mark("Name who approves."))
    if form.questionnaire.decisions and not form.decision.strip():
        yield _blocking("QL-04", mark("No decision is taken."), mark("Choose one of the decisions."))
    if form.questionnaire.stage is Stage.CLOSURE and not board_comment.strip():
        sentence = mark("The board has not commented on the closure.")
        yield _blocking("QL-04", sentence, mark("Write what the board said about it."))


def _blocking(rule: str, sentence: str, todo: str) -> Finding:
    return Finding(rule, Severity.ERROR, Said(sentence), todo)


def other_rating(form: Form, section: str, given: str, reason: str) -> None:
    """QL-07: refuse a rating that the scheme does not have, that follows anyway, or that has no reason."""
    if not given:
        return
    if given not in form.scheme.by_code:
        raise Problem("bad-rating", "The rating scheme has no such rating: choose one that it has.", status=422)
    if given == form.follows.get(section):
        raise Problem(
            "bad-rating", "This rating follows from the answers already. Choose another one, or none.", status=422
        )
    if not reason.strip():
        raise Problem("reason-missing", "Say why another rating is given than follows from the answers.", status=422)
