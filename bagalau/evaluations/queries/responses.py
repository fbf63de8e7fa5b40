"""Reads: management responses, the doors to them, when they are due, and what each says of each recommendation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from bagalau.evaluations.access import EDIT_RESPONSE, VIEW_RESPONSES
from bagalau.evaluations.models import (
    Agency,
    Evaluation,
    KeyAction,
    ManagementResponse,
    ResponseStep,
    ResponseVersion,
)
from bagalau.evaluations.queries.content import print_of, shared
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.responses import (
    IN_WORK,
    READ,
    SETTLED,
    Approval,
    Timeliness,
    Timing,
    due,
    is_given,
    timeliness,
)
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.reference.parameters import value
from bagalau.web.records import one

OPEN = Q(approval__in=[READ, Approval.PUBLISHED]) | Q(approval=Approval.APPROVED, approved_at=None)


def days(today: date) -> int:
    """ER-01: within how many days a response is due; what holds today holds for all that are shown today."""
    return int(value("response.days", today))


def responses(viewer: Viewer) -> QuerySet[ManagementResponse]:
    """Responses that the viewer may see: of their units; what is approved, of evaluations they share; and what is
    public (ER-08, ER-11, EC-07)."""
    rows = ManagementResponse.objects.select_related("evaluation", "unit")
    scope = viewer.scope(VIEW_RESPONSES)
    if scope.everywhere:
        return rows
    keys = {kind: [key for name, key in scope.records if name == kind] for kind in ("managementresponse", "evaluation")}
    allowed = Q(unit__in=scope.units) | Q(pk__in=keys["managementresponse"]) | Q(evaluation__in=keys["evaluation"])
    if scope.units:
        partly = Agency.objects.filter(unit__in=scope.units).values("evaluation")
        allowed |= Q(approval__in=SETTLED) & (Q(evaluation__unit__in=scope.units) | Q(evaluation__in=partly))
    return rows.filter(allowed | Q(OPEN, evaluation__visibility="public", evaluation__stage=Stage.COMPLETED))


def response(viewer: Viewer, pk: int) -> ManagementResponse:
    """The door to a response."""
    return one(responses(viewer), pk)


def responses_of(viewer: Viewer, of: Evaluation) -> QuerySet[ManagementResponse]:
    """The responses to an evaluation that the viewer may see."""
    return responses(viewer).filter(evaluation=of)


def each_of(viewer: Viewer, of: Evaluation) -> list[ManagementResponse]:
    """All responses to an evaluation, each with ``opens``: whether the viewer may see it as it is now. One query."""
    opens = Exists(responses(viewer).select_related(None).filter(pk=OuterRef("pk")))
    return list(of.responses.annotate(opens=opens).select_related("evaluation", "unit"))


def units_without(
    of: Evaluation, agencies: Iterable[Agency] | None = None, answers: Iterable[ManagementResponse] | None = None
) -> list[Unit]:
    """The units that have yet to answer an evaluation: its own, and in a joint one those of the agencies (ER-11).

    The rows that the caller has loaded already are not read again.
    """
    agencies = of.agencies.select_related("unit") if agencies is None else agencies
    asked = [of.unit, *(agency.unit for agency in agencies if agency.unit)]
    answered = {row.unit_id for row in (of.responses.all() if answers is None else answers)}
    return [unit for key, unit in {unit.pk: unit for unit in asked}.items() if key not in answered]


def may_start(
    viewer: Viewer,
    of: Evaluation,
    agencies: Iterable[Agency] | None = None,
    answers: Iterable[ManagementResponse] | None = None,
) -> list[Unit]:
    """The units for which a viewer may begin to answer an evaluation; none as long as it is not completed."""
    if of.stage != Stage.COMPLETED or not viewer.can(EDIT_RESPONSE):
        return []
    without = units_without(of, agencies, answers)
    return [unit for unit in without if viewer.may(EDIT_RESPONSE, ManagementResponse(evaluation=of, unit=unit))]


def unanswered(viewer: Viewer) -> QuerySet[Evaluation]:
    """Completed evaluations to which the unit, or one of the agencies that share it, has not begun to answer."""
    own = ManagementResponse.objects.filter(evaluation=OuterRef("pk"), unit=OuterRef("unit"))
    theirs = ManagementResponse.objects.filter(evaluation=OuterRef("evaluation"), unit=OuterRef("unit"))
    silent = Agency.objects.filter(~Exists(theirs), evaluation=OuterRef("pk"), unit__isnull=False)
    rows = Evaluation.objects.filter(shared(viewer), stage=Stage.COMPLETED, completed_on__isnull=False)
    return rows.filter(~Exists(own) | Exists(silent)).select_related("unit")


def timing(of: ManagementResponse, within: int, today: date) -> Timeliness:
    """ER-02: how a response stands to its day."""
    given = is_given(of.approval, of.version)
    return timeliness(due(of.evaluation.completed, within), of.given_on, given=given, today=today)


GIVEN = ~Q(approval__in=IN_WORK) | Q(version__gt=1)


def in_timing(name: str, within: int, today: date) -> Q:
    """The condition for responses that stand so to their day (ER-02)."""
    last = today - timedelta(days=within)
    dated = Q(evaluation__completed_on__isnull=False)
    took = ExpressionWrapper(F("given_on") - F("evaluation__completed_on"), output_field=DurationField())
    in_time = Q(
        pk__in=ManagementResponse.objects.filter(GIVEN)
        .alias(took=took)
        .filter(took__lte=timedelta(within))
        .values("pk")
    )
    conditions = {
        Timing.NO_DATE: ~dated,
        Timing.OVERDUE: dated & ~GIVEN & Q(evaluation__completed_on__lt=last),
        Timing.WAITING: dated & ~GIVEN & Q(evaluation__completed_on__gte=last),
        Timing.GIVEN: dated & GIVEN & Q(given_on=None),
        Timing.ON_TIME: dated & GIVEN & in_time,
        Timing.LATE: dated & GIVEN & Q(given_on__isnull=False) & ~in_time,
    }
    return conditions[Timing(name)]


def promised_in(drafts: QuerySet[ManagementResponse]) -> Q:
    """The condition for commitments that are key actions of these responses: of their evaluation and their unit."""
    own = drafts.order_by().filter(evaluation=OuterRef("origin_id"), unit=OuterRef("unit"))
    # the list without reference to the row is made once, and spares most rows the other question
    return Q(origin_kind="evaluation", origin_id__in=drafts.order_by().values("evaluation")) & Q(Exists(own))


def overall_seen(of: ManagementResponse) -> str:
    """The state of the overall response as a form shows it."""
    return print_of([of.description])


def steps(of: ManagementResponse) -> QuerySet[ResponseStep]:
    """The way of a response, the latest step first."""
    return of.steps.select_related("by")


def versions(of: ManagementResponse) -> QuerySet[ResponseVersion]:
    """What was approved, the latest first, without its content."""
    return of.versions.defer("content").select_related("by")


def version(of: ManagementResponse, number: int) -> ResponseVersion:
    """The door to a version; the caller has opened that of the response."""
    return one(of.versions.select_related("by"), _key(of, number))


def _key(of: ManagementResponse, number: int) -> int:
    return of.versions.filter(number=min(number, 2**31 - 1)).values_list("pk", flat=True).first() or 0


def key_action(of: ManagementResponse, pk: int) -> KeyAction:
    """The door to a key action of a response."""
    own = KeyAction.objects.filter(recommendation__evaluation=of.evaluation_id, commitment__unit=of.unit_id)
    return one(own.select_related("commitment", "recommendation"), pk)
