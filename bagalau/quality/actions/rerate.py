"""Writes: assessments under way brought to another version of their scheme; approved ones keep theirs (QL-06)."""

from __future__ import annotations

from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import EDIT_QUESTIONNAIRES
from bagalau.quality.actions.counting import recount
from bagalau.quality.models import Assessment, Definition
from bagalau.quality.rules.life import UNDER_WAY


@journal.turn()
def rerate(actor: Viewer, questionnaire: Definition, scheme: Definition) -> int:
    """Rate all assessments of a questionnaire that are under way by a scheme: how many were brought to it."""
    require(actor, EDIT_QUESTIONNAIRES)
    joined = Assessment.objects.select_related("subject", "unit", "questionnaire", "scheme")
    rows = joined.filter(questionnaire=questionnaire, status__in=sorted(UNDER_WAY)).exclude(scheme=scheme)
    brought = 0
    for of in rows:
        before = {"scheme": str(of.scheme), "overall": of.overall}
        of.scheme = scheme
        of.save(update_fields=["scheme", "updated_at"])
        recount(of, actor.today)
        journal.write(actor.person, "rate anew", of, before, {"scheme": str(scheme), "overall": of.overall})
        brought += 1
    return brought
