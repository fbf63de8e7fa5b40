"""Reads: what an evaluation says, the doors to it, and the state of a statement as a form showed it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Count, JSONField, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import Agency, CheckResult, Evaluation, Recommendation, RecommendationPart
from bagalau.evaluations.models.content import STATEMENTS, Numbered
from bagalau.evaluations.queries.content_told import told
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
    return one(_shared(viewer), pk)


def _shared(viewer: Viewer) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(shared(viewer)).select_related("unit", "manager")


def whole_evaluation(viewer: Viewer, pk: int) -> Evaluation:
    """The same with what its page tells of it at once: its line of a plan, and how many results of checks are open."""
    results = CheckResult.objects.filter(evaluation=OuterRef("pk"), dismissed=False).order_by()
    number = Subquery(results.values("evaluation").annotate(number=Count("pk")).values("number"))
    rows = _shared(viewer).select_related("plan_line__plan__unit").annotate(found_by_checks=Coalesce(number, 0))
    return one(rows, pk)


def opens(viewer: Viewer, of: Evaluation) -> bool:
    """Whether the page of an evaluation opens to a viewer."""
    return viewer.may(VIEW_EVALUATIONS, of) or Evaluation.objects.filter(shared(viewer), pk=of.pk).exists()


def statement(of: Evaluation, kind: Kind, pk: int) -> Numbered:
    """The door to a statement; the caller has opened that of its evaluation."""
    return one(STATEMENTS[kind]._default_manager.filter(evaluation=of), pk)


def statements(of: Evaluation, kind: Kind) -> QuerySet[Numbered]:
    """All statements of a kind, in the order of their numbers."""
    return STATEMENTS[kind]._default_manager.filter(evaluation=of)


# What only some kinds have; the others are read as if it were empty, so that all are read at once.
BLANK: Mapping[str, Value] = {
    "tags": Value([], JSONField()),
    "description": Value("", TextField()),
    "priority": Value("", TextField()),
    "time_frame": Value("", TextField()),
    "addressed_to": Value("", TextField()),
    "parts_by_hand": Value(False, BooleanField()),
}


def all_statements(of: Evaluation) -> dict[Kind, list[Numbered]]:
    """The statements of all kinds, each in the order of their numbers; one query."""
    own = {kind: {one.name for one in model._meta.concrete_fields} for kind, model in STATEMENTS.items()}
    parts = [
        statements(of, kind)
        .order_by()
        .annotate(kind=Value(str(kind)), **{name: blank for name, blank in BLANK.items() if name not in own[kind]})
        .values_list("kind", "pk", "number", "text", *BLANK)
        for kind in (Kind.RECOMMENDATION, Kind.FINDING, Kind.CONCLUSION, Kind.LESSON)  # the first has the real fields
    ]
    found: dict[Kind, list[Numbered]] = {kind: [] for kind in Kind}
    for name, pk, number, text, *rest in parts[0].union(*parts[1:], all=True).order_by("number"):
        kind = Kind(name)
        given = {name: value for name, value in zip(BLANK, rest, strict=True) if name in own[kind]}
        row = STATEMENTS[kind](evaluation=of, number=number, text=text, **given)
        row.pk = pk
        found[kind].append(row)
    return found


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
    """The door to a recommendation: that of its evaluation, once it tells the viewer what it says (EC-07)."""
    open_ones = Evaluation.objects.filter(told(viewer)).values("pk")
    rows = Recommendation.objects.filter(evaluation__in=open_ones).select_related("evaluation__unit")
    return one(rows, pk)


def part(viewer: Viewer, pk: int) -> RecommendationPart:
    """The door to a part of a recommendation."""
    open_ones = Evaluation.objects.filter(told(viewer)).values("pk")
    rows = RecommendationPart.objects.filter(recommendation__evaluation__in=open_ones)
    return one(rows.select_related("recommendation__evaluation__unit"), pk)


def parts_of(row: Recommendation) -> QuerySet[RecommendationPart]:
    """The parts of a recommendation with the units that they address."""
    return row.parts.prefetch_related("addressed_units")


def offices(viewer: Viewer) -> QuerySet[Unit]:
    """The units that something may be addressed to."""
    return units(viewer)
