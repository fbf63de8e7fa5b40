"""Reads: what another version of a rating scheme would give for all assessments of a questionnaire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bagalau.people.access import Viewer
from bagalau.quality.models import Answer, Assessment, Definition
from bagalau.quality.queries import assessments
from bagalau.quality.rules.life import UNDER_WAY
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


def rerated(viewer: Viewer, questionnaire: Definition, scheme: Scheme) -> Sequence[Rerated]:
    """What would change, by the latest assessment first. Three queries, whatever there is."""
    rows = list(assessments(viewer).filter(questionnaire=questionnaire).prefetch_related("ratings").defer("signs"))
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    told = Answer.objects.filter(assessment__in=[row.pk for row in rows]).order_by()
    for pk, question, value in told.values_list("assessment", "question", "value"):
        answers[pk][question] = value
    rater = Rater(questionnaire.questionnaire, scheme)
    found = []
    for row in rows:
        now = rater.rate(answers[row.pk])
        after = {one.code: one.label or "" for one in now.sections} | {"": now.overall or ""}
        before = {one.section: one.computed for one in row.ratings.all()}
        changes = {code: (before.get(code, ""), one) for code, one in after.items() if before.get(code, "") != one}
        if changes:
            found.append(Rerated(row, changes))
    return found
