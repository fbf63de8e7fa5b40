"""The yearly review of plans (M-05), and plans and changes that wait for approval by the office above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, PlanStep
from bagalau.evaluations.rules.plans import ChangeStatus, PlanStatus, ReviewKind
from bagalau.reminders.asking.reach import FOCAL_POINTS, Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms, of_plan, review_due

RUNNING = (PlanStatus.APPROVED, PlanStatus.POSTED)


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each plan that runs or was submitted, and of each change that was submitted; four queries."""
    yield from _reviews(today, terms, reach)
    yield from _plans(reach)
    yield from _changes(reach)


def _reviews(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    rows = EvaluationPlan.objects.filter(status__in=RUNNING, ends__gte=today).select_related("unit").order_by("pk")
    annual = rows.filter(reviews__kind=ReviewKind.ANNUAL)
    reviewed = dict(annual.annotate(last=Max("reviews__held_on")).values_list("pk", "last"))
    for plan in rows:
        since = reviewed.get(plan.pk, plan.starts)
        for one in of_plan(since, plan.ends, today, terms):
            people = reach.nearest(FOCAL_POINTS, plan.unit_id)
            yield Ask(one, ("evaluationplan", plan.pk), str(plan), people, review_due(since, terms))


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
        yield Ask(
            Asked(Kind.APPROVAL, f"change {change.pk}"), ("evaluationplan", change.plan_id), str(change.plan), people
        )
