"""Reads: evaluations as far as the viewer may see them, and one with all that hangs on it."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Value

from bagalau.documents.access import UPLOAD
from bagalau.documents.queries import Origin, origins_of
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import (
    Evaluation,
    KeyAction,
    ListedDocument,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
)
from bagalau.evaluations.rules import UNFINISHED, match_key, may_be_same, same_title
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Unit
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
    """Evaluations to which at least one unit has responded."""
    return Q(pk__in=ManagementResponse.objects.values("evaluation"))


def listed_document(of: Evaluation, pk: int) -> ListedDocument:
    """The door to a document that an evaluation's page lists; the caller has opened the evaluation's door."""
    return one(of.listed_documents.all(), pk)


def recommendations(of: Evaluation) -> QuerySet[Recommendation]:
    """The recommendations with parts, answers and key actions, in a fixed number of queries."""
    return of.recommendations.prefetch_related(
        "parts",
        Prefetch("answers", RecommendationResponse.objects.select_related("response__unit")),
        Prefetch("key_actions", KeyAction.objects.select_related("commitment__unit")),
    )


def sources(of: Evaluation) -> dict[str, dict[tuple[int, str], Origin]]:
    """Where the values of an evaluation and of all its parts were read, by kind of record; two queries."""
    keys: dict[str, list[int]] = {"evaluation": [of.pk]}
    for kind, key in parts_of(of):
        keys.setdefault(kind, []).append(key)
    return origins_of(keys)


def parts_of(of: Evaluation) -> list[tuple[str, int]]:
    """Kind and key of every row of an evaluation whose values papers state; one query."""
    answers = RecommendationResponse.objects.filter(recommendation__evaluation=of)
    rows = (of.findings, of.conclusions, of.lessons, of.recommendations, of.responses, answers)
    named = [
        found.order_by().annotate(kind=Value(str(found.model._meta.model_name))).values_list("kind", "pk")
        for found in rows
    ]
    return list(named[0].union(*named[1:], all=True))


def in_line(one: Unit, other: Unit) -> bool:
    """Whether two units are the same, or one lies under the other."""
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def same_evaluation(
    viewer: Viewer, title: str, office: Unit, *, period: str | None = None, unit: str | None = None
) -> Evaluation | None:
    """The evaluation that a paper with this title tells of (E-03), among those whose papers the viewer may bring.

    None if there is none or more than one fits.
    """
    found = evaluations(viewer).filter(match_key=match_key(title)) if match_key(title) else []
    rows = [row for row in found if same_title(row.title, title)]
    # a public one of another unit is not ours to bring forward, and one of a neighbour is another evaluation
    own = [row for row in rows if viewer.may(UPLOAD, row) and in_line(row.unit, office)]
    fits = [row for row in own if may_be_same(row.plan_period, period) and may_be_same(row.plan_unit, unit)]
    return fits[0] if len(fits) == 1 else None
