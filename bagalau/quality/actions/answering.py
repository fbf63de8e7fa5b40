"""Writes: answers, as they are typed, and what stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents.models import Document
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import EDIT_ASSESSMENT
from bagalau.quality.actions import is_worked_on
from bagalau.quality.actions.counting import recount
from bagalau.quality.models import Answer, AnswerDocument, Assessment
from bagalau.quality.queries import may_answer
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Question
from bagalau.web.records import absent, check

ANSWERED = ("value", "clauses", "evidence", "no_action")
CHANGED = (*ANSWERED, "score", "edition", "changed_at", "changed_by")
# what saving an answer reads of its assessment: who may, how it stands, and what the journal calls it
READ = ("unit", "status", "visibility", "assessor", "approver", "questionnaire", "title", "stage", "year")
WRITTEN = ("board_comment", "lessons")


def require_answering(actor: Viewer, of: Assessment) -> None:
    """Refuse whoever may not work on an assessment; whoever is to approve it does not answer it (QL-02)."""
    require(actor, EDIT_ASSESSMENT, of)
    if not may_answer(actor, of):
        sentence = _("You are to approve this, so others answer it. To answer yourself, have another approver named.")
        raise Problem("own-assessment", sentence, status=403)


def opened(actor: Viewer, of: Assessment) -> Assessment:
    """The assessment as it is now, in the turn of an action, if the actor may work on it."""
    return _worked_on(actor, Assessment.objects.select_related("subject").get(pk=of.pk))


def _worked_on(actor: Viewer, of: Assessment) -> Assessment:
    """Refuse an assessment that was just read, unless the actor may work on it as it stands."""
    require_answering(actor, of)
    if not is_worked_on(of):
        waits = of.status == State.SUBMITTED
        raise Problem(
            "not-worked-on",
            _("This assessment lies with its approver. Have it returned to change something.")
            if waits
            else _("What was approved stands as it is. Reopen the assessment to change something."),
            status=409,
        )
    return of


@journal.turn()
def save_answer(
    actor: Viewer, of: Assessment, question: str, given: Mapping[str, Any], was: Mapping[str, Any] | None = None
) -> Answer:
    """Save some fields of an answer (``value``, ``clauses``, ``evidence``, ``no_action``).

    ``was`` holds what these fields said when they were looked at. Fields that nobody else changed are saved; where
    somebody did, nothing is saved and both stand in the refusal (409, ``details``: field -> what it says now).

    Ratings and counts follow at once, but for what words alone change: how doubtful they are follows with the worker
    (``jobs.recount_lately``), so that typing costs little more than writing a row.
    """
    row = _read(of, question)
    of = _worked_on(actor, row.assessment)
    _refuse_unseen(row, given, was or {})
    before = journal.snapshot(row, ANSWERED)
    _fill(of, row, _joined(row, given, was or {}))
    after = journal.snapshot(row, ANSWERED)
    if before == after:
        return row
    row.edition += 1
    row.changed_at, row.changed_by = timezone.now(), actor.person
    check(row, fields_alone=True)
    Answer.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in CHANGED})
    if _weight(before) != _weight(after):
        recount(Assessment.objects.select_related("subject", "questionnaire", "scheme").get(pk=of.pk), actor.today)
    journal.write(actor.person, "answer", of, before, after | {"question": row.number})
    return row


def _read(of: Assessment, question: str) -> Answer:
    """An answer as it is now, with what must be known of its assessment."""
    told = [f"assessment__{name}" for name in (*READ, "subject__kind", "subject__key")]
    own = ("assessment", "question", "number", "section", *CHANGED)
    rows = Answer.objects.select_related("assessment__subject").only(*own, *told).order_by()
    row = rows.filter(assessment=of.pk, question=question).first()
    if row is None:
        raise absent()
    return row


def _weight(told: Mapping[str, Any]) -> tuple[Any, ...]:
    """What ratings and counts see of an answer: of words, only whether there are any."""
    return told["value"], told["clauses"], bool(told["evidence"].strip()), bool(told["no_action"].strip())


def _fill(of: Assessment, row: Answer, given: Mapping[str, Any]) -> None:
    """Put what was given into an answer; what the question does not know is refused."""
    for name in ("evidence", "no_action"):
        if name in given:
            setattr(row, name, str(given[name]).replace("\r\n", "\n"))
    if given.keys() & {"value", "clauses"}:
        _choose(row, of.questionnaire.questionnaire.question(row.question), given)


def _choose(row: Answer, asked: Question | None, given: Mapping[str, Any]) -> None:
    if asked is None:
        raise absent()
    if "value" in given:
        option = asked.option(given["value"]) if given["value"] else None
        if given["value"] and option is None:
            raise _wrong("value", _("This question has no such answer: choose one of those it offers."))
        row.value, row.score = given["value"] or "", option.score if option else None
    if "clauses" in given:
        known = {f"{option.value}.{clause.code}" for option in asked.options for clause in option.clauses}
        told = given["clauses"]
        if not isinstance(told, Mapping) or told.keys() - known or not all(_is_told(one) for one in told.values()):
            raise _wrong("clauses", _("This question has no such statement: load the page anew."))
        row.clauses = {code: told[code] for code in sorted(told) if told[code] is not None}


def _joined(row: Answer, given: Mapping[str, Any], was: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is given, with the statements that somebody else ticked meanwhile: each of them is a field of its own."""
    if not isinstance(given.get("clauses"), Mapping) or not isinstance(was.get("clauses"), Mapping):
        return given
    mine, seen = given["clauses"], was["clauses"]
    joined = {
        code: mine.get(code) if mine.get(code) != seen.get(code) else row.clauses.get(code)
        for code in {*mine, *row.clauses}
    }
    return {**given, "clauses": joined}


def _is_told(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _wrong(name: str, sentence: str) -> Problem:
    return Problem("invalid", sentence, status=422, details={name: sentence})


def _refuse_unseen(row: Answer, given: Mapping[str, Any], was: Mapping[str, Any]) -> None:
    """Refuse to write over what somebody else wrote meanwhile in the same field."""
    other = {
        name: getattr(row, name)
        for name in given.keys() & was.keys() & {"value", "evidence", "no_action"}
        if getattr(row, name) not in (was[name], given[name])
    }
    if other:
        raise Problem(
            "changed-meanwhile",
            _("%(person)s changed this meanwhile. Compare with what it says now, and save again."),
            values={"person": str(row.changed_by or _("Somebody"))},
            status=409,
            details=other,
        )


@journal.turn()
def write_texts(
    actor: Viewer, of: Assessment, given: Mapping[str, str], was: Mapping[str, str] | None = None
) -> Assessment:
    """Save the comment of the board and the lessons learned, under the same rule as an answer."""
    of = opened(actor, of)
    told = {name: given[name].replace("\r\n", "\n") for name in WRITTEN if name in given}
    other = {
        name: getattr(of, name)
        for name in told.keys() & (was or {}).keys()
        if getattr(of, name) not in ((was or {})[name], told[name])
    }
    if other:
        sentence = _("Somebody changed this meanwhile. Compare with what it says now, and save again.")
        raise Problem("changed-meanwhile", sentence, status=409, details=other)
    before = journal.snapshot(of, WRITTEN)
    for name, text in told.items():
        setattr(of, name, text)
    if before != journal.snapshot(of, WRITTEN):
        check(of)
        of.save(update_fields=[*WRITTEN, "updated_at"])
        journal.write(actor.person, "change", of, before, journal.snapshot(of, WRITTEN))
    return of


@dataclass(frozen=True)
class Behind:
    """What is put behind an answer: a document of the office, or a record of it, with the title it has now."""

    title: str
    document: Document | None = None
    kind: str = ""
    key: int | None = None


@journal.turn()
def add_proof(actor: Viewer, of: Assessment, question: str, behind: Behind) -> AnswerDocument:
    """Put a document, or a record of the office, behind an answer; the caller has opened its door."""
    of = opened(actor, of)
    row = of.answers.filter(question=question).first()
    if row is None:
        raise absent()
    last = row.documents.aggregate(last=Max("place"))["last"] or 0
    made = AnswerDocument(
        answer=row,
        place=last + 1,
        document=behind.document,
        record_kind=behind.kind,
        record_id=behind.key,
        title=behind.title[:500],
        added_by=actor.person,
    )
    check(made)
    made.save()
    recount(of, actor.today)
    journal.write(actor.person, "add evidence", of, {}, {"question": row.number, "document": made.title})
    return made


@journal.turn()
def remove_proof(actor: Viewer, of: Assessment, proof: AnswerDocument) -> None:
    """Take a document from behind an answer; the document itself stays."""
    of = opened(actor, of)
    row = AnswerDocument.objects.select_related("answer").filter(answer__assessment=of, pk=proof.pk).first()
    if row is None:
        raise absent()
    row.delete()
    recount(of, actor.today)
    journal.write(actor.person, "remove evidence", of, {"question": row.answer.number, "document": row.title}, {})
