"""Reads: an assessment as its form shows it: what is answered, what it comes to so far, what the record holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from bagalau.documents.models import Document
from bagalau.documents.queries import documents
from bagalau.people.access import Viewer
from bagalau.quality.hints import Hint, hinting, hints, titles
from bagalau.quality.models import AnswerDocument, Assessment
from bagalau.quality.queries.filled import Filled, FilledQuestion, FilledSection, filled
from bagalau.quality.queries.findings import by_question, doubted, findings, without_open
from bagalau.quality.rules.answers import Finding
from bagalau.quality.rules.questionnaire import Option, Question
from bagalau.quality.rules.rating import Provisional, Rater, SectionRating
from bagalau.quality.rules.schemes import Label
from bagalau.web.records import one as opened
from bagalau.web.texts import holds

MOST_FOUND = 20
LONGEST_TITLE = 500


@dataclass(frozen=True)
class Asked:
    """A question of the form, with what stands out and what the record holds for it, each with whether it stands behind
    the answer already."""

    filled: FilledQuestion
    findings: Sequence[Finding]
    hints: Sequence[tuple[Hint, bool]]

    @property
    def is_doubtful(self) -> bool:
        return bool(doubted(self.findings))

    @property
    def fields(self) -> dict[str, Any]:
        """What can be typed."""
        answer = self.filled.answer
        return {name: getattr(answer, name) for name in ("value", "clauses", "evidence", "no_action")}

    @property
    def option(self) -> Option | None:
        """The option that was chosen."""
        return self.filled.question.option(self.filled.answer.value)


@dataclass(frozen=True)
class Part:
    """A section of the form with its rating so far."""

    filled: FilledSection
    questions: Sequence[Asked]
    rating: SectionRating
    label: Label | None

    @property
    def answered(self) -> int:
        return sum(bool(one.filled.answer.value) for one in self.questions)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.questions)

    @property
    def doubtful(self) -> int:
        return sum(one.is_doubtful for one in self.questions)


@dataclass(frozen=True)
class AnswerForm:
    """All that the form shows."""

    filled: Filled
    parts: Sequence[Part]
    so_far: Provisional
    stamp: str

    @property
    def questions(self) -> Iterator[Asked]:
        return (one for part in self.parts for one in part.questions)

    @property
    def total(self) -> int:
        return sum(len(part.questions) for part in self.parts)

    @property
    def answered(self) -> int:
        return sum(part.answered for part in self.parts)

    @property
    def open(self) -> int:
        return self.total - self.answered

    @property
    def first_open(self) -> str:
        """The question with which to go on."""
        return next((one.filled.question.code for one in self.questions if not one.filled.answer.value), "")

    @property
    def doubtful(self) -> int:
        return sum(part.doubtful for part in self.parts)

    @property
    def evidenced(self) -> int:
        return sum(bool(one.filled.answer.evidence.strip()) for one in self.questions)

    @property
    def documented(self) -> int:
        return sum(bool(one.filled.proofs) for one in self.questions)

    def label(self, code: str | None) -> Label | None:
        return self.filled.scheme.by_code.get(code or "")

    @property
    def overall(self) -> Label | None:
        """What the answers come to so far."""
        return self.label(self.so_far.overall)

    @property
    def worst(self) -> Label | None:
        return self.label(self.so_far.worst)

    @property
    def best(self) -> Label | None:
        return self.label(self.so_far.best)


def answer_form(viewer: Viewer, of: Assessment) -> AnswerForm:
    """The form of an assessment; the caller has opened its door."""
    stamp = stamp_of(of)
    told = filled(viewer, of)
    rater = Rater(told.questionnaire, told.scheme)
    rated = rater.rate(told.values, provisional=True)
    known = hints(viewer, of.subject, {name for one in told.questionnaire.questions for name in one.hints})
    found = by_question(without_open(findings(told, viewer.today)))
    labels = told.scheme.by_code
    parts = [
        Part(
            section,
            [_asked(one, found.get(one.question.code, ()), known) for one in section.questions],
            rating := rated.section(section.section.code),
            labels.get(rating.label or ""),
        )
        for section in told.sections
    ]
    return AnswerForm(told, parts, rater.provisional(told.values), stamp)


def _asked(one: FilledQuestion, findings: Sequence[Finding], known: Mapping[str, Sequence[Hint]]) -> Asked:
    behind = {_placed(proof.kind, proof.key, proof.row.title) for proof in one.proofs}
    found = [hint for name in one.question.hints for hint in known.get(name, ())]
    return Asked(one, findings, [(hint, _placed(hint.kind, hint.key, hint.text) in behind) for hint in found])


def _placed(kind: str, key: int | None, text: str) -> tuple[str, int | None, str]:
    """What tells several things behind an answer apart: a document is one, of a record it is what it says."""
    return kind, key, "" if kind == "document" else text[:LONGEST_TITLE]


def stamp_of(of: Assessment) -> str:
    """What tells one state of the answers, of what stands behind them and of what is promised from the next."""
    behind = AnswerDocument.objects.filter(answer__assessment=of).aggregate(count=Count("pk"), last=Max("pk"))
    promised = of.actions.aggregate(count=Count("pk"), last=Max("pk"))
    told = [*of.answers.aggregate(editions=Sum("edition")).values(), *behind.values(), *promised.values()]
    return ".".join([*(str(one or 0) for one in told), of.seen])


def documents_found(viewer: Viewer, of: Assessment, text: str) -> QuerySet[Document]:
    """Documents that may be put behind an answer: those with these words in their title, or the latest of the unit."""
    rows = documents(viewer)
    words = text.split()[:8]
    for word in words:
        rows = rows.filter(holds("title", word) | holds("source", word))
    if not words:
        rows = rows.filter(Q(unit=of.unit))
    return rows.order_by("-pk")[:MOST_FOUND]


def record_title(viewer: Viewer, kind: str, key: int) -> str | None:
    """The title of a record that may stand behind an answer; None: there is none such, or it is not open."""
    if not any(kind in one.RECORDS for one in hinting()):
        return None
    return titles(viewer, {kind: [key]}).get((kind, key))


def said_of(viewer: Viewer, of: Assessment, question: Question, record: tuple[str, int], said: str) -> str | None:
    """What a record that may stand behind an answer says: the sentence, if it is one that the form offers, or else its
    title; None: there is none such, or it is not open."""
    title = record_title(viewer, *record)
    if title is None or not said:
        return title
    told = (one for found in hints(viewer, of.subject, question.hints).values() for one in found if not one.lacks)
    return next((one.text for one in told if (one.kind, one.key, one.text) == (*record, said)), title)


def proof_of(of: Assessment, pk: int) -> AnswerDocument:
    """What stands behind an answer of an assessment; the caller has opened the assessment's door."""
    return opened(AnswerDocument.objects.filter(answer__assessment=of).select_related("answer"), pk)
