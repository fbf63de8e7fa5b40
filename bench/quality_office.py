"""Assessments for the benches: of so many projects each a closure and two assessments of the implementation, answered
to the last of their twenty questions, most with evidence, some with a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bagalau.documents.rules import Visibility
from bagalau.people.models import Unit
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme
from bagalau.quality.models import (
    Answer,
    AnswerDocument,
    Assessment,
    AssessmentRating,
    AssessmentStep,
    Definition,
    Due,
    Subject,
)
from bagalau.quality.rules import shipped
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.rating import Rater
from bagalau.quality.rules.signs import signs_of

if TYPE_CHECKING:
    from bagalau.people.access import Viewer

KINDS = (("project-implementation@2018", 2), ("project-implementation@2018", 4), ("project-closure@2018", 5))
WORDS = "The registers of the clinics were read in spring and agree with what the partner reports."
BULK = 2000


def add_assessments(actor: Viewer, count: int) -> None:
    """So many assessments of a third as many projects, spread over all units."""
    versions = {name: _kept(actor, name) for name, _years in KINDS}
    units = list(Unit.objects.order_by("pk"))
    subjects = Subject.objects.bulk_create(
        Subject(
            kind=Rates.PROJECT,
            key=10_000_000 + number,
            unit=units[number % len(units)],
            number=f"{100_000 + number}",
            title=f"Wells and clinics of district {number}",
            visibility=Visibility.PUBLIC if number % 3 else Visibility.INTERNAL,
            starts=date(2018 + number % 4, 1, 15),
        )
        for number in range(-(-count // len(KINDS)))
    )
    made = list(_assessments(subjects, versions, count))
    rows = Assessment.objects.bulk_create((of for of, _values in made), BULK)
    for start in range(0, len(made), 500):
        _answers(
            list(zip(rows[start : start + 500], (values for _of, values in made[start : start + 500]), strict=True))
        )
    now = timezone.now()
    AssessmentStep.objects.bulk_create((AssessmentStep(assessment=of, at=now, status=of.status) for of in rows), BULK)
    Due.objects.bulk_create((_due(of) for of in rows if of.stage == "closure"), BULK)


def _kept(actor: Viewer, name: str) -> tuple[Definition, Definition]:
    told = shipped.questionnaires()[name]
    questionnaire = keep_questionnaire(actor, shipped.text("questionnaires", name), Definition.SHIPPED, told)
    return questionnaire, keep_scheme(actor, shipped.text("schemes", told.scheme), Definition.SHIPPED)


def _assessments(
    subjects: Sequence[Subject], versions: Any, count: int
) -> Iterator[tuple[Assessment, list[tuple[str, bool, bool]]]]:
    """Assessments that are not saved yet, each with what is answered, and whether words and a document are there."""
    raters = {name: Rater(asked.questionnaire, scheme.scheme) for name, (asked, scheme) in versions.items()}
    for number in range(count):
        subject, (name, years) = subjects[number // len(KINDS)], KINDS[number % len(KINDS)]
        chance, (questionnaire, scheme) = Random(number), versions[name]
        asked = questionnaire.questionnaire
        values = [_answer(question, chance) for question in asked.questions]
        codes = [question.code for question in asked.questions]
        rated = raters[name].rate({code: value for code, (value, *_more) in zip(codes, values, strict=True)})
        day = date(subject.starts.year + years, 3, 1) + timedelta(number % 200)  # type: ignore[union-attr]
        draft = number % 20 == 0
        of = Assessment(
            subject=subject,
            unit=subject.unit,
            questionnaire=questionnaire,
            scheme=scheme,
            stage=asked.stage,
            year=day.year,
            title=subject.title,
            number=subject.number,
            status=State.DRAFT if draft else State.APPROVED,
            overall=rated.overall or "",
            overall_value=scheme.scheme.label(rated.overall).value if rated.overall else None,
            questions=len(values),
            answered=len(values),
            evidenced=sum(words for _value, words, _paper in values),
            documented=sum(paper for _value, _words, paper in values),
            signs=signs_of(asked, dict(zip(codes, values, strict=True))),
            approved_on=None if draft else day,
            visibility=subject.visibility,
        )
        of.about = f"{years}"
        of._sections = {one.code: one.label or "" for one in rated.sections}  # type: ignore[attr-defined]
        yield of, values


def _answer(question: Any, chance: Random) -> tuple[str, bool, bool]:
    options = question.options
    at = min(len(options) - 1, int(chance.triangular(0, len(options), 0.8)))
    return options[at].value, chance.random() < 0.85, chance.random() < 0.3


def _answers(some: Sequence[tuple[Assessment, Any]]) -> None:
    """The answers, documents and ratings of some assessments."""
    answers: list[Answer] = []
    papers: list[bool] = []
    for of, values in some:
        asked = of.questionnaire.questionnaire
        places = [(section, question) for section in asked.sections for question in section.questions]
        for (section, question), (value, words, paper) in zip(places, values, strict=True):
            option = question.option(value)
            row = Answer(
                assessment=of, question=question.code, number=question.number, section=section.code, value=value
            )
            row.score, row.evidence = option.score if option else None, WORDS if words else ""
            answers.append(row)
            papers.append(paper)
    saved = Answer.objects.bulk_create(answers, BULK)
    AnswerDocument.objects.bulk_create(
        (AnswerDocument(answer=row, title="Minutes.pdf") for row, paper in zip(saved, papers, strict=True) if paper),
        BULK,
    )
    AssessmentRating.objects.bulk_create(
        (
            AssessmentRating(assessment=of, section=code, computed=label)
            for of, _values in some
            for code, label in {"": of.overall, **of._sections}.items()  # type: ignore[attr-defined]
        ),
        BULK,
    )


def _due(of: Assessment) -> Due:
    state = DueState.COMPLETED if of.approved_on else DueState.PENDING
    day = of.approved_on or date(2025, 1, 1)
    return Due(subject=of.subject, unit=of.unit, stage=of.stage, state=state, due_on=day, assessed_on=of.approved_on)
