"""Reads: recommendations that were made before, as far as both sides of a pair are open to the viewer."""

from __future__ import annotations

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import Agency, Evaluation, Recommendation, Recurrence
from bagalau.evaluations.queries.content import shared
from bagalau.evaluations.queries.responses import responses
from bagalau.people.access import VIEW_HISTORY, Viewer, visible
from bagalau.web.texts import holds


def recurrences(viewer: Viewer) -> QuerySet[Recurrence]:
    """Pairs of which the viewer may see both sides; each with ``became`` and ``stance`` of the earlier one: all of it
    to those who see its inside, to others what is open."""
    rows = Recurrence.objects.select_related("later__evaluation__unit", "earlier__evaluation__unit")
    given = responses(viewer).filter(answers__recommendation=OuterRef("earlier")).order_by("pk")
    stance = Subquery(given.values("answers__stance")[:1])
    if sees_all(viewer):
        return rows.annotate(became=F("fate"), stance=stance)
    seen = Evaluation.objects.filter(shared(viewer)).values("pk")
    inside = Evaluation.objects.filter(visible(viewer, VIEW_HISTORY, kind="evaluation")).values("pk")
    became = Case(When(earlier__evaluation__in=inside, then=F("fate")), default=F("open_fate"))
    rows = rows.filter(later__evaluation__in=seen, earlier__evaluation__in=seen)
    return rows.annotate(became=became, stance=stance)


def sees_all(viewer: Viewer) -> bool:
    """Whether nothing is hidden from a viewer: others are not told how often something was said, but shown where."""
    return all(viewer.scope(action).everywhere for action in (VIEW_EVALUATIONS, VIEW_HISTORY))


def recurrences_of(viewer: Viewer, of: Recommendation) -> list[Recurrence]:
    """The pairs in which one recommendation is, those first in which it is the later; one query."""
    rows = recurrences(viewer).filter(Q(later=of) | Q(earlier=of))
    return sorted(rows.order_by("-likeness", "-pk")[:10], key=lambda pair: pair.later_id != of.pk)


def with_agency(name: str) -> Q:
    """Pairs of which either side is of an evaluation in which an agency of this name takes part."""
    of = Agency.objects.filter(holds("name", name)).values("evaluation")
    return Q(later__evaluation__in=of) | Q(earlier__evaluation__in=of)
