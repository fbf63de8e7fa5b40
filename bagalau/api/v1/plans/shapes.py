"""What is answered about plans. What the office keeps to itself is null outside of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from ninja import Router

from bagalau.api.v1.answers import answer
from bagalau.api.v1.schemas import Out, PersonRef, UnitRef, iso
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, PlanLine, PlanReview, PlanStep
from bagalau.evaluations.queries.plans import lines, reviews, steps
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus, Component, PlanStatus, ReviewKind
from bagalau.people.access import VIEW_HISTORY
from bagalau.people.middleware import Request
from bagalau.web.records import url_of

router = Router(tags=["Evaluation plans"])


class PlanRow(Out):
    """The plan of a unit for a period."""

    id: int
    page: str | None
    unit: UnitRef
    starts: date
    ends: date
    status: PlanStatus
    visibility: Visibility
    created_at: datetime
    updated_at: datetime
    version: str


class LineRow(Out):
    """An evaluation that a plan promises."""

    id: int
    place: int
    title: str
    type: str
    programme_outcome: str
    strategic_outcome: str
    partners: str
    commissioned_by: str
    planned_end: str | None
    cost: Decimal | None
    currency: str
    funding_source: str
    mandatory: bool | None
    deleted: bool
    evaluation: int | None
    costs: dict[Component, Decimal] | None
    projects: list[int] | None
    version: str


class PlanStepRow(Out):
    """One step of a plan on its way to posting."""

    at: datetime
    by: PersonRef | None
    status: PlanStatus
    comment: str


class ReviewRow(Out):
    """A look at how a plan is carried out."""

    kind: ReviewKind
    year: int
    held_on: date
    by: PersonRef | None
    note: str


class PlanFull(PlanRow):
    """One plan with its lines; outside the office without what is internal."""

    lines: list[LineRow]
    rationale: str | None
    gaps_note: str | None
    comments: str | None
    document: int | None
    steps: list[PlanStepRow] | None
    reviews: list[ReviewRow] | None


class ChangeRow(Out):
    """A change of a posted plan, with what was and what shall be."""

    id: int
    page: str | None
    plan: int
    unit: UnitRef
    line: int | None
    kind: ChangeKind
    status: ChangeStatus
    rationale: str
    before: dict[str, Any]
    after: dict[str, Any]
    requested_by: PersonRef | None
    requested_at: datetime
    decided_by: PersonRef | None
    decided_at: datetime | None
    comment: str


def row_of(row: EvaluationPlan) -> PlanRow:
    """A plan in a list."""
    return PlanRow(**_facts(row))


def _facts(row: EvaluationPlan) -> dict[str, Any]:
    same = ("starts", "ends", "status", "visibility", "created_at", "updated_at")
    facts = {name: getattr(row, name) for name in same}
    page = url_of("evaluationplan", row.pk)
    return {"id": row.pk, "page": page, "unit": UnitRef.of(row.unit), "version": row.seen, **facts}


def one(request: Request, row: EvaluationPlan, status: int = 200) -> HttpResponse:
    """The answer that shows one plan."""
    inside = request.viewer.may(VIEW_HISTORY, row)
    shown = PlanFull(
        **_facts(row),
        lines=[line_row(line, inside=inside) for line in lines(row) if inside or not line.deleted],
        rationale=row.rationale if inside else None,
        gaps_note=row.gaps_note if inside else None,
        comments=row.comments if inside else None,
        document=row.document_id if inside else None,
        steps=[_step(step) for step in steps(row)] if inside else None,
        reviews=[_review(review) for review in reviews(row)] if inside else None,
    )
    return answer(request, shown, status, version=row.seen)


SAME = (
    "place title type programme_outcome strategic_outcome partners commissioned_by cost currency funding_source "
    "mandatory deleted"
).split()


def line_row(row: PlanLine, *, inside: bool) -> LineRow:
    """A line of a plan; its evaluation is named where the plan is read inside, or where it is public."""
    open_evaluation = row.evaluation is not None and (inside or row.evaluation.visibility == Visibility.PUBLIC)
    return LineRow(
        id=row.pk,
        planned_end=iso(row.planned_end),
        evaluation=row.evaluation_id if open_evaluation else None,
        costs={Component(one.component): one.amount for one in row.costs.all()} if inside else None,
        projects=[one.pk for one in row.projects.all()] if inside else None,
        version=row.seen,
        **{name: getattr(row, name) for name in SAME},
    )


def _step(row: PlanStep) -> PlanStepRow:
    return PlanStepRow(at=row.at, by=PersonRef.of(row.by), status=PlanStatus(row.status), comment=row.comment)


def _review(row: PlanReview) -> ReviewRow:
    return ReviewRow(
        kind=ReviewKind(row.kind), year=row.year, held_on=row.held_on, by=PersonRef.of(row.by), note=row.note
    )


def change_row(row: ChangeRequest) -> ChangeRow:
    """A change of a plan."""
    same = ("kind", "status", "rationale", "before", "after", "requested_at", "decided_at", "comment")
    return ChangeRow(
        id=row.pk,
        page=url_of("changerequest", row.pk),
        plan=row.plan_id,
        unit=UnitRef.of(row.plan.unit),
        line=row.line_id,
        requested_by=PersonRef.of(row.requested_by),
        decided_by=PersonRef.of(row.decided_by),
        **{name: getattr(row, name) for name in same},
    )
