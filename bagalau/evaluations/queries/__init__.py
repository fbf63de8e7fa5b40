"""Reads: evaluations as far as the viewer may see them, and one with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from bagalau.documents.access import UPLOAD
from bagalau.documents.queries import Origin, origins_of
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import (
    Agency,
    Evaluation,
    KeyAction,
    ListedDocument,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
)
from bagalau.evaluations.queries.content import shared
from bagalau.evaluations.queries.content_told import tells
from bagalau.evaluations.queries.responses import GIVEN
from bagalau.evaluations.rules import UNFINISHED, may_be_same
from bagalau.lib.titles import match_key, same_title
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Unit
from bagalau.people.queries import in_line
from bagalau.web.records import one


def evaluations(viewer: Viewer) -> QuerySet[Evaluation]:
    """Evaluations that the viewer may see."""
    allowed = visible(viewer, VIEW_EVALUATIONS, kind="evaluation")
    return Evaluation.objects.filter(allowed).select_related("unit", "manager")


def evaluation(viewer: Viewer, pk: int) -> Evaluation:
    """The door to an evaluation."""
    return one(evaluations(viewer), pk)


def in_stage(name: str, today: date) -> Q:
    """The condition for a stage, or ``overdue`` (E-02)."""
    if name == "overdue":
        return Q(stage__in=UNFINISHED, planned_end_on__lt=today)
    return Q(stage=name)


def answered() -> Q:
    """Evaluations to which at least one unit has given a response (ER-02)."""
    return Q(pk__in=ManagementResponse.objects.filter(GIVEN).values("evaluation"))


def listed_document(of: Evaluation, pk: int) -> ListedDocument:
    """The door to a document that an evaluation's page lists; the caller has opened the evaluation's door."""
    return one(of.listed_documents.all(), pk)


def recommendations(viewer: Viewer, of: Evaluation) -> QuerySet[Recommendation]:
    """The recommendations with parts, answers and key actions, in a fixed number of queries; none as long as the viewer
    is not told what the evaluation says (EC-07)."""
    if not tells(viewer, of):
        return Recommendation.objects.none()
    return of.recommendations.prefetch_related(
        "parts",
        Prefetch("answers", RecommendationResponse.objects.select_related("response__unit")),
        Prefetch("key_actions", KeyAction.objects.select_related("commitment__unit")),
    )


def sources(of: Evaluation, parts: Mapping[str, Iterable[int]]) -> dict[str, dict[tuple[int, str], Origin]]:
    """Where the values of an evaluation and of its parts, given by kind of record, were read; one query."""
    return origins_of({"evaluation": [of.pk], **parts})


def same_evaluation(
    viewer: Viewer,
    title: str,
    office: Unit,
    *,
    period: str | None = None,
    unit: str | None = None,
    partners: bool = False,
) -> Evaluation | None:
    """The evaluation that a paper with this title tells of; None if there is none or more than one fits."""
    fits = same_evaluations(viewer, title, office, period=period, unit=unit, partners=partners)
    return fits[0] if len(fits) == 1 else None


def same_evaluations(
    viewer: Viewer,
    title: str,
    office: Unit,
    *,
    period: str | None = None,
    unit: str | None = None,
    partners: bool = False,
) -> list[Evaluation]:
    """The evaluations that a paper with this title may tell of (E-03), among those whose papers the viewer may bring.

    With ``partners`` also the joint ones of others in which the office takes part (EL-14), if it has none of its own.
    """
    if not match_key(title):
        return []
    alike = Evaluation.objects.filter(shared(viewer), match_key=match_key(title)).select_related("unit")
    if partners:
        alike = alike.prefetch_related(Prefetch("agencies", Agency.objects.select_related("unit")))
    rows = [row for row in alike if same_title(row.title, title)]
    # a public one of another unit is not ours to bring forward, and one of a neighbour is another evaluation
    own = [row for row in rows if viewer.may(UPLOAD, row) and in_line(row.unit, office)]
    joint = [row for row in rows if partners and _takes_part(row, office)]
    found = own or joint
    return [row for row in found if may_be_same(row.plan_period, period) and may_be_same(row.plan_unit, unit)]


def _takes_part(of: Evaluation, office: Unit) -> bool:
    return any(agency.unit is not None and in_line(agency.unit, office) for agency in of.agencies.all())
