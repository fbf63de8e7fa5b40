"""Reads: what the home of quality assurance papers asks of the record; its callers have opened the doors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils.timezone import localdate

from bagalau.quality.models import Answer, AnswerDocument, Assessment, AssessmentRating, Definition, Subject
from bagalau.quality.rules import shipped
from bagalau.quality.rules.contract import STAGE_WORDS, STATE_WORDS, Paper, Part, Told, Upload
from bagalau.quality.rules.from_paper import as_printed
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Question, Questionnaire, Stage, said
from bagalau.quality.rules.schemes import Scheme


def known_questionnaires() -> tuple[list[Questionnaire], list[Questionnaire]]:
    """The versions that come along or were added, and those with the words of papers. What has a row is as it says."""
    found, of_papers = dict(shipped.questionnaires()), []
    for row in Definition.objects.filter(kind=Definition.QUESTIONNAIRE):
        if row.origin == Definition.PAPER:
            of_papers.append(row.questionnaire)
        else:
            found[f"{row.code}@{row.version}"] = row.questionnaire
    return list(found.values()), of_papers


def scheme_named(name: str) -> Scheme:
    """The rating scheme that a questionnaire names."""
    code, _at, version = name.partition("@")
    row = Definition.objects.filter(kind=Definition.SCHEME, code=code, version=version).first()
    return row.scheme if row else shipped.schemes()[name]


def latest(subject: Subject, stage: Stage, year: int) -> Assessment | None:
    """The newest version of the assessment that a paper of this stage and year is a copy of (QP-08)."""
    rows = Assessment.objects.filter(subject=subject, stage=stage, about="").exclude(status=State.REPLACED)
    if stage is Stage.IMPLEMENTATION:
        rows = rows.filter(year=year)
    joined = rows.select_related("subject", "unit", "questionnaire", "scheme", "assessor", "approver")
    return joined.order_by("-version", "-pk").first()


def paper_of(of: Assessment, like: Paper) -> Paper:
    """An assessment as a later copy would state it. Of documents of the office it names those that the copy names; a
    rating is that of the copy, if it was printed before or stands."""
    questionnaire = of.questionnaire.questionnaire
    answers = {one.question: one for one in of.answers.all()}
    ratings = {one.section: one for one in of.ratings.all()}
    labels = {one.code: said(one.name, "en") for one in of.scheme.scheme.labels}
    uploads, actions = _uploads(of, like), _actions(of)
    printed = {part.name: part.rating for part in like.sections}
    return Paper(
        stage=like.stage if like.meant_stage == of.stage else STAGE_WORDS[Stage(of.stage)],
        status=like.status if like.meant_state == of.status else STATE_WORDS[State(of.status)],
        rating=_rating(ratings[""], like.rating, labels),
        decision=decision_words(questionnaire, of.decision),
        number=of.number,
        title=of.title,
        starts=of.starts,
        ends=of.ends,
        comments=of.board_comment,
        sections=[
            Part(
                "",
                name := said(section.name, "en"),
                _rating(ratings[section.code], printed.get(name, ""), labels),
                [_told(one, answers[one.code], uploads, actions) for one in section.questions],
            )
            for section in questionnaire.sections
        ],
    )


def decision_words(questionnaire: Questionnaire, code: str) -> str:
    """A decision as papers print it: by its English name, or in words of its own."""
    words = questionnaire.decisions.get(code)
    return said(words, "en") if words else code


def _rating(row: AssessmentRating, copied: str, labels: Mapping[str, str]) -> str:
    known = [labels.get(code, code) for code in (row.printed, row.stands) if code]
    return copied if copied in known else next(iter(known), "")


def _told(one: Question, answer: Answer, uploads: Mapping[int, list[Upload]], actions: Mapping[int, list[str]]) -> Told:
    return Told(
        at="",
        number=one.number,
        text=said(one.text, "en"),
        options=[(option.value, " ".join(filter(None, as_printed(option)))) for option in one.options],
        selected=answer.value,
        evidence=answer.evidence,
        actions="\n\n".join(filter(None, [*actions.get(answer.pk, ()), answer.no_action])),
        uploads=uploads.get(answer.pk, []),
    )


def _uploads(of: Assessment, like: Paper) -> Mapping[int, list[Upload]]:
    named = {one.title for told in like.questions for one in told.uploads}
    found: dict[int, list[Upload]] = defaultdict(list)
    for row in AnswerDocument.objects.filter(answer__assessment=of).select_related("added_by"):
        if row.title in named or (row.document_id is None and row.record_id is None):
            found[row.answer_id].append(Upload("", row.title, row.address, *added(row)))
    return found


def added(row: AnswerDocument) -> tuple[str, date | None]:
    """Who put a document behind an answer, and when: as a paper prints it, or as it was done here."""
    if row.added_by is None:
        return row.modified_by, row.modified_on
    return row.modified_by or row.added_by.name, row.modified_on or localdate(row.added_at)


def _actions(of: Assessment) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in of.actions.select_related("commitment"):
        if row.answer_id is not None:
            found[row.answer_id].append(row.commitment.text)
    return found
