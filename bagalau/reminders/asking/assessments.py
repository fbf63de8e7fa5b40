"""Assessments that lie with their approver, and those that came back to their assessor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bagalau.people.rules import Role
from bagalau.quality.access import APPROVERS
from bagalau.quality.models import Assessment, AssessmentStep
from bagalau.quality.rules.life import State
from bagalau.reminders.asking.reach import Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms

KINDS = {State.SUBMITTED: Kind.APPROVAL, State.RETURNED: Kind.RETURNED}


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each assessment that was submitted or returned: the approver or the assessor, or else the nearest who may
    approve. One query."""
    steps = AssessmentStep.objects.filter(assessment__status__in=KINDS, status__in=KINDS, from_source=False)
    last = {step.assessment_id: step for step in steps.select_related("assessment").order_by("at", "pk")}
    for step in last.values():
        of = step.assessment
        if step.status == of.status:
            period = f"{step.at:%Y-%m-%dT%H:%M:%S}"
            yield Ask(Asked(KINDS[State(of.status)], period), ("assessment", of.pk), str(of), _people(reach, of))


def _people(reach: Reach, of: Assessment) -> tuple[int, ...]:
    """M-07."""
    named = of.approver_id if of.status == State.SUBMITTED else of.assessor_id
    if named is not None:
        return reach.only_able([named])
    if of.status == State.RETURNED:
        return ()
    near = reach.nearest(APPROVERS - {Role.ADMINISTRATOR}, of.unit_id)
    return tuple(pk for pk in near if pk != of.assessor_id)
