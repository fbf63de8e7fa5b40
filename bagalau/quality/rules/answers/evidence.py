"""What stands behind an answer: QA-02, QA-03, QA-09 to QA-11. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.quality.rules.answers.values import Finding, Form
from bagalau.quality.rules.questionnaire import Question
from bagalau.quality.rules.said import Said

FEWEST_LETTERS = 20
MOST_YEARS = 5  # that are named in a sentence
_BEFORE = "in|since|until|till|by|from|through|during|between|в|с|до|по"
_COUNTED = (
    r"\s+(?:people|persons|women|men|participants|beneficiaries|copies|usd|человек|женщин|участник|экземпляр|адам|дана)"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
    r"|(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)[а-яәіңғүұқөһ]*"
)
_YEAR = re.compile(
    rf"\b(?:{_BEFORE})\s+(?:(?:{_MONTH})\s+)?((?:19|20)\d\d)\b(?!{_COUNTED})"
    rf"|\b(?:{_MONTH})\s+(?:\d{{1,2}},\s*)?((?:19|20)\d\d)\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)-\d\d-\d\d\b"
    r"|\b((?:19|20)\d\d)(?=\s*[-–—/]\s*(?:19|20)\d\d\b)"
    r"|(?<=[-–—/])\s*((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)\s*(?:г\b|год|ж\b|жыл)",
    re.IGNORECASE,
)
_GOALS = re.compile(r"\b20[3-9]\d\b|agenda 20\d\d|20\d\d agenda|sdgs? 20\d\d", re.IGNORECASE)


def without_text(form: Form, question: Question) -> Iterator[Finding]:
    """QA-02."""
    given = form.of(question)
    if question.needs_evidence and given.value and not given.evidence.strip():
        sentence = Said(mark("Question %(number)s is answered without evidence."), {"number": question.number})
        todo = mark("Write what the answer rests on.")
        yield Finding("QA-02", Severity.ERROR, sentence, todo, question.code)


def without_document(form: Form, question: Question) -> Iterator[Finding]:
    """QA-03."""
    option = form.option(question)
    if option is not None and option.needs_document and not form.of(question).papers:
        values = {"number": question.number, "value": option.value}
        sentence = Said(mark("Question %(number)s: no document stands behind the answer “%(value)s”."), values)
        todo = mark("Add the document that shows it, or a link to the record.")
        yield Finding("QA-03", Severity.WARNING, sentence, todo, question.code)


def gone(form: Form, question: Question) -> Iterator[Finding]:
    """QA-09."""
    papers = form.of(question).papers
    if count := sum(one is None for one in papers):
        values = {"number": question.number, "count": count, "total": len(papers)}
        sentence = mark("Question %(number)s: %(count)s of %(total)s documents are gone, or you may not see them.")
        todo = mark("Add the document anew, or ask whoever added it.")
        yield Finding("QA-09", Severity.WARNING, Said(sentence, values), todo, question.code)


def is_short(text: str) -> bool:
    """QA-10: too few letters to say anything."""
    return sum(sign.isalnum() for sign in text) < FEWEST_LETTERS


def says_nothing(form: Form, question: Question) -> Iterator[Finding]:
    """QA-10."""
    text = form.of(question).evidence
    if not text.strip() or not question.needs_evidence:
        return
    todo = mark("Write what shows just this: who did what, when, and where it can be read.")
    if is_short(text):
        sentence = Said(
            mark("Question %(number)s: the evidence is too short to show anything."), {"number": question.number}
        )
        yield Finding("QA-10", Severity.WARNING, sentence, todo, question.code)
    elif (first := _first_with(form, _folded(text))) is not question:
        values = {"number": question.number, "first": first.number}
        sentence = Said(mark("Question %(number)s has the same evidence as question %(first)s."), values)
        yield Finding("QA-10", Severity.WARNING, sentence, todo, question.code)


def _first_with(form: Form, folded: str) -> Question:
    return next(one for one in form.questionnaire.questions if _folded(form.of(one).evidence) == folded)


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def other_years(form: Form, question: Question) -> Iterator[Finding]:
    """QA-11: years before the beginning or after the end; goals for years to come are none."""
    if form.starts is None or form.ends is None:
        return
    text = _GOALS.sub(" ", form.of(question).evidence)
    named = {int(year) for match in _YEAR.finditer(text) for year in match.groups() if year}
    if beyond := sorted(year for year in named if not form.starts.year <= year <= form.ends.year):
        years = tuple(map(str, beyond[:MOST_YEARS]))
        sentence = mark("Question %(number)s: the evidence speaks of years outside the assessed period: %(years)s.")
        values = {"number": question.number, "years": years}
        todo = mark("Check that the evidence is of this period.")
        yield Finding("QA-11", Severity.NOTE, Said(sentence, values), todo, question.code)
