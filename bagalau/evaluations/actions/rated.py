"""Writes: what quality assurance must know of an evaluation to rate it. Called inside the actions that change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bagalau.evaluations.models import Evaluation, EvaluationStep
from bagalau.evaluations.rules import Stage
from bagalau.quality.actions.subjects import Told, keep_subject
from bagalau.quality.rules.questionnaire import Rates


def keep_rated(evaluation: Evaluation) -> None:
    """Let the row by which an evaluation is rated say what the evaluation says."""
    keep_subject(Rates.EVALUATION, evaluation.pk, told(evaluation, evaluation.steps.all()))


def told(evaluation: Evaluation, steps: Iterable[EvaluationStep]) -> Told:
    """What is told of an evaluation: it is closed once it is completed, and dropped once it is cancelled. ``steps``
    are those of its life, the latest first."""
    return Told(
        unit=evaluation.unit,
        title=evaluation.title,
        manager=evaluation.manager,
        visibility=evaluation.visibility,
        ends=evaluation.completed_on or evaluation.planned_end_on,
        closed_on=evaluation.completed_on if evaluation.stage == Stage.COMPLETED else None,
        dropped_on=_cancelled(steps) if evaluation.stage == Stage.CANCELLED else None,
    )


def _cancelled(steps: Iterable[EvaluationStep]) -> date | None:
    """The day since which an evaluation is cancelled: that of the first of the last steps that say so."""
    found = None
    for step in steps:
        if step.stage != Stage.CANCELLED:
            break
        found = step.at.date()
    return found
