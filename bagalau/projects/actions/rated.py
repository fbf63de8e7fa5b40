"""Writes: what quality assurance must know of a project to rate it. Called inside the actions that change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from bagalau.projects.models import Project, ProjectStep
from bagalau.projects.rules.life import Phase
from bagalau.quality.actions.subjects import Told, keep_subject
from bagalau.quality.rules.questionnaire import Rates

CLOSED = (Phase.OPERATIONALLY_CLOSED, Phase.FINANCIALLY_CLOSED)
DROPPED = (Phase.REJECTED, Phase.CANCELLED)


def keep_rated(project: Project, today: date) -> None:
    """Let the row by which a project is rated say what the project says, and what is due follow it."""
    keep_subject(Rates.PROJECT, project.pk, told(project, project.steps.all()), today)


def told(project: Project, steps: Iterable[ProjectStep]) -> Told:
    """What is told of a project; ``steps`` are those of its life, the latest first. What is taken up again is neither
    closed nor dropped."""
    days: dict[str, date] = {}
    for step in steps:
        days.setdefault(step.status, step.on or localdate(step.at))
    return Told(
        unit=project.unit,
        title=project.title,
        number=project.award_id or project.number,
        manager=project.manager,
        visibility=project.visibility,
        starts=project.start.first_day if project.start else None,
        ends=project.end.last_day if project.end else None,
        signed_on=days.get(Phase.SIGNED),
        closed_on=days.get(Phase.OPERATIONALLY_CLOSED) if project.status in CLOSED else None,
        dropped_on=days.get(project.status) if project.status in DROPPED else None,
    )
