"""Assessments that lie with their approver or came back, and what should have been assessed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line
from bagalau.quality.access import ADD_ASSESSMENT, APPROVE_ASSESSMENT
from bagalau.quality.models import Answer, Assessment, Due
from bagalau.quality.queries import assessments, dues
from bagalau.quality.queries.schemes import schemes_in_use
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.life import WORKED_ON, State
from bagalau.quality.tables.assessments import columns
from bagalau.quality.tables.dues import columns as due_columns


def _to_approve(desk: Desk) -> Q:
    """Those of the viewer, and those without an approver that the viewer may approve (QL-02) and stands nearest to."""
    mine, turn = Q(approver=desk.me), desk.turn(APPROVE_ASSESSMENT)
    if turn is not None:
        answered = Exists(Answer.objects.filter(assessment=OuterRef("pk"), changed_by=desk.me))
        managed = Q(subject__manager=desk.me, subject__manager__isnull=False)
        mine |= turn & Q(approver=None) & ~Q(assessor=desk.me) & ~managed & ~Q(answered)
    return mine & Q(status=State.SUBMITTED)


def _returned(desk: Desk) -> Q:
    return Q(assessor=desk.me, status=State.RETURNED)


def _late(desk: Desk) -> Q:
    """What the viewer is to finish, and what nobody assesses yet where the viewer stands nearest to begin it."""
    mine = Q(state=DueState.ONGOING, assessment__assessor=desk.me, assessment__status__in=sorted(WORKED_ON))
    turn = desk.turn(ADD_ASSESSMENT)
    unbegun = Q(pk__in=()) if turn is None else turn & Q(state=DueState.PENDING)
    return (mine | unbegun) & Q(due_sort__lt=desk.viewer.today)


def _columns(viewer: Viewer) -> list[Column[Assessment]]:
    return columns(viewer, schemes_in_use())


LINES = (
    Line(
        "assessments-submitted",
        _("Assessments to approve"),
        Assessment,
        _to_approve,
        "submitted_at",
        assessments,
        _columns,
        "-updated",
        since=True,
    ),
    Line(
        "assessments-returned",
        _("Assessments returned: mend"),
        Assessment,
        _returned,
        "updated_at",
        assessments,
        _columns,
        "-updated",
        since=True,
    ),
    Line(
        "assessments-due",
        _("Assessments overdue"),
        Due,
        _late,
        "due_on",
        dues,
        due_columns,
        "due",
    ),
)
