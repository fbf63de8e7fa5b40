"""What is answered about evaluations. Outside the office null is what it keeps to itself, or till the end (EC-07)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from ninja import Router

from bagalau.api.v1.answers import answer
from bagalau.api.v1.content.shapes import TermRef
from bagalau.api.v1.content.shapes import terms_of as term_refs
from bagalau.api.v1.schemas import Out, PersonRef, UnitRef, iso
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models import Evaluation, EvaluationStep, ListedDocument, TeamMember
from bagalau.evaluations.queries.content import terms_of
from bagalau.evaluations.queries.content_told import tells
from bagalau.evaluations.queries.life import listed_documents
from bagalau.evaluations.rules import Stage, is_overdue
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.rules.life import AgencyRole, QualityRating
from bagalau.evaluations.rules.roster import TeamRole
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.middleware import Request
from bagalau.web.records import url_of

router = Router(tags=["Evaluations"])
SAME = (
    "title type stage visibility plan_period management_response budget currency joint_evaluation countries "
    "created_at updated_at"
).split()
MORE = (
    "system plan_unit plan_unit_type funding_source project_numbers strategic_plan corporate_results joint_programme "
    "joint_with gef stakeholders description justification focus_areas signature_solutions sdg_goals sdg_targets "
    "mandatory quality_assessment commissioned_by location tor_completed_on"
).split()


class EvaluationRow(Out):
    """An evaluation in a list."""

    id: int
    page: str | None
    title: str
    unit: UnitRef
    type: str
    stage: Stage
    overdue: bool
    visibility: Visibility
    plan_period: str
    planned_end: str | None
    completed: str | None
    management_response: bool | None
    budget: Decimal | None
    expenditure: Decimal | None
    currency: str
    joint_evaluation: bool | None
    countries: list[str]
    quality_rating: QualityRating | None
    assessment: int | None
    created_at: datetime
    updated_at: datetime
    version: str


class AgencyRow(Out):
    """An agency that takes part in a joint evaluation."""

    name: str
    role: AgencyRole
    unit: UnitRef | None


class MemberRow(Out):
    """A member of the team; the mail address is null outside the office."""

    name: str
    title: str
    role: TeamRole | None
    nationality: str
    email: str | None


class ListedRow(Out):
    """A document that the page of an evaluation lists; ``document`` is its number once the office has the file."""

    id: int
    title: str
    type: str
    language: str
    document: int | None


class GroupRow(Out):
    """A member of the reference group."""

    name: str
    organisation: str


class ProjectRef(Out):
    """A project that an evaluation covers."""

    id: int
    number: str
    title: str


class EvaluationFull(EvaluationRow):
    """One evaluation, without what it says: that is at /content, and in the lists of each kind."""

    system: str
    plan_unit: str
    plan_unit_type: str
    funding_source: str
    project_numbers: list[str]
    strategic_plan: str
    corporate_results: list[str]
    joint_programme: bool | None
    joint_with: list[str]
    gef: dict[str, Any]
    stakeholders: str
    description: str
    justification: str
    focus_areas: list[str]
    signature_solutions: list[str]
    sdg_goals: list[str]
    sdg_targets: list[str]
    mandatory: bool | None
    quality_assessment: str
    commissioned_by: str
    location: str
    tor_completed_on: date | None
    comments: str | None
    variance_note: str | None
    manager: PersonRef | None
    reference_group: list[GroupRow] | None
    projects: list[ProjectRef]
    agencies: list[AgencyRow]
    team: list[MemberRow]
    documents: list[ListedRow]
    terms: list[TermRef]


class StepRow(Out):
    """How an evaluation stood from a moment on."""

    id: int
    at: datetime
    by: PersonRef | None
    stage: Stage
    planned_end_on: date | None
    completed_on: date | None
    quality_rating: QualityRating | None
    reason: str
    from_source: bool


def row_of(viewer: Viewer, row: Evaluation) -> EvaluationRow:
    """An evaluation in a list; costs no query."""
    return EvaluationRow(**_facts(viewer, row, inside=viewer.may(VIEW_HISTORY, row)))


def _facts(viewer: Viewer, row: Evaluation, *, inside: bool) -> dict[str, Any]:
    return {
        "id": row.pk,
        "page": url_of("evaluation", row.pk),
        "unit": UnitRef.of(row.unit),
        "overdue": is_overdue(Stage(row.stage), row.planned_end, viewer.today),
        "planned_end": iso(row.planned_end),
        "completed": iso(row.completed),
        "quality_rating": row.rating if inside else None,
        "assessment": row.assessment_id if inside else None,
        "version": row.seen,
        "expenditure": row.expenditure if inside or is_told(row.stage) else None,
        **{name: getattr(row, name) for name in SAME},
    }


def one(request: Request, row: Evaluation, status: int = 200) -> HttpResponse:
    """The answer that shows one evaluation."""
    viewer = request.viewer
    inside = viewer.may(VIEW_HISTORY, row)
    group = [GroupRow(name=one.name, organisation=one.organisation) for one in row.reference_group.all()]
    shown = EvaluationFull(
        **_facts(viewer, row, inside=inside),
        **{name: getattr(row, name) for name in MORE},
        comments=row.comments if inside else None,
        variance_note=row.variance_note if inside else None,
        manager=PersonRef.of(row.manager) if inside else None,
        reference_group=group if inside else None,
        projects=[ProjectRef(id=one.pk, number=one.number, title=one.title) for one in row.projects.all()],
        agencies=[
            AgencyRow(name=one.name, role=AgencyRole(one.role), unit=UnitRef.of(one.unit) if one.unit else None)
            for one in row.agencies.select_related("unit")
        ],
        team=[_member(one, inside=inside) for one in row.team.all()] if tells(viewer, row) else [],
        documents=[_listed(one) for one in listed_documents(viewer, row)],
        terms=term_refs(terms_of(row)),
    )
    return answer(request, shown, status, version=row.seen)


def _member(row: TeamMember, *, inside: bool) -> MemberRow:
    return MemberRow(
        name=row.name,
        title=row.title,
        role=TeamRole(row.role) if row.role else None,
        nationality=row.nationality,
        email=row.email if inside else None,
    )


def _listed(row: ListedDocument) -> ListedRow:
    opens: bool = row.opens  # type: ignore[attr-defined]  # annotated by the query
    return ListedRow(
        id=row.pk,
        title=row.title,
        type=row.type,
        language=row.language,
        document=row.document_id if opens else None,
    )


def step_row(row: EvaluationStep) -> StepRow:
    """One step of the life of an evaluation."""
    same = "at stage planned_end_on completed_on reason from_source".split()
    return StepRow(
        id=row.pk,
        by=PersonRef.of(row.by),
        quality_rating=row.rating,
        **{name: getattr(row, name) for name in same},
    )
