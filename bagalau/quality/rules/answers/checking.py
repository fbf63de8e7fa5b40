"""All checks of answers, in the order of the questions. Pure."""

from __future__ import annotations

from datetime import date

from bagalau.quality.rules.answers import evidence, statements, whole
from bagalau.quality.rules.answers.claims import unfounded
from bagalau.quality.rules.answers.values import Finding, Form

OF_ANSWERS = (
    statements.unanswered,
    evidence.without_text,
    evidence.without_document,
    statements.not_carried,
    statements.better_option,
    statements.without_action,
    evidence.gone,
    evidence.says_nothing,
    evidence.other_years,
)
OF_THE_WHOLE = (whole.other_than_printed, whole.decided_against_the_rating, whole.weak_sections)


def check(form: Form, today: date) -> tuple[Finding, ...]:
    """QA-01 to QA-14: first what is said of each question, then of sections and of the whole."""
    found: list[Finding] = []
    for question in form.questionnaire.questions:
        for rule in OF_ANSWERS:
            found.extend(rule(form, question))
        found.extend(unfounded(form, question, today))
    for of_all in OF_THE_WHOLE:
        found.extend(of_all(form))
    return tuple(found)
