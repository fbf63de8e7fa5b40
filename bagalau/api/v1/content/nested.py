"""Everything that an evaluation says in one answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from bagalau.api.v1.answers import answer
from bagalau.api.v1.content.shapes import TermRef, router, terms_of
from bagalau.api.v1.doors import reads
from bagalau.api.v1.schemas import Out, iso
from bagalau.commitments.rules import State
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.queries.content import shared_evaluation
from bagalau.evaluations.queries.content_shown import Shown, ShownAction, ShownRecommendation, content_of
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.queries.responses_shown import ShownAnswer, ShownStance
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.content import Kind
from bagalau.people.middleware import Request

PLAIN = ("findings", "conclusions", "lessons")


class StanceShown(Out):
    """A stance; ``label`` names the part, and is empty for the recommendation as a whole."""

    stance: Stance | None
    reason: str
    label: str


class AnswerShown(Out):
    """The answer of a unit to a recommendation, as it is or as it was last published.

    ``answered`` are the words of the recommendation that it answered, where they are others now.
    """

    unit: str
    response: int | None
    stance: StanceShown
    parts: list[StanceShown]
    text: str
    classifications: dict[str, list[str]]
    added_on: date | None
    changed_on: date | None
    answered: str | None


class ActionShown(Out):
    """A key action."""

    commitment: int | None
    text: str
    responsible: str
    state: State
    due: str | None
    parts: list[str]


class StatementShown(Out):
    """A statement; what it is linked with, from either end, is given by their numbers in the evaluation."""

    id: int
    number: int
    text: str
    words: list[str]
    terms: list[TermRef]
    findings: list[int]
    conclusions: list[int]
    lessons: list[int]
    recommendations: list[int]


class RecommendationShown(StatementShown):
    """A recommendation with its parts, the answers of the units and the key actions."""

    description: str
    parts: dict[str, str]
    answers: list[AnswerShown]
    actions: list[ActionShown]


class Content(Out):
    """Everything that an evaluation says, and what was answered."""

    findings: list[StatementShown]
    conclusions: list[StatementShown]
    lessons: list[StatementShown]
    recommendations: list[RecommendationShown]


@router.get("/evaluations/{int:pk}/content", **reads(VIEW_EVALUATIONS, Content))
def evaluation_content(request: Request, pk: int) -> HttpResponse:
    """Everything that an evaluation says, with the answers and the key actions that are open to you."""
    viewer = request.viewer
    of = shared_evaluation(viewer, pk)
    found = content_of(viewer, of, responses_of(viewer, of))
    plain = {name: [StatementShown(**_said(row)) for row in getattr(found, name)] for name in PLAIN}
    recommendations = [recommended(row) for row in found.recommendations]
    return answer(request, Content(**plain, recommendations=recommendations))


def _said(of: Shown) -> dict[str, Any]:
    links = {f"{kind}s": of.links.get(kind, []) for kind in Kind}
    about = {"id": of.row.pk, "number": of.row.number, "text": of.row.text, "words": of.words}
    return {**about, **links, "terms": terms_of(of.tags)}


def recommended(of: ShownRecommendation) -> RecommendationShown:
    """A recommendation with all that hangs on it."""
    return RecommendationShown(
        **_said(of),
        description=getattr(of.row, "description", ""),
        parts={part.label: part.text for part in of.parts},
        answers=[_answer(one) for one in of.answers],
        actions=[action_shown(one) for one in of.actions],
    )


def _answer(of: ShownAnswer) -> AnswerShown:
    return AnswerShown(
        unit=of.unit,
        response=of.response,
        stance=_stance(of.stance),
        parts=[_stance(part) for part in of.parts],
        text=of.text,
        classifications=dict(of.classifications),
        added_on=of.added_on,
        changed_on=of.changed_on,
        answered=of.answered or None,
    )


def _stance(of: ShownStance) -> StanceShown:
    return StanceShown(stance=Stance(of.stance) if of.stance else None, reason=of.reason, label=of.label)


def action_shown(of: ShownAction) -> ActionShown:
    """A key action; without its number if it does not open to the viewer."""
    row = of.commitment
    return ActionShown(
        commitment=row.pk if of.opens else None,
        text=row.text,
        responsible=row.responsible,
        state=of.name,
        due=iso(row.due),
        parts=of.parts,
    )
