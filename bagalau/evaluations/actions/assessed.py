"""Writes: what an approved assessment of an evaluation's quality means for its rating (EL-16)."""

from __future__ import annotations

from bagalau.evaluations.actions import note_step
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.rules.life import assessed_as
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.quality.models import Assessment


@journal.turn()
def take_rating(actor: Viewer, pk: int, of: Assessment) -> None:
    """Let what an assessment comes to count as the rating of an evaluation; called inside the turn of its approval."""
    rating = assessed_as(of.scheme.code, of.overall)
    evaluation = Evaluation.objects.filter(pk=pk).first()
    if rating is None or evaluation is None:
        return
    before = journal.snapshot(evaluation, ["assessed_rating"])
    evaluation.assessed_rating, evaluation.assessment = rating, of
    evaluation.save(update_fields=["assessed_rating", "assessment", "updated_at"])
    note_step(actor, evaluation)
    told = journal.snapshot(evaluation, ["assessed_rating", "assessment"])
    journal.write(actor.person, "rate by assessment", evaluation, before, told)
