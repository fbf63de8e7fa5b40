"""Writes: an assessment as a reviewed paper states it.

QP-09  A later copy brings an assessment up to date as long as it was read from papers alone and is under way; what the
       copy does not state stays. One that was worked on here is left as it is, and the copy refused. One that is
       approved stays too: a copy that differs becomes a new version of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bagalau.commitments.actions import Given, Origin
from bagalau.commitments.actions import add as promise
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.quality.access import ADD_ASSESSMENT, PUBLISH_ASSESSMENT
from bagalau.quality.actions import FIELDS, Begun, add_rows, blank, note
from bagalau.quality.actions.counting import recount
from bagalau.quality.actions.dues import renew
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme
from bagalau.quality.actions.reopening import keep_proofs
from bagalau.quality.actions.subjects import named_subject
from bagalau.quality.models import Answer, AnswerDocument, Assessment, Definition, ManagementAction, Subject
from bagalau.quality.queries.papers import known_questionnaires, latest, paper_of
from bagalau.quality.rules import shipped
from bagalau.quality.rules.contract import Paper, Told, Upload, actions_in, essence, year_of
from bagalau.quality.rules.dumping import dumped
from bagalau.quality.rules.from_paper import questionnaire_of
from bagalau.quality.rules.life import UNDER_WAY, State
from bagalau.quality.rules.questionnaire import Question, Questionnaire, Rates, Stage, said
from bagalau.web.records import check

Place = tuple[str, int, dict[str, str]]
MOST_NAMED = 5
HEAD = {
    "title": ("title", "project_title"),
    "number": ("number", "project_number"),
    "starts": ("starts", "start"),
    "ends": ("ends", "end"),
    "board_comment": ("comments", "final_comments"),
}
TOLD = (*FIELDS, *HEAD)


@dataclass
class Taken:
    """What became of a paper: the assessment, and where each row that was read stands in the paper."""

    assessment: Assessment
    places: list[Place] = field(default_factory=list)


def take_paper(actor: Viewer, unit: Unit, paper: Paper, visibility: str) -> Taken:
    """Make the assessment that a paper without faults states, or bring it up to date (QP-09). Called inside the turn of
    an acceptance."""
    told = questionnaire_of(paper, *known_questionnaires())
    asked, scheme = _kept(actor, told), _kept_scheme(actor, told)
    subject = _subject(unit, paper)
    stage, year = Stage(told.stage), year_of(paper) or actor.today.year
    known = latest(subject, stage, year)
    if known and known.status in UNDER_WAY:
        _refuse_worked_on(known)
    if known and _says_the_same(known, asked, paper):
        return Taken(known)
    of = known if known and known.status in UNDER_WAY else blank(subject, asked, scheme, Begun(year=year))
    require(actor, ADD_ASSESSMENT, of)
    before = journal.snapshot(of, TOLD) if of.pk else {}
    fresh = of.pk is None
    if fresh:
        of.version, of.previous = (known.version + 1, known) if known else (1, None)
        of.lessons = known.lessons if known else ""
        if paper.meant_state == State.APPROVED and actor.may(PUBLISH_ASSESSMENT, of):
            of.visibility = visibility
    elif of.questionnaire_id != asked.pk:
        _ask_otherwise(of, asked, scheme)
    taken = _bring(actor, of, paper)
    recount(of, actor.today)
    renew(subject, actor.today)
    journal.write(actor.person, "take from paper", of, before, journal.snapshot(of, TOLD))
    return taken


def _kept(actor: Viewer, told: Questionnaire) -> Definition:
    """The row of the version that a paper was filled in."""
    row = Definition.objects.filter(kind=Definition.QUESTIONNAIRE, code=told.code, version=told.version).first()
    if row is not None:
        return row
    name = f"{told.code}@{told.version}"
    if name in shipped.questionnaires():
        return keep_questionnaire(actor, shipped.text("questionnaires", name), Definition.SHIPPED, told)
    return keep_questionnaire(actor, dumped(told), Definition.PAPER, told)


def _kept_scheme(actor: Viewer, told: Questionnaire) -> Definition:
    code, _at, version = told.scheme.partition("@")
    row = Definition.objects.filter(kind=Definition.SCHEME, code=code, version=version).first()
    return row or keep_scheme(actor, shipped.text("schemes", told.scheme), Definition.SHIPPED)


def _subject(unit: Unit, paper: Paper) -> Subject:
    """QP-01; a project that only papers name has their days."""
    subject = named_subject(Rates.PROJECT, unit, paper.number, paper.title)
    if subject.pk is None:
        _refuse_several(subject)
        subject.starts, subject.ends = paper.starts, paper.ends
        check(subject)
        subject.save()
    return subject


def _refuse_several(of: Subject) -> None:
    """QP-01: a paper that could be of several projects is of none of them."""
    rows = Subject.objects.filter(kind=of.kind, unit=of.unit)
    by_number = list(rows.filter(number=of.number)[:MOST_NAMED]) if of.number else []
    by_title = [one for one in rows.filter(match_key=of.match_key) if not one.number or not of.number]
    for fits in (by_number, by_title):
        if len(fits) > 1:
            named = "; ".join(f"{one.title} ({one.number or '–'})" for one in fits[:MOST_NAMED])
            sentence = _(
                "Several projects fit this paper: %(projects)s. Correct the title or the number of the project in the "
                "draft so that one is meant."
            )
            told = sentence % {"projects": named}
            raise Problem("several-fit", told, status=409, details={"project_number": told})


def _refuse_worked_on(known: Assessment) -> None:
    """QP-09."""
    worked_on = not known.from_source or known.answers.exclude(changed_by=None).exists()
    if worked_on or known.steps.filter(from_source=False).exists():
        sentence = _(
            "This assessment is being worked on here (%(assessment)s), so the copy is not taken in. Finish that one "
            "first, or reject this draft."
        )
        raise Problem("worked-on-here", sentence, values={"assessment": str(known)}, status=409)


def _says_the_same(known: Assessment, asked: Definition, paper: Paper) -> bool:
    return known.questionnaire_id == asked.pk and essence(paper_of(known, paper)) == essence(paper)


def _ask_otherwise(of: Assessment, asked: Definition, scheme: Definition) -> None:
    """Let an assessment be of another version; its rows are made anew, and actions stay with their question."""
    meant = {row.pk: row.answer.question for row in of.actions.select_related("answer") if row.answer}
    of.actions.update(answer=None)
    of.answers.all().delete()
    of.ratings.all().delete()
    of.questionnaire, of.scheme = asked, scheme
    of.questions = sum(1 for _question in asked.questionnaire.questions)
    rows = {row.question: row for row in add_rows(of)}
    for pk, question in meant.items():
        of.actions.filter(pk=pk).update(answer=rows.get(question))


def _bring(actor: Viewer, of: Assessment, paper: Paper) -> Taken:
    """Everything that the paper states, with its place."""
    was, state = of.status if of.pk else "", paper.meant_state or State.DRAFT
    questionnaire = of.questionnaire.questionnaire
    of.status, of.from_source = state, True
    for name, (told, _path) in HEAD.items():
        setattr(of, name, getattr(paper, told) or getattr(of, name))
    of.decision = _decision(questionnaire, paper.decision) or of.decision
    check(of)
    fresh = of.pk is None
    of.save()
    if fresh:
        add_rows(of)
    if fresh and of.previous:
        _take_along(of.previous, of)
    if was != state:
        note(actor, of, from_source=True)
    if of.previous and state == State.APPROVED and of.previous.status != State.REPLACED:
        of.previous.status = State.REPLACED
        of.previous.save(update_fields=["status", "updated_at"])
        note(actor, of.previous, from_source=True)
    head = {name: path for name, (_told, path) in HEAD.items()}
    taken = Taken(of, [("assessment", of.pk, {**head, "status": "status", "decision": "decision", "stage": "stage"})])
    taken.places += _take_ratings(of, paper, questionnaire)
    taken.places += _take_answers(actor, of, paper, questionnaire)
    return taken


def _decision(questionnaire: Questionnaire, text: str) -> str:
    """The code of a decision that the questionnaire knows, or the words of the paper."""
    for code, words in questionnaire.decisions.items():
        if text.casefold() in {one.casefold() for one in words.values()}:
            return code
    return text


def _take_ratings(of: Assessment, paper: Paper, questionnaire: Questionnaire) -> Iterator[Place]:
    labels = {said(one.name, "en"): one.code for one in of.scheme.scheme.labels}
    rows = {row.section: row for row in of.ratings.all()}
    printed = [("", paper.rating, "rating")]
    printed += [
        (section.code, part.rating, f"{part.at}.rating")
        for section, part in zip(questionnaire.sections, paper.sections, strict=True)
    ]
    for code, word, path in printed:
        row = rows[code]
        if word and row.printed != (label := labels.get(word, word)):  # a scheme of the office may call it otherwise
            row.printed = label
            row.save(update_fields=["printed"])
        if word:
            yield "assessmentrating", row.pk, {"printed": path}


def _take_answers(actor: Viewer, of: Assessment, paper: Paper, questionnaire: Questionnaire) -> Iterator[Place]:
    rows = {row.question: row for row in of.answers.all()}
    told = list(zip(questionnaire.questions, paper.questions, strict=True))
    for question, one in told:
        row = rows[question.code]
        _fill(row, question, one)
        yield "answer", row.pk, {"value": f"{one.at}.selected", "evidence": f"{one.at}.evidence"}
        yield from _take_uploads(row, one)
        yield from _take_actions(actor, of, row, one)
    Answer.objects.bulk_update(rows.values(), ["value", "score", "evidence", "no_action"])


def _fill(row: Answer, question: Question, told: Told) -> None:
    option = question.option(told.selected) if told.selected else None
    if option:
        row.value, row.score = option.value, option.score
    row.evidence = told.evidence or row.evidence
    row.no_action = actions_in(told.actions)[1] or row.no_action
    check(row, fields_alone=True)


def _take_uploads(row: Answer, told: Told) -> Iterator[Place]:
    """Names of documents that the paper lists; one that stands there already is kept once."""
    known = {(one.title, one.address): one for one in row.documents.all()}
    last = max((one.place for one in known.values()), default=0)
    for place, upload in enumerate(told.uploads, last + 1):
        made = known.get((upload.title, upload.address)) or _named(row, place, upload)
        known[upload.title, upload.address] = made
        yield "answerdocument", made.pk, {"title": f"{upload.at}.title", "modified_on": f"{upload.at}.modified_on"}


def _named(row: Answer, place: int, upload: Upload) -> AnswerDocument:
    made = AnswerDocument(
        answer=row,
        place=place,
        title=upload.title or f"{place}",
        address=upload.address,
        modified_by=upload.modified_by,
        modified_on=upload.modified_on,
    )
    check(made, fields_alone=True)
    made.save()
    return made


def _take_actions(actor: Viewer, of: Assessment, row: Answer, told: Told) -> Iterator[Place]:
    """QP-07."""
    known = set(row.actions.values_list("commitment__text", flat=True))
    origin = Origin("assessment", of.pk, str(of), f"Question {row.number}")
    for text in actions_in(told.actions)[0]:
        if text in known:
            continue
        made = promise(actor, Given(text, of.unit, visibility=of.visibility), origin, from_source=True)
        place = of.actions.count() + 1
        action = ManagementAction.objects.create(assessment=of, answer=row, place=place, commitment=made)
        yield "managementaction", action.pk, {"commitment": f"{told.at}.management_actions"}


def _take_along(old: Assessment, of: Assessment) -> None:
    """What the office put behind the answers of the version before, and what it promised, the new one has too."""
    rows = {row.question: row for row in of.answers.all()}
    proofs = []
    for proof in AnswerDocument.objects.filter(answer__assessment=old).select_related("answer"):
        if (proof.document_id or proof.record_id) and (row := rows.get(proof.answer.question)):
            proof.pk, proof.answer = None, row
            proofs.append(proof)
    keep_proofs(proofs)
    for action in old.actions.select_related("answer"):
        question = action.answer.question if action.answer else ""
        action.pk, action.assessment, action.answer = None, of, rows.get(question)
        action.save(force_insert=True)
