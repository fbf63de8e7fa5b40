"""The life of a project: its steps, papers that were signed, revisions and what the board decides on them."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import writes
from bagalau.api.v1.projects.shapes import SCOPE, ProjectDocument, one, router
from bagalau.api.v1.schemas import Day, Done, In, LongText, Needed
from bagalau.api.v1.versions import unchanged
from bagalau.people.access import require
from bagalau.people.middleware import Request
from bagalau.projects.access import APPRAISE_PROJECT, DECIDE_REVISION, REVISE_PROJECT, VIEW_PROJECTS
from bagalau.projects.actions import life, revisions
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.queries import project
from bagalau.projects.queries.life import revision
from bagalau.projects.rules.life import Phase, RevisionKind
from bagalau.projects.rules.revisions import Verdict
from bagalau.projects.rules.steps import Question
from bagalau.web.records import absent


class ClosureAnswer(In):
    """The answer to a question of a closure; ``source`` names the source of money of a balance."""

    question: Question
    source: LongText = ""
    applies: bool = True
    note: Needed


class ProjectStepIn(In):
    """The status that a project gets, and the day of it."""

    to: Phase
    on: Day
    reason: LongText = ""
    answers: Annotated[list[ClosureAnswer], Field(max_length=200)] = []


class SignedPaperIn(In):
    """The days on the paper; without ``active`` the project is under way since the signature."""

    to: Literal["signed", "active"]
    signed: Day
    active: Day | None = None
    reason: LongText = ""


class RevisionIn(In):
    """What a revision is for, and why."""

    kind: Literal["general", "budget", "no_cost_extension", "closure"]
    reason: Needed


class RevisionStepIn(In):
    """Bring a revision to the board, take it back, or give it up, which needs a reason."""

    step: Literal["submit", "take_back", "withdraw"]
    reason: LongText = ""


class BoardDecision(In):
    """What the board decided; ``reason`` is for whoever decides on what they opened or submitted themselves."""

    verdict: Verdict
    decision: Needed
    decided_on: Day
    reason: LongText = ""


@router.post("/project-documents/{int:pk}/steps", **writes(VIEW_PROJECTS, SCOPE, ProjectDocument))
def take_project_step(request: Request, pk: int, given: ProjectStepIn) -> HttpResponse:
    """Take a project to another status; each step is open to those who may take it."""
    answers = [life.Answer(said.question, said.source, said.applies, said.note) for said in given.answers]
    with unchanged(request, project, pk) as row:
        life.take_step(request.viewer, row, given.to, given.on, reason=given.reason, answers=answers)
    return one(request, pk)


@router.post("/project-documents/{int:pk}/signed-paper", **writes(APPRAISE_PROJECT, SCOPE, ProjectDocument))
def register_signed_paper(request: Request, pk: int, given: SignedPaperIn) -> HttpResponse:
    """Note that a project was signed on paper: what it says is kept as its first version."""
    days = {Phase.SIGNED: given.signed} | ({Phase.ACTIVE: given.active} if given.active else {})
    with unchanged(request, project, pk) as row:
        life.register(request.viewer, row, Phase(given.to), days, reason=given.reason)
    return one(request, pk)


@router.post("/project-documents/{int:pk}/revisions", **writes(REVISE_PROJECT, SCOPE, ProjectDocument, status=201))
def open_project_revision(request: Request, pk: int, given: RevisionIn) -> HttpResponse:
    """Open a revision: from then on the project can be changed."""
    with unchanged(request, project, pk) as row:
        revisions.open_revision(request.viewer, row, RevisionKind(given.kind), given.reason)
    return one(request, pk, 201)


def _under_way(of: Project) -> ProjectVersion:
    found = revision(of)
    if found is None:
        raise absent()
    return found


@router.post("/project-documents/{int:pk}/revision/steps", **writes(REVISE_PROJECT, SCOPE, Done))
def take_revision_step(request: Request, pk: int, given: RevisionStepIn) -> HttpResponse:
    """Take a step with the revision that is under way."""
    of = project(request.viewer, pk)
    require(request.viewer, REVISE_PROJECT, of)
    under_way = _under_way(of)
    if given.step == "submit":
        revisions.submit(request.viewer, under_way)
    elif given.step == "take_back":
        revisions.take_back(request.viewer, under_way)
    else:
        revisions.withdraw(request.viewer, under_way, given.reason)
    return answer(request, Done())


@router.post("/project-documents/{int:pk}/revision/decision", **writes(DECIDE_REVISION, SCOPE, Done))
def decide_project_revision(request: Request, pk: int, given: BoardDecision) -> HttpResponse:
    """Note what the board decided on the revision that lies with it."""
    of = project(request.viewer, pk)
    require(request.viewer, DECIDE_REVISION, of)
    revisions.decide(
        request.viewer, _under_way(of), given.verdict, given.decision, given.decided_on, reason=given.reason
    )
    return answer(request, Done())
