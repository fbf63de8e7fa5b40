"""Reads: the assessments of one subject side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bagalau.people.access import Viewer
from bagalau.quality.models import Answer, Assessment, AssessmentRating, Subject
from bagalau.quality.queries import assessments
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Stage
from bagalau.quality.rules.schemes import Scheme

ORDER = {stage: at for at, stage in enumerate(Stage)}


@dataclass(frozen=True)
class Compared:
    """Assessments on one scale (and of one partner), the earliest first, with their answers and ratings by key of the
    assessment and code of the question or section."""

    scheme: Scheme
    about: str
    assessments: Sequence[Assessment]
    answers: Mapping[tuple[int, str], Answer]
    ratings: Mapping[tuple[int, str], AssessmentRating]

    @property
    def beside(self) -> frozenset[int]:
        """The keys of new versions under way, while the approved one before them stands beside."""
        keys = {one.pk for one in self.assessments}
        return frozenset(one.pk for one in self.assessments if one.previous_id in keys)


def compared(viewer: Viewer, of: Subject) -> list[Compared]:
    """QO-06: what the viewer may see of a subject's assessments, each in its last version. Three queries."""
    rows = assessments(viewer).filter(subject=of).exclude(status=State.REPLACED)
    found = sorted(
        rows.select_related("unit", "questionnaire", "scheme").order_by("year", "pk"),
        key=lambda row: (row.year, ORDER[Stage(row.stage)]),
    )
    keys = [row.pk for row in found]
    answers = {(row.assessment_id, row.question): row for row in Answer.objects.filter(assessment__in=keys)}
    ratings = {(row.assessment_id, row.section): row for row in AssessmentRating.objects.filter(assessment__in=keys)}
    groups: dict[tuple[str, str], list[Assessment]] = {}
    for row in found:
        groups.setdefault((row.scheme.code, row.about), []).append(row)
    return [
        Compared(some[-1].scheme.scheme, about, some, answers, ratings)
        for (_code, about), some in sorted(groups.items(), key=lambda one: -len(one[1]))
    ]
