"""Reads: recommendations that were made before, as far as both sides of a pair are open to the viewer."""

from __future__ import annotations

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import OPEN, Status
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import Agency, Evaluation, Recommendation, Recurrence
from bagalau.evaluations.queries.content import shared
from bagalau.evaluations.queries.responses import responses
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.recurrence import Fate
from bagalau.people.access import Viewer
from bagalau.web.texts import holds


def recurrences(viewer: Viewer) -> QuerySet[Recurrence]:
    """Pairs of which the viewer may see both sides; each with ``fate`` and ``stance`` of the earlier one, as far as
    responses and key actions are open, too."""
    rows = Recurrence.objects.select_related("later__evaluation__unit", "earlier__evaluation__unit")
    if not sees_all(viewer):
        seen = Evaluation.objects.filter(shared(viewer)).values("pk")
        rows = rows.filter(later__evaluation__in=seen, earlier__evaluation__in=seen)
    given = responses(viewer).filter(answers__recommendation=OuterRef("earlier")).order_by("pk")
    stance = Subquery(given.values("answers__stance")[:1])
    return rows.annotate(fate=_fate(viewer), stance=stance)


def sees_all(viewer: Viewer) -> bool:
    """Whether nothing is hidden from a viewer: others are not told how often something was said, but shown where."""
    return viewer.scope(VIEW_EVALUATIONS).everywhere


def _fate(viewer: Viewer) -> Case:
    """RC-04."""
    promised = commitments(viewer).filter(key_action__recommendation=OuterRef("earlier"))
    said = responses(viewer)
    refused = said.filter(answers__recommendation=OuterRef("earlier"), answers__stance=Stance.REJECTED)
    others = said.filter(Q(answers__recommendation=OuterRef("earlier")) & ~Q(answers__stance=Stance.REJECTED))
    return Case(
        When(Exists(promised.filter(status__in=OPEN)), then=Value(Fate.OPEN)),
        When(Exists(promised.filter(status=Status.COMPLETED)), then=Value(Fate.COMPLETED)),
        When(Exists(promised), then=Value(Fate.DROPPED)),
        When(Exists(others), then=Value(Fate.NOTHING)),
        When(Exists(refused), then=Value(Fate.REJECTED)),
        default=Value(Fate.UNKNOWN),
        output_field=CharField(),
    )


def recurrences_of(viewer: Viewer, of: Recommendation) -> list[Recurrence]:
    """The pairs in which one recommendation is, those first in which it is the later; one query."""
    rows = recurrences(viewer).filter(Q(later=of) | Q(earlier=of))
    return sorted(rows.order_by("-likeness", "-pk")[:10], key=lambda pair: pair.later_id != of.pk)


def with_agency(name: str) -> Q:
    """Pairs of which either side is of an evaluation in which an agency of this name takes part."""
    of = Agency.objects.filter(holds("name", name)).values("evaluation")
    return Q(later__evaluation__in=of) | Q(earlier__evaluation__in=of)
