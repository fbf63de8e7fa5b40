"""The worker's part of recurrence: which recommendations were made before follows the journal and the search index.

What is like a text is found by the search (``settings.LIKENESS``), on whichever machine this runs, and a line of the
journal is followed only once the search knows it. The first time, and then once a month, because what makes a word
rare changes slowly, everything is looked at again, a little at a time. A round that is broken off or done twice does
no harm.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bagalau.commitments.rules import Status
from bagalau.documents.rules import Visibility
from bagalau.evaluations.checking import evaluations_of
from bagalau.evaluations.models import CheckState, KeyAction, Recommendation, RecommendationResponse, Recurrence
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.recurrence import COUNTED, LIKE, Fate, Like, Made, became, kept, span
from bagalau.lib.passages import RecordKey
from bagalau.lib.words import language_of
from bagalau.people.models import JournalEntry

LINES = 200
ROUND = 20
PATIENCE = 5.0
"""Seconds after which the worker turns to its other jobs."""
AGAIN = timedelta(days=30)
KIND = "recommendation"
FIELDS = ["likeness", "repeats", "day", "language", "span", "fate", "open_fate"]
FATES = FIELDS[-2:]


class Passage(Protocol):
    """A passage as the search gives it."""

    root: RecordKey
    part: str


class Alike(Protocol):
    """A passage that is like a text."""

    passage: Passage
    likeness: float
    words: list[str]


class Likeness(Protocol):
    """What ``settings.LIKENESS`` names."""

    def reached(self) -> int | None:
        """The last line of the journal that is known; None if nothing is."""

    def near(
        self,
        text: str,
        kind: str,
        *,
        without: Collection[str],
        years: tuple[int | None, int | None],
        limit: int,
        least: float,
    ) -> list[Alike]:
        """The passages of a kind that are most like a text, but for those that are known to be of other years."""


@lru_cache(1)
def _likeness(name: str) -> Likeness:
    return cast(Likeness, import_module(name))


def refresh(today: date | None = None) -> int:
    """Look at what was changed since the last time, then go on with the round; how many recommendations were seen."""
    day = today or timezone.localdate()
    likeness = _likeness(settings.LIKENESS)
    reached = likeness.reached()
    if reached is None:
        return 0
    state, made = CheckState.objects.get_or_create(pk=CheckState.RECURRENCE, defaults={"number": reached})
    seen = 0 if made else _follow(state, likeness, reached)
    return seen + _go_round(state, likeness, day)


def _follow(state: CheckState, likeness: Likeness, reached: int) -> int:
    lines = JournalEntry.objects.filter(number__gt=state.number, number__lte=reached).order_by("number")
    entries = list(lines.values_list("number", "record_kind", "record_id")[:LINES])
    if not entries:
        return 0
    keys = {key for _number, kind, key in entries if kind == "evaluation"}
    _follow_fates(evaluations_of((kind, key) for _number, kind, key in entries))
    rows = _rows(Recommendation.objects.filter(evaluation__in=keys)) if keys else []
    knew = set(Recurrence.objects.filter(earlier__in=[row.pk for row in rows]).values_list("later", flat=True))
    again = knew | {like.made.key for row in rows for like, _other in _near(row, likeness, later=True)}
    seen = look(rows, likeness) + look(_rows(Recommendation.objects.filter(pk__in=again)), likeness)
    state.number = entries[-1][0]
    if any(kind == "unit" for _number, kind, _key in entries):
        state.day, state.after = None, 0  # a line about a unit stands for all that lies under it
    state.save(update_fields=["number", "day", "after"])
    return seen


def _follow_fates(keys: Collection[int]) -> None:
    """Let what became of the recommendations of these evaluations be told as it is."""
    rows = list(Recurrence.objects.filter(earlier__evaluation__in=keys)) if keys else []
    fates = _fates({row.earlier_id for row in rows})
    changed = [row for row in rows if (row.fate, row.open_fate) != fates[row.earlier_id]]
    for row in changed:
        row.fate, row.open_fate = fates[row.earlier_id]
    Recurrence.objects.bulk_update(changed, FATES, batch_size=500)


def _fates(keys: Collection[int]) -> dict[int, tuple[Fate, Fate]]:
    """What became of recommendations (RC-04), and as much of it as is open; two queries."""
    promised = KeyAction.objects.filter(recommendation__in=keys)
    actions = promised.values_list("recommendation", "commitment__status", "commitment__visibility")
    answers = RecommendationResponse.objects.filter(recommendation__in=keys).select_related("response")
    told = [(key, Status(status), visibility == Visibility.PUBLIC) for key, status, visibility in actions]
    said = [
        (one.recommendation_id, Stance(one.stance) if one.stance else None, one.response.is_open) for one in answers
    ]

    def fate(key: int, *, inside: bool) -> Fate:
        statuses = [status for of, status, is_open in told if of == key and (inside or is_open)]
        return became(statuses, [stance for of, stance, is_open in said if of == key and (inside or is_open)])

    return {key: (fate(key, inside=True), fate(key, inside=False)) for key in keys}


def _go_round(state: CheckState, likeness: Likeness, today: date) -> int:
    if state.day is not None and today - state.day < AGAIN:
        return 0
    until, seen = time.monotonic() + PATIENCE, 0
    while time.monotonic() < until:
        rows = _rows(Recommendation.objects.filter(pk__gt=state.after).order_by("pk")[:ROUND])
        seen += look(rows, likeness)
        state.day, state.after = (state.day, rows[-1].pk) if len(rows) == ROUND else (today, 0)
        state.save(update_fields=["day", "after"])
        if state.after == 0:
            break
    return seen


def _rows(rows: QuerySet[Recommendation]) -> list[Recommendation]:
    return list(rows.select_related("evaluation__unit"))


def look(rows: list[Recommendation], likeness: Likeness) -> int:
    """Let what is kept of these recommendations be what the search finds now; how many they are."""
    for row in rows:
        _keep(row, _near(row, likeness))
    return len(rows)


def _near(row: Recommendation, likeness: Likeness, *, later: bool = False) -> list[tuple[Like, Recommendation]]:
    """The recommendations of the same year or before (or after) that are most like one."""
    year = made(row).day.year
    found = likeness.near(
        f"{row.text}\n{row.description}",
        KIND,
        without=[f"evaluation-{row.evaluation_id}"],
        years=(year, None) if later else (None, year),
        limit=COUNTED,
        least=LIKE,
    )
    by_key = {int(one.passage.part.rpartition("-")[2]): one for one in found}
    return [
        (Like(made(other), by_key[other.pk].likeness, len(by_key[other.pk].words)), other)
        for other in _rows(Recommendation.objects.filter(pk__in=by_key))
        if not later or made(other) > made(row)
    ]


def made(row: Recommendation) -> Made:
    """RC-02."""
    of = row.evaluation
    return Made(of.completed_on or of.planned_end_on or timezone.localdate(of.created_at), of.pk, row.pk)


@transaction.atomic
def _keep(row: Recommendation, near: list[tuple[Like, Recommendation]]) -> None:
    found, repeats = kept(made(row), [like for like, _other in near])
    others = {other.pk: other for _like, other in near}
    fates = _fates([one.made.key for one in found])
    rows = [
        Recurrence(
            later=row,
            earlier=others[one.made.key],
            likeness=round(100 * one.likeness),
            repeats=repeats,
            day=made(row).day,
            language=language_of(row.text),
            span=span(row.evaluation.unit.path, others[one.made.key].evaluation.unit.path),
            fate=fates[one.made.key][0],
            open_fate=fates[one.made.key][1],
        )
        for one in found
    ]
    Recurrence.objects.filter(later=row).exclude(earlier__in=[one.earlier_id for one in rows]).delete()
    Recurrence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["later", "earlier"], update_fields=FIELDS
    )
