"""What is answered about assessments. Outside the office null is what it keeps to itself."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.schemas import Out, PersonRef, UnitRef, version
from bagalau.documents.rules import Visibility
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.quality.models import Assessment, AssessmentRating
from bagalau.quality.queries import assessment, is_inside
from bagalau.quality.queries.filled import Filled, FilledQuestion, filled
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.rating import derivation, rate
from bagalau.quality.tables.telling import telling
from bagalau.web.records import url_of

router = Router(tags=["Quality"])
SCOPE = Scope.WRITE_QUALITY
# The values of ``Stage``, ``State`` and ``Step``: evaluations and others have parts of these names in the description.
AssessedAt = Literal["design", "implementation", "closure", "once"]
AssessmentState = Literal["draft", "submitted", "returned", "approved", "replaced"]
AssessmentStep = Literal["submit", "return", "approve", "reopen"]
SAME = (
    "stage year about title number starts ends status decision overall questions answered evidenced documented "
    "approved_on visibility created_at updated_at"
).split()


class AssessmentRow(Out):
    """An assessment in a list; ``overall`` is the code of the rating that stands."""

    id: int
    page: str | None
    subject: int
    rates: Rates
    subject_key: int | None = Field(description="The id of the project or evaluation that is assessed.")
    unit: UnitRef
    stage: AssessedAt
    year: int
    about: str
    title: str
    number: str
    starts: date | None
    ends: date | None
    status: AssessmentState
    revision: int = Field(description="1, and one more each time that it was reopened.")
    decision: str
    overall: str
    overall_value: Decimal | None
    questions: int
    answered: int
    evidenced: int
    documented: int
    assessor: PersonRef | None
    approver: PersonRef | None
    due_on: date | None
    approved_on: date | None
    visibility: Visibility
    created_at: datetime
    updated_at: datetime
    version: str


class ProofRow(Out):
    """What stands behind an answer; ``title`` null: it is there, and not open to you."""

    kind: str
    id: int | None
    title: str | None


class AssessmentAnswer(Out):
    """The answer to a question; ``value`` empty: not answered. ``actions`` are the ids of commitments."""

    question: str
    question_number: int
    section: str
    value: str
    score: Decimal | None
    clauses: dict[str, bool]
    evidence: str
    no_action: str
    proofs: list[ProofRow]
    actions: list[int]


class RatingRow(Out):
    """The rating of a section, or of all: ``stands`` is what was given instead, else what follows from the answers,
    else what the paper prints."""

    section: str
    stands: str
    computed: str
    printed: str
    given: str
    reason: str | None


class AssessmentFull(AssessmentRow):
    """One assessment with its answers and ratings; ``derivation`` says how the ratings came about."""

    questionnaire: str
    scheme: str
    board_comment: str
    lessons: str
    overall_rating: RatingRow
    section_ratings: list[RatingRow]
    answers: list[AssessmentAnswer]
    derivation: list[str]


def row_of(viewer: Viewer, row: Assessment) -> AssessmentRow:
    """What lists say of an assessment."""
    return AssessmentRow(**_facts(viewer, row))


def _facts(viewer: Viewer, row: Assessment) -> dict[str, Any]:
    inside = is_inside(viewer, row)
    return {
        **{name: getattr(row, name) for name in SAME},
        "id": row.pk,
        "page": url_of("assessment", row.pk),
        "subject": row.subject_id,
        "rates": row.subject.kind,
        "subject_key": row.subject.key if inside or row.subject.visibility == Visibility.PUBLIC else None,
        "unit": UnitRef.of(row.unit),
        "revision": row.version,
        "overall_value": row.overall_value,
        "assessor": PersonRef.of(row.assessor) if inside else None,
        "approver": PersonRef.of(row.approver) if inside else None,
        "due_on": row.due_on if inside else None,
        "version": version(row),
    }


def one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    """The answer that carries an assessment with everything in it."""
    row = assessment(request.viewer, pk)
    told, inside = filled(request.viewer, row), is_inside(request.viewer, row)
    words = telling(told.questionnaire, told.scheme)
    shown = AssessmentFull(
        **_facts(request.viewer, row),
        questionnaire=f"{told.questionnaire.code}@{told.questionnaire.version}",
        scheme=f"{told.scheme.code}@{told.scheme.version}",
        board_comment=row.board_comment,
        lessons=row.lessons,
        overall_rating=_rating(told.overall, inside=inside),
        section_ratings=[_rating(one.rating, inside=inside) for one in told.sections],
        answers=[_answer(section.section.code, one) for section in told.sections for one in section.questions],
        derivation=[words.told(one) for one in _derived(told)],
    )
    return answer(request, shown, status, version=version(row))


def _derived(told: Filled) -> tuple[object, ...]:
    return derivation(rate(told.questionnaire, told.scheme, told.values))


def _rating(row: AssessmentRating, *, inside: bool) -> RatingRow:
    names = ("section", "stands", "computed", "printed", "given")
    return RatingRow(**{name: getattr(row, name) for name in names}, reason=row.reason if inside else None)


def _answer(section: str, of: FilledQuestion) -> AssessmentAnswer:
    row = of.answer
    return AssessmentAnswer(
        question=row.question,
        question_number=row.number,
        section=section,
        value=row.value,
        score=row.score,
        clauses=row.clauses,
        evidence=row.evidence,
        no_action=row.no_action,
        proofs=[ProofRow(kind=one.kind, id=one.key if one.title else None, title=one.title) for one in of.proofs],
        actions=[one.commitment_id for one in of.actions],
    )
