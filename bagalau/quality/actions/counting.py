"""What follows from the answers of an assessment, kept with it: its ratings and its counts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from bagalau.quality.models import Answer, Assessment, AssessmentRating
from bagalau.quality.rules.rating import Rated, rate
from bagalau.quality.rules.signs import signs_of

COUNTS = ("overall", "overall_value", "answered", "evidenced", "documented", "signs")


def recount(of: Assessment, answers: Sequence[Answer] | None = None) -> Rated:
    """Bring ratings and counts of an assessment to its answers; what does not differ is not written."""
    scheme = of.scheme.scheme
    rows = answers if answers is not None else list(of.answers.annotate(papers=Count("documents")))
    rated = rate(of.questionnaire.questionnaire, scheme, {row.question: row.value or None for row in rows})
    overall = _keep_ratings(of, rated)
    before = {name: getattr(of, name) for name in COUNTS}
    of.overall, of.overall_value = overall, scheme.label(overall).value if overall in scheme.by_code else None
    told = {row.question: (row.value, bool(row.evidence.strip()), bool(getattr(row, "papers", 0))) for row in rows}
    of.answered, of.evidenced, of.documented = (sum(map(bool, column)) for column in zip(*told.values(), strict=True))
    of.signs = signs_of(of.questionnaire.questionnaire, told)
    if before != {name: getattr(of, name) for name in COUNTS}:
        of.save(update_fields=[*COUNTS, "updated_at"])
    return rated


def _keep_ratings(of: Assessment, rated: Rated) -> str:
    """The ratings that follow, section by section; returns the overall one that stands."""
    computed = {one.code: one.label or "" for one in rated.sections} | {"": rated.overall or ""}
    rows = list(of.ratings.all())
    changed = [row for row in rows if row.computed != computed[row.section]]
    for row in changed:
        row.computed = computed[row.section]
    AssessmentRating.objects.bulk_update(changed, ["computed"])
    return next(row.stands for row in rows if not row.section)
