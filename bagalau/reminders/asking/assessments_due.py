"""Assessments whose day is near or over (M-14, M-04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bagalau.lib.periods import When, months_after
from bagalau.quality.models import Assessment, Due
from bagalau.quality.rules.due import OPEN
from bagalau.quality.rules.life import UNDER_WAY, State
from bagalau.reminders.asking.reach import HEADS, OFFICERS, Ask, Reach
from bagalau.reminders.rules import Kind, Terms, of_due


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each assessment that nobody began, the officers; of one that is worked on, its assessor. What is exempted or
    not required is not open, and what was submitted lies with its approver. One query."""
    near = Due.objects.filter(state__in=sorted(OPEN), due_on__lte=months_after(today, max(1, terms.soon_months) + 1))
    for row in near.select_related("subject", "assessment").order_by("pk"):
        of = row.assessment if row.assessment and row.assessment.status in UNDER_WAY else None  # not the last approved
        if row.due_on is None or (of and of.status == State.SUBMITTED):
            continue
        record = ("assessment", of.pk) if of else ("subject", row.subject_id)
        for one in of_due(row.stage, row.due_on, today, terms):
            people = reach.nearest(HEADS, row.unit_id) if one.kind is Kind.ESCALATION else _people(reach, row, of)
            yield Ask(one, record, str(row), people, When(row.due_on))


def _people(reach: Reach, row: Due, of: Assessment | None) -> tuple[int, ...]:
    """M-07."""
    named = reach.only_able([of.assessor_id]) if of and of.assessor_id else ()
    kind, key = row.subject.kind, row.subject.key
    own = reach.of_record(OFFICERS, kind, key) if key is not None else ()
    return named or reach.only_able([*own, *reach.nearest(OFFICERS, row.unit_id)])
