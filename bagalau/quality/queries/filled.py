"""Reads: an assessment with everything in it, in the order of its questionnaire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bagalau.documents.queries import documents
from bagalau.people.access import Viewer
from bagalau.quality.hints import titles
from bagalau.quality.models import Answer, AnswerDocument, Assessment, AssessmentRating, ManagementAction
from bagalau.quality.queries import is_inside
from bagalau.quality.rules.questionnaire import Question, Questionnaire, Section
from bagalau.quality.rules.schemes import Scheme


@dataclass(frozen=True)
class Proof:
    """What stands behind an answer, as the viewer may see it: ``title`` None says that it is there, and hidden or
    gone. What a record says is told to those inside, as it was when it was put there; others see the record's title."""

    row: AnswerDocument
    title: str | None

    @property
    def kind(self) -> str:
        """The kind of the record whose page may be opened; empty for a name that only a paper prints."""
        return "document" if self.row.document_id else self.row.record_kind

    @property
    def key(self) -> int | None:
        return self.row.document_id or self.row.record_id


@dataclass(frozen=True)
class FilledQuestion:
    """A question with what was answered, what stands behind it, and what is promised because of it."""

    question: Question
    answer: Answer
    proofs: Sequence[Proof]
    actions: Sequence[ManagementAction]


@dataclass(frozen=True)
class FilledSection:
    """A section with its rating and its questions."""

    section: Section
    rating: AssessmentRating
    questions: Sequence[FilledQuestion]


@dataclass(frozen=True)
class Filled:
    """An assessment with everything in it."""

    assessment: Assessment
    questionnaire: Questionnaire
    scheme: Scheme
    overall: AssessmentRating
    sections: Sequence[FilledSection]
    actions: Sequence[ManagementAction]

    @property
    def questions(self) -> Iterator[FilledQuestion]:
        """All questions in their order."""
        return (one for section in self.sections for one in section.questions)

    @property
    def values(self) -> dict[str, str | None]:
        """What was answered, by the code of the question; None: nothing yet."""
        return {one.question.code: one.answer.value or None for one in self.questions}


def filled(viewer: Viewer, of: Assessment) -> Filled:
    """An assessment with all that is in it; the caller has opened its door. Six queries, whatever its size."""
    questionnaire, scheme = of.questionnaire.questionnaire, of.scheme.scheme
    answers = {one.question: one for one in of.answers.select_related("changed_by")}
    proofs = _proofs(viewer, of)
    ratings = {one.section: one for one in of.ratings.select_related("by")}
    actions = list(of.actions.select_related("commitment__unit"))
    return Filled(
        assessment=of,
        questionnaire=questionnaire,
        scheme=scheme,
        overall=ratings[""],
        sections=[
            FilledSection(
                section=section,
                rating=ratings[section.code],
                questions=[
                    FilledQuestion(
                        question,
                        answer := answers[question.code],
                        proofs.get(answer.pk, ()),
                        [one for one in actions if one.answer_id == answer.pk],
                    )
                    for question in section.questions
                ],
            )
            for section in questionnaire.sections
        ],
        actions=actions,
    )


def _proofs(viewer: Viewer, of: Assessment) -> Mapping[int, Sequence[Proof]]:
    """By the key of an answer: what stands behind it."""
    rows = list(AnswerDocument.objects.filter(answer__assessment=of).select_related("added_by"))
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.record_id is not None:
            wanted[row.record_kind].add(row.record_id)
    seen: Mapping[tuple[str, int], str] = titles(viewer, wanted) if wanted else {}
    named = {row.document_id for row in rows if row.document_id}
    papers = dict(documents(viewer).filter(pk__in=named).values_list("pk", "title")) if named else {}
    inside = bool(seen) and is_inside(viewer, of)
    found: dict[int, list[Proof]] = defaultdict(list)
    for row in rows:
        title: str | None = row.title
        if row.document_id:
            title = papers.get(row.document_id)
        elif row.record_id is not None:
            title = seen.get((row.record_kind, row.record_id))
            title = row.title if title is not None and inside else title
        found[row.answer_id].append(Proof(row, title))
    return found
