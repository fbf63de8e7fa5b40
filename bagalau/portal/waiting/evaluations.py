"""Drafts that wait for review, evaluations that are late, and the answers to them on their way."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from bagalau.documents.access import ACCEPT
from bagalau.documents.models import Draft
from bagalau.documents.queries import drafts
from bagalau.documents.rules import DraftStatus
from bagalau.documents.tables import DRAFTS
from bagalau.evaluations.access import APPROVE_RESPONSE, EDIT_EVALUATION, EDIT_RESPONSE
from bagalau.evaluations.models import Agency, Evaluation, ManagementResponse, ResponseStep
from bagalau.evaluations.queries import evaluations, in_stage
from bagalau.evaluations.queries.responses import days, responses, unanswered
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.responses import Approval
from bagalau.evaluations.tables import columns_for
from bagalau.evaluations.tables.responses import columns, waiting_columns
from bagalau.lib.columns import Column
from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer, visible
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line

OF_DRAFT = {"draft": "pk"}
OF_EVALUATION = {"evaluation": "pk"}
OF_RESPONSE = {"managementresponse": "pk", "evaluation": "evaluation"}


def _to_review(desk: Desk) -> Q | None:
    turn = desk.turn(ACCEPT, OF_DRAFT)
    return None if turn is None else turn & Q(status=DraftStatus.WAITING)


def _late(desk: Desk) -> Q | None:
    """The viewer manages it; or nobody does, and the viewer is the nearest to care for it."""
    turn = desk.turn(EDIT_EVALUATION, OF_EVALUATION)
    if turn is None:
        return None
    own = Q(manager=desk.me) & visible(desk.viewer, EDIT_EVALUATION, kind="evaluation")
    return (own | (turn & Q(manager=None))) & in_stage("overdue", desk.viewer.today)


def _to_answer(desk: Desk) -> Q | None:
    """Completed evaluations that the unit, or an agency that shares it, has not begun to answer (ER-11, M-06)."""
    own, theirs = desk.turn(EDIT_RESPONSE, OF_EVALUATION), desk.turn(EDIT_RESPONSE)
    if own is None or theirs is None:
        return None
    begun = ManagementResponse.objects.filter(evaluation=OuterRef("pk"), unit=OuterRef("unit"))
    shared = ManagementResponse.objects.filter(evaluation=OuterRef("evaluation"), unit=OuterRef("unit"))
    silent = Agency.objects.filter(theirs, ~Exists(shared), evaluation=OuterRef("pk"), unit__isnull=False)
    today = desk.viewer.today
    within = timedelta(days=desk.terms.response_days)
    still = Q(completed_on__lte=today, completed_on__gte=months_after(today, -desk.terms.tracking_months) - within)
    return Q(stage=Stage.COMPLETED) & still & ((own & Q(~Exists(begun))) | Q(Exists(silent)))


def _in_work(desk: Desk, approval: Approval) -> Q | None:
    turn = desk.turn(EDIT_RESPONSE, OF_RESPONSE)
    return None if turn is None else turn & Q(approval=approval)


def _to_finish(desk: Desk) -> Q | None:
    return _in_work(desk, Approval.DRAFT)


def _returned(desk: Desk) -> Q | None:
    return _in_work(desk, Approval.RETURNED)


def _to_approve(desk: Desk) -> Q | None:
    """ER-06: not what the viewer submitted."""
    turn = desk.turn(APPROVE_RESPONSE, OF_RESPONSE)
    if turn is None:
        return None
    said = ResponseStep.objects.filter(response=OuterRef("pk"), approval=Approval.SUBMITTED, from_source=False)
    rows = ManagementResponse.objects.filter(turn, approval=Approval.SUBMITTED)
    by_others = rows.alias(by=Subquery(said.order_by("-at", "-pk").values("by")[:1])).exclude(by=desk.me)
    return Q(pk__in=by_others.values("pk"))


def _within(desk: Desk) -> int:
    return desk.terms.response_days


def _columns(viewer: Viewer) -> list[Column[ManagementResponse]]:
    return columns(days(viewer.today), viewer.today)


def _waiting_columns(viewer: Viewer) -> list[Column[Evaluation]]:
    return waiting_columns(days(viewer.today), viewer.today)


# A response that was reopened was given once: its day is over.
FIRST_TIME = Case(When(version=1, then=F("evaluation__completed_on")))
LINES = (
    Line(
        "drafts",
        _("Drafts to review"),
        Draft,
        _to_review,
        "created_at",
        drafts,
        lambda _viewer: DRAFTS,
        "read",
        since=True,
    ),
    Line(
        "evaluations",
        _("Evaluations overdue"),
        Evaluation,
        _late,
        "planned_end_on",
        evaluations,
        columns_for,
        "completed",
    ),
    Line(
        "responses",
        _("Management responses to begin"),
        Evaluation,
        _to_answer,
        "completed_on",
        unanswered,
        _waiting_columns,
        "completed",
        later=_within,
    ),
    Line(
        "responses-begun",
        _("Management responses to finish"),
        ManagementResponse,
        _to_finish,
        FIRST_TIME,
        responses,
        _columns,
        "-updated",
        later=_within,
    ),
    Line(
        "responses-returned",
        _("Management responses returned: mend"),
        ManagementResponse,
        _returned,
        FIRST_TIME,
        responses,
        _columns,
        "-updated",
        later=_within,
    ),
    Line(
        "responses-submitted",
        _("Management responses to approve"),
        ManagementResponse,
        _to_approve,
        "submitted_at",
        responses,
        _columns,
        "-updated",
        since=True,
    ),
)
