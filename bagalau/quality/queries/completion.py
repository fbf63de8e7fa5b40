"""Reads: which projects are assessed in time, and the projects behind each figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer
from bagalau.people.keeping import kept, reach
from bagalau.quality.access import OVERSEE_QUALITY
from bagalau.quality.models import Due, Subject
from bagalau.quality.queries.oversight import Asked
from bagalau.quality.rules.due import OPEN, Completion, DueState, Light, Standing, recent
from bagalau.quality.rules.questionnaire import Rates, Stage
from bagalau.reference.parameters import value


@dataclass
class Projects:
    """QD-05, QD-06: how many projects are complete and how many not, and their lights, in all and by unit."""

    completion: Completion = field(default_factory=Completion)
    uncounted: int = 0
    lights: Counter[Light] = field(default_factory=Counter)
    units: dict[int, Counter[str]] = field(default_factory=dict)


def projects(viewer: Viewer, asked: Asked) -> QuerySet[Any]:
    """QD-05: the projects that run, or were over within the time that counts, each with what ``Standing`` tells of it:
    ``due``, ``open``, ``last`` and ``closed``."""
    since = _since(viewer)
    closed = Q(dues__stage=Stage.CLOSURE, dues__state=DueState.COMPLETED)
    over = Due.objects.filter(stage=Stage.CLOSURE, state=DueState.COMPLETED, subject__closed_on=None)
    allowed = Q(kind=Rates.PROJECT, dropped_on=None) & (Q(closed_on=None) | Q(closed_on__gte=since))
    scope = viewer.scope(OVERSEE_QUALITY)
    if not scope.everywhere:
        keys = [key for kind, key in scope.records if kind == Rates.PROJECT]
        allowed &= Q(unit_id__in=scope.units) | Q(key__in=keys)
    if asked.unit:
        allowed &= Q(unit__path__startswith=asked.unit.path)
    was_due = Q(dues__state=DueState.COMPLETED) | Q(dues__state__in=sorted(OPEN), dues__due_on__lte=viewer.today)
    if asked.stage:
        was_due &= Q(dues__stage=asked.stage)
    ended = Q(ends__lt=since, pk__in=over.order_by().values("subject"))
    return Subject.objects.filter(allowed & ~ended).annotate(
        due=Count("dues", filter=was_due),
        open=Count("dues", filter=was_due & Q(dues__state__in=sorted(OPEN))),
        last=Max("dues__assessed_on", filter=was_due),
        closed=Count("dues", filter=was_due & closed),
    )


def complete(viewer: Viewer, *, yes: bool) -> Q:
    """QD-05: the condition on ``projects`` that one is complete, or is not."""
    if not yes:
        return Q(due__gt=0) & (Q(open__gt=0) | Q(closed=0) & (Q(last__lt=_since(viewer)) | Q(last=None)))
    return Q(due__gt=0, open=0) & (Q(last__gte=_since(viewer)) | Q(closed__gt=0))


def lit(viewer: Viewer, light: str) -> Q:
    """QD-06: the condition on ``projects`` that one has a light."""
    if light == Light.GREY:
        return Q(due=0)
    if light == Light.GREEN:
        return Q(due__gt=0) & (Q(last__gte=recent(viewer.today)) | Q(closed__gt=0))
    return Q(due__gt=0, closed=0) & (Q(last__lt=recent(viewer.today)) | Q(last=None))


def _since(viewer: Viewer) -> date:
    return months_after(viewer.today, -window(viewer))


def window(viewer: Viewer) -> int:
    """For how many months an approved assessment counts as recent (QD-05)."""
    return int(value("quality.window_months", viewer.today))


def project_figures(viewer: Viewer, asked: Asked) -> Projects:
    """QD-05, QD-06: completion and lights of the projects that a viewer oversees; kept until something is done."""
    unit = asked.unit and asked.unit.path
    known = f"quality of projects {reach(viewer, OVERSEE_QUALITY)} {unit} {asked.stage} {viewer.today}"
    return kept(known, lambda: _projects(viewer, asked))


def _projects(viewer: Viewer, asked: Asked) -> Projects:
    since, found, told = _since(viewer), Projects(), Counter[bool | None]()
    names = [field.name for field in fields(Standing)]
    for unit, *values in projects(viewer, asked).order_by().values_list("unit_id", *names):
        of = Standing(*values)
        done, light = of.is_complete(since), of.light(viewer.today)
        told[done] += 1
        found.lights[light] += 1
        into = found.units.setdefault(unit, Counter())
        into.update([f"light_{light}", "complete" if done else "incomplete" if of.due else "uncounted"])
    found.completion, found.uncounted = Completion(told[True], told[False]), told[None]
    return found


def of_asked(rows: QuerySet[Due], asked: Asked) -> QuerySet[Due]:
    """What is due in a unit and what lies under it, at a stage."""
    if asked.unit:
        rows = rows.filter(unit__path__startswith=asked.unit.path)
    return rows.filter(stage=asked.stage) if asked.stage else rows


def due_states(viewer: Viewer, rows: QuerySet[Due]) -> dict[tuple[str, str], int]:
    """How many assessments of each stage are in each state, and ``overdue`` of what is open."""
    late = Count("pk", filter=Q(state__in=sorted(OPEN), due_on__lt=viewer.today))
    found: Counter[tuple[str, str]] = Counter()
    counted = rows.order_by().values_list("stage", "state").annotate(number=Count("pk"), late=late)
    for stage, state, number, overdue in counted:
        found[stage, state] += number
        found[stage, "overdue"] += overdue
    return dict(found)
