"""Making, changing and moving evaluations."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.doors import writes
from bagalau.api.v1.evaluations.shapes import EvaluationFull, one, router
from bagalau.api.v1.lists import named
from bagalau.api.v1.schemas import Amount, Currency, Date, Day, In, Key, Keys, Line, Lines, LongText, Text
from bagalau.api.v1.versions import unchanged
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import EDIT_EVALUATION, PUBLISH_EVALUATION, RATE_EVALUATION
from bagalau.evaluations.actions import Links, Partner, set_visibility
from bagalau.evaluations.actions import life as actions
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.queries import evaluation
from bagalau.evaluations.queries.life import covered_projects, possible_managers
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import AgencyRole, QualityRating
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.people.models import Unit
from bagalau.people.queries import units, units_of

SCOPE = Scope.WRITE_EVALUATIONS


class GefIn(In):
    """What is said of a GEF evaluation."""

    is_gef: bool | None = None
    project_title: Line = ""
    evaluation_type: Line = ""
    focal_area: Line = ""
    project_type: Line = ""
    phase: Line = ""
    project_id: Line = ""
    pims: Line = ""


class AgencyIn(In):
    """An agency of a joint evaluation."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    role: AgencyRole = AgencyRole.PARTNER
    unit: Key | None = None


class GroupIn(In):
    """A member of the reference group."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    organisation: Annotated[Line, Field(max_length=200)] = ""


class EvaluationChange(In):
    """What shall be known of an evaluation; what is left out stays as it is."""

    title: Annotated[Line, Field(min_length=1)] = ""
    type: Line = ""
    description: LongText = ""
    commissioned_by: Line = ""
    mandatory: bool | None = None
    planned_end: Date | None = None
    tor_completed_on: Day | None = None
    completed: Date | None = None
    budget: Amount | None = None
    expenditure: Amount | None = None
    currency: Currency = ""
    variance_note: Text = ""
    funding_source: Line = ""
    management_response: bool | None = None
    manager: Key | None = None
    stakeholders: Text = ""
    reference_group: Annotated[list[GroupIn], Field(max_length=100)] = []
    projects: Keys = []
    project_numbers: Lines = []
    joint_programme: bool | None = None
    plan_period: Line = ""
    plan_unit: Line = ""
    plan_unit_type: Line = ""
    strategic_plan: Line = ""
    corporate_results: Lines = []
    joint_evaluation: bool | None = None
    agencies: Annotated[list[AgencyIn], Field(max_length=50)] = []
    countries: Lines = []
    location: Line = ""
    focus_areas: Lines = []
    signature_solutions: Lines = []
    sdg_goals: Lines = []
    sdg_targets: Lines = []
    gef: GefIn = GefIn()
    quality_assessment: Line = ""
    justification: Text = ""
    comments: Text = ""


class EvaluationIn(EvaluationChange):
    """A new evaluation."""

    unit: Key
    title: Annotated[Line, Field(min_length=1)]


class StageIn(In):
    """Where an evaluation goes next, with what that asks for: to complete it, the date and what was spent."""

    stage: Stage
    reason: Text = ""
    completed: Date | None = None
    expenditure: Amount | None = None
    variance_note: Text = ""


class RatingIn(In):
    """How well an evaluation was done; null takes the rating back."""

    rating: QualityRating | None
    reason: Text = ""


class VisibilityIn(In):
    """Whether everybody may see it."""

    visibility: Visibility


LINKED = ("reference_group", "agencies", "projects")


def _values(viewer: Viewer, of: Evaluation, given: EvaluationChange) -> dict[str, Any]:
    """The fields that were sent, as the record keeps them."""
    sent = {name: getattr(given, name) for name in given.model_fields_set - {*LINKED, "unit"}}
    if "gef" in sent:
        sent["gef"] = {name: value for name, value in given.gef.model_dump().items() if value not in (None, "")}
    if "manager" in sent:
        offered = possible_managers(viewer, [of.unit], of.manager)
        sent["manager"] = _one_of(offered, given.manager, "manager")
    return sent


def _one_of(rows: QuerySet[Any], key: int | None, field: str) -> Any:
    return named(rows, [key], field)[0] if key else None


def _links(viewer: Viewer, of: Evaluation, given: EvaluationChange) -> Links:
    sent = given.model_fields_set
    offices: dict[int, Unit] = {}
    if keys := [agency.unit for agency in given.agencies if agency.unit]:
        offices = {unit.pk: unit for unit in named(units(viewer), keys, "agencies")}
    partners = [Partner(agency.name, offices.get(agency.unit or 0), agency.role) for agency in given.agencies]
    members = [(member.name, member.organisation) for member in given.reference_group]
    return Links(
        named(covered_projects([of.unit]), given.projects, "projects") if "projects" in sent else None,
        partners if "agencies" in sent else None,
        members if "reference_group" in sent else None,
    )


@router.post("/evaluations", **writes(EDIT_EVALUATION, SCOPE, EvaluationFull, status=201))
def add_evaluation(request: Request, given: EvaluationIn) -> HttpResponse:
    """Make an evaluation."""
    viewer = request.viewer
    (unit,) = named(units_of(viewer, EDIT_EVALUATION), [given.unit], "unit")
    made = Evaluation(unit=unit)
    actions.edit(viewer, made, _values(viewer, made, given), _links(viewer, made, given))
    return one(request, evaluation(viewer, made.pk), 201)


@router.patch("/evaluations/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, EvaluationFull))
def change_evaluation(request: Request, pk: int, given: EvaluationChange) -> HttpResponse:
    """Change what is known of an evaluation."""
    viewer = request.viewer
    with unchanged(request, evaluation, pk) as row:
        actions.edit(viewer, row, _values(viewer, row, given), _links(viewer, row, given))
    return one(request, evaluation(viewer, pk))


@router.post("/evaluations/{int:pk}/stage", **writes(EDIT_EVALUATION, SCOPE, EvaluationFull))
def move_evaluation(request: Request, pk: int, given: StageIn) -> HttpResponse:
    """Take an evaluation to another stage."""
    said = given.model_fields_set & {"completed", "expenditure", "variance_note"}
    with unchanged(request, evaluation, pk) as row:
        values = {name: getattr(given, name) for name in said}
        actions.move(request.viewer, row, given.stage, values, reason=given.reason)
    return one(request, evaluation(request.viewer, pk))


@router.put("/evaluations/{int:pk}/rating", **writes(RATE_EVALUATION, SCOPE, EvaluationFull))
def rate_evaluation(request: Request, pk: int, given: RatingIn) -> HttpResponse:
    """Say how well an evaluation was done."""
    with unchanged(request, evaluation, pk) as row:
        actions.rate(request.viewer, row, given.rating or "", given.reason)
    return one(request, evaluation(request.viewer, pk))


@router.put("/evaluations/{int:pk}/visibility", **writes(PUBLISH_EVALUATION, SCOPE, EvaluationFull))
def publish_evaluation(request: Request, pk: int, given: VisibilityIn) -> HttpResponse:
    """Publish an evaluation with its commitments, or take it back to the office."""
    with unchanged(request, evaluation, pk) as row:
        set_visibility(request.viewer, row, given.visibility)
    return one(request, evaluation(request.viewer, pk))
