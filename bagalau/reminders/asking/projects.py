"""Projects that wait to be approved or signed, and revisions that lie with the board (PL-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bagalau.people.rules import Action, Role
from bagalau.projects.access import APPROVE_PROJECT, DECIDE_REVISION, SIGN_PROJECT
from bagalau.projects.models import Project, ProjectStep, ProjectVersion
from bagalau.projects.rules.life import Phase, VersionState
from bagalau.reminders.asking.reach import Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms

NEXT = {Phase.APPRAISED: APPROVE_PROJECT, Phase.APPROVED: SIGN_PROJECT}


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each project that was appraised or approved, and of each revision that was submitted; two queries."""
    steps = ProjectStep.objects.filter(project__status__in=NEXT, status__in=NEXT).select_related("project")
    last = {step.project_id: step for step in steps.order_by("at", "pk")}
    for step in last.values():
        involved = {step.by_id} if step.status == Phase.APPRAISED else set()
        yield _ask(reach, NEXT[Phase(step.status)], step.project, f"{step.at:%Y-%m-%dT%H:%M:%S}", involved)
    rows = ProjectVersion.objects.filter(state=VersionState.SUBMITTED).select_related("project").defer("content")
    for row in rows.order_by("pk"):
        period = f"{row.number}:{row.submitted_at:%Y-%m-%dT%H:%M:%S}"
        yield _ask(reach, DECIDE_REVISION, row.project, period, {row.opened_by_id, row.submitted_by_id})


def _ask(reach: Reach, action: Action, of: Project, period: str, involved: set[int | None]) -> Ask:
    """Whoever may by a role for the project or the nearest unit, without those who brought it there."""
    roles = action.roles - {Role.ADMINISTRATOR}
    people = (*reach.of_record(roles, "project", of.pk), *reach.nearest(roles, of.unit_id))
    able = tuple(pk for pk in dict.fromkeys(people) if pk not in involved)
    return Ask(Asked(Kind.APPROVAL, period), ("project", of.pk), str(of), able)
