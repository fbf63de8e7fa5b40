"""What the start page tells: what is due, overdue and waiting for review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import commitments, in_state, mine
from bagalau.commitments.rules import State
from bagalau.documents.models import Draft
from bagalau.documents.queries import waiting
from bagalau.evaluations.models import Evaluation, EvaluationPlan
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.plans import plans
from bagalau.evaluations.rules import Stage
from bagalau.people.access import Viewer

SHOWN = 8
LIMIT = 1000


@dataclass(frozen=True)
class Count:
    """A number that stops at a limit, so that it costs the same at any size."""

    value: int

    def __str__(self) -> str:
        return f"{LIMIT}+" if self.value > LIMIT else str(self.value)


@dataclass(frozen=True)
class Home:
    """Everything on the start page of a signed-in person."""

    overdue: Count
    due_soon: Count
    no_deadline: Count
    drafts: Count
    most_overdue: Sequence[Commitment]
    next_due: Sequence[Commitment]
    own: Sequence[Commitment]
    waiting: Sequence[Draft]


def home(viewer: Viewer) -> Home:
    """The start page of a signed-in person, in eight queries."""
    rows = commitments(viewer)
    overdue = rows.filter(in_state(State.OVERDUE, viewer.today))
    soon = rows.filter(in_state("due_soon", viewer.today))
    drafts = waiting(viewer)
    return Home(
        overdue=count(overdue),
        due_soon=count(soon),
        no_deadline=count(rows.filter(in_state(State.NO_DEADLINE, viewer.today))),
        drafts=count(drafts),
        most_overdue=list(overdue.order_by("due_sort", "pk")[:SHOWN]),
        next_due=list(soon.order_by("due_sort", "pk")[:SHOWN]),
        own=list(mine(viewer).order_by("due_sort", "pk")[:SHOWN]),
        waiting=list(drafts[:SHOWN]),
    )


def count(rows: QuerySet[Commitment] | QuerySet[Draft]) -> Count:
    """How many rows there are, up to one more than the limit."""
    return Count(rows.order_by().values("pk")[: LIMIT + 1].count())


def latest(viewer: Viewer) -> QuerySet[Evaluation]:
    """The evaluations completed last."""
    return evaluations(viewer).filter(stage=Stage.COMPLETED).order_by("-end_sort", "-pk")[:SHOWN]


def newest_plans(viewer: Viewer) -> QuerySet[EvaluationPlan]:
    """The plans of the latest periods."""
    return plans(viewer).order_by("-starts", "-pk")[:SHOWN]
