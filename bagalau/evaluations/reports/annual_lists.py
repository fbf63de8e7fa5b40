"""What the annual report lists, as the day of the report knows it (EO-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Prefetch, QuerySet

from bagalau.commitments.models import Commitment
from bagalau.evaluations.models import Evaluation, ManagementResponse, PlanLine
from bagalau.evaluations.queries.oversight import Population, actions_behind, stages
from bagalau.evaluations.queries.responses import responses, timing
from bagalau.evaluations.reports.actions import Told, told
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import QualityRating
from bagalau.evaluations.rules.responses import Timeliness, due, timeliness
from bagalau.lib.periods import When
from bagalau.people.access import Viewer
from bagalau.reference.parameters import values


@dataclass(frozen=True)
class Standing:
    """An evaluation on a day."""

    row: Evaluation
    stage: Stage
    planned_end: When | None
    completed: When | None
    rating: QualityRating | None

    @property
    def cost(self) -> Decimal | None:
        """What the plan estimates, or else the budget."""
        line: PlanLine | None = getattr(self.row, "plan_line", None)
        return line.cost if line and line.cost is not None else self.row.budget


def listed(of: Population, year: int, field: str) -> list[Standing]:
    """The evaluations with a date in a year: those planned to end in it, or those completed in it; by that date."""
    rows = stages(of).filter(**{f"{field}__gte": date(year, 1, 1), f"{field}__lte": date(year, 12, 31)})
    rows = rows.exclude(stage=Stage.CANCELLED)
    if field == "completed_on":
        rows = rows.filter(stage=Stage.COMPLETED)
    kept = list(rows.order_by(field, "pk"))
    owner = "evaluation_id" if of.past else "pk"
    keys = [getattr(row, owner) for row in kept]
    known = {one.pk: one for one in Evaluation.objects.filter(pk__in=keys).select_related("unit", "plan_line")}
    return [
        Standing(
            known[getattr(row, owner)],
            Stage(row.stage),
            _when(row.planned_end_on, known[getattr(row, owner)].planned_end_precision),
            _when(row.completed_on, known[getattr(row, owner)].completed_precision),
            row.rating,
        )
        for row in kept
    ]


def _when(day: date | None, precision: str) -> When | None:
    return When(day, precision) if day else None  # type: ignore[arg-type]


@dataclass(frozen=True)
class Answered:
    """An evaluation whose response was due in the year, with that of its own unit, or none."""

    row: Evaluation
    response: ManagementResponse | None
    found: Timeliness


def answered(viewer: Viewer, of: Population, year: int, within: int) -> list[Answered]:
    """ER-01, ER-02: the evaluations whose response was due in a year; how things stand on the day of the report."""
    first, last = (day - timedelta(days=within) for day in (date(year, 1, 1), date(year, 12, 31)))
    done = stages(of).filter(stage=Stage.COMPLETED, completed_on__gte=first, completed_on__lte=last)
    keys = done.values("evaluation_id" if of.past else "pk")
    rows = Evaluation.objects.filter(pk__in=keys).select_related("unit").order_by("completed_on", "pk")
    given = Prefetch("responses", responses(viewer).filter(unit=F("evaluation__unit")), "seen_responses")
    return [_answered(row, within, of.on) for row in rows.prefetch_related(given)]


def _answered(row: Evaluation, within: int, on: date) -> Answered:
    found: Sequence[ManagementResponse] = row.seen_responses  # type: ignore[attr-defined]
    given = next((one for one in found if one.given_on is None or one.given_on <= on), None)
    if given is None:
        return Answered(row, None, timeliness(due(row.completed, within), None, given=False, today=on))
    return Answered(row, given, timing(given, within, on))


def overdue(viewer: Viewer, of: Population, most: int) -> tuple[list[Told], int]:
    """The key actions that are overdue longest, and how many there are."""
    rows: QuerySet[Commitment] = actions_behind(viewer, of, "actions_overdue", values(of.on))
    return told(viewer, rows.order_by("due_sort", "pk"), of.on, most), rows.count()
