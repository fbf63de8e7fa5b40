"""What completed evaluations ask for until they have an answer, and answers that wait for approval (M-01, M-04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from bagalau.evaluations.models import Agency, Evaluation, ManagementResponse
from bagalau.evaluations.queries.responses import GIVEN
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.responses import Approval
from bagalau.lib.periods import When
from bagalau.people.rules import Role
from bagalau.reminders.asking.reach import FOCAL_POINTS, HEADS, Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms, of_response, response_due

MANAGERS = frozenset({Role.EVALUATION_MANAGER})
COLUMNS = ("pk", "title", "unit", "completed_on", "completed_precision", "manager")


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each unit that has not answered an evaluation; and of each answer that was submitted; four queries."""
    answered = _answered()
    units = _units()
    rows = Evaluation.objects.filter(stage=Stage.COMPLETED, completed_on__isnull=False).order_by()
    for pk, title, own, completed_on, precision, manager in rows.values_list(*COLUMNS).iterator(2000):
        completed = When(completed_on, precision)
        missing = [unit for unit in dict.fromkeys([own, *units.get(pk, ())]) if unit not in answered.get(pk, ())]
        for one in of_response(completed, today, terms) if missing else ():
            people = _people(one.kind, reach, pk, missing, [manager] if manager and own in missing else [])
            due = When(response_due(completed, terms))
            yield Ask(one, ("evaluation", pk), title[:300], people, due)
    yield from _submitted(reach)


def _people(kind: Kind, reach: Reach, pk: int, units: list[int], managers: list[int]) -> tuple[int, ...]:
    """The heads, or else the manager of the evaluation and the focal points, of each unit that has not answered."""
    if kind is Kind.ESCALATION:
        return reach.only_able(person for unit in units for person in reach.nearest(HEADS, unit))
    focal_points = [person for unit in units for person in reach.nearest(FOCAL_POINTS, unit)]
    return reach.only_able([*managers, *reach.of_record(MANAGERS, "evaluation", pk), *focal_points])


def _answered() -> dict[int, set[int]]:
    """The units that have given their answer, by evaluation (ER-02)."""
    found: dict[int, set[int]] = defaultdict(set)
    for evaluation, unit in ManagementResponse.objects.filter(GIVEN).order_by().values_list("evaluation", "unit"):
        found[evaluation].add(unit)
    return found


def _units() -> dict[int, list[int]]:
    """The units of the agencies of joint evaluations, each of which answers for itself (ER-11)."""
    found: dict[int, list[int]] = defaultdict(list)
    for evaluation, unit in Agency.objects.filter(unit__isnull=False).order_by("pk").values_list("evaluation", "unit"):
        found[evaluation].append(unit)
    return found


def _submitted(reach: Reach) -> Iterator[Ask]:
    rows = ManagementResponse.objects.filter(approval=Approval.SUBMITTED).order_by("pk")
    submitters = _submitters()
    for pk, title, unit, version, at in rows.values_list("pk", "evaluation__title", "unit", "version", "submitted_at"):
        people = tuple(one for one in reach.nearest(HEADS, unit) if one != submitters.get(pk))  # ER-06
        period = f"{version}:{at:%Y-%m-%dT%H:%M:%S}" if at else f"{version}"
        yield Ask(Asked(Kind.APPROVAL, period), ("managementresponse", pk), title[:300], people)


def _submitters() -> dict[int, int | None]:
    steps = ManagementResponse.objects.filter(approval=Approval.SUBMITTED, steps__approval=Approval.SUBMITTED)
    return dict(steps.order_by("steps__at", "steps__pk").values_list("pk", "steps__by"))
