"""Reads: what oversight counts, on the viewer's day or on any day before, and the records behind each figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from bagalau.commitments.models import NEVER, Commitment, Update
from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import OPEN, Status
from bagalau.evaluations.access import VIEW_OVERSIGHT
from bagalau.evaluations.models import Evaluation, EvaluationStep, ManagementResponse, ResponseStep, rated_as
from bagalau.evaluations.queries.responses import GIVEN, promised_in
from bagalau.evaluations.rules import UNFINISHED, Stage
from bagalau.evaluations.rules.life import QualityRating
from bagalau.evaluations.rules.oversight import QUALITY_YEARS, Counts
from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Unit

# The figures of key actions that exclude each other and together are all of them
STATES = (
    "actions_completed",
    "actions_dropped",
    "actions_initiated",
    "actions_not_initiated",
    "actions_no_deadline",
    "actions_overdue",
)


@dataclass(frozen=True)
class Population:
    """What is counted: evaluations and the key actions that come from them.

    ``on`` is the day the figures hold for; ``past`` whether they are told by history (EO-10) or by the present.
    """

    evaluations: QuerySet[Evaluation]
    actions: QuerySet[Commitment]
    on: date
    past: bool

    @property
    def end(self) -> datetime:
        """The first moment after the day."""
        return timezone.make_aware(datetime.combine(self.on + timedelta(days=1), time.min))


def population(
    viewer: Viewer, *, on: date | None = None, unit: Unit | None = None, year: int | None = None, type: str = ""
) -> Population:
    """What a viewer oversees: the units of their roles, never the public records of others; narrowed as asked.

    ``year`` is that of the end of an evaluation, planned or real.
    """
    guarded = visible(viewer, VIEW_OVERSIGHT, kind="evaluation")
    rows = Evaluation.objects.filter(guarded)
    actions = Commitment.objects.filter(guarded_actions(viewer), origin_kind="evaluation")
    return narrowed(rows, actions, viewer.today, on=on, unit=unit, year=year, type=type)


def public_population(viewer: Viewer, *, unit: Unit | None = None, year: int | None = None) -> Population:
    """What everybody may count: published evaluations and their key actions, on the viewer's day."""
    rows = Evaluation.objects.filter(visibility="public")
    actions = commitments(viewer).filter(origin_kind="evaluation", visibility="public").select_related(None)
    return narrowed(rows, actions, viewer.today, unit=unit, year=year)


def guarded_actions(viewer: Viewer) -> Q:
    """The condition that leaves the key actions of the units that a viewer oversees."""
    return visible(viewer, VIEW_OVERSIGHT, kind="commitment", parents="origin")


def narrowed(
    rows: QuerySet[Evaluation],
    actions: QuerySet[Commitment],
    today: date,
    *,
    on: date | None = None,
    unit: Unit | None = None,
    year: int | None = None,
    type: str = "",
) -> Population:
    """Only the evaluations of a unit and what lies under it, of a year, of a type, and only their key actions."""
    if unit is not None:
        below = Unit.objects.filter(path__startswith=unit.path).order_by().values("pk")
        rows, actions = rows.filter(unit__in=below), actions.filter(unit__in=below)
    if type:
        rows = rows.filter(type=type)
    day = on or today
    of = Population(rows.order_by(), actions.order_by(), day, past=day < today)
    if year is not None:
        of = replace(of, evaluations=rows.filter(pk__in=_ended_in(of, year)).order_by())
    if year is not None or type:
        actions = actions.filter(origin_id__in=of.evaluations.values("pk"))
    return replace(of, actions=actions.exclude(_promised_in_a_draft(of)).order_by())


def _ended_in(of: Population, year: int) -> QuerySet[Any]:
    """The keys of the evaluations that end in a year, planned or real, as the day knows it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not of.past:
        return of.evaluations.filter(end_sort__gte=first, end_sort__lte=last).values("pk")
    known: QuerySet[Any] = stages(of).alias(ended=Coalesce("completed_on", "planned_end_on"))
    return known.filter(ended__gte=first, ended__lte=last).values("evaluation")


def _promised_in_a_draft(of: Population) -> Q:
    """EO-11: key actions of a response that its unit has not submitted yet, as the day knows it."""
    if not of.past:
        return promised_in(ManagementResponse.objects.exclude(GIVEN))
    last = _last(ManagementResponse.objects.order_by(), ResponseStep, "response", of.end)
    unsaid = ResponseStep.objects.exclude(GIVEN).filter(pk__in=last)
    return promised_in(ManagementResponse.objects.filter(pk__in=unsaid.values("response")))


def counts(of: Population, parameters: Mapping[str, Decimal]) -> dict[int, Counts]:
    """The counts of each unit that has anything to count; two queries at any size."""
    found: dict[int, dict[str, int]] = {}
    for rows, owner, figures in (
        (stages(of), "evaluation", evaluation_figures(of, parameters)),
        (standings(of), "commitment", action_figures(of, parameters)),
    ):
        unit = f"{owner}__unit_id" if of.past else "unit_id"
        shown = {f"n_{name}": Count("pk", filter=condition) for name, condition in figures.items()}
        for row in rows.values(unit).annotate(**shown).order_by():
            numbers = {name: row[f"n_{name}"] for name in figures}
            found.setdefault(row[unit], {}).update(numbers)
    return {unit: Counts(**values) for unit, values in found.items()}


def states_of(of: Population, parameters: Mapping[str, Decimal]) -> dict[str, int]:
    """How many key actions are in each state on the day (C-04); one query."""
    figures = action_figures(of, parameters)
    shown = {f"n_{name}": Count("pk", filter=figures[name]) for name in STATES}
    found = standings(of).aggregate(**shown)
    return {name: found[f"n_{name}"] for name in STATES}


def stages(of: Population) -> QuerySet[Any]:
    """A row for each evaluation with its stage and dates on the day: itself, or its last step up to then."""
    if not of.past:
        return of.evaluations
    return EvaluationStep.objects.filter(pk__in=_last(of.evaluations, EvaluationStep, "evaluation", of.end)).order_by()


def standings(of: Population) -> QuerySet[Any]:
    """A row for each key action with its status and date on the day: itself, or its last update up to then."""
    if not of.past:
        return of.actions
    return Update.objects.filter(pk__in=_last(of.actions, Update, "commitment", of.end)).order_by()


def _last(owners: QuerySet[Any], of: type[Model], owner: str, end: datetime) -> QuerySet[Any]:
    """The key of the last row of each owner before a moment: one look into the index by owner and time for each."""
    rows = of._default_manager.filter(at__lt=end, **{owner: OuterRef("pk")})
    return owners.values(last=Subquery(rows.order_by("-at", "-pk").values("pk")[:1]))


def answered(of: Population) -> Exists:
    """Whether its own unit has given a response, as far as the day knows (ER-02, ER-11)."""
    own = ManagementResponse.objects.filter(unit=F("evaluation__unit")).order_by()
    if not of.past:
        return Exists(own.filter(GIVEN, evaluation=OuterRef("pk")))
    responses = own.filter(evaluation=OuterRef(OuterRef("evaluation_id")))
    return Exists(ResponseStep.objects.filter(GIVEN, pk__in=_last(responses, ResponseStep, "response", of.end)))


def evaluation_figures(of: Population, parameters: Mapping[str, Decimal]) -> dict[str, Q]:
    """The condition behind each figure of evaluations (EO-01 to EO-04), on rows of ``stages``."""
    done = Q(stage=Stage.COMPLETED)
    replied = Q(answered(of))
    due_before = of.on - timedelta(days=int(parameters["response.days"]))
    recent = done & Q(completed_on__gte=date(of.on.year - QUALITY_YEARS + 1, 1, 1), completed_on__lte=of.on)
    return {
        "evaluations": ~Q(stage=Stage.CANCELLED),
        "completed": done,
        "overdue": Q(stage__in=UNFINISHED, planned_end_on__lt=of.on),
        "waiting": done & ~replied & (Q(completed_on__gte=due_before) | Q(completed_on=None)),
        "unanswered": done & ~replied & Q(completed_on__lt=due_before),
        **{f"rated_{rating}": recent & rated_as(rating) for rating in QualityRating},
    }


def action_figures(of: Population, parameters: Mapping[str, Decimal]) -> dict[str, Q]:
    """The condition behind each figure of key actions (C-04, C-05), on rows of ``standings``."""
    status, due = ("stands", "stands_due_on") if of.past else ("status", "due_sort")
    open_ = Q(**{f"{status}__in": OPEN})
    late = open_ & Q(**{f"{due}__lt": of.on})
    dateless = open_ & (Q(**{f"{due}__isnull": True}) if of.past else Q(due_sort=NEVER, due_on=None))
    running = Q(**{f"{due}__gte": of.on}) & ~dateless
    soon = months_after(of.on, int(parameters["due_soon.months"]))
    long_ago = months_after(of.on, -int(parameters["long_overdue.months"]))
    return {
        "actions": Q(pk__isnull=False),
        "actions_completed": Q(**{status: Status.COMPLETED}),
        "actions_initiated": Q(**{status: Status.INITIATED}) & running,
        "actions_not_initiated": Q(**{status: Status.NOT_INITIATED}) & running,
        "actions_overdue": late,
        "actions_no_deadline": dateless,
        "actions_dropped": Q(**{status: Status.NO_LONGER_APPLICABLE}),
        "actions_due_soon": open_ & Q(**{f"{due}__gte": of.on, f"{due}__lte": soon}),
        "actions_long_overdue": open_ & Q(**{f"{due}__lt": long_ago}),
    }


def evaluations_behind(of: Population, figure: str, parameters: Mapping[str, Decimal]) -> QuerySet[Evaluation]:
    """The evaluations that a figure counts; KeyError for a name that is no figure of evaluations."""
    rows = stages(of).filter(figures_of_evaluations(of, parameters)[figure])
    if of.past:
        rows = Evaluation.objects.filter(pk__in=rows.values("evaluation_id"))
    return rows.select_related("unit")


def figures_of_evaluations(of: Population, parameters: Mapping[str, Decimal]) -> dict[str, Q]:
    """The figures of evaluations, and those that follow from them."""
    figures = evaluation_figures(of, parameters)
    planned = figures["evaluations"] & ~figures["completed"] & ~figures["overdue"]
    rated = Q()
    for rating in QualityRating:
        rated |= figures[f"rated_{rating}"]
    return figures | {"planned": planned, "rated": rated}


def actions_behind(
    viewer: Viewer, of: Population, figure: str, parameters: Mapping[str, Decimal]
) -> QuerySet[Commitment]:
    """The key actions that a figure counts; KeyError for a name that is no figure of key actions."""
    rows, condition = commitments(viewer), action_figures(of, parameters)[figure]
    if of.past:
        return rows.filter(pk__in=standings(of).filter(condition).values("commitment_id"))
    return rows & of.actions.filter(condition)
