"""Writes: what is promised because of an answer, or of the whole: each promise is a commitment."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Given, Origin
from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.quality.actions import changed_meanwhile
from bagalau.quality.actions.answering import opened
from bagalau.quality.actions.counting import recount
from bagalau.quality.models import Answer, Assessment, ManagementAction
from bagalau.quality.queries.promised import action_seen, is_new
from bagalau.web.records import absent


@dataclass(frozen=True)
class Promised:
    """A management action as a form gives it."""

    text: str
    responsible: str = ""
    due: When | None = None


@journal.turn()
def add_action(actor: Viewer, of: Assessment, question: str, promised: Promised) -> ManagementAction:
    """Promise something because of an answer, or (``question`` empty) of the whole."""
    of = opened(actor, of)
    answer = of.answers.filter(question=question).first() if question else None
    if question and answer is None:
        raise absent()
    last = of.actions.aggregate(last=Max("place"))["last"] or 0
    commitment = _promise(actor, of, answer, promised)
    made = ManagementAction.objects.create(assessment=of, answer=answer, place=last + 1, commitment=commitment)
    of.save(update_fields=["updated_at"])
    recount(of, actor.today)
    told = _told(answer, commitment)
    journal.write(actor.person, "add management action", of, {}, told)
    return made


def _promise(actor: Viewer, of: Assessment, answer: Answer | None, promised: Promised) -> Commitment:
    given = Given(
        text=promised.text.strip(),
        unit=of.unit,
        responsible=promised.responsible.strip(),
        due=promised.due,
        visibility=Visibility.INTERNAL,
        added_on=actor.today,
    )
    place = f"Question {answer.number}" if answer else ""
    return commitments.add(actor, given, Origin("assessment", of.pk, str(of), place))


def _told(answer: Answer | None, commitment: Commitment) -> dict[str, object]:
    told = dict(journal.snapshot(commitment, ("text", "responsible", "due")))
    return told | ({"question": answer.number} if answer else {})


@journal.turn()
def change_action(
    actor: Viewer, of: Assessment, action: ManagementAction, promised: Promised, *, was: str = ""
) -> ManagementAction:
    """Write a management action anew, as long as nobody approved it or said how it stands."""
    of = opened(actor, of)
    action = _fresh(of, action, was)
    before = action.commitment
    _refuse_old(action)
    action.commitment = _promise(actor, of, action.answer, promised)
    action.save(update_fields=["commitment"])
    before.delete()
    of.save(update_fields=["updated_at"])
    recount(of, actor.today)
    told = _told(action.answer, before), _told(action.answer, action.commitment)
    journal.write(actor.person, "change management action", of, *told)
    return action


@journal.turn()
def remove_action(actor: Viewer, of: Assessment, action: ManagementAction, *, was: str = "") -> None:
    """Take out a management action that is new."""
    of = opened(actor, of)
    action = _fresh(of, action, was)
    _refuse_old(action)
    commitment, told = action.commitment, _told(action.answer, action.commitment)
    action.delete()
    commitment.delete()
    of.save(update_fields=["updated_at"])
    recount(of, actor.today)
    journal.write(actor.person, "remove management action", of, told, {})


def _fresh(of: Assessment, action: ManagementAction, was: str) -> ManagementAction:
    found = of.actions.select_related("commitment", "answer").filter(pk=action.pk).first()
    if found is None or (was and was != action_seen(found)):
        raise changed_meanwhile()
    return found


def _refuse_old(action: ManagementAction) -> None:
    if not is_new(action):
        raise Problem(
            "management-action-stands",
            _(
                "This management action was approved, reported on or read from a paper, and keeps its words. Move its "
                "date or say that it is no longer applicable on its own page, and add another one here."
            ),
            status=409,
        )
