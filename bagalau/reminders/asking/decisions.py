"""What commitments ask others to decide on: to drop them, and to verify that they are completed (M-07)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import Left

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Status, Verification
from bagalau.people.rules import Role
from bagalau.reminders.asking.reach import DECIDERS, Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms

VERIFIERS = DECIDERS | {Role.EVALUATION_MANAGER}


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each request and of each completion that the office said itself, not its paper; four queries."""
    yield from _requests(reach)
    yield from _completions(reach)


def _requests(reach: Reach) -> Iterator[Ask]:
    rows = Commitment.objects.filter(requested_at__isnull=False).annotate(label=Left("text", 300)).order_by()
    for pk, unit, label, at, by in rows.values_list("pk", "unit", "label", "requested_at", "requested_by"):
        people = _others(reach.nearest(DECIDERS, unit), {by})
        yield Ask(Asked(Kind.REQUEST, f"{at:%Y-%m-%dT%H:%M:%S}"), ("commitment", pk), label, people)


def _completions(reach: Reach) -> Iterator[Ask]:
    waiting = Commitment.objects.filter(status=Status.COMPLETED, verification=Verification.NONE)
    said = Update.objects.filter(commitment__in=waiting, status=Status.COMPLETED, from_source=False).order_by("pk")
    last = {row[0]: row for row in said.values_list("commitment", "at", "by")}
    owners = Commitment.responsible_people.through.objects.filter(commitment__in=waiting)
    involved: dict[int, set[int | None]] = {pk: {by} for pk, _at, by in last.values()}
    for pk, person in owners.values_list("commitment", "person"):
        involved.setdefault(pk, set()).add(person)
    rows = waiting.filter(pk__in=said.order_by().values("commitment")).annotate(label=Left("text", 300)).order_by()
    for pk, unit, label in rows.values_list("pk", "unit", "label"):
        at = last[pk][1]
        people = _others(reach.nearest(VERIFIERS, unit), involved[pk])
        yield Ask(Asked(Kind.VERIFICATION, f"{at:%Y-%m-%dT%H:%M:%S}"), ("commitment", pk), label, people)


def _others(people: tuple[int, ...], involved: set[int | None]) -> tuple[int, ...]:
    return tuple(pk for pk in people if pk not in involved)
