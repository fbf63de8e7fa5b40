"""Looking at assessments, and at what is due."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, condition, listed, order_by, turned
from bagalau.api.v1.quality.shapes import (
    AssessedAt,
    AssessmentFull,
    AssessmentRow,
    AssessmentState,
    one,
    router,
    row_of,
)
from bagalau.api.v1.schemas import Items, Key, Listing, Out, Paging, Rows, UnitRef, Words
from bagalau.people.middleware import Request
from bagalau.quality import queries
from bagalau.quality.access import VIEW_ASSESSMENTS, VIEW_DUES
from bagalau.quality.forms.filters import AssessmentFilter
from bagalau.quality.models import Due
from bagalau.quality.queries.schemes import labels_in_use, schemes_in_use
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.tables.assessments import columns
from bagalau.web.paging import Order


class AssessmentList(Listing):
    """The filters of the page of assessments."""

    words: Words | None = None
    rates: Rates | None = None
    stage: AssessedAt | None = None
    status: AssessmentState | Literal["under_way"] | None = None
    overall: Words | None = None
    """The code of a rating, or none."""
    unit: Key | None = None
    """A unit with all that lies under it."""
    year: Annotated[int, Field(ge=1950, le=2200)] | None = None
    mine: Literal["yes", "assessor", "approver"] | None = None
    doubtful: Literal["yes", "none"] | None = None
    sort: Literal["year", "-year", "updated", "-updated"] = "-year"


class DueRow(Out):
    """How it stands with the assessment of a stage."""

    id: int
    subject: int
    title: str
    unit: UnitRef
    stage: AssessedAt
    state: DueState
    due_on: date | None
    assessed_on: date | None


@router.get("/assessments", **reads(VIEW_ASSESSMENTS, Items[AssessmentRow]))
def assessments(request: Request, asked: Query[AssessmentList]) -> HttpResponse:
    """All assessments that are open to you."""
    viewer, filters, schemes = request.viewer, asked.filters(), schemes_in_use()
    form = AssessmentFilter(filters, viewer, labels_in_use(schemes))
    rows = queries.assessments(viewer).filter(condition(form, filters))
    source = Source(rows, order_by(asked.sort, columns(viewer, schemes)), {"assessment": "pk"})
    return listed(request, asked, source, lambda found: [row_of(viewer, row) for row in found])


@router.get("/assessments/dues", **reads(VIEW_DUES, Rows[DueRow]))
def assessment_dues(request: Request, asked: Query[Paging]) -> HttpResponse:
    """What is due, done or exempted, stage by stage."""
    rows = queries.dues(request.viewer)
    return turned(request, asked, rows, Order("pk"), lambda found: [_due(row) for row in found])


@router.get("/assessments/{int:pk}", **reads(VIEW_ASSESSMENTS, AssessmentFull))
def assessment(request: Request, pk: int) -> HttpResponse:
    """One assessment with its answers, its ratings and how they came about."""
    return one(request, pk)


def _due(row: Due) -> DueRow:
    same = {name: getattr(row, name) for name in ("stage", "state", "due_on", "assessed_on")}
    return DueRow(id=row.pk, subject=row.subject_id, title=row.subject.title, unit=UnitRef.of(row.unit), **same)
