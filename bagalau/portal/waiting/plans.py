"""Evaluation plans on their way to posting, their yearly reviews, and the changes that are asked for."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import ExtractYear, Least
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.access import APPROVE_PLAN, EDIT_PLAN, REVIEW_PLAN, SUBMIT_PLAN
from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, PlanStep
from bagalau.evaluations.queries.plans import changes, limits, listed_plans
from bagalau.evaluations.rules.plans import ChangeStatus, PlanStatus, ReviewKind
from bagalau.evaluations.tables.plans import change_columns, plan_columns
from bagalau.lib.columns import Column
from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer
from bagalau.people.rules import Action
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line

OF_PLAN = {"evaluationplan": "pk"}


def _in_status(desk: Desk, action: Action, status: PlanStatus) -> Q | None:
    turn = desk.turn(action, OF_PLAN)
    return None if turn is None else turn & Q(status=status)


def _to_submit(desk: Desk) -> Q | None:
    return _in_status(desk, SUBMIT_PLAN, PlanStatus.DRAFT)


def _to_post(desk: Desk) -> Q | None:
    return _in_status(desk, EDIT_PLAN, PlanStatus.APPROVED)


def _to_approve(desk: Desk) -> Q | None:
    """EP-14: of an office below, and not what the viewer submitted."""
    turn = desk.turn_above(APPROVE_PLAN)
    if turn is None:
        return None
    said = PlanStep.objects.filter(plan=OuterRef("pk"), status=PlanStatus.SUBMITTED)
    rows = EvaluationPlan.objects.filter(turn, status=PlanStatus.SUBMITTED)
    by_others = rows.alias(by=Subquery(said.order_by("-pk").values("by")[:1])).exclude(by=desk.me)
    return Q(pk__in=by_others.values("pk"))


def _changes(desk: Desk) -> Q | None:
    """EP-14: of plans of an office below, and not what the viewer asked for."""
    turn = desk.turn_above(APPROVE_PLAN, unit="plan__unit")
    return None if turn is None else turn & Q(status=ChangeStatus.SUBMITTED) & ~Q(requested_by=desk.me)


def _to_review(desk: Desk) -> Q | None:
    """EP-17, M-05: from the December of a year on, plans that run and of which a year has no review."""
    turn = desk.turn(REVIEW_PLAN, OF_PLAN)
    if turn is None:
        return None
    today = desk.viewer.today
    posted = PlanStep.objects.filter(plan=OuterRef("pk"), status=PlanStatus.POSTED).order_by("-at", "-pk")
    rows = EvaluationPlan.objects.filter(turn, status=PlanStatus.POSTED, ends__gte=months_after(today, -12)).alias(
        first=ExtractYear(Subquery(posted.values("at")[:1])),
        last=Least(ExtractYear("ends"), Value(months_after(today, 1).year - 1)),
    )
    of_years = Q(reviews__kind=ReviewKind.ANNUAL, reviews__year__gte=F("first"), reviews__year__lte=F("last"))
    missing = rows.alias(held=Count("reviews", filter=of_years)).filter(held__lt=F("last") - F("first") + 1)
    return Q(pk__in=missing.values("pk"))


def _columns(viewer: Viewer) -> list[Column[EvaluationPlan]]:
    return plan_columns(viewer, limits(viewer.today))


def _change_columns(_viewer: Viewer) -> list[Column[ChangeRequest]]:
    return change_columns()


LINES = (
    Line(
        "plans", _("Evaluation plans to submit"), EvaluationPlan, _to_submit, "starts", listed_plans, _columns, "period"
    ),
    Line(
        "plans-submitted",
        _("Evaluation plans to approve"),
        EvaluationPlan,
        _to_approve,
        "updated_at",
        listed_plans,
        _columns,
        "period",
        since=True,
    ),
    Line(
        "plans-approved",
        _("Evaluation plans to post"),
        EvaluationPlan,
        _to_post,
        "updated_at",
        listed_plans,
        _columns,
        "period",
        since=True,
    ),
    Line(
        "changes",
        _("Changes of plans to decide"),
        ChangeRequest,
        _changes,
        "requested_at",
        changes,
        _change_columns,
        "asked",
        since=True,
    ),
    Line("reviews", _("Yearly reviews of plans"), EvaluationPlan, _to_review, None, listed_plans, _columns, "period"),
)
