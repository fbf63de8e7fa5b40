"""Projects whose next step waits for somebody, and revisions that lie with the board."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from bagalau.people.rules import Action
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line
from bagalau.projects.access import APPROVE_PROJECT, DECIDE_REVISION, SIGN_PROJECT
from bagalau.projects.models import Project, ProjectStep, ProjectVersion
from bagalau.projects.queries.portfolio import portfolio
from bagalau.projects.rules.life import Phase, VersionState
from bagalau.projects.tables.portfolio import columns

OF_PROJECT = {"project": "pk"}


def _in_status(desk: Desk, action: Action, status: Phase) -> Q | None:
    turn = desk.turn(action, OF_PROJECT)
    return None if turn is None else turn & Q(status=status)


def _to_approve(desk: Desk) -> Q | None:
    """PL-12: not what the viewer appraised."""
    turn = _in_status(desk, APPROVE_PROJECT, Phase.APPRAISED)
    if turn is None:
        return None
    said = ProjectStep.objects.filter(project=OuterRef("pk"), status=Phase.APPRAISED).order_by("-at", "-pk")
    by_others = Project.objects.filter(turn).alias(by=Subquery(said.values("by")[:1])).exclude(by=desk.me)
    return Q(pk__in=by_others.values("pk"))


def _to_sign(desk: Desk) -> Q | None:
    return _in_status(desk, SIGN_PROJECT, Phase.APPROVED)


def _to_decide(desk: Desk) -> Q | None:
    """PL-12: not what the viewer opened or submitted."""
    turn = desk.turn(DECIDE_REVISION, OF_PROJECT)
    if turn is None:
        return None
    with_board = ProjectVersion.objects.filter(state=VersionState.SUBMITTED)
    by_others = with_board.exclude(opened_by=desk.me).exclude(submitted_by=desk.me)
    return turn & Q(pk__in=by_others.values("project"))


LINES = (
    Line(
        "projects-appraised",
        _("Projects to approve"),
        Project,
        _to_approve,
        "updated_at",
        portfolio,
        columns,
        "title",
        since=True,
    ),
    Line(
        "projects-approved",
        _("Projects to sign"),
        Project,
        _to_sign,
        "updated_at",
        portfolio,
        columns,
        "title",
        since=True,
    ),
    Line(
        "revisions",
        _("Revisions of projects to decide"),
        Project,
        _to_decide,
        "updated_at",
        portfolio,
        columns,
        "title",
        since=True,
    ),
)
