"""What open commitments ask for (M-02 to M-04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Max, OuterRef, Subquery
from django.db.models import When as Given
from django.db.models.functions import Left
from django.utils import timezone

from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import OPEN
from bagalau.evaluations.models import Evaluation, ManagementResponse
from bagalau.evaluations.queries.responses import GIVEN, promised_in
from bagalau.lib.periods import When
from bagalau.reminders.asking.reach import HEADS, OFFICERS, Ask, Reach
from bagalau.reminders.rules import Kind, Terms, of_action

COLUMNS = ("pk", "label", "unit", "due_on", "due_precision", "created_at", "said_at", "over_on")


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each open commitment: two queries in all, and a little work for each row."""
    responsible = _responsible()
    unsaid = promised_in(ManagementResponse.objects.exclude(GIVEN))  # EO-11
    rows = Commitment.objects.filter(status__in=OPEN).exclude(unsaid).order_by()
    of = Evaluation.objects.filter(pk=OuterRef("origin_id")).values("completed_on")
    completed = Case(Given(origin_kind="evaluation", then=Subquery(of)))
    known = rows.annotate(label=Left("text", 300), said_at=Max("updates__at"), over_on=completed)
    for pk, label, unit, due_on, precision, made_at, said_at, over_on in known.values_list(*COLUMNS).iterator(2000):
        due = When(due_on, precision) if due_on else None
        for one in of_action(due, timezone.localdate(said_at or made_at), today, terms, over_on):
            if one.kind is Kind.ESCALATION:
                people = reach.nearest(HEADS, unit)
            else:
                people = reach.only_able(responsible.get(pk, ())) or reach.nearest(OFFICERS, unit)
            yield Ask(one, ("commitment", pk), label, people, due)


def _responsible() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    links = Commitment.responsible_people.through.objects.filter(commitment__status__in=OPEN).order_by("pk")
    for commitment, person in links.values_list("commitment", "person"):
        found[commitment].append(person)
    return found
