"""Answering assessments, and taking them on their way."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.quality.shapes import SCOPE, AssessmentFull, AssessmentStep, one, router
from bagalau.api.v1.schemas import Day, In, Key, Line, LongText
from bagalau.api.v1.versions import unchanged
from bagalau.people.middleware import Request
from bagalau.people.models import Person
from bagalau.people.rules import Action
from bagalau.quality.access import ADD_ASSESSMENT, APPROVE_ASSESSMENT, EDIT_ASSESSMENT, VIEW_ASSESSMENTS
from bagalau.quality.actions import Begun
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.beginning import begin_with
from bagalau.quality.actions.reopening import reopen
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.models import Subject
from bagalau.quality.queries import assessment, definitions, subject
from bagalau.quality.queries.way import who_may
from bagalau.quality.rules.life import Step


class AssessmentIn(In):
    """With which questionnaire something is assessed; ``about`` names the partner, if the questionnaire rates one."""

    questionnaire: Line
    edition: Line
    year: Annotated[int, Field(ge=1950, le=2200)]
    about: Line = ""
    assessor: Key | None = None
    approver: Key | None = None
    due_on: Day | None = None


class AssessmentAnswerIn(In):
    """What is answered; what is left out stays as it is. ``was`` holds what these fields said when you looked: if
    somebody changed one of them meanwhile, nothing is saved (409)."""

    value: Line = ""
    clauses: Annotated[dict[Line, bool | None], Field(max_length=100)] = {}
    evidence: LongText = ""
    no_action: LongText = ""
    was: Annotated[dict[Line, Any], Field(max_length=4)] = {}


class AssessmentStepIn(In):
    """A step; ``comment`` says why it is returned or reopened. The decision is the code of one of the questionnaire."""

    step: AssessmentStep
    comment: LongText = ""
    decision: Line | None = None
    board_comment: LongText | None = None


@router.post("/assessments/subjects/{int:pk}", **writes(ADD_ASSESSMENT, SCOPE, AssessmentFull, status=201))
def begin_assessment(request: Request, pk: int, given: AssessmentIn) -> HttpResponse:
    """Begin an assessment of what a list names as its subject."""
    viewer, today = request.viewer, request.viewer.today
    of = subject(viewer, pk)
    version = definitions.questionnaire(viewer, given.questionnaire, given.edition)
    assessor = _person(of, EDIT_ASSESSMENT, given.assessor, today, "assessor")
    approver = _person(of, APPROVE_ASSESSMENT, given.approver, today, "approver")
    begun = Begun(given.year, given.about, assessor, approver, given.due_on)
    return one(request, begin_with(viewer, of, version, begun).pk, 201)


def _person(of: Subject, action: Action, key: int | None, today: date, field: str) -> Person | None:
    return named(who_may(action, of, today), [key], field)[0] if key else None


@router.put("/assessments/{int:pk}/answers/{str:question}", **writes(EDIT_ASSESSMENT, SCOPE, AssessmentFull))
def answer_question(request: Request, pk: int, question: str, given: AssessmentAnswerIn) -> HttpResponse:
    """Answer a question, in whole or in part."""
    sent = {name: getattr(given, name) for name in given.model_fields_set - {"was"}}
    with unchanged(request, assessment, pk) as row:
        save_answer(request.viewer, row, question, sent, given.was)
    return one(request, pk)


@router.post("/assessments/{int:pk}/steps", **writes(VIEW_ASSESSMENTS, SCOPE, AssessmentFull))
def take_assessment_step(request: Request, pk: int, given: AssessmentStepIn) -> HttpResponse:
    """Submit, return, approve or reopen an assessment; each step is open to those who may take it."""
    with unchanged(request, assessment, pk) as row:
        if given.step == "reopen":
            taken = reopen(request.viewer, row, given.comment)
        else:
            words = Words(given.comment, given.decision, given.board_comment)
            taken = take(request.viewer, row, Step(given.step), words)
    return one(request, taken.pk)
