"""Reads: whether a viewer is told what an evaluation says, or only what was planned (EC-07); what answers hold (EC-06).

The one place that pages, reports, the search and programs ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import F, Q

from bagalau.documents.rules import Visibility
from bagalau.evaluations.models import Agency, Evaluation, ManagementResponse, ResponseVersion
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.content import is_told, stays
from bagalau.people.access import VIEW_HISTORY, Viewer, visible

PUBLICLY = Q(visibility=Visibility.PUBLIC, stage=Stage.COMPLETED)


def told(viewer: Viewer) -> Q:
    """The condition for evaluations that tell a viewer what they say: of the own units, those in which one of these
    takes part (ER-11), and what is completed of those that are public (EC-07)."""
    scope = viewer.scope(VIEW_HISTORY)
    if scope.everywhere:
        return Q()
    found = visible(viewer, VIEW_HISTORY, kind="evaluation") | PUBLICLY
    if scope.units:
        found |= Q(pk__in=Agency.objects.filter(unit__in=scope.units).values("evaluation"))
    return found


def tells(viewer: Viewer, of: Evaluation) -> bool:
    """Whether an evaluation that is open to a viewer also tells what it says; mostly known without a query."""
    if is_told(of.stage) or viewer.may(VIEW_HISTORY, of):
        return True
    units = viewer.scope(VIEW_HISTORY).units
    return bool(units) and of.agencies.filter(unit__in=units).exists()


def holding(recommendations: Collection[int], names: Collection[str]) -> ManagementResponse | None:
    """The first response because of which some of this stays as it is in some of these recommendations (EC-06)."""
    rows = ManagementResponse.objects.filter(answers__recommendation__in=recommendations).select_related("unit")
    for row in rows.order_by("pk") if recommendations and names else ():
        if stays(row.approval, given_here=row.submitted_at is not None) & set(names):
            return row
    return None


def approved(of: Iterable[ManagementResponse]) -> dict[int, ResponseVersion]:
    """Of responses that stand as they were approved here, the version that keeps each; at most one query."""
    keys = [row.pk for row in of if row.approved_at is not None]
    rows = ResponseVersion.objects.filter(response__in=keys, number=F("response__version")) if keys else ()
    return {row.response_id: row for row in rows}
