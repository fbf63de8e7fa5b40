"""What a plan does not cover, and what it lacks for its next step."""

from __future__ import annotations

from django.http import HttpResponse

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.plans.shapes import router
from bagalau.api.v1.schemas import Out, RecordRef
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules.plans import Lack
from bagalau.evaluations.rules.plans_mandatory import Ground, Need
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request


class UncoveredRow(Out):
    """A mandatory evaluation that nothing covers, the project that asks for it, and the rules that say so."""

    project: RecordRef
    need: Need
    grounds: list[Ground]


class LackRow(Out):
    """What is missing for submission and approval; ``line`` is the title of the line that lacks it."""

    lack: Lack
    line: str


class PlanGaps(Out):
    """What a plan does not cover, and what it lacks."""

    uncovered: list[UncoveredRow]
    lacks: list[LackRow]


@router.get("/plans/{int:pk}/gaps", **reads(VIEW_HISTORY, PlanGaps))
def plan_gaps(request: Request, pk: int) -> HttpResponse:
    """The mandatory evaluations that a plan does not hold, and what it lacks for its next step."""
    of = queries.plan(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    of, limits = queries.with_lines(of), queries.limits(request.viewer.today)
    uncovered = [
        UncoveredRow(
            project=RecordRef.of("coveredproject", gap.project.pk, str(gap.project)),
            need=gap.demand.need,
            grounds=list(gap.demand.grounds),
        )
        for gap in queries.gaps_of(of, limits)
    ]
    lacks = [LackRow(lack=lack, line=line) for lack, line in queries.lacks_of(of, limits)]
    return answer(request, PlanGaps(uncovered=uncovered, lacks=lacks))
