"""Reads: the nine indicators of the evaluation function, closure, age and slippage of key actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from bagalau.commitments.models import Evidence
from bagalau.commitments.rules import FINAL, OPEN, Status
from bagalau.documents.rules import DocumentType
from bagalau.evaluations.models import (
    UNRATED,
    KeyAction,
    ListedDocument,
    ManagementResponse,
    Recommendation,
    rated_as,
)
from bagalau.evaluations.queries.oversight import Population, answered, stages, standings
from bagalau.evaluations.queries.responses import in_timing
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.oversight import (
    AGE_MONTHS,
    COVERAGE_YEARS,
    GOOD,
    SATISFACTORY,
    Age,
    Indicator,
    Kpi,
    Share,
)
from bagalau.evaluations.rules.responses import Timing
from bagalau.lib.periods import months_after
from bagalau.people.models import RoleGrant, Unit
from bagalau.people.rules import Role, UnitType

OFFICES = (UnitType.RO, UnitType.MCO, UnitType.CO)


def indicators(
    of: Population, offices: QuerySet[Unit], year: int, parameters: Mapping[str, Decimal]
) -> list[Indicator]:
    """EO-07, for a year as the day of the population knows it; ``offices`` are the units that are looked at.

    What no history is kept of (money, roles, files) is told for the present day only.
    """
    present = not of.past
    return [
        Indicator(Kpi.RESOURCES, amounts=_spent(of, year) if present else {}),
        Indicator(Kpi.PEOPLE, (_staffed(of, offices),) if present else ()),
        Indicator(Kpi.COVERAGE, (_covered(of, offices, year),)),
        Indicator(Kpi.IMPLEMENTATION, _implemented(of, year)),
        Indicator(Kpi.QUALITY, _quality(of, year)),
        Indicator(Kpi.REPORTS, (_uploaded(of, year),) if present else ()),
        Indicator(Kpi.RESPONSES, _responded(of, year, parameters)),
        Indicator(Kpi.ACTIONS, _carried_out(of)),
        Indicator(Kpi.USE, (_used(of, year),) if present else ()),
    ]


def _completed(of: Population, year: int, years: int = 1) -> QuerySet[Any]:
    first = date(year - years + 1, 1, 1)
    return stages(of).filter(stage=Stage.COMPLETED, completed_on__gte=first, completed_on__lte=date(year, 12, 31))


def _share(rows: QuerySet[Any], *parts: Q) -> tuple[Share, ...]:
    """The share of the rows for which each condition holds; one query."""
    names = {f"part_{place}": Count("pk", filter=part) for place, part in enumerate(parts)}
    found = rows.aggregate(whole=Count("pk"), **names)
    return tuple(Share(found[name], found["whole"]) for name in names)


def _spent(of: Population, year: int) -> dict[str, Decimal]:
    """What the evaluations completed in a year cost, by currency, as far as it is known."""
    rows = _completed(of, year).filter(expenditure__isnull=False).values("currency").annotate(sum=Sum("expenditure"))
    return {row["currency"]: row["sum"] for row in rows.order_by("currency")}


def _staffed(of: Population, offices: QuerySet[Unit]) -> Share:
    """Offices in which somebody has the role of evaluation manager or focal point for the office itself."""
    in_force = Q(starts=None) | Q(starts__lte=of.on), Q(ends=None) | Q(ends__gte=of.on)
    roles = (Role.EVALUATION_MANAGER, Role.EVALUATION_FOCAL_POINT)
    grants = RoleGrant.objects.filter(*in_force, role__in=roles, unit=OuterRef("pk"), person__is_active=True)
    return _share(offices.filter(type__in=OFFICES), Q(Exists(grants)))[0]


def _covered(of: Population, offices: QuerySet[Unit], year: int) -> Share:
    """Offices with at least one evaluation completed in the last three years."""
    owner = "evaluation__unit_id" if of.past else "unit_id"
    units = _completed(of, year, COVERAGE_YEARS).values(owner)
    return _share(offices.filter(type__in=OFFICES), Q(pk__in=units))[0]


def _implemented(of: Population, year: int) -> tuple[Share, ...]:
    """Evaluations planned to end in the year, also those given up: completed or under way, and completed alone."""
    planned = stages(of).filter(planned_end_on__gte=date(year, 1, 1), planned_end_on__lte=date(year, 12, 31))
    done, under_way = Q(stage=Stage.COMPLETED), Q(stage__in=(Stage.TOR_INITIATED, Stage.TEAM_ONBOARD))
    return _share(planned, done | under_way, done)


def _quality(of: Population, year: int) -> tuple[Share, ...]:
    rated = _completed(of, year).exclude(UNRATED)
    return _share(rated, rated_as(*SATISFACTORY), rated_as(*GOOD))


def _uploaded(of: Population, year: int) -> Share:
    """Completed evaluations whose report is listed, or is among the files of the office."""
    of_kind = Q(type__iexact=DocumentType.REPORT) | Q(document__type=DocumentType.REPORT)
    reports = ListedDocument.objects.filter(of_kind, evaluation=OuterRef("pk"))
    return _share(_completed(of, year), Q(Exists(reports)))[0]


def _responded(of: Population, year: int, parameters: Mapping[str, Decimal]) -> tuple[Share, ...]:
    """Completed evaluations to which the unit has responded, and those to which it did in time (ER-02)."""
    rows = ManagementResponse.objects.filter(
        evaluation=OuterRef("evaluation" if of.past else "pk"), given_on__lte=of.on
    )
    in_time = rows.filter(
        in_timing(Timing.ON_TIME, int(parameters["response.days"]), of.on), unit=F("evaluation__unit")
    )
    return _share(_completed(of, year), Q(answered(of)), Q(Exists(in_time)))


def _carried_out(of: Population) -> tuple[Share, ...]:
    """Key actions that still apply: completed or under way, and completed alone."""
    status = "stands" if of.past else "status"
    rows = standings(of).exclude(**{status: Status.NO_LONGER_APPLICABLE})
    done = Q(**{status: Status.COMPLETED})
    return _share(rows, done | Q(**{status: Status.INITIATED}), done)


def _used(of: Population, year: int) -> Share:
    """Evaluations of the last three years of which at least one key action is completed with evidence."""
    proven = Evidence.objects.filter(commitment__status=Status.COMPLETED, commitment__origin_kind="evaluation")
    owners = proven.filter(commitment__origin_id=OuterRef("pk"))
    return _share(_completed(of, year, COVERAGE_YEARS), Q(Exists(owners)))[0]


def closure(of: Population, year: int) -> Share:
    """EO-08: of the key actions due in a year, those that are closed."""
    status, due = ("stands", "stands_due_on") if of.past else ("status", "due_sort")
    rows = standings(of).filter(**{f"{due}__gte": date(year, 1, 1), f"{due}__lte": date(year, 12, 31)})
    return _share(rows, Q(**{f"{status}__in": FINAL}))[0]


def ages(of: Population) -> dict[Age, int]:
    """EO-09: how many key actions are overdue for how long."""
    status, due = ("stands", "stands_due_on") if of.past else ("status", "due_sort")
    late = standings(of).filter(**{f"{status}__in": OPEN, f"{due}__lt": of.on})
    found = late.aggregate(**{str(age): Count("pk", filter=_aged(age, due, of.on)) for age in Age})
    return {age: found[str(age)] for age in Age}


def _aged(age: Age, due: str, on: date) -> Q:
    newest, oldest = AGE_MONTHS[age]
    condition = Q(**{f"{due}__lt": months_after(on, -newest)}) if newest else Q()
    return condition & Q(**{f"{due}__gte": months_after(on, -oldest)}) if oldest else condition


def moved(of: Population) -> Share:
    """Key actions whose date is later than the one first promised, of those that had one."""
    first, due = ("commitment__first_due_on", "stands_due_on") if of.past else ("first_due_on", "due_on")
    return _share(standings(of).filter(**{f"{first}__isnull": False}), Q(**{f"{due}__gt": F(first)}))[0]


def without_action(of: Population) -> Share:
    """Recommendations of completed evaluations that no key action carries out."""
    rows = Recommendation.objects.filter(evaluation__in=of.evaluations.values("pk"), evaluation__stage=Stage.COMPLETED)
    carried = KeyAction.objects.filter(recommendation=OuterRef("pk"))
    return _share(rows, ~Q(Exists(carried)))[0]
