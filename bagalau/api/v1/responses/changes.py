"""Writing management responses, and their way to publication."""

from __future__ import annotations

from typing import Annotated, cast

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.content.changes import Terms, terms_named
from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.responses.shapes import ResponseFull, one, router
from bagalau.api.v1.schemas import Date, In, Key, Keys, Line, LongText, Needed, Text, spelt
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_RESPONSE, VIEW_RESPONSES
from bagalau.evaluations.actions import responses as actions
from bagalau.evaluations.actions.responses_promised import Promised, add_action, change_action, remove_action
from bagalau.evaluations.actions.responses_way import take
from bagalau.evaluations.models import ManagementResponse, Recommendation
from bagalau.evaluations.queries.content import shared_evaluation
from bagalau.evaluations.queries.responses import key_action, response
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.responses import Step
from bagalau.lib.periods import When
from bagalau.people.middleware import Request
from bagalau.people.queries import units
from bagalau.web.records import one as one_of

SCOPE = Scope.WRITE_EVALUATIONS


class StartIn(In):
    """The unit that answers."""

    unit: Key


class OverallIn(In):
    """The overall response."""

    description: LongText


class PartAnswerIn(In):
    """The stance on a part of a recommendation."""

    part: Key
    stance: Stance
    reason: Text = ""


class AnswerIn(In):
    """What a response says of a recommendation: all of it, what is left out is empty afterwards."""

    stance: Stance | None = None
    reason: Text = ""
    text: LongText = ""
    parts: Annotated[list[PartAnswerIn], Field(max_length=100)] = []
    terms: Terms = []


class PromiseIn(In):
    """A key action; without ``parts`` it carries out the whole recommendation."""

    text: Needed
    responsible: Line = ""
    due: Date | None = None
    parts: Keys = []


class NewPromiseIn(PromiseIn):
    """A key action in answer to a recommendation."""

    recommendation: Key


class StepIn(In):
    """A step of a response; to return or reopen it takes words."""

    step: Annotated[Step, spelt(Step)]
    words: Text = ""


@router.post("/evaluations/{int:pk}/responses", **writes(EDIT_RESPONSE, SCOPE, ResponseFull, status=201))
def start_response(request: Request, pk: int, given: StartIn) -> HttpResponse:
    """Begin the response of a unit to a completed evaluation."""
    of = shared_evaluation(request.viewer, pk)
    (unit,) = named(units(request.viewer), [given.unit], "unit")
    made = actions.start(request.viewer, of, unit)
    return one(request, response(request.viewer, made.pk), 201)


@router.patch("/responses/{int:pk}", **writes(EDIT_RESPONSE, SCOPE, ResponseFull))
def change_response(request: Request, pk: int, given: OverallIn) -> HttpResponse:
    """Write the overall response."""
    with unchanged(request, response, pk) as of:
        actions.describe(request.viewer, of, given.description)
    return one(request, response(request.viewer, pk))


@router.put("/responses/{int:pk}/answers/{int:recommendation}", **writes(EDIT_RESPONSE, SCOPE, ResponseFull))
def answer_recommendation(request: Request, pk: int, recommendation: int, given: AnswerIn) -> HttpResponse:
    """Answer a recommendation, and its parts apart where that is needed."""
    stated = actions.StatedAnswer(
        given.stance,
        given.reason,
        given.text,
        {part.part: (part.stance, part.reason) for part in given.parts},
        terms_named(given.terms),
    )
    with unchanged(request, response, pk) as of:
        actions.answer(request.viewer, of, _recommendation(request, of, recommendation), stated)
    return one(request, response(request.viewer, pk))


def _recommendation(request: Request, of: ManagementResponse, pk: int) -> Recommendation:
    return one_of(of.evaluation.recommendations.prefetch_related("parts"), pk)


def _promised(given: PromiseIn, to: Recommendation) -> Promised:
    parts = named(to.parts.all(), given.parts, "parts")
    return Promised(given.text, given.responsible, cast("When | None", given.due), parts)


@router.post("/responses/{int:pk}/actions", **writes(EDIT_RESPONSE, SCOPE, ResponseFull, status=201))
def add_key_action(request: Request, pk: int, given: NewPromiseIn) -> HttpResponse:
    """Promise something in answer to a recommendation."""
    with unchanged(request, response, pk) as of:
        to = _recommendation(request, of, given.recommendation)
        add_action(request.viewer, of, to, _promised(given, to))
    return one(request, response(request.viewer, pk), 201)


@router.put("/responses/{int:pk}/actions/{int:action}", **writes(EDIT_RESPONSE, SCOPE, ResponseFull))
def change_key_action(request: Request, pk: int, action: int, given: PromiseIn) -> HttpResponse:
    """Write a new key action anew. One that was approved or reported on keeps its words."""
    with unchanged(request, response, pk) as of:
        row = key_action(of, action)
        change_action(request.viewer, of, row, _promised(given, row.recommendation))
    return one(request, response(request.viewer, pk))


@router.delete("/responses/{int:pk}/actions/{int:action}", **writes(EDIT_RESPONSE, SCOPE, ResponseFull))
def remove_key_action(request: Request, pk: int, action: int) -> HttpResponse:
    """Take out a key action that is new."""
    with unchanged(request, response, pk) as of:
        remove_action(request.viewer, of, key_action(of, action))
    return one(request, response(request.viewer, pk))


@router.post("/responses/{int:pk}/steps", **writes(VIEW_RESPONSES, SCOPE, ResponseFull))
def take_response_step(request: Request, pk: int, given: StepIn) -> HttpResponse:
    """Submit, return, approve, publish or reopen a response; each step is open to those who may take it."""
    with unchanged(request, response, pk) as of:
        take(request.viewer, of, given.step, given.words)
    return one(request, response(request.viewer, pk))
