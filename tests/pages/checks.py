"""Checks of what was answered and promised."""

from __future__ import annotations

from typing import Any

from bagalau.evaluations.access import VIEW_CHECKS
from bagalau.evaluations.models import CheckResult, Evaluation, Recommendation, Recurrence
from bagalau.evaluations.tests.making import evaluation
from bagalau.people.models import Person
from tests.pages import Arguments, Make, Page, plain, taken

PAGES = {
    **plain("checks recurrences"),
    "evaluation_checks": Page("evaluation"),
    "check_dismiss": taken("check", get=200, reason="It was agreed with the board."),
    "check_restore": taken("check"),
}
DOORS = {"check": VIEW_CHECKS}


def found(of: Evaluation, number: int = 1) -> CheckResult:
    """A result of an evaluation."""
    same: dict[str, Any] = {
        "record_kind": "evaluation",
        "record_id": of.pk,
        "sentence": "No key action carries it out.",
    }
    return CheckResult.objects.create(
        evaluation=of, check_number="EK-01", severity="error", weight=1, mark=f"{number}", **same
    )


def again(of: Evaluation, number: int) -> Recurrence:
    """Two recommendations, of which the one of another evaluation was made before."""
    said = [
        Recommendation.objects.create(evaluation=row, number=90_000 + number, text=f"Fence all wells, no. {number}.")
        for row in (of, evaluation(of.unit, f"Wells before, no. {number}"))
    ]
    same: dict[str, Any] = {"likeness": 90, "repeats": 1, "day": "2024-03-31", "language": "en", "span": "unit"}
    return Recurrence.objects.create(later=said[0], earlier=said[1], **same)


def records(make: Make) -> dict[str, Arguments]:
    return {"check": (found(Evaluation.objects.get(pk=make.there["evaluation"][0])).pk,)}


BUDGETS = {"checks": 9, "recurrences": 8, "evaluation_checks": 8, "check_dismiss": 8}
EXPORTS = {"checks": 6, "recurrences": 5}
WITHOUT_LISTS = {"check_restore"}


def shown(base: Any) -> dict[str, Arguments]:
    return {"checks": (), "recurrences": (), "check_dismiss": (found(base.evaluation, 0).pk,)}


def grow(base: Any, by: Person, number: int) -> None:
    found(base.evaluation, number + 1)
    again(base.evaluation, number)
