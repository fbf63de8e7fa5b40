"""Reads: what is doubtful in an assessment, as somebody sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bagalau.lib.severity import Severity
from bagalau.quality.hints import facts
from bagalau.quality.models import Answer
from bagalau.quality.queries.filled import Filled
from bagalau.quality.rules.answers import Finding, Form, Given, check

DOUBTS = frozenset({Severity.ERROR, Severity.WARNING})
UNANSWERED = "QA-01"


def findings(of: Filled, today: date) -> tuple[Finding, ...]:
    """All that stands out in an assessment."""
    return check(form_of(of), today)


def form_of(of: Filled) -> Form:
    """An assessment as the checks see it; evidence that the viewer may not see counts as gone (QA-09)."""
    given = {
        one.question.code: given_of(one.answer, [proof.title for proof in one.proofs], len(one.actions))
        for one in of.questions
    }
    ratings = {"": of.overall} | {one.section.code: one.rating for one in of.sections}
    row = of.assessment
    return Form(
        of.questionnaire,
        of.scheme,
        given,
        printed={code: one.printed for code, one in ratings.items() if one.printed},
        instead={code: one.given for code, one in ratings.items() if one.given},
        decision=row.decision,
        starts=row.starts,
        ends=row.ends,
        facts=facts(row.subject),
    )


def given_of(answer: Answer, papers: Sequence[str | None], actions: int) -> Given:
    """An answer as the checks see it."""
    return Given(answer.value or None, answer.clauses, answer.evidence, papers, actions, answer.no_action)


def doubted(found: Sequence[Finding]) -> set[str]:
    """The questions that are answered, and doubtful."""
    return {one.question for one in found if one.question and one.rule != UNANSWERED and one.severity in DOUBTS}


def without_open(found: Sequence[Finding]) -> list[Finding]:
    """What stands out beside questions that are not answered yet: as long as somebody works on an assessment, these are
    counted and not told one by one."""
    return [one for one in found if one.rule != UNANSWERED]


def by_question(found: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    """What stands out at each question."""
    told: dict[str, list[Finding]] = {}
    for one in found:
        if one.question:
            told.setdefault(one.question, []).append(one)
    return told
