"""The yearly review of plans (M-05), mandatory evaluations that they lack (M-11), and plans and changes that wait for
approval by the office above (EP-14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from bagalau.evaluations.models import ChangeRequest, CoveredProject, EvaluationPlan, PlanReview, PlanStep
from bagalau.evaluations.queries.plans import gaps_of, limits
from bagalau.evaluations.queries.plans_coverage import with_coverage
from bagalau.evaluations.rules.plans import ChangeStatus, PlanStatus, ReviewKind
from bagalau.evaluations.rules.plans_mandatory import Limits
from bagalau.lib.periods import When
from bagalau.reminders.asking.reach import FOCAL_POINTS, Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms, of_gaps, of_plan

YEAR = timedelta(days=366)  # the last review of a plan is held when it is over


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each plan that runs or was submitted, and of each change that was submitted; nine queries."""
    yield from _reviews(today, reach)
    yield from _gaps(today, reach)
    yield from _plans(reach)
    yield from _changes(reach)


def _reviews(today: date, reach: Reach) -> Iterator[Ask]:
    for plan, posted, reviewed in posted_plans(EvaluationPlan.objects.filter(ends__gte=today - YEAR)):
        for one in of_plan(posted, plan.ends, reviewed, today):
            due = When(date(int(one.period), 12, 31), "year")
            yield Ask(one, ("evaluationplan", plan.pk), str(plan), reach.nearest(FOCAL_POINTS, plan.unit_id), due)


def _gaps(today: date, reach: Reach) -> Iterator[Ask]:
    running = EvaluationPlan.objects.filter(status=PlanStatus.POSTED, starts__lte=today, ends__gte=today, gaps_note="")
    projects = Prefetch("unit__covered_projects", with_coverage(CoveredProject.objects.all()))
    rows = list(running.select_related("unit").prefetch_related(projects).order_by("starts", "pk"))
    rules = limits(today) if rows else Limits()
    for plan in rows:
        for one in of_gaps([(gap.project.pk, gap.demand.need) for gap in gaps_of(plan, rules)]):
            yield Ask(one, ("evaluationplan", plan.pk), str(plan), reach.nearest(FOCAL_POINTS, plan.unit_id))


def posted_plans(rows: QuerySet[EvaluationPlan]) -> Iterator[tuple[EvaluationPlan, date, set[int]]]:
    """Those that are posted, with the day of it and the years that were reviewed; three queries."""
    steps = Prefetch("steps", PlanStep.objects.filter(status=PlanStatus.POSTED).order_by("-at", "-pk"))
    reviews = Prefetch("reviews", PlanReview.objects.filter(kind=ReviewKind.ANNUAL))
    posted = rows.filter(status=PlanStatus.POSTED).select_related("unit").prefetch_related(steps, reviews)
    for plan in posted.order_by("starts", "pk"):
        for step in plan.steps.all()[:1]:
            yield plan, timezone.localtime(step.at).date(), {review.year for review in plan.reviews.all()}


def _plans(reach: Reach) -> Iterator[Ask]:
    submitted = PlanStep.objects.filter(status=PlanStatus.SUBMITTED, plan__status=PlanStatus.SUBMITTED)
    last = {step.plan_id: step for step in submitted.select_related("plan__unit").order_by("at", "pk")}
    for step in last.values():
        people = tuple(pk for pk in reach.above(FOCAL_POINTS, step.plan.unit_id) if pk != step.by_id)
        period = f"{step.at:%Y-%m-%dT%H:%M:%S}"
        yield Ask(Asked(Kind.APPROVAL, period), ("evaluationplan", step.plan_id), str(step.plan), people)


def _changes(reach: Reach) -> Iterator[Ask]:
    rows = ChangeRequest.objects.filter(status=ChangeStatus.SUBMITTED).select_related("plan__unit").order_by("pk")
    for change in rows:
        people = tuple(pk for pk in reach.above(FOCAL_POINTS, change.plan.unit_id) if pk != change.requested_by_id)
        period = f"{change.requested_at:%Y-%m-%dT%H:%M:%S}"
        yield Ask(Asked(Kind.APPROVAL, period), ("changerequest", change.pk), str(change.plan), people)
