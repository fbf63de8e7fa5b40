"""Writes: assessments under way brought to another version of their scheme; approved ones keep theirs (QL-06)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import EDIT_QUESTIONNAIRES
from bagalau.quality.actions.counting import recount
from bagalau.quality.actions.freezing import keep_version
from bagalau.quality.models import Assessment, Definition
from bagalau.quality.queries.definitions import Version
from bagalau.quality.queries.rerating import rerated
from bagalau.quality.rules.schemes import Scheme


@journal.turn()
def rerate(actor: Viewer, questionnaire: Definition, by: Definition, to: Version[Scheme], was: str = "") -> int:
    """Rate by another version the assessments of a questionnaire that are under way and rated by ``by``: how many.
    ``was`` is the preview that was looked at (``Preview.seen``)."""
    require(actor, EDIT_QUESTIONNAIRES)
    now = rerated(actor, questionnaire, by, to.told)
    if was and was != now.seen:
        sentence = _(
            "Assessments were answered or approved meanwhile. Look at what would change now, and apply it again."
        )
        raise Problem("changed-meanwhile", sentence, status=409)
    scheme = keep_version(actor, to)
    joined = Assessment.objects.select_related("subject", "unit", "questionnaire", "scheme")
    for of in joined.filter(pk__in=now.under_way):
        before = {"scheme": str(of.scheme), "overall": of.overall}
        of.scheme = scheme
        of.save(update_fields=["scheme", "updated_at"])
        recount(of, actor.today)
        journal.write(actor.person, "rate anew", of, before, {"scheme": str(scheme), "overall": of.overall})
    return len(now.under_way)
