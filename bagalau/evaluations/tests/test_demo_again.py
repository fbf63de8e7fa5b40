"""Making a synthetic portfolio: twice the same is the same, and only administrators may."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.commitments.models import Commitment
from bagalau.evaluations.demo import add_portfolio
from bagalau.evaluations.models import CoveredProject, Evaluation, EvaluationPlan, KeyAction, PlanLine
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [date(2025, 6, 16), date(2024, 2, 29)])
def test_the_same_scale_on_the_same_day_gives_the_same_rows(viewer, administrator, day):
    def texts() -> list[tuple[object, ...]]:
        return [
            *Evaluation.objects.order_by("pk").values_list("title", "stage", "planned_end_on", "budget"),
            *Commitment.objects.order_by("pk").values_list("text", "status", "due_on", "responsible"),
        ]

    add_portfolio(viewer(administrator, day), 5)
    first = texts()
    PlanLine.objects.all().delete()
    KeyAction.objects.all().delete()
    Commitment.objects.all().delete()
    Evaluation.objects.all().delete()
    CoveredProject.objects.all().delete()
    EvaluationPlan.objects.all().delete()
    add_portfolio(viewer(administrator, day), 5)
    assert texts() == first


def test_who_does_not_administer_everything_is_refused(viewer, officer):
    with pytest.raises(Problem) as refused:
        add_portfolio(viewer(officer), 1)
    assert refused.value.status == 403
    assert not Evaluation.objects.exists()
