"""What the page of a unit tells beside its names, parts and people: plan, score, figures, evaluations, projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from bagalau.evaluations.access import VIEW_OVERSIGHT
from bagalau.evaluations.models import Evaluation, EvaluationPlan
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.oversight import counts, population
from bagalau.evaluations.queries.plans import plans
from bagalau.evaluations.rules import UNFINISHED, Stage
from bagalau.evaluations.rules.oversight import Counts, Score, score, total
from bagalau.people.access import Viewer
from bagalau.people.keeping import kept, reach
from bagalau.people.models import Unit
from bagalau.projects.models import Project
from bagalau.projects.queries import projects
from bagalau.projects.queries.portfolio import standing
from bagalau.reference.parameters import values

PLANS_SHOWN = 3
EVALUATIONS_SHOWN = 6
PROJECTS_SHOWN = 6


@dataclass(frozen=True)
class Standing:
    """The figures of a unit with all that lies under it, and the score that follows from them."""

    counts: Counts
    score: Score


@dataclass(frozen=True)
class About:
    """What evaluations and projects tell of a unit, as far as a viewer may see; no standing for who does not oversee
    it. Of the projects those under way, which end first."""

    plans: Sequence[EvaluationPlan]
    evaluations: Sequence[Evaluation]
    projects: Sequence[Project]
    standing: Standing | None


def about(viewer: Viewer, unit: Unit) -> About:
    """Everything of it, in six queries at most."""
    under_way = projects(viewer).filter(standing("under_way"), unit__path__startswith=unit.path)
    completed = evaluations(viewer).filter(unit__path__startswith=unit.path, stage=Stage.COMPLETED)
    return About(
        plans=list(_plans(viewer, unit)[:PLANS_SHOWN]),
        evaluations=list(completed.order_by(F("completed_on").desc(nulls_last=True), "-pk")[:EVALUATIONS_SHOWN]),
        projects=list(under_way.order_by("ends_on", "pk")[:PROJECTS_SHOWN]),
        standing=_standing(viewer, unit) if viewer.scope(VIEW_OVERSIGHT).covers(unit.pk) else None,
    )


def _plans(viewer: Viewer, unit: Unit) -> QuerySet[EvaluationPlan]:
    """The plans of a unit, the latest first, with how many evaluations each has and how far they are."""
    kept = Q(lines__deleted=False)
    late = Q(lines__evaluation__stage__in=UNFINISHED, lines__evaluation__planned_end_on__lt=viewer.today)
    return (
        plans(viewer)
        .filter(unit=unit)
        .annotate(
            line_count=Count("lines", filter=kept),
            done=Count("lines", filter=kept & Q(lines__evaluation__stage=Stage.COMPLETED)),
            late=Count("lines", filter=kept & late),
        )
        .order_by("-starts", "-pk")
    )


def _standing(viewer: Viewer, unit: Unit) -> Standing:
    """The same figures as those of oversight, filtered by the unit."""
    known = f"standing {unit.path} {reach(viewer, VIEW_OVERSIGHT)} {viewer.today}"
    return kept(known, lambda: _figures(viewer, unit))


def _figures(viewer: Viewer, unit: Unit) -> Standing:
    parameters = values(viewer.today)
    whole = total(counts(population(viewer, unit=unit), parameters))
    return Standing(whole, score(whole, parameters))
