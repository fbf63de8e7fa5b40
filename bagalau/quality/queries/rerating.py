"""Reads: what another version of a rating scheme would give for the assessments of a questionnaire (QL-06)."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from bagalau.people.access import Viewer
from bagalau.quality.models import Answer, Assessment, AssessmentRating, Definition
from bagalau.quality.queries import assessments
from bagalau.quality.queries.definitions import Version, schemes
from bagalau.quality.rules.life import UNDER_WAY, State
from bagalau.quality.rules.rating import Rater
from bagalau.quality.rules.schemes import Scheme


@dataclass(frozen=True)
class Rerated:
    """An assessment whose ratings would change: by section, and the overall one under an empty code, from what to
    what. Only one under way may be brought to the other version (QL-06)."""

    assessment: Assessment
    changes: Mapping[str, tuple[str, str]]

    @property
    def may_change(self) -> bool:
        return self.assessment.status in UNDER_WAY


@dataclass(frozen=True)
class Preview:
    """What would change among all assessments of a questionnaire that a version rated: how many come from which
    overall rating to which, those that stay as they are included."""

    total: int
    under_way: Sequence[int]
    overall: Mapping[tuple[str, str], int]
    changed: Sequence[Rerated]

    @cached_property
    def under_way_changed(self) -> int:
        return sum(one.may_change for one in self.changed)

    @cached_property
    def seen(self) -> str:
        """What tells this preview from one of other answers or states."""
        told = [(one.assessment.pk, one.may_change, sorted(one.changes.items())) for one in self.changed]
        return hashlib.sha256(repr((sorted(self.under_way), told)).encode()).hexdigest()


def rated_by(viewer: Viewer, scheme: Definition | None) -> list[Definition]:
    """The questionnaires of the assessments that a version rated, the most used first."""
    if scheme is None:
        return []
    of = Q(assessments__in=_rated(viewer, scheme).order_by().values("pk"))
    used = Definition.objects.annotate(used=Count("assessments", filter=of, distinct=True)).filter(used__gt=0)
    return list(used.order_by("-used", "pk"))


def others(viewer: Viewer, version: Version[Scheme]) -> list[Version[Scheme]]:
    """The other versions of a scheme that are not retired, the newest first."""
    code, name = version.told.code, version.name
    return [one for one in schemes(viewer) if one.told.code == code and one.name != name and not one.is_retired]


def rerated(viewer: Viewer, questionnaire: Definition, by: Definition, scheme: Scheme) -> Preview:
    """What a scheme would give for what another one (``by``) rated, the latest assessment first; what a newer version
    of an assessment replaced is left out. Three queries, whatever there is."""
    found = _rated(viewer, by).filter(questionnaire=questionnaire)
    rows, keys = list(found.defer("signs")), found.order_by().values("pk")
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    told = Answer.objects.filter(assessment__in=keys).order_by()
    for pk, question, value in told.values_list("assessment", "question", "value"):
        answers[pk][question] = value
    before: dict[int, dict[str, str]] = defaultdict(dict)
    kept = AssessmentRating.objects.filter(assessment__in=keys).order_by()
    for pk, section, label in kept.values_list("assessment", "section", "computed"):
        before[pk][section] = label
    rater = Rater(questionnaire.questionnaire, scheme)
    overall: Counter[tuple[str, str]] = Counter()
    changed = []
    for row in rows:
        now = rater.rate(answers[row.pk])
        after = {one.code: one.label or "" for one in now.sections} | {"": now.overall or ""}
        pairs = {code: (before[row.pk].get(code, ""), label) for code, label in after.items()}
        overall[pairs[""]] += 1
        if changes := {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}:
            changed.append(Rerated(row, changes))
    return Preview(len(rows), [row.pk for row in rows if row.status in UNDER_WAY], overall, changed)


def _rated(viewer: Viewer, by: Definition) -> QuerySet[Assessment]:
    return assessments(viewer).filter(scheme=by).exclude(status=State.REPLACED)
