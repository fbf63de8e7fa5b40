"""What follows from the answers of an assessment, kept with it: its ratings and its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, QuerySet

from bagalau.people import journal
from bagalau.quality.hints import facts
from bagalau.quality.models import Answer, Assessment, AssessmentRating
from bagalau.quality.queries.findings import doubted, given_of
from bagalau.quality.rules.answers import Form, check
from bagalau.quality.rules.life import UNDER_WAY
from bagalau.quality.rules.rating import Rated, rate
from bagalau.quality.rules.signs import signs_of

COUNTS = ("overall", "overall_value", "answered", "evidenced", "documented", "doubtful", "signs")


def counted(of: Assessment) -> QuerySet[Answer]:
    """The answers of an assessment, each with how much stands behind it and is promised because of it."""
    papers, promised = Count("documents", distinct=True), Count("actions", distinct=True)
    return of.answers.annotate(papers=papers, promised=promised)


def _count(row: Answer, name: str) -> int:
    return int(vars(row)[name])


def recount(of: Assessment, today: date, answers: Sequence[Answer] | None = None) -> Rated:
    """Bring ratings and counts of an assessment to its answers (those ``counted``); what does not differ is not
    written."""
    scheme = of.scheme.scheme
    rows = answers if answers is not None else list(counted(of))
    rated = rate(of.questionnaire.questionnaire, scheme, {row.question: row.value or None for row in rows})
    overall = _keep_ratings(of, rated)
    before = {name: getattr(of, name) for name in COUNTS}
    of.overall, of.overall_value = overall, scheme.label(overall).value if overall in scheme.by_code else None
    told = {row.question: (row.value, bool(row.evidence.strip()), bool(_count(row, "papers"))) for row in rows}
    of.answered, of.evidenced, of.documented = (sum(map(bool, column)) for column in zip(*told.values(), strict=True))
    of.doubtful = _doubtful(of, rows, today)
    of.signs = signs_of(of.questionnaire.questionnaire, told)
    if before != {name: getattr(of, name) for name in COUNTS}:
        of.save(update_fields=[*COUNTS, "updated_at"])
    return rated


def recount_since(since: datetime, today: date) -> int:
    """Bring ratings and counts to the answers wherever some changed since a time; how many assessments had such."""
    changed = Answer.objects.filter(changed_at__gte=since, assessment__status__in=UNDER_WAY).order_by()
    keys = sorted(set(changed.values_list("assessment", flat=True)))
    for key in keys:
        with journal.turn():
            recount(Assessment.objects.select_related("subject", "questionnaire", "scheme").get(pk=key), today)
    return len(keys)


def _doubtful(of: Assessment, rows: Sequence[Answer], today: date) -> int:
    """How many answers are doubtful, nothing behind them being hidden; the record is asked only if one claims it."""
    asked = of.questionnaire.questionnaire
    given = {row.question: given_of(row, [""] * _count(row, "papers"), _count(row, "promised")) for row in rows}
    form = Form(asked, of.scheme.scheme, given, starts=of.starts, ends=of.ends)
    if any(option.claims for question in asked.questions if (option := form.option(question))):
        form = replace(form, facts=facts(of.subject))
    return len(doubted(check(form, today)))


def _keep_ratings(of: Assessment, rated: Rated) -> str:
    """The ratings that follow, section by section; returns the overall one that stands."""
    computed = {one.code: one.label or "" for one in rated.sections} | {"": rated.overall or ""}
    rows = list(of.ratings.all())
    changed = [row for row in rows if row.computed != computed[row.section]]
    for row in changed:
        row.computed = computed[row.section]
    AssessmentRating.objects.bulk_update(changed, ["computed"])
    return next(row.stands for row in rows if not row.section)
