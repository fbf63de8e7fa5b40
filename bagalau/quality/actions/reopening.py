"""Writes: an approved assessment reopened as a new version, which begins with what the old one says (QL-01)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bagalau.documents.rules import Visibility
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.actions import note
from bagalau.quality.actions.counting import recount
from bagalau.quality.actions.dues import renew
from bagalau.quality.actions.steps import FIELDS, WHO, fresh, refuse_unseen
from bagalau.quality.models import Answer, AnswerDocument, Assessment, AssessmentRating, ManagementAction
from bagalau.quality.rules.life import State, Step, after
from bagalau.web.records import check


@journal.turn()
def reopen(actor: Viewer, of: Assessment, reason: str, *, was: str = "") -> Assessment:
    """Begin a new version of an approved assessment, to be decided anew. The old one stands until the new one is
    approved."""
    of = fresh(of)
    require(actor, WHO[Step.REOPEN], of)
    state = after(Step.REOPEN, State(of.status), reason)
    refuse_unseen(of, was)
    if Assessment.objects.filter(previous=of).exists():
        raise Problem("reopened", _("This assessment is reopened already: go on with its new version."), status=409)
    made = fresh(of)
    made.pk, made._state.adding = None, True
    made.status, made.version, made.previous = state, of.version + 1, of
    made.submitted_at = made.approved_on = made.due_on = None
    made.decision = ""
    made.from_source, made.visibility = False, Visibility.INTERNAL
    check(made)
    made.save()
    _copy_answers(of, made)
    recount(made, actor.today)
    note(actor, made, reason.strip())
    renew(made.subject, actor.today)
    told = {"version": made.version, "comment": reason.strip()}
    journal.write(actor.person, "reopen assessment", made, {}, journal.snapshot(made, FIELDS) | told)
    return made


def _copy_answers(of: Assessment, to: Assessment) -> None:
    """Answers with what stands behind them, ratings with what was given instead and why, and promises; what a paper
    printed belongs to the old version."""
    answers = {one.pk: one for one in of.answers.all()}
    proofs = list(AnswerDocument.objects.filter(answer__assessment=of))
    for row in answers.values():
        row.pk, row.assessment = None, to
    Answer.objects.bulk_create(answers.values())
    for proof in proofs:
        proof.pk, proof.answer = None, answers[proof.answer_id]
    keep_proofs(proofs)
    AssessmentRating.objects.bulk_create(
        AssessmentRating(
            assessment=to,
            section=one.section,
            computed=one.computed,
            given=one.given,
            reason=one.reason,
            by_id=one.by_id,
            at=one.at,
        )
        for one in of.ratings.all()
    )
    ManagementAction.objects.bulk_create(
        ManagementAction(
            assessment=to,
            answer=answers[one.answer_id] if one.answer_id else None,
            place=one.place,
            commitment_id=one.commitment_id,
        )
        for one in of.actions.all()
    )


def keep_proofs(copies: Sequence[AnswerDocument]) -> None:
    """Save what stands behind the answers of the new version, with the times at which it was added to the old one."""
    times = [one.added_at for one in copies]
    AnswerDocument.objects.bulk_create(copies)
    for one, at in zip(copies, times, strict=True):
        one.added_at = at
    AnswerDocument.objects.bulk_update(copies, ["added_at"], 500)
