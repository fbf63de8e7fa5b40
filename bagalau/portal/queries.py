"""What the start page tells: what waits for somebody, how key actions stand, what changed and was completed last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from bagalau.commitments.access import DECIDE, EDIT, VERIFY
from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import commitments, in_state, mine
from bagalau.commitments.rules import State
from bagalau.documents.access import REVIEW
from bagalau.evaluations.access import APPROVE_PLAN, APPROVE_RESPONSE
from bagalau.evaluations.models import Evaluation, EvaluationPlan
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.plans import plans
from bagalau.evaluations.rules import Stage
from bagalau.people.access import Viewer
from bagalau.people.keeping import kept
from bagalau.portal.counting import Count, Counted, counts
from bagalau.portal.waiting import counted, lines
from bagalau.portal.waiting.line import Waiting
from bagalau.projects.access import APPROVE_PROJECT, DECIDE_REVISION
from bagalau.projects.queries import projects
from bagalau.projects.queries.portfolio import ending_soon, past_end, standing

SHOWN = 8
WORK = (EDIT, VERIFY, DECIDE, REVIEW, APPROVE_RESPONSE, APPROVE_PLAN, APPROVE_PROJECT, DECIDE_REVISION)
STATES = (State.OVERDUE, "due_soon", State.NO_DEADLINE)
PROJECTS = ("under_way", "soon", "past")


@dataclass(frozen=True)
class Home:
    """Everything on the start page of a signed-in person; ``changed`` for those alone who only look."""

    waiting: Sequence[Waiting]
    states: Mapping[str, Count]
    projects: Mapping[str, Count]
    own: Sequence[Commitment]
    changed: Sequence[Commitment]
    only_looks: bool


def home(viewer: Viewer) -> Home:
    """The start page of a signed-in person, in eight queries at most."""
    rows = commitments(viewer)
    own = list(mine(viewer).order_by("due_sort", "pk")[:SHOWN])
    only_looks = not own and not any(viewer.can(action) for action in WORK)
    person = viewer.person and viewer.person.pk
    numbers, waits = kept(
        f"home {person} {viewer.today} {only_looks}",
        lambda: (_numbers(viewer, rows), {} if only_looks else counted(viewer)),
    )
    return Home(
        waiting=lines(viewer, waits),
        states={state: numbers[state] for state in STATES},
        projects={name: numbers[name] for name in PROJECTS},
        own=own,
        changed=list(rows.order_by("-updated_at", "-pk")[:SHOWN]) if only_looks else [],
        only_looks=only_looks,
    )


def _numbers(viewer: Viewer, rows: QuerySet[Commitment]) -> dict[str, Count]:
    """How many key actions are in each state that the page names, and how many projects are under way."""
    asked = {state: Counted(rows.filter(in_state(state, viewer.today)), "due_sort") for state in STATES}
    of = (standing("under_way"), ending_soon(viewer.today), past_end(viewer.today))
    asked |= {name: Counted(projects(viewer).filter(one), "ends_on") for name, one in zip(PROJECTS, of, strict=True)}
    return {state: number for state, (number, _first) in counts(asked).items()}


def latest(viewer: Viewer) -> QuerySet[Evaluation]:
    """The evaluations completed last; those whose day is not known come after the others."""
    rows = evaluations(viewer).filter(stage=Stage.COMPLETED)
    return rows.order_by(F("completed_on").desc(nulls_last=True), "-pk")[:SHOWN]


def newest_plans(viewer: Viewer) -> QuerySet[EvaluationPlan]:
    """The plans of the latest periods."""
    return plans(viewer).order_by("-starts", "-pk")[:SHOWN]
