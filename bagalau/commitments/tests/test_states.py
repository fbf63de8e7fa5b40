"""The conditions on the database say of each row what the rules say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bagalau.commitments import queries
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import State, Status, is_due_soon, is_long_overdue, state
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.reference.models import Parameter

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 16)
STATUSES = [status.value for status in Status]
DUES = [None, "2022-06-15", "2022-06-16", "2025-06-15", "2025-06-16", "2025-06", "2025-09-16", "2025-09-17", "2026"]


@pytest.mark.parametrize(
    ("today", "soon", "long_"), [(DAY, 3, 36), (date(2024, 2, 29), 3, 36), (date(2025, 3, 31), 3, 36), (DAY, 12, 1)]
)
def test_the_database_knows_the_states_as_the_rules_do(office, today, soon, long_):
    """C-04, C-05, F-04"""
    Parameter.objects.create(name="due_soon.months", value=soon, since=today)
    Parameter.objects.create(name="long_overdue.months", value=long_, since=today)
    source = evaluation(office.country)
    for status in STATUSES:
        for due in [*DUES, "2021-02-28", "2024-02-29", "2025-06-30", "2022-03-31"]:
            promise(source, due=due, status=status)
    groups: dict[str, Callable[[Commitment], bool]] = {
        "open": lambda row: row.status in {"not_initiated", "initiated"},
        "due_soon": lambda row: is_due_soon(Status(row.status), row.due, today, soon),
        "long_overdue": lambda row: is_long_overdue(Status(row.status), row.due, today, long_),
    }
    every = list(Commitment.objects.all())
    for name, holds in groups.items():
        found = set(Commitment.objects.filter(queries.in_state(name, today)))
        assert found == {row for row in every if holds(row)}, name
    for name in State:
        found = set(Commitment.objects.filter(queries.in_state(name, today)))
        assert found == {row for row in every if state(Status(row.status), row.due, today) is name}, name
