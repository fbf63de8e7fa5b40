"""What there is to find in evaluations and commitments (a source of ``settings.SEARCH_SOURCES``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.commitments.access import UPDATE, VIEW_COMMITMENTS
from bagalau.commitments.models import STATUSES, Commitment
from bagalau.commitments.queries import commitments, owned_by
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import (
    STAGES,
    STANCES,
    Conclusion,
    Evaluation,
    Finding,
    KeyAction,
    Lesson,
    ListedDocument,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
)
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.responses import responses
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.searchable.promises import of_commitments
from bagalau.evaluations.searchable.statements import HEAD, facets_of, of_evaluations
from bagalau.evaluations.searchable.terms import Terms, merged
from bagalau.lib.passages import Lent, Passage, RecordKey, Reference
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.models import Unit

KINDS = ("evaluation", "commitment")
ACTIONS = (VIEW_EVALUATIONS, VIEW_COMMITMENTS)
TOGETHER = 200
LABELS: Mapping[str, Mapping[str, Any]] = {
    "kind": {
        "evaluation": _("Evaluation"),
        "finding": _("Finding"),
        "conclusion": _("Conclusion"),
        "lesson": _("Lesson"),
        "recommendation": _("Recommendation"),
        "response": _("Management response"),
        "action": _("Key action"),
        "comment": _("Comment"),
    },
    "status": {str(key): words for labels in (STAGES, STATUSES, STANCES) for key, words in labels.items()},
}
PLACES = (  # as ``Passage.place`` has them
    gettext_noop("Finding %(number)s"),
    gettext_noop("Conclusion %(number)s"),
    gettext_noop("Lesson %(number)s"),
    gettext_noop("Recommendation %(number)s"),
    gettext_noop("Response to recommendation %(number)s"),
)

# From a part of an evaluation to the evaluation
_WAYS: dict[type[Model], str] = {
    **dict.fromkeys((Finding, Conclusion, Lesson, Recommendation, ManagementResponse, ListedDocument), "evaluation"),
    **dict.fromkeys((RecommendationPart, RecommendationResponse, KeyAction), "recommendation__evaluation"),
    PartAnswer: "part__recommendation__evaluation",
}
_PARTS = {str(model._meta.model_name): (model, way) for model, way in _WAYS.items()}


def touched(kind: str, keys: Collection[int]) -> Iterator[RecordKey]:
    """The evaluations that changed records are or belong to, with their key actions and listed documents."""
    if kind == "commitment":
        yield from (("commitment", key) for key in keys)
    found = _evaluations(kind, keys)
    yield from (("evaluation", key) for key in found)
    of = Commitment.objects.filter(origin_kind="evaluation", origin_id__in=found)
    yield from (("commitment", key) for key in of.values_list("pk", flat=True))
    listed = ListedDocument.objects.filter(evaluation__in=found, document__isnull=False)
    yield from (("document", key) for key in listed.values_list("document", flat=True) if key)


def _evaluations(kind: str, keys: Collection[int]) -> set[int]:
    if kind == "evaluation":
        return set(keys)
    if kind in _PARTS:
        model, way = _PARTS[kind]
        return set(model._default_manager.filter(pk__in=keys).values_list(way, flat=True))
    if kind == "unit":
        paths = tuple(Unit.objects.filter(pk__in=keys).values_list("path", flat=True))
        units = [pk for pk, path in Unit.objects.values_list("pk", "path") if path.startswith(paths)]
        return set(Evaluation.objects.filter(unit__in=units).values_list("pk", flat=True))
    return set()


def keys(kind: str, after: int) -> Sequence[int]:
    """The next evaluations, or commitments, after one."""
    model: type[Model] = Evaluation if kind == "evaluation" else Commitment
    rows = model._default_manager.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:TOGETHER])


def passages(kind: str, keys: Collection[int]) -> Iterator[Passage]:
    """What these evaluations or commitments say."""
    return of_evaluations(keys) if kind == "evaluation" else of_commitments(keys)


def lent(kind: str, keys: Collection[int]) -> dict[int, Lent]:
    """What documents that evaluations list are counted by: the day, type, criteria, goals and tags of those."""
    if kind != "document":
        return {}
    rows = list(ListedDocument.objects.filter(document__in=keys).select_related("evaluation"))
    terms = Terms.on({"evaluation": [row.evaluation_id for row in rows]})
    found: dict[int, Lent] = {}
    for row in rows:
        of, known = row.evaluation, found.get(row.document_id or 0)
        facets = facets_of(of, terms)
        day = of.completed_on or of.planned_end_on or (known.day if known else None)
        found[row.document_id or 0] = Lent(day, merged(known.facets, facets) if known else facets)
    return found


def opened(viewer: Viewer, kind: str, asked: Collection[Reference]) -> set[Reference]:
    """Those passages that the viewer may see now: of an evaluation its public part, or all; of a commitment too."""
    return _of_evaluations(viewer, asked) if kind == "evaluation" else _of_commitments(viewer, asked)


def _of_evaluations(viewer: Viewer, asked: Collection[Reference]) -> set[Reference]:
    found = evaluations(viewer).filter(pk__in={one.root for one in asked}).order_by()
    rows = {pk: (unit, stage) for pk, unit, stage in found.values_list("pk", "unit", "stage")}
    scope = viewer.scope(VIEW_HISTORY)
    inside = {pk for pk, (unit, _stage) in rows.items() if scope.covers(unit, ("evaluation", pk))}
    public = {
        one for one in asked if one.root in rows and not one.inside and (one.part == HEAD or is_told(rows[one.root][1]))
    }
    answers = {one for one in asked if one.root in rows and "response-" in one.part}
    return ({one for one in asked if one.root in inside} | public) - answers | _answers(viewer, answers)


def _answers(viewer: Viewer, asked: Collection[Reference]) -> set[Reference]:
    """Those of responses that open for the viewer: who works for the unit of an evaluation does not see what another
    agency has not settled yet (ER-08, ER-11)."""
    if not asked:
        return set()
    rows = responses(viewer).filter(evaluation__in={one.root for one in asked}).prefetch_related("answers")
    parts = {f"recommendationresponse-{answer.pk}" for row in rows for answer in row.answers.all()}
    parts |= {f"managementresponse-{row.pk}" for row in rows}
    return {one for one in asked if one.part in parts}


def _of_commitments(viewer: Viewer, asked: Collection[Reference]) -> set[Reference]:
    keys = {one.root for one in asked}
    rows = commitments(viewer).filter(pk__in=keys).order_by()
    rows_of = rows.values_list("pk", "unit", "origin_kind", "origin_id")
    found = {pk: (unit, ("commitment", pk), (kind, origin)) for pk, unit, kind, origin in rows_of}
    shown = {one for one in asked if one.root in found and not one.inside}
    rest = {one for one in asked if one.root in found and one.inside}
    if not rest:
        return shown
    own = set()
    if viewer.person:
        own = set(Commitment.objects.filter(owned_by(viewer.person), pk__in=keys).values_list("pk", flat=True))
    scopes = (viewer.scope(VIEW_HISTORY), viewer.scope(UPDATE))
    may = {pk for pk, about in found.items() if pk in own or any(scope.covers(*about) for scope in scopes)}
    return shown | {one for one in rest if one.root in may}
