"""Changes of posted plans."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from ninja import Query

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import Source, condition, listed
from bagalau.api.v1.plans.changes import SCOPE
from bagalau.api.v1.plans.lines import LineChange, kept
from bagalau.api.v1.plans.shapes import ChangeRow, change_row, router
from bagalau.api.v1.schemas import In, Items, Key, Listing, Needed, Text
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import APPROVE_PLAN, ASK_CHANGE, VIEW_CHANGES
from bagalau.evaluations.actions import plans_changes as actions
from bagalau.evaluations.actions.plans_lines import line_as_kept
from bagalau.evaluations.forms.plans_lines import ChangeFilter
from bagalau.evaluations.models import ChangeRequest
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus
from bagalau.evaluations.rules.plans_changes import ChangeStep
from bagalau.people.middleware import Request
from bagalau.web.paging import Order

TOUCHED = {"evaluationplan": "plan", "changerequest": "pk"}


class ChangeList(Listing):
    """The filters of the page of changes. ``waiting``: those that wait for your decision."""

    waiting: Literal["me"] | None = None
    status: ChangeStatus | None = None
    kind: ChangeKind | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    sort: Literal["asked", "-asked"] = "-asked"


class ChangeIn(In):
    """A change of a posted plan: ``wanted`` is what the line shall say. Only an addition has no line."""

    kind: ChangeKind
    line: Key | None = None
    wanted: LineChange = LineChange()
    rationale: Needed
    submit: bool = True
    """False: it is kept as a draft."""


class ChangeChange(In):
    """A request that is still a draft; what is left out stays as it is."""

    wanted: LineChange = LineChange()
    rationale: Needed = ""
    submit: bool = True
    """False: it stays a draft."""


class ChangeDecisionIn(In):
    """Whether a change is approved, which applies it; one that is rejected has a comment."""

    approved: bool
    comment: Text = ""


@router.get("/plan-changes", **reads(VIEW_CHANGES, Items[ChangeRow]))
def plan_changes(request: Request, asked: Query[ChangeList]) -> HttpResponse:
    """All changes of plans that are open to you."""
    filters = asked.filters()
    rows = queries.changes(request.viewer).filter(condition(ChangeFilter(filters, request.viewer), filters))
    source = Source(rows, Order("requested_at", descending=asked.sort == "-asked"), TOUCHED)
    return listed(request, asked, source, lambda found: [change_row(row) for row in found])


@router.get("/plan-changes/{int:pk}", **reads(VIEW_CHANGES, ChangeRow))
def plan_change(request: Request, pk: int) -> HttpResponse:
    """One change of a plan."""
    return _one(request, pk)


def _one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    row = queries.change(request.viewer, pk)
    return answer(request, change_row(row), status, version=_version(row))


def _version(row: ChangeRequest) -> str:
    """A change is another one after each step."""
    return f"{row.status}-{row.requested_at.isoformat()}"


@router.post("/plans/{int:pk}/changes", **writes(ASK_CHANGE, SCOPE, ChangeRow, status=201))
def ask_plan_change(request: Request, pk: int, given: ChangeIn) -> HttpResponse:
    """Ask for a change of a posted plan."""
    viewer = request.viewer
    with unchanged(request, queries.plan, pk) as row:
        line = queries.line(row, given.line) if given.line else None
        wanted = (line_as_kept(line) if line else {}) | kept(viewer, row, given.wanted)
        made = actions.ask_change(
            viewer, row, given.kind, line=line, wanted=wanted, rationale=given.rationale, submit=given.submit
        )
    return _one(request, made.pk, 201)


@router.patch("/plan-changes/{int:pk}", **writes(ASK_CHANGE, SCOPE, ChangeRow))
def change_plan_change(request: Request, pk: int, given: ChangeChange) -> HttpResponse:
    """Change a request that is still a draft, and send it off."""
    viewer = request.viewer
    with unchanged(request, queries.change, pk, _version) as row:
        before = (line_as_kept(row.line) if row.line else {}) | row.after
        actions.change_request(
            viewer,
            row,
            wanted=before | kept(viewer, row.plan, given.wanted),
            rationale=given.rationale or row.rationale,
            submit=given.submit,
        )
    return _one(request, pk)


@router.post("/plan-changes/{int:pk}/decision", **writes(APPROVE_PLAN, SCOPE, ChangeRow))
def decide_plan_change(request: Request, pk: int, given: ChangeDecisionIn) -> HttpResponse:
    """Approve a change, or reject it."""
    step = ChangeStep.APPROVE if given.approved else ChangeStep.REJECT
    with unchanged(request, queries.change, pk, _version) as row:
        actions.decide_change(request.viewer, row, step, given.comment)
    return _one(request, pk)
