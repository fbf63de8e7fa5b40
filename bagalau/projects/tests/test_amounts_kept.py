"""Amounts are kept to the cent or refused: SQLite keeps fifteen digits, and what it cannot read stops every list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bagalau.lib.problems import Problem
from bagalau.projects.actions import take_record
from bagalau.projects.models import Project
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.money import MOST

pytestmark = pytest.mark.django_db


def with_lines(*amounts: Decimal) -> r.Project:
    lines = tuple(r.BudgetLine(account="71600", amount=amount) for amount in amounts)
    plan = r.WorkPlan(year=2024, activity_results=(r.PlannedResult(number="1", lines=lines),))
    return r.Project(title="Bridges over the Irtysh", currency="KZT", work_plans=(plan,))


def with_value(value: Decimal) -> r.Project:
    one = r.Indicator(name="Travellers", values=(r.IndicatorValue(value=value),))
    return r.Project(title="Bridges over the Irtysh", results=(r.Result(title="Safety", indicators=(one,)),))


@pytest.mark.parametrize(
    "told", [with_lines(MOST), with_lines(MOST - Decimal("0.01")), with_value(Decimal("-99999999999.9999"))]
)
def test_the_largest_amounts_come_back_as_they_were(actor, office, told):
    made = Project(unit=office.country)
    take_record(actor, made, told)
    assert record_of(Project.objects.get(pk=made.pk)) == told


@pytest.mark.parametrize(
    "told",
    [
        r.Project(title="Bridges", required=Decimal("99999999999999.99")),
        with_lines(MOST + Decimal("0.01")),
        with_lines(*[MOST / 2] * 3),
        with_value(Decimal("99999999999999.9999")),
        r.Project(title="Bridges", contributions=(r.Contribution(name="UNDP", rate=Decimal("9999999999.99999999")),)),
    ],
)
def test_what_cannot_be_kept_to_the_cent_is_refused_with_a_sentence(actor, office, told):
    """PM-03; also the sum of all lines."""
    with pytest.raises(Problem):
        take_record(actor, Project(unit=office.country), told)
    assert not Project.objects.exists()
