"""Ratings and the decision: QA-12 to QA-14. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.quality.rules.answers.values import Finding, Form
from bagalau.quality.rules.said import Kind, Named, Said, label, section


def goes_on_though_weak(form: Form) -> bool:
    """QA-13: the first decision of a questionnaire sets no condition."""
    return bool(form.decision) and form.decision == next(iter(form.questionnaire.decisions), None) and form.is_weak()


def other_than_printed(form: Form) -> Iterator[Finding]:
    """QA-12."""
    for code, follows in form.follows.items():
        printed = form.printed.get(code, "")
        if not follows or printed not in form.scheme.by_code or printed in (follows, form.instead.get(code)):
            continue
        values = {"printed": label(printed), "follows": label(follows)}
        sentence = Said(mark("Overall: “%(printed)s” is printed, “%(follows)s” follows from the answers."), values)
        if code:
            told = mark("%(section)s: “%(printed)s” is printed, “%(follows)s” follows from the answers.")
            sentence = Said(told, {**values, "section": section(code)})
        todo = mark("Check the answers against the paper, or keep the printed rating with a reason.")
        yield Finding("QA-12", Severity.WARNING, sentence, todo, section=code)


def decided_against_the_rating(form: Form) -> Iterator[Finding]:
    """QA-13."""
    overall = form.stands()
    if overall is not None and goes_on_though_weak(form):
        values = {"decision": Named(Kind.DECISION, form.decision), "rating": label(overall.code)}
        sentence = Said(mark("“%(decision)s” is decided, though the overall rating is “%(rating)s”."), values)
        todo = mark("Decide on what must change, or give the rating that holds with a reason.")
        yield Finding("QA-13", Severity.ERROR, sentence, todo)


def weak_sections(form: Form) -> Iterator[Finding]:
    """QA-14."""
    for one in form.questionnaire.sections:
        rating = form.stands(one.code)
        if rating is None or not form.is_weak(one.code):
            continue
        values = {"section": section(one.code), "rating": label(rating.code)}
        sentence = mark("%(section)s is rated “%(rating)s”, and much depends on it.")
        if not one.critical:
            sentence = mark("%(section)s is rated “%(rating)s”.")
        severity = Severity.WARNING if one.critical else Severity.NOTE
        todo = mark("Say in the management actions what will change.")
        yield Finding("QA-14", severity, Said(sentence, values), todo, section=one.code)
