"""Writes: the key actions of a management response (ER-09). Each is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Given, Origin
from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions.content_seen import changed_meanwhile, refuse_unseen
from bagalau.evaluations.actions.responses import opened, row_of
from bagalau.evaluations.models import KeyAction, ManagementResponse, Recommendation, RecommendationPart
from bagalau.evaluations.queries.responses import key_action
from bagalau.evaluations.queries.responses_rows import action_seen, is_new
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer


@dataclass(frozen=True)
class Promised:
    """A key action as a form gives it; without ``parts`` it carries out the whole recommendation."""

    text: str
    responsible: str = ""
    due: When | None = None
    parts: Sequence[RecommendationPart] = ()


@journal.turn()
def add_action(actor: Viewer, of: ManagementResponse, recommendation: Recommendation, promised: Promised) -> KeyAction:
    """Promise something in answer to a recommendation; it stays inside until the response is published (ER-08)."""
    of = opened(actor, of)
    row = row_of(of, recommendation)
    last = row.recommendation.key_actions.aggregate(last=Max("place"))["last"] or 0
    commitment = _promise(actor, of, row.recommendation, promised)
    made = KeyAction.objects.create(recommendation=row.recommendation, place=last + 1, commitment=commitment)
    _carry_out(made, promised.parts)
    of.save(update_fields=["updated_at"])
    return made


def _promise(actor: Viewer, of: ManagementResponse, to: Recommendation, promised: Promised) -> Commitment:
    given = Given(
        text=promised.text.strip(),
        unit=of.unit,
        responsible=promised.responsible.strip(),
        due=promised.due,
        visibility=Visibility.INTERNAL,
        added_on=actor.today,
    )
    origin = Origin("evaluation", of.evaluation_id, of.evaluation.title, f"Recommendation {to.number}")
    return commitments.add(actor, given, origin)


def _carry_out(action: KeyAction, parts: Sequence[RecommendationPart]) -> None:
    action.parts.set([part for part in parts if part.recommendation_id == action.recommendation_id])


@journal.turn()
def change_action(
    actor: Viewer, of: ManagementResponse, action: KeyAction, promised: Promised, *, was: str = ""
) -> KeyAction:
    """Write a new key action anew (ER-09). Which parts it carries out can be said of any."""
    of = opened(actor, of)
    action = _fresh(of, action, was)
    before, parts = action.commitment, [part.label for part in action.parts.all()]
    same = (before.text, before.responsible, before.due) == (
        promised.text.strip(),
        promised.responsible.strip(),
        promised.due,
    )
    if not same:
        _refuse_old(action)
        action.commitment = _promise(actor, of, action.recommendation, promised)
        action.commitment.responsible_people.set(before.responsible_people.all())
        action.commitment.responsible_units.set(before.responsible_units.all())
        action.save(update_fields=["commitment"])
        before.delete()
    _carry_out(action, promised.parts)
    of.save(update_fields=["updated_at"])
    told = _told(before) | {"parts": parts}
    after = _told(action.commitment) | {"parts": [part.label for part in action.parts.all()]}
    journal.write(actor.person, "change key action", of, told, after)
    return action


def _told(of: Commitment) -> dict[str, object]:
    return dict(journal.snapshot(of, ("text", "responsible", "due")))


@journal.turn()
def remove_action(actor: Viewer, of: ManagementResponse, action: KeyAction, *, was: str = "") -> None:
    """Take out a key action that is new (ER-09)."""
    of = opened(actor, of)
    action = _fresh(of, action, was)
    _refuse_old(action)
    commitment = action.commitment
    action.delete()
    commitment.delete()
    of.save(update_fields=["updated_at"])
    told = {"recommendation": action.recommendation.number, "text": commitment.text}
    journal.write(actor.person, "remove key action", of, told, {})


def _fresh(of: ManagementResponse, action: KeyAction, was: str) -> KeyAction:
    try:
        found = key_action(of, action.pk)
    except Problem as gone:
        raise changed_meanwhile() from gone
    refuse_unseen(was, action_seen(found))
    return found


def _refuse_old(action: KeyAction) -> None:
    if not is_new(action):
        raise Problem(
            "key-action-stands",
            _(
                "This key action was approved, reported on or read from a paper, and keeps its words. Move its date or "
                "say that it is no longer applicable on its own page, and add another one here."
            ),
            status=409,
        )
