"""Looking at key actions."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query

from bagalau.api.queries import key_actions
from bagalau.api.v1.commitments.shapes import CommitmentRow
from bagalau.api.v1.commitments.shapes import row_of as commitment_row
from bagalau.api.v1.content.looks import OLDEST, StatementList
from bagalau.api.v1.content.shapes import router
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, listed
from bagalau.api.v1.schemas import Items, Key, Out
from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.evaluations.models import KeyAction
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.people.queries import unit
from bagalau.web.texts import holds


class KeyActionRow(Out):
    """What a unit commits to for a recommendation, or for some of its parts."""

    id: int
    evaluation: int
    recommendation: int
    place: int
    parts: list[int]
    commitment: CommitmentRow


class KeyActionList(StatementList):
    """Which key actions; ``words`` are those of what is promised."""

    recommendation: Key | None = None


@router.get("/key-actions", **reads(VIEW_COMMITMENTS, Items[KeyActionRow]))
def key_action_rows(request: Request, asked: Query[KeyActionList]) -> HttpResponse:
    """Key actions with the commitments that they are."""
    viewer = request.viewer
    found = Q(recommendation=asked.recommendation) if asked.recommendation else Q()
    found &= Q(recommendation__evaluation=asked.evaluation) if asked.evaluation else Q()
    found &= Q(commitment__unit__path__startswith=unit(viewer, asked.unit).path) if asked.unit else Q()
    found &= holds("commitment__text", asked.words) if asked.words else Q()
    touched = {
        "commitment": "commitment",
        "evaluation": "recommendation__evaluation",
        "managementresponse": "recommendation__evaluation__responses",
    }
    source = Source(key_actions(viewer).filter(found), OLDEST, touched)
    return listed(request, asked, source, lambda rows: [_key_action(viewer, row) for row in rows])


def _key_action(viewer: Viewer, row: KeyAction) -> KeyActionRow:
    return KeyActionRow(
        id=row.pk,
        evaluation=row.recommendation.evaluation_id,
        recommendation=row.recommendation_id,
        place=row.place,
        parts=[part.pk for part in row.parts.all()],
        commitment=commitment_row(viewer, row.commitment),
    )
