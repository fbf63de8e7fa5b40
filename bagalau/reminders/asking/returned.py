"""What came back to those who submitted it: responses, plans, completions, and changes that were refused (M-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Left

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import OPEN, Status, Verification
from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, ManagementResponse, PlanStep, ResponseStep
from bagalau.evaluations.rules.plans import ChangeStatus, PlanStatus
from bagalau.evaluations.rules.responses import Approval
from bagalau.reminders.asking.reach import OFFICERS, Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms

TOLD_FOR = timedelta(days=30)  # what is refused stays so: it is told for a while


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each that came back: whoever submitted it last, or else the officers; four queries."""
    yield from _responses(reach)
    yield from _plans(reach)
    yield from _completions(reach)
    yield from _changes(today, reach)


def _responses(reach: Reach) -> Iterator[Ask]:
    steps = ResponseStep.objects.filter(response=OuterRef("pk"), approval=Approval.SUBMITTED)
    rows = _with_last(ManagementResponse.objects.filter(approval=Approval.RETURNED), steps)
    for pk, label, unit, by, at in rows.values_list("pk", "evaluation__title", "unit", "last_by", "last_at"):
        yield _ask(reach, ("managementresponse", pk), label, unit, by, at)


def _plans(reach: Reach) -> Iterator[Ask]:
    steps = PlanStep.objects.filter(plan=OuterRef("pk"), status=PlanStatus.SUBMITTED)
    rows = _with_last(EvaluationPlan.objects.filter(status=PlanStatus.DRAFT), steps)
    for plan in rows.filter(last_at__isnull=False).select_related("unit"):
        yield _ask(reach, ("evaluationplan", plan.pk), str(plan), plan.unit_id, plan.last_by, plan.last_at)


def _completions(reach: Reach) -> Iterator[Ask]:
    said = Update.objects.filter(commitment=OuterRef("pk"), status=Status.COMPLETED)
    returned = Commitment.objects.filter(status__in=OPEN, verification=Verification.RETURNED)
    rows = _with_last(returned, said).annotate(label=Left("text", 300))
    for pk, label, unit, by, at in rows.values_list("pk", "label", "unit", "last_by", "last_at"):
        yield _ask(reach, ("commitment", pk), label, unit, by, at)


def _changes(today: date, reach: Reach) -> Iterator[Ask]:
    rows = ChangeRequest.objects.filter(status=ChangeStatus.REJECTED, decided_at__date__gt=today - TOLD_FOR)
    for row in rows.select_related("plan__unit").order_by("pk"):
        record = ("changerequest", row.pk)
        yield _ask(reach, record, str(row.plan), row.plan.unit_id, row.requested_by_id, row.decided_at)


def _with_last(rows: QuerySet[Any], steps: QuerySet[Any]) -> QuerySet[Any]:
    """Each with who submitted it last, and when."""
    last = steps.order_by("-at", "-pk")
    who, when = (Subquery(last.values(name)[:1]) for name in ("by", "at"))
    known: QuerySet[Any] = rows.annotate(last_by=who, last_at=when)
    return known.order_by("pk")


def _ask(reach: Reach, record: tuple[str, int], label: str, unit: int, by: int | None, at: object) -> Ask:
    people = reach.only_able([by] if by else []) or reach.nearest(OFFICERS, unit)
    return Ask(Asked(Kind.RETURNED, f"{at:%Y-%m-%dT%H:%M:%S}" if at else ""), record, label[:300], people)
