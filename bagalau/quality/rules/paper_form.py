"""A paper as the checks see it, and which options agree with the ratings that it prints. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bagalau.quality.rules.agreeing import agreement
from bagalau.quality.rules.answers import Form, Given
from bagalau.quality.rules.contract import Paper, Told, actions_in
from bagalau.quality.rules.questionnaire import Question, Questionnaire
from bagalau.quality.rules.schemes import Scheme


def answers_of(paper: Paper, asked: Questionnaire) -> dict[str, str | None]:
    """The answers by the code of the question; None: it cannot be told, or was left unanswered."""
    return {question.code: told.selected or None for question, told in _pairs(paper, asked)}


def printed_in(paper: Paper, asked: Questionnaire, scheme: Scheme) -> dict[str, str | None]:
    """The labels that a paper prints, by the code of the section; the overall one under an empty code."""
    codes = {one.name["en"]: one.code for one in scheme.labels}
    parts = zip(asked.sections, paper.sections, strict=True)
    return {section.code: codes.get(part.rating) for section, part in parts} | {"": codes.get(paper.rating)}


def form_of(paper: Paper, asked: Questionnaire, scheme: Scheme) -> Form:
    """What the checks look at."""
    printed = printed_in(paper, asked, scheme)
    return Form(
        asked,
        scheme,
        {question.code: _given(told) for question, told in _pairs(paper, asked)},
        printed={code: label for code, label in printed.items() if label},
        decision=paper.decision,
        starts=paper.starts,
        ends=paper.ends,
    )


def agreeing(paper: Paper, asked: Questionnaire, scheme: Scheme) -> Mapping[str, Sequence[str]]:
    """QR-13: by the place of an open answer the options that agree with the printed rating of its section."""
    found = agreement(asked, scheme, answers_of(paper, asked), printed_in(paper, asked, scheme))
    rated = {code for one in found.sections if one.printed for code in one.open}
    return {
        f"{told.at}.selected": found.options.get(question.code, ())
        for question, told in _pairs(paper, asked)
        if question.code in rated
    }


def _given(told: Told) -> Given:
    actions, reason = actions_in(told.actions)
    papers = [one.title for one in told.uploads]
    return Given(told.selected or None, {}, told.evidence, papers, len(actions), reason)


def _pairs(paper: Paper, asked: Questionnaire) -> Iterator[tuple[Question, Told]]:
    return zip(asked.questions, paper.questions, strict=True)
