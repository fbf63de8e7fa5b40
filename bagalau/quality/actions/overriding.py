"""Writes: another rating than follows from the answers, with its reason (QL-07)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import APPROVE_ASSESSMENT
from bagalau.quality.actions.steps import fresh, refuse_unfit, refuse_unseen
from bagalau.quality.models import Assessment, AssessmentRating
from bagalau.quality.queries.filled import filled
from bagalau.quality.queries.findings import form_of
from bagalau.quality.rules.life import State, other_rating
from bagalau.web.records import absent, check

FIELDS = ("given", "reason")


@journal.turn()
def give_rating(
    actor: Viewer, of: Assessment, section: str, given: str, reason: str, *, was: str = ""
) -> AssessmentRating:
    """Give a section, or the whole (``section`` empty), another rating than follows; without ``given`` the other one
    is taken back. Both values are kept."""
    of = fresh(of)
    require(actor, APPROVE_ASSESSMENT, of)
    if of.status != State.SUBMITTED:
        sentence = _("Another rating is given while the assessment lies with its approver. This one does not.")
        raise Problem("wrong-state", sentence, status=409)
    refuse_unseen(of, was)
    refuse_unfit(actor, of)
    other_rating(form_of(filled(actor, of)), section, given, reason)
    row = of.ratings.filter(section=section).first()
    if row is None:
        raise absent()
    before = journal.snapshot(row, FIELDS)
    row.given, row.reason = given, reason.strip() if given else ""
    row.by, row.at = (actor.person, timezone.now()) if given else (None, None)
    check(row)
    row.save()
    if not section:
        of.overall = row.stands
        label = of.scheme.scheme.by_code.get(row.stands)
        of.overall_value = label.value if label else None
    of.save(update_fields=["overall", "overall_value", "updated_at"])
    after = journal.snapshot(row, FIELDS)
    journal.write(actor.person, "give rating", of, before, after | ({"section": section} if section else {}))
    return row
