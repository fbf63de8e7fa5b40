"""Answers, their statements, and what must follow from them: QA-01, QA-04 to QA-07. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.quality.rules.answers.values import Finding, Form, Given
from bagalau.quality.rules.questionnaire import Join, Option, Question
from bagalau.quality.rules.said import Said


def told_of(option: Option, clauses: Mapping[str, bool]) -> list[bool | None]:
    """What was said of each statement of an option."""
    return [clauses.get(f"{option.value}.{one.code}") for one in option.clauses]


def carries(option: Option, clauses: Mapping[str, bool]) -> bool | None:
    """QN-03: whether its statements carry an option; None as long as that is open, or if it makes none."""
    told = told_of(option, clauses)
    if not told:
        return None
    decides = option.join is Join.ANY  # what settles it at once: a true one of any, an untrue one of all
    if decides in told:
        return decides
    return None if None in told else not decides


def is_missing_action(option: Option | None, given: Given) -> bool:
    """QA-07."""
    return option is not None and option.needs_action and not given.actions and not given.no_action.strip()


def unanswered(form: Form, question: Question) -> Iterator[Finding]:
    """QA-01."""
    if not form.of(question).value:
        sentence = Said(mark("Question %(number)s is not answered."), {"number": question.number})
        yield Finding("QA-01", Severity.ERROR, sentence, mark("Choose one of its options."), question.code)


def not_carried(form: Form, question: Question) -> Iterator[Finding]:
    """QA-04, QA-05."""
    option, clauses = form.option(question), form.of(question).clauses
    if option is None:
        return
    holds, told = carries(option, clauses), told_of(option, clauses)
    values = {"number": question.number, "value": option.value}
    if holds is False:
        sentence = Said(
            mark("Question %(number)s: not every statement that the answer “%(value)s” needs is true."), values
        )
        if option.join is Join.ANY:
            sentence = Said(mark("Question %(number)s: no statement of the answer “%(value)s” is true."), values)
        todo = mark("Choose the option whose statements are true, or look at the statements again.")
        yield Finding("QA-04", Severity.ERROR, sentence, todo, question.code)
    elif holds is None and told:
        open_ones = {**values, "count": told.count(None), "total": len(told)}
        sentence = Said(
            mark("Question %(number)s: %(count)s of %(total)s statements of the answer “%(value)s” are open."),
            open_ones,
        )
        severity = Severity.NOTE if told.count(None) == len(told) else Severity.WARNING
        todo = mark("Say of each statement whether it is true.")
        yield Finding("QA-05", severity, sentence, todo, question.code)


def better_option(form: Form, question: Question) -> Iterator[Finding]:
    """QA-06."""
    chosen, clauses = form.option(question), form.of(question).clauses
    if chosen is None or chosen.score is None:
        return
    higher = [one for one in question.options if one.score is not None and one.score > chosen.score]
    for one in sorted(higher, key=lambda each: each.score or 0, reverse=True):
        if carries(one, clauses):
            values = {"number": question.number, "value": chosen.value, "better": one.value}
            sentence = mark(
                "Question %(number)s: “%(value)s” is chosen, though the statements of “%(better)s” are true."
            )
            todo = mark("Choose the higher option, or look at its statements again.")
            yield Finding("QA-06", Severity.WARNING, Said(sentence, values), todo, question.code)
            return


def without_action(form: Form, question: Question) -> Iterator[Finding]:
    """QA-07."""
    option = form.option(question)
    if option is not None and is_missing_action(option, form.of(question)):
        values = {"number": question.number, "value": option.value}
        sentence = mark("Question %(number)s: nothing follows from the weak answer “%(value)s”.")
        todo = mark("Add a management action, or say why none follows.")
        yield Finding("QA-07", Severity.WARNING, Said(sentence, values), todo, question.code)
