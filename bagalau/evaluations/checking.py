"""The worker's part of the checks: results follow the journal, and once a day everything is looked at again.

Results depend on nothing but the record and the day, so a round that is broken off or done twice does no harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from bagalau.commitments.models import Commitment
from bagalau.evaluations.models import CheckResult, CheckState, Dismissal, Evaluation, ManagementResponse
from bagalau.evaluations.queries.checks import examined
from bagalau.evaluations.rules.checks.told import Result
from bagalau.evaluations.rules.life import Need
from bagalau.evaluations.tables.life import NEEDS
from bagalau.lib.severity import Severity
from bagalau.people.models import JournalEntry

LINES = 500
ROUND = 100
FIELDS = ("severity", "weight", "place", "place_values", "sentence", "values", "dismissed")
WEIGHTS = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.NOTE: 3}


def refresh(today: date | None = None) -> int:
    """Look again at what was changed since the last time, then go on with the round of the day; how many were seen."""
    day = today or timezone.localdate()
    state, _made = CheckState.objects.get_or_create(pk=CheckState.CHECKS)
    return _follow(state, day) + _go_round(state, day)


def _follow(state: CheckState, day: date) -> int:
    lines = list(
        JournalEntry.objects.filter(number__gt=state.number)
        .order_by("number")
        .values_list("number", "record_kind", "record_id")[:LINES]
    )
    if not lines:
        return 0
    keys = evaluations_of((kind, key) for _number, kind, key in lines)
    seen = look(Evaluation.objects.filter(pk__in=keys).order_by("pk"), day)
    state.number = lines[-1][0]
    state.save(update_fields=["number"])
    return seen


def evaluations_of(records: Iterable[tuple[str, int]]) -> set[int]:
    """The evaluations to which the records of journal lines belong."""
    by_kind: dict[str, set[int]] = {}
    for kind, key in records:
        by_kind.setdefault(kind, set()).add(key)
    promised = Commitment.objects.filter(pk__in=by_kind.get("commitment", ()), origin_kind="evaluation")
    answered = ManagementResponse.objects.filter(pk__in=by_kind.get("managementresponse", ()))
    return (
        by_kind.get("evaluation", set())
        | set(promised.values_list("origin_id", flat=True))
        | set(answered.values_list("evaluation_id", flat=True))
    )


def _go_round(state: CheckState, day: date) -> int:
    """What follows from the date alone: some evaluations at a time, all of them once a day."""
    if state.day == day:
        return 0
    rows = Evaluation.objects.filter(pk__gt=state.after).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:ROUND])
    seen = look(Evaluation.objects.filter(pk__in=keys).order_by("pk"), day)
    if len(keys) < ROUND:
        state.day, state.after = day, 0
    else:
        state.after = keys[-1]
    state.save(update_fields=["day", "after"])
    return seen


def look(rows: QuerySet[Evaluation], day: date) -> int:
    """Let the results of evaluations be what the checks find now; how many evaluations were looked at."""
    seen = 0
    for row, found in examined(rows, day):
        _keep(row, found)
        seen += 1
    return seen


@transaction.atomic
def _keep(row: Evaluation, found: list[Result]) -> None:
    dismissed = set(
        Dismissal.objects.filter(evaluation=row).values_list("check_number", "record_kind", "record_id", "mark")
    )
    fresh = {_thing(one): one for one in (_row(row, result) for result in found)}
    here = {_thing(one): one for one in CheckResult.objects.filter(evaluation=row)}
    CheckResult.objects.filter(pk__in=[one.pk for thing, one in here.items() if thing not in fresh]).delete()
    for thing, one in fresh.items():
        one.dismissed = thing in dismissed
        if thing in here:
            one.pk = here[thing].pk
    CheckResult.objects.bulk_create([one for thing, one in fresh.items() if thing not in here])
    changed = [one for thing, one in fresh.items() if thing in here and _differs(one, here[thing])]
    CheckResult.objects.bulk_update(
        changed, ["severity", "weight", "place", "place_values", "sentence", "values", "dismissed"]
    )


def _thing(one: CheckResult) -> tuple[str, str, int, str]:
    return one.check_number, one.record_kind, one.record_id, one.mark


def _differs(one: CheckResult, other: CheckResult) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in FIELDS)


def _row(evaluation: Evaluation, result: Result) -> CheckResult:
    return CheckResult(
        evaluation=evaluation,
        check_number=result.check,
        severity=result.severity,
        weight=WEIGHTS[result.severity],
        record_kind=result.place.kind,
        record_id=result.place.key or evaluation.pk,
        place=result.place.words,
        place_values=dict(result.place.values),
        sentence=result.sentence,
        values={name: _kept(value) for name, value in result.values.items()},
        mark=hashlib.sha256(f"{result.sentence}\n{result.mark}".encode()).hexdigest(),
    )


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    words = NEEDS.get(Need(value)) if value in set(Need) else None
    return {"text": _source(words)} if words is not None else value


def _source(words: Any) -> str:
    """The English text behind a lazy translation."""
    with override(None):
        return str(words)
