"""Reads: what an evaluation says, the doors to it, and the state of a statement as a form showed it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import Agency, Evaluation, Recommendation, RecommendationPart
from bagalau.evaluations.models.content import STATEMENTS, Numbered
from bagalau.evaluations.rules.content import LINKS, Kind
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.reference.models import Tag
from bagalau.reference.queries import tags_of
from bagalau.web.records import one

PLAIN = {
    Kind.FINDING: ("number", "text"),
    Kind.CONCLUSION: ("number", "text"),
    Kind.LESSON: ("number", "text"),
    Kind.RECOMMENDATION: ("number", "text", "description", "priority", "time_frame", "addressed_to"),
}


def shared(viewer: Viewer) -> Q:
    """The condition for evaluations that are open to a viewer, also because a unit of theirs takes part (ER-11)."""
    scope = viewer.scope(VIEW_EVALUATIONS)
    allowed = visible(viewer, VIEW_EVALUATIONS, kind="evaluation")
    if scope.everywhere or not scope.units:
        return allowed
    return allowed | Q(pk__in=Agency.objects.filter(unit__in=scope.units).values("evaluation"))


def shared_evaluation(viewer: Viewer, pk: int) -> Evaluation:
    """The door to an evaluation for whoever takes part in it, too."""
    return one(Evaluation.objects.filter(shared(viewer)).select_related("unit", "manager"), pk)


def opens(viewer: Viewer, of: Evaluation) -> bool:
    """Whether the page of an evaluation opens to a viewer."""
    return viewer.may(VIEW_EVALUATIONS, of) or Evaluation.objects.filter(shared(viewer), pk=of.pk).exists()


def statement(of: Evaluation, kind: Kind, pk: int) -> Numbered:
    """The door to a statement; the caller has opened that of its evaluation."""
    return one(STATEMENTS[kind]._default_manager.filter(evaluation=of), pk)


def statements(of: Evaluation, kind: Kind) -> QuerySet[Numbered]:
    """All statements of a kind, in the order of their numbers."""
    return STATEMENTS[kind]._default_manager.filter(evaluation=of)


def linkable(of: Evaluation, kind: Kind) -> dict[Kind, QuerySet[Numbered]]:
    """What a statement of a kind may be linked with, by kind (EC-02)."""
    return {other: statements(of, other) for other in LINKS[kind]}


def linked(row: Numbered, other: Kind) -> QuerySet[Numbered]:
    """The statements of another kind that a statement is linked with, from either end (EC-02)."""
    rows: QuerySet[Numbered] = getattr(row, f"{other}s").all()
    return rows


def terms_of(record: Any) -> list[Tag]:
    """The terms of the value lists on one record."""
    return tags_of(record._meta.model_name, [record.pk]).get(record.pk, [])


def state(row: Numbered) -> dict[str, Any]:
    """A statement in plain values: its fields, the numbers of what it is linked with, its terms, whom it addresses."""
    kind = Kind(row._meta.model_name or "")
    found: dict[str, Any] = {name: getattr(row, name) for name in PLAIN[kind]}
    found |= {f"{other}s": list(linked(row, other).values_list("number", flat=True)) for other in LINKS[kind]}
    found["terms"] = [tag.name for tag in terms_of(row)]
    if isinstance(row, Recommendation):
        found["addressed_units"] = [unit.code for unit in row.addressed_units.all()]
    return found


def part_state(part: RecommendationPart) -> dict[str, Any]:
    """A part of a recommendation in plain values."""
    names = ("label", "text", "priority", "time_frame", "addressed_to")
    units_of = [unit.code for unit in part.addressed_units.all()]
    return {name: getattr(part, name) for name in names} | {"addressed_units": units_of}


def print_of(values: Mapping[str, Any] | Sequence[Any]) -> str:
    """What tells one state of something from the next, for a form that was open meanwhile."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, default=str).encode()).hexdigest()[:20]


def seen(row: Numbered | RecommendationPart) -> str:
    """The state of a statement or a part as a form shows it."""
    return print_of(part_state(row) if isinstance(row, RecommendationPart) else state(row))


def seen_all(rows: QuerySet[Numbered]) -> str:
    """The numbers of all statements of a kind as a form shows them."""
    return print_of(list(rows.values_list("pk", "number")))


def recommendation(viewer: Viewer, pk: int) -> Recommendation:
    """The door to a recommendation: that of its evaluation."""
    open_ones = Evaluation.objects.filter(shared(viewer)).values("pk")
    rows = Recommendation.objects.filter(evaluation__in=open_ones).select_related("evaluation__unit")
    return one(rows, pk)


def part(viewer: Viewer, pk: int) -> RecommendationPart:
    """The door to a part of a recommendation."""
    open_ones = Evaluation.objects.filter(shared(viewer)).values("pk")
    rows = RecommendationPart.objects.filter(recommendation__evaluation__in=open_ones)
    return one(rows.select_related("recommendation__evaluation__unit"), pk)


def parts_of(row: Recommendation) -> QuerySet[RecommendationPart]:
    """The parts of a recommendation with the units that they address."""
    return row.parts.prefetch_related("addressed_units")


def offices(viewer: Viewer) -> QuerySet[Unit]:
    """The units that something may be addressed to."""
    return units(viewer)
