"""The team of an evaluation: members, how they did, and what they declared."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import FORM, reads, writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.roster.shapes import TeamFull, declaration_row, member_row, router
from bagalau.api.v1.schemas import PLAIN, Day, In, Key, Needed, RecordRef, Text, Words
from bagalau.api.v1.versions import unchanged
from bagalau.documents.forms import not_too_large
from bagalau.evaluations.access import CLEAR_CONFLICT, EDIT_EVALUATION, VIEW_ROSTER
from bagalau.evaluations.actions import roster as actions
from bagalau.evaluations.models import Evaluation, Evaluator
from bagalau.evaluations.queries import evaluation
from bagalau.evaluations.queries import roster as queries
from bagalau.evaluations.rules.roster import TeamRole
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request

SCOPE = Scope.WRITE_EVALUATIONS
Name = Annotated[str, StringConstraints(max_length=200), PLAIN]


class MemberIn(In):
    """A member of the team: from the roster, or by hand. What is left out stays as it is."""

    evaluator: Key | None = None
    """Of the roster; a name that is left out is then that of the roster."""
    name: Name = ""
    role: TeamRole | None = None
    title: Name = ""
    email: Name = ""
    nationality: Words = ""


class PerformanceIn(In):
    """How a member did, from 1 (not acceptable) to 5 (outstanding); null takes the rating back."""

    performance: Annotated[int, Field(ge=1, le=5)] | None
    note: Text = ""


class DeclarationIn(In):
    """What an evaluator declares before an evaluation; the signed paper is sent as ``file``."""

    evaluator: Key
    declared_on: Day
    has_conflict: bool
    statement: Text = ""
    """Needed with a conflict of interest."""
    pledge: bool = False
    """Whether the pledge of ethical conduct is signed."""


class ClearanceIn(In):
    """Why the conflict of interest is no obstacle."""

    reason: Needed


def _values(of: Evaluation, given: MemberIn) -> dict[str, Any]:
    """The fields that were sent, as the record keeps them."""
    sent = {name: getattr(given, name) for name in given.model_fields_set}
    if "role" in sent:
        sent["role"] = given.role or ""
    if given.evaluator:
        (sent["evaluator"],) = named(queries.candidates(of), [given.evaluator], "evaluator")
    return sent


def _team(request: Request, pk: int, status: int = 200) -> HttpResponse:
    viewer, of = request.viewer, evaluation(request.viewer, pk)
    team, declared = list(queries.team(of)), list(queries.declarations(of))
    known: list[Evaluator] = [row.evaluator for row in team if row.evaluator is not None]
    doubts = queries.doubts_about(of, known, declared, list(of.projects.all()), viewer.today)
    rated = viewer.can(VIEW_ROSTER)
    shown = TeamFull(
        evaluation=RecordRef.of("evaluation", of.pk, of.title),
        members=[member_row(row, doubts.get(row.evaluator_id or 0, []), rated=rated) for row in team],
        declarations=[declaration_row(row, row.evaluator.name) for row in declared],
        version=of.seen,
    )
    return answer(request, shown, status, version=of.seen)


@router.get("/evaluations/{int:pk}/team", **reads(VIEW_HISTORY, TeamFull))
def evaluation_team(request: Request, pk: int) -> HttpResponse:
    """The team, with what speaks against a member, and the declarations."""
    require(request.viewer, VIEW_HISTORY, evaluation(request.viewer, pk))
    return _team(request, pk)


@router.post("/evaluations/{int:pk}/team", **writes(EDIT_EVALUATION, SCOPE, TeamFull, status=201))
def add_member(request: Request, pk: int, given: MemberIn) -> HttpResponse:
    """Add a member to the team."""
    with unchanged(request, evaluation, pk) as of:
        actions.join(request.viewer, of, _values(of, given))
    return _team(request, pk, 201)


@router.patch("/evaluations/{int:pk}/team/{int:member}", **writes(EDIT_EVALUATION, SCOPE, TeamFull))
def change_member(request: Request, pk: int, member: int, given: MemberIn) -> HttpResponse:
    """Correct what is said of a member; one who was named by hand may be found in the roster."""
    with unchanged(request, evaluation, pk) as of:
        require(request.viewer, EDIT_EVALUATION, of)
        row = queries.member(of, member)
        if row.evaluator_id is not None and "evaluator" in given.model_fields_set:
            sentence = _("Who a member of the roster is does not change. Take the member out, and add another.")
            raise Problem("invalid", sentence, status=422, details={"evaluator": sentence})
        actions.change_member(request.viewer, of, row, _values(of, given))
    return _team(request, pk)


@router.delete("/evaluations/{int:pk}/team/{int:member}", **writes(EDIT_EVALUATION, SCOPE, TeamFull))
def remove_member(request: Request, pk: int, member: int) -> HttpResponse:
    """Take a member from the team."""
    with unchanged(request, evaluation, pk) as of:
        actions.leave(request.viewer, of, queries.member(of, member))
    return _team(request, pk)


@router.put("/evaluations/{int:pk}/team/{int:member}/performance", **writes(EDIT_EVALUATION, SCOPE, TeamFull))
def rate_member(request: Request, pk: int, member: int, given: PerformanceIn) -> HttpResponse:
    """Say how a member did, once the evaluation is completed."""
    with unchanged(request, evaluation, pk) as of:
        actions.rate_member(request.viewer, of, queries.member(of, member), given.performance, given.note)
    return _team(request, pk)


@router.post("/evaluations/{int:pk}/declarations", **writes(EDIT_EVALUATION, SCOPE, TeamFull, status=201, takes=FORM))
def add_declaration(
    request: Request, pk: int, given: Form[DeclarationIn], file: File[UploadedFile | None] = None
) -> HttpResponse:
    """Keep what an evaluator declares before an evaluation; it takes the place of what was declared earlier."""
    paper = None
    if file is not None:
        not_too_large(file)
        paper = (file.read(), file.name or "file")
    said = actions.Declared(given.declared_on, given.has_conflict, given.statement, given.pledge, paper)
    with unchanged(request, evaluation, pk) as of:
        (who,) = named(queries.declarers(), [given.evaluator], "evaluator")
        actions.declare(request.viewer, of, who, said)
    return _team(request, pk, 201)


@router.post(
    "/evaluations/{int:pk}/declarations/{int:declaration}/clearance", **writes(CLEAR_CONFLICT, SCOPE, TeamFull)
)
def clear_declaration(request: Request, pk: int, declaration: int, given: ClearanceIn) -> HttpResponse:
    """Say why a declared conflict of interest is no obstacle."""
    with unchanged(request, evaluation, pk) as of:
        actions.clear(request.viewer, of, queries.declaration(of, declaration), given.reason)
    return _team(request, pk)
