"""Reads: plans with their lines, changes of plans, the projects that plans must cover, and what is not covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from bagalau.documents.models import Document
from bagalau.documents.queries import Origin, documents, origins
from bagalau.evaluations.access import APPROVE_PLAN, VIEW_CHANGES, VIEW_PLANS, VIEW_PROJECTS
from bagalau.evaluations.models import (
    ChangeRequest,
    CoveredProject,
    Evaluation,
    EvaluationPlan,
    PlanLine,
    PlanReview,
    PlanStep,
)
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.plans_coverage import types_of, with_coverage
from bagalau.evaluations.rules import UNFINISHED, Stage
from bagalau.evaluations.rules import plans_mandatory as mandatory
from bagalau.evaluations.rules.plans import ChangeStatus, Lack, PlanStatus, Promise, is_within, lacks
from bagalau.evaluations.rules.plans_changes import BOUND, past_the_plan
from bagalau.evaluations.rules.plans_mandatory import Demand, Limits, Need, Untold, overlaps, timing
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Person
from bagalau.reference import parameters
from bagalau.web.records import one

LONG_TEXTS = ("rationale", "gaps_note", "comments")
OF_EVALUATION = tuple(
    f"evaluation__{name}"
    for name in (
        *("title", "stage", "unit", "visibility", "planned_end_on", "planned_end_precision"),
        *("completed_on", "completed_precision"),
    )
)


def limits(on: date) -> Limits:
    """The parameters of plans on a day; one query."""
    found = parameters.values(on)
    return Limits(
        either=found["mandatory.either"],
        both=found["mandatory.both"],
        years=int(found["mandatory.years"]),
        words=int(found["rationale.words"]),
    )


def plans(viewer: Viewer) -> QuerySet[EvaluationPlan]:
    """Plans that the viewer may see."""
    allowed = visible(viewer, VIEW_PLANS, kind="evaluationplan")
    return EvaluationPlan.objects.filter(allowed).select_related("unit")


def plan(viewer: Viewer, pk: int) -> EvaluationPlan:
    """The door to a plan."""
    return one(plans(viewer), pk)


def listed_plans(viewer: Viewer) -> QuerySet[EvaluationPlan]:
    """Plans with what their rows in a list tell: ``completed`` and ``overdue`` lines (E-02), what lines cost, and,
    inside the office, the projects of the unit with what covers them."""
    kept = PlanLine.objects.filter(deleted=False).order_by()
    mine = kept.filter(plan=OuterRef("pk")).values("plan").annotate(number=Count("pk")).values("number")
    late = Q(evaluation__stage__in=UNFINISHED, evaluation__planned_end_on__lt=viewer.today)
    rows = plans(viewer).defer(*LONG_TEXTS).prefetch_related(Prefetch("lines", kept.only("plan", "cost", "currency")))
    counted = rows.annotate(
        completed=Coalesce(Subquery(mine.filter(evaluation__stage=Stage.COMPLETED)), 0),
        overdue=Coalesce(Subquery(mine.filter(late)), 0),
    )
    if viewer.is_public:
        return counted
    asking = CoveredProject.objects.only("unit", *CoveredProject.FACTS)
    return counted.prefetch_related(Prefetch("unit__covered_projects", with_coverage(asking)))


def with_lines(of: EvaluationPlan) -> EvaluationPlan:
    """A plan with the lines that were not deleted and the projects of its unit, in a fixed number of queries."""
    prefetch_related_objects([of], *_hangers())
    return of


def _hangers() -> tuple[Any, ...]:
    kept = PlanLine.objects.filter(deleted=False).select_related("evaluation")
    return (
        Prefetch("lines", kept.only(*(field.name for field in PlanLine._meta.concrete_fields), *OF_EVALUATION)),
        Prefetch("unit__covered_projects", with_coverage(CoveredProject.objects.all())),
    )


def lines(of: EvaluationPlan) -> QuerySet[PlanLine]:
    """All lines of a plan, those that a change deleted included, with costs, projects and evaluation."""
    rows = of.lines.select_related("evaluation").prefetch_related("costs", "projects")
    return rows.only(*(field.name for field in PlanLine._meta.concrete_fields), *OF_EVALUATION)


def line(of: EvaluationPlan, pk: int) -> PlanLine:
    """The door to a line that was not deleted; the caller has opened the plan's door."""
    return one(of.lines.filter(deleted=False).select_related("evaluation"), pk)


def plan_document(viewer: Viewer, of: EvaluationPlan) -> Document | None:
    """The plan as a document, if the viewer may see it."""
    return documents(viewer).filter(pk=of.document_id).first() if of.document_id else None


def steps(of: EvaluationPlan) -> QuerySet[PlanStep]:
    """What happened to a plan on its way to posting, the latest first."""
    return of.steps.select_related("by")


def reviews(of: EvaluationPlan) -> QuerySet[PlanReview]:
    """The reviews of a plan, the latest first."""
    return of.reviews.select_related("by")


def projects(viewer: Viewer) -> QuerySet[CoveredProject]:
    """The projects that the viewer may see."""
    return CoveredProject.objects.filter(visible(viewer, VIEW_PROJECTS, kind="coveredproject")).select_related("unit")


def project(viewer: Viewer, pk: int) -> CoveredProject:
    """The door to a project."""
    return one(with_coverage(projects(viewer)).select_related("unit", "manager"), pk)


def possible_managers(viewer: Viewer, of: CoveredProject) -> QuerySet[Person]:
    """Who may be named as the manager of a project: people of its unit, above and below it; of a new one, of ours."""
    unit = of.unit if of.unit_id else viewer.person.unit if viewer.person else None
    near = Q()
    if unit is not None:
        above = [int(step) for step in unit.path.strip("/").split("/")]
        near = Q(unit__in=above) | Q(unit__path__startswith=unit.path)
    return Person.objects.filter((near & Q(is_active=True)) | Q(pk=of.manager_id))


def lines_of_project(viewer: Viewer, of: CoveredProject) -> QuerySet[PlanLine]:
    """The lines of plans that evaluate a project."""
    rows = PlanLine.objects.filter(projects=of, deleted=False, plan__in=plans(viewer))
    return rows.select_related("plan__unit", "evaluation").order_by("planned_end_on", "pk")


def evaluations_of_project(viewer: Viewer, of: CoveredProject) -> QuerySet[Evaluation]:
    """The evaluations of a project that stand in no plan."""
    return evaluations(viewer).filter(projects=of, plan_line=None).order_by("-end_sort", "-pk")


def demands(of: CoveredProject, on: Limits) -> list[Demand]:
    """What the rules ask of a project."""
    return mandatory.demands(of.facts, on)


def asked(of: CoveredProject, on: Limits) -> list[Demand]:
    """What the rules ask of a project, without what a stronger demand covers anyway."""
    return mandatory.gaps(of.facts, on, ())


def gaps(of: CoveredProject, on: Limits) -> list[Demand]:
    """What no evaluation of a project covers (EP-11); the project was loaded ``with_coverage``."""
    return mandatory.gaps(of.facts, on, _kinds(of))


def untold(of: CoveredProject, on: Limits) -> list[Untold]:
    """What is not stated of a project and may ask for an evaluation that it has not (EP-10)."""
    return mandatory.untold(of.facts, on, _kinds(of))


def _kinds(of: CoveredProject) -> set[Need]:
    return {timing(words) for words in types_of(of)}


@dataclass(frozen=True)
class Gap:
    """A mandatory evaluation that a plan does not hold, and the project that asks for it."""

    project: CoveredProject
    demand: Demand


def covered_projects(of: EvaluationPlan) -> list[CoveredProject]:
    """The projects of the unit that may run in the period of the plan."""
    rows = of.unit.covered_projects.all()
    return [row for row in rows if overlaps(row.starts, row.ends, of.starts, of.ends)]


def gaps_of(of: EvaluationPlan, on: Limits) -> list[Gap]:
    """The mandatory evaluations that are neither in this plan nor anywhere else."""
    return [Gap(row, demand) for row in covered_projects(of) for demand in gaps(row, on)]


def untold_of(of: EvaluationPlan, on: Limits) -> list[tuple[CoveredProject, list[Untold]]]:
    """The projects of which something is not stated that may ask for an evaluation (EP-10)."""
    return [(row, found) for row in covered_projects(of) if (found := untold(row, on))]


def lacks_of(of: EvaluationPlan, on: Limits) -> list[tuple[Lack, str]]:
    """EP-02: what the plan lacks for submission and approval; its lines were loaded with it."""
    promises = [
        Promise(
            row.title,
            dated=row.planned_end is not None,
            costed=row.cost is not None,
            funded=bool(row.funding_source),
            timely=is_within(row.planned_end, of.starts, of.ends),
        )
        for row in of.lines.all()
    ]
    return lacks(
        promises,
        rationale=of.rationale,
        limit=on.words,
        uncovered=len(gaps_of(of, on)),
        explained=bool(of.gaps_note),
    )


def changes(viewer: Viewer) -> QuerySet[ChangeRequest]:
    """The changes of plans that the viewer may see; what is asked for stays in the office."""
    of = EvaluationPlan.objects.filter(visible(viewer, VIEW_CHANGES, kind="evaluationplan"))
    rows = ChangeRequest.objects.filter(plan__in=of)
    return rows.select_related("plan__unit", "line", "requested_by", "decided_by").defer(
        *(f"plan__{name}" for name in LONG_TEXTS)
    )


def change(viewer: Viewer, pk: int) -> ChangeRequest:
    """The door to a change of a plan."""
    return one(changes(viewer), pk)


def project_names(of: ChangeRequest) -> dict[int, str]:
    """The projects that the values of a change name."""
    keys = {key for side in (of.before, of.after) for key in side.get("projects") or ()}
    return {row.pk: str(row) for row in CoveredProject.objects.filter(pk__in=keys)} if keys else {}


def changes_of(of: EvaluationPlan) -> QuerySet[ChangeRequest]:
    """The changes of one plan, the latest first; the caller has opened the plan's door."""
    return of.changes.select_related("line", "requested_by", "decided_by")


def for_approver(viewer: Viewer) -> Q:
    """The changes that wait for a decision of this viewer (EP-14)."""
    allowed = viewer.scope(APPROVE_PLAN)
    above = Q(plan__unit__parent__in=allowed.units) | Q(plan__unit__parent=None, plan__unit__in=allowed.units)
    waits = Q(status=ChangeStatus.SUBMITTED) & ~Q(requested_by=viewer.person)
    return waits if allowed.everywhere else waits & above


def posted_line(of: Evaluation) -> PlanLine | None:
    """The line of a posted plan that promises an evaluation; None if it stands in none."""
    rows = PlanLine.objects.filter(evaluation=of.pk, deleted=False, plan__status=PlanStatus.POSTED)
    return rows.select_related("plan__unit").first() if of.pk else None


def line_with(of: Evaluation) -> PlanLine | None:
    """The same of an evaluation whose line was just loaded with it, without asking again."""
    line: PlanLine | None = getattr(of, "plan_line", None)
    return line if line is not None and not line.deleted and line.plan.status == PlanStatus.POSTED else None


def guard_promised(of: Evaluation, wanted: Mapping[str, Any], projects: Iterable[CoveredProject] | None = None) -> None:
    """Refuse what is said of an evaluation past the plan that was approved and posted (EP-18)."""
    found = posted_line(of)
    if found is None:
        return
    given = dict(wanted) if projects is None else {**wanted, "projects": frozenset(projects)}
    planned, now = (
        {name: frozenset(row.projects.all()) if name == "projects" else getattr(row, name) for name in BOUND}
        for row in (found, of)
    )
    if past := past_the_plan(planned, now, given):
        sentence = _(
            "This stands in the posted plan %(plan)s. Open the plan and ask for a change there: it takes effect here "
            "when it is approved."
        ) % {"plan": found.plan}
        raise Problem("planned-in-a-plan", sentence, status=409, details=dict.fromkeys(past, sentence))


def sources(of: EvaluationPlan, rows: list[PlanLine]) -> dict[str, dict[tuple[int, str], Origin]]:
    """Where the values of a plan and of its lines were read; one query a kind of record."""
    return {
        "evaluationplan": origins("evaluationplan", [of.pk]),
        "planline": origins("planline", [row.pk for row in rows]),
    }
