"""Checks of what a report says and how it is answered: EK-07 to EK-09, EK-13 to EK-17. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

from bagalau.evaluations.rules import Stage, Stance
from bagalau.evaluations.rules.checks.likeness import SAME, shared, stems
from bagalau.evaluations.rules.checks.refusals import is_refused, refusal
from bagalau.evaluations.rules.checks.told import Answer, Place, Recommendation, Report, Result
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark

Parameters = Mapping[str, Decimal]
OWN_WORDS = 4  # telling words of a response beyond its recommendation and set phrases
SET_PHRASES = (
    "the recommendation is accepted by the country office",
    "office accepts agrees the recommendation management response actions below stated described",
    "рекомендация принята принимается офисом руководством полностью",
    "ұсыным қабылданды қабылданады кеңсе басшылық",
)
WORDS = {
    "finding": mark("Finding %(number)s"),
    "conclusion": mark("Conclusion %(number)s"),
    "lesson": mark("Lesson %(number)s"),
}
PLACEHOLDER = re.compile(
    r"\b(?:[xх]{2,}(?!\s*(?:[-–—]|centur|век|вв?\.|столет|ғасыр))|x (?=staff|people|persons|per cent|percent|%)|tbd|tbc"
    r"|lorem ipsum)\b|\[(?:insert|вставить|указать|укажите|енгізу|көрсету)[^\]]*\]|\?\?\?|_{4,}",
    re.IGNORECASE,
)


def repeated(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-07."""
    texts = {row.number: stems(row.text) for row in report.recommendations}
    return [
        Result(
            "EK-07",
            Severity.WARNING,
            later.place,
            mark("It says the same as recommendation %(number)s: %(percent)s %% of their words are shared."),
            {"number": first.number, "percent": round(100 * shared(texts[first.number], texts[later.number]))},
            f"{first.number}",
        )
        for first, later in combinations(report.recommendations, 2)
        if shared(texts[first.number], texts[later.number]) >= SAME
    ]


def empty_answer(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-08."""
    found = []
    for row in report.recommendations:
        for answer in row.answers:
            sentence = _emptiness(row, answer)
            if sentence:
                found.append(Result("EK-08", Severity.WARNING, row.place, sentence, {"unit": answer.unit}, answer.text))
    return found


def _emptiness(row: Recommendation, answer: Answer) -> str:
    if not answer.text.strip():
        return mark("The response of %(unit)s is empty.")
    said = stems(answer.text)
    phrases = frozenset().union(*(stems(phrase) for phrase in SET_PHRASES))
    if row.actions or is_refused(row):
        return ""  # a refusal may be short, and what is promised says more
    if len(said - phrases - stems(row.text)) < OWN_WORDS:
        return mark(
            "The response of %(unit)s says little more than the recommendation itself, and nothing is promised."
        )
    return ""


def half_refused(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-09: also where the record holds no stance at all, which hides the refusal."""
    found = []
    for row in report.recommendations:
        for answer in row.answers:
            words = refusal(answer.text)
            recorded = (
                answer.stance in (Stance.REJECTED, Stance.PARTIALLY_ACCEPTED)
                or Stance.REJECTED in answer.parts.values()
            )
            if words and not recorded:
                values = {"unit": answer.unit, "words": words}
                sentence = mark("The response of %(unit)s refuses something (“%(words)s”), but no stance says so.")
                found.append(Result("EK-09", Severity.WARNING, row.place, sentence, values, answer.text))
    return found


def file_twice(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-13: by content where the office has the files, else by title and size."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for file in report.files:
        key = ("digest", file.digest) if file.digest else ("title", file.title.casefold(), file.size)
        if key in seen:
            sentence = mark("“%(title)s” is listed more than once.")
            found.append(Result("EK-13", Severity.NOTE, report.place, sentence, {"title": file.title}, file.title))
        seen.add(key)
    return found


def incomplete(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-14: by the rules of the evaluation's life."""
    if report.stage is not Stage.COMPLETED:
        return []
    sentence = mark("The evaluation is completed, but this does not hold: %(what)s.")
    return [Result("EK-14", Severity.WARNING, report.place, sentence, {"what": what}, what) for what in report.missing]


def placeholder(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-15."""
    places = [
        (Place(one.kind, one.key, WORDS[one.kind], {"number": one.number}), one.text) for one in report.statements
    ]
    places += [(row.place, row.text) for row in report.recommendations]
    places += [
        (row.place_of(one), f"{one.text}\n{one.comment}") for row in report.recommendations for one in row.actions
    ]
    return [
        Result(
            "EK-15",
            Severity.NOTE,
            place,
            mark("“%(words)s” looks like a placeholder."),
            {"words": _around(text, match)},
            match[0],
        )
        for place, text in places
        if (match := PLACEHOLDER.search(text))
    ]


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join(text[match.start() : match.end() + 20].split()[:3])


def unanswered(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-16."""
    if report.stage is not Stage.COMPLETED or report.responses or report.response_due is None:
        return []
    late = (today - report.response_due).days
    if late <= 0:
        return []
    sentence = mark("The response was due on %(day)s, %(days)s days ago.")
    return [Result("EK-16", Severity.ERROR, report.place, sentence, {"day": report.response_due, "days": late})]


def unreasoned(report: Report, today: date, parameters: Parameters) -> list[Result]:
    """EK-17: the words of the response count as the reason where no other is given."""
    sentence = mark("%(unit)s does not accept it in full and does not say why.")
    return [
        Result("EK-17", Severity.WARNING, row.place, sentence, {"unit": answer.unit})
        for row in report.recommendations
        for answer in row.answers
        if answer.stance in (Stance.REJECTED, Stance.PARTIALLY_ACCEPTED) and not (answer.reason or answer.text).strip()
    ]
