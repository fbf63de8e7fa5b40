"""The thread from what was found to the proof that something changed."""

from __future__ import annotations

from django.http import HttpResponse

from bagalau.api.v1.answers import answer
from bagalau.api.v1.content.nested import ActionShown, RecommendationShown, action_shown, recommended
from bagalau.api.v1.content.shapes import router
from bagalau.api.v1.doors import reads
from bagalau.api.v1.schemas import Out
from bagalau.evaluations import queries
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.queries.content_shown import Shown
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.queries.trace import Thread, TracedAction, trace
from bagalau.evaluations.rules.content import Kind
from bagalau.people.access import VIEW_HISTORY
from bagalau.people.middleware import Request


class GroundRow(Out):
    """A finding, conclusion or lesson."""

    kind: Kind
    id: int
    number: int
    text: str


class TracedActionRow(ActionShown):
    """A key action with its evidence: how many documents, null where that is not told."""

    proofs: int | None
    unproven: bool


class ThreadRow(Out):
    """A recommendation with what it stands on, what was answered and what was done, and where the thread breaks.

    ``left``: the labels of the parts that nobody seems to act on.
    """

    recommendation: RecommendationShown
    grounds: list[GroundRow]
    actions: list[TracedActionRow]
    groundless: bool
    unanswered: bool
    idle: bool
    left: list[str]
    closed: bool


class TraceFull(Out):
    """All threads of an evaluation; ``loose`` are findings and conclusions that no recommendation takes up.

    ``gaps``: how often the thread breaks, by where it does.
    """

    threads: list[ThreadRow]
    loose: list[GroundRow]
    gaps: dict[str, int]


@router.get("/evaluations/{int:pk}/trace", **reads(VIEW_EVALUATIONS, TraceFull))
def trace_of_evaluation(request: Request, pk: int) -> HttpResponse:
    """The thread from finding to evidence, with its gaps."""
    viewer = request.viewer
    of = queries.evaluation(viewer, pk)
    found = trace(viewer, of, responses_of(viewer, of), inside=viewer.may(VIEW_HISTORY, of))
    threads = [_thread(one) for one in found.threads]
    return answer(request, TraceFull(threads=threads, loose=[_ground(one) for one in found.loose], gaps=found.gaps))


def _thread(of: Thread) -> ThreadRow:
    return ThreadRow(
        recommendation=recommended(of.item),
        grounds=[_ground(one) for one in of.grounds],
        actions=[_action(one) for one in of.actions],
        groundless=of.is_groundless,
        unanswered=of.is_unanswered,
        idle=of.is_idle,
        left=of.left,
        closed=of.is_closed,
    )


def _ground(of: Shown) -> GroundRow:
    return GroundRow(kind=of.kind, id=of.row.pk, number=of.row.number, text=of.row.text)


def _action(of: TracedAction) -> TracedActionRow:
    return TracedActionRow(**action_shown(of.action).model_dump(), proofs=of.proofs, unproven=of.is_unproven)
