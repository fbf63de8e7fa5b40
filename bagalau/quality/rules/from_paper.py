"""Which questionnaire a paper was filled in. Pure.

Source: domain reference, evaluation and quality, parts 1.3 and 1.4.

QP-04  A paper is of a known version if stage, sections, numbers, options and words are the same; only letters and
       digits count.
QP-05  If stage, sections and numbers are those of a known questionnaire, but not the words, it is of a version with the
       words of the paper, named after them, so that the next paper with these words is of the same version. Codes,
       scores, weights, hints, claims and what an answer needs are the known ones; options are matched by their values;
       clauses are not cut out of the text of a paper. A rating that a paper lost keeps the known words.
QP-06  Any other paper makes a questionnaire of its own: codes of questions follow their numbers, scores the values of
       options (3, 2, 1; Yes counts 3 and No 1), and the scheme is that of projects. A section that has the name of a
       known one is that section.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bagalau.lib.texts import mark
from bagalau.lib.titles import folded
from bagalau.quality.rules.contract import Paper, Part, Told
from bagalau.quality.rules.questionnaire import (
    Join,
    Option,
    Question,
    Questionnaire,
    Rates,
    Section,
    Source,
    Stage,
    Words,
    said,
)

SCHEME = "project-qa@1"
SCORES: Mapping[str, Decimal | None] = {
    "3": Decimal(3),
    "2": Decimal(2),
    "1": Decimal(1),
    "Yes": Decimal(3),
    "No": Decimal(1),
    "Not Applicable": None,
}
JOINS = {
    Join.ALL: mark("(all must be true)"),
    Join.BOTH: mark("(both must be true)"),
    Join.ANY: mark("(any may be true)"),
}
ITS_WORDS = "The words of sections, questions and options are those of a paper; codes and scores are those of %s."
ITS_OWN = "Sections, questions and options are those of a paper; codes and scores were given by rule."
NAME = {"en": "Project quality assurance", "ru": "Обеспечение качества проекта", "kk": "Жоба сапасын қамтамасыз ету"}


def questionnaire_of(
    paper: Paper, known: Sequence[Questionnaire], of_papers: Sequence[Questionnaire] = ()
) -> Questionnaire:
    """The version that a paper was filled in (QP-04 to QP-06): a known one, one that another paper made, or a new one.
    The paper has a stage, and its sections and questions their names and numbers."""
    stage = paper.meant_stage or Stage.ONCE
    fitting = [one for one in known if one.rates is Rates.PROJECT and one.stage is stage]
    words = wording(paper)
    for one in (*fitting, *of_papers):
        if one.stage is stage and wording_of(one) == words:
            return one
    alike = [one for one in fitting if _same_frame(one, paper)]
    if alike:
        return _with_words(_newest(alike), paper, words)
    return _of_its_own(paper, stage, _newest(fitting) if fitting else None, words)


def _newest(several: Iterable[Questionnaire]) -> Questionnaire:
    return max(several, key=lambda one: (one.valid_from or date.min, one.version))


def as_printed(option: Option, language: str = "en") -> tuple[str, str]:
    """The text of an option on one line, with its clauses, and how they are joined (English, to be translated)."""
    parts = [said(option.text, language), *(said(clause.text, language) for clause in option.clauses)]
    return " ".join(filter(None, parts)), JOINS[option.join] if option.join else ""


Wording = list[Any]


def wording(paper: Paper) -> Wording:
    """The words of a paper, as far as they count (QP-04)."""
    return [
        [_key(part.name), [[one.number, folded(one.text), _options(one.options)] for one in part.questions]]
        for part in paper.sections
    ]


def wording_of(questionnaire: Questionnaire) -> Wording:
    """The words of a questionnaire as a paper would print them in English."""
    return [
        [
            _key(said(section.name, "en")),
            [
                [
                    one.number,
                    folded(said(one.text, "en")),
                    _options([(option.value, " ".join(as_printed(option))) for option in one.options]),
                ]
                for one in section.questions
            ],
        ]
        for section in questionnaire.sections
    ]


def _options(options: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[value, folded(text) or folded(value)] for value, text in options]


def _key(name: str) -> str:
    """A name of a section, however "and" is written."""
    return re.sub("and", "", folded(name))


def _same_frame(known: Questionnaire, paper: Paper) -> bool:
    """Whether sections and numbers are the same (QP-05)."""
    frame = [(section.name.values(), [one.number for one in section.questions]) for section in known.sections]
    return len(frame) == len(paper.sections) and all(
        _key(part.name) in set(map(_key, names)) and numbers == [one.number for one in part.questions]
        for (names, numbers), part in zip(frame, paper.sections, strict=True)
    )


def _is_called(section: Section, name: str) -> bool:
    return _key(name) in {_key(one) for one in section.name.values()}


def _digest(words: Wording) -> str:
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:8]


def _with_words(known: Questionnaire, paper: Paper, words: Wording) -> Questionnaire:
    """QP-05."""
    return replace(
        known,
        version=f"{known.version[:25]}-paper-{_digest(words)}",
        source=replace(known.source, text=ITS_WORDS % f"{known.code} {known.version}"),
        sections=tuple(
            replace(
                section,
                name={**section.name, "en": part.name},
                questions=tuple(
                    replace(one, text={"en": told.text}, guidance={}, options=_matched(one.options, told))
                    for one, told in zip(section.questions, part.questions, strict=True)
                ),
            )
            for section, part in zip(known.sections, paper.sections, strict=True)
        ),
    )


def _matched(options: Sequence[Option], told: Told) -> tuple[Option, ...]:
    """QP-05: the options of a question with the words of a paper."""
    texts = {value: text or value for value, text in told.options}
    known = {one.value: one for one in options}
    kept = [one for one in options if one.value in texts or one.applies]
    found = [
        replace(one, text=_words(one, texts[one.value]), join=None, clauses=()) if one.value in texts else one
        for one in kept
    ]
    return (*found, *(_option(value, text) for value, text in told.options if value not in known))


def _words(known: Option, text: str) -> Words:
    """The words of a paper; a word such as "Yes" keeps its translations."""
    is_word = folded(text) == folded(said(known.text, "en")) and not known.clauses
    return {**known.text, "en": text} if is_word and folded(text) else {"en": text}


def _of_its_own(paper: Paper, stage: Stage, like: Questionnaire | None, words: Wording) -> Questionnaire:
    """QP-06."""
    return Questionnaire(
        code=f"project-{stage}",
        version=f"paper-{_digest(words)}",
        name=like.name if like else NAME,
        rates=Rates.PROJECT,
        stage=stage,
        scheme=like.scheme if like else SCHEME,
        source=Source(ITS_OWN),
        sections=tuple(_section(part, place, like) for place, part in enumerate(paper.sections, 1)),
        decisions=like.decisions if like else {},
    )


def _section(part: Part, place: int, like: Questionnaire | None) -> Section:
    known = next((one for one in (like.sections if like else ()) if _is_called(one, part.name)), None)
    questions = tuple(_question(one, place) for place, one in enumerate(part.questions, 1))
    if known:
        return replace(known, name={**known.name, "en": part.name}, questions=questions)
    return Section(f"section-{place}", {"en": part.name}, questions)


def _question(told: Told, place: int) -> Question:
    number = told.number or place
    options = tuple(_option(value, text) for value, text in told.options)
    return Question(f"question-{number}", number, {"en": told.text}, options)


def _option(value: str, text: str) -> Option:
    score = SCORES.get(value)
    return Option(value, score, {"en": text or value}, needs_document=value == "3", needs_action=score == 1)
