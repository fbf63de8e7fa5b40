"""Saying how commitments stand."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse

from bagalau.api.rules import Scope
from bagalau.api.v1.commitments.shapes import CommitmentFull, one, router
from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.schemas import Date, In, Keys, Line, Needed, Text
from bagalau.api.v1.versions import unchanged
from bagalau.commitments import actions
from bagalau.commitments.access import DECIDE, EDIT, UPDATE, VERIFY
from bagalau.commitments.queries import commitment
from bagalau.commitments.rules import Status
from bagalau.documents.queries import documents
from bagalau.lib.periods import When
from bagalau.people.middleware import Request
from bagalau.people.queries import possible_owners, units

SCOPE = Scope.WRITE_COMMITMENTS


class UpdateIn(In):
    """How a commitment stands. What is completed has a comment, and evidence or a reason why there is none."""

    status: Status
    comment: Text = ""
    reason: Text = ""
    """For a new date, and for opening again."""
    due: Date | None = None
    """Null or left out: it keeps its date."""
    no_due: bool = False
    """It has no date any more."""
    evidence: Keys = []
    """Numbers of documents."""
    no_evidence: Text = ""
    """Why nothing shows that it was done."""


class ResponsibleIn(In):
    """Who is responsible: in words as the paper has them, and as people and units of the office."""

    responsible: Line = ""
    people: Keys = []
    units: Keys = []


class RequestIn(In):
    """Why a commitment is no longer applicable."""

    justification: Needed


class DecisionIn(In):
    """Whether it is no longer applicable; a request that is declined has a comment."""

    approved: bool
    comment: Text = ""


class VerificationIn(In):
    """Whether what is said to be completed is completed; what is returned has a comment."""

    verified: bool
    comment: Text = ""


@router.post("/commitments/{int:pk}/updates", **writes(UPDATE, SCOPE, CommitmentFull))
def update_commitment(request: Request, pk: int, given: UpdateIn) -> HttpResponse:
    """Say how a commitment stands: status, comment, a new date, evidence."""
    said = actions.Said(
        status=given.status,
        comment=given.comment,
        reason=given.reason,
        due=cast("When | None", given.due),
        due_removed=given.no_due,
        documents=named(documents(request.viewer), given.evidence, "evidence"),
        no_evidence=given.no_evidence,
    )
    with unchanged(request, commitment, pk) as row:
        return one(request, actions.update(request.viewer, row, said))


@router.put("/commitments/{int:pk}/responsible", **writes(EDIT, SCOPE, CommitmentFull))
def assign_commitment(request: Request, pk: int, given: ResponsibleIn) -> HttpResponse:
    """Say who is responsible for a commitment."""
    viewer = request.viewer
    with unchanged(request, commitment, pk) as row:
        people = named(possible_owners(viewer, row.unit, row.responsible_people.all()), given.people, "people")
        offices = named(units(viewer), given.units, "units")
        return one(request, actions.assign(viewer, row, responsible=given.responsible, people=people, units=offices))


@router.post("/commitments/{int:pk}/verification", **writes(VERIFY, SCOPE, CommitmentFull))
def verify_commitment(request: Request, pk: int, given: VerificationIn) -> HttpResponse:
    """Say that what is said to be completed is completed, or return it."""
    act = actions.verify if given.verified else actions.give_back
    with unchanged(request, commitment, pk) as row:
        return one(request, act(request.viewer, row, given.comment))


@router.post("/commitments/{int:pk}/request", **writes(UPDATE, SCOPE, CommitmentFull))
def ask_to_drop_commitment(request: Request, pk: int, given: RequestIn) -> HttpResponse:
    """Ask that a commitment need not be kept any longer."""
    with unchanged(request, commitment, pk) as row:
        return one(request, actions.ask(request.viewer, row, given.justification))


@router.delete("/commitments/{int:pk}/request", **writes(UPDATE, SCOPE, CommitmentFull))
def withdraw_request(request: Request, pk: int) -> HttpResponse:
    """Take back what you asked for yourself."""
    with unchanged(request, commitment, pk) as row:
        return one(request, actions.withdraw(request.viewer, row))


@router.post("/commitments/{int:pk}/decision", **writes(DECIDE, SCOPE, CommitmentFull))
def decide_request(request: Request, pk: int, given: DecisionIn) -> HttpResponse:
    """Approve that a commitment is no longer applicable, or decline it."""
    with unchanged(request, commitment, pk) as row:
        return one(request, actions.decide(request.viewer, row, approved=given.approved, comment=given.comment))
