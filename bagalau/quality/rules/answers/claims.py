"""Claims beside what the record shows: QA-08. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bagalau.lib.periods import days_after, months_after
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.quality.rules.answers.values import Finding, Form
from bagalau.quality.rules.questionnaire import Often, Question
from bagalau.quality.rules.said import Said

MONTHS = {Often.QUARTER: 3, Often.YEAR: 12}
SAID = {
    Often.QUARTER: mark(
        "Question %(number)s: “%(value)s” claims every quarter; the record shows it in %(found)s of %(total)s quarters."
    ),
    Often.YEAR: mark(
        "Question %(number)s: “%(value)s” claims every year; the record shows it in %(found)s of %(total)s years."
    ),
}

NEVER = {
    Often.QUARTER: mark("Question %(number)s: “%(value)s” claims every quarter; the record shows no update."),
    Often.YEAR: mark("Question %(number)s: “%(value)s” claims every year; the record shows no update."),
}


def shown_in(days: Sequence[date], often: Often, starts: date, ends: date) -> tuple[int, int]:
    """QA-08: in how many of the whole quarters (years) of a period, counted from its first day, there is a day."""
    found, total, begin = 0, 0, starts
    while begin < (after := months_after(starts, MONTHS[often] * (total + 1))) <= days_after(ends, 1):
        found += any(begin <= day < after for day in days)
        total, begin = total + 1, after
    return found, total


def unfounded(form: Form, question: Question, today: date) -> Iterator[Finding]:
    """QA-08."""
    option, starts = form.option(question), form.starts
    if option is None or starts is None:
        return
    ends = min(form.ends or today, today)
    for name, often in option.claims.items():
        if name not in form.facts:
            continue
        found, total = shown_in(form.facts[name], often, starts, ends)
        if found < total:
            values = {"number": question.number, "value": option.value, "found": found, "total": total}
            severity = Severity.NOTE if found and total - found == 1 else Severity.WARNING
            sentence = (SAID if found else NEVER)[often]
            todo = mark("Choose the option that the record carries, or bring the record up to date.")
            yield Finding("QA-08", severity, Said(sentence, values), todo, question.code)
