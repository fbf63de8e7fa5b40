"""Writes: beginning an assessment with a version of a questionnaire that is offered (QN-06)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import ADD_ASSESSMENT
from bagalau.quality.actions import Begun, begin
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.queries.definitions import Version, offered_for, scheme_of, text_of
from bagalau.quality.rules.life import People, unfit
from bagalau.quality.rules.questionnaire import Questionnaire, Rates


@journal.turn()
def begin_with(actor: Viewer, subject: Subject, version: Version[Questionnaire], begun: Begun) -> Assessment:
    """Begin an assessment with a version; the scheme is the one that the questionnaire names."""
    require(actor, ADD_ASSESSMENT, subject)
    if version.name not in {one.name for one in offered_for(actor, subject)}:
        sentence = _("This version is not offered today: choose another one.")
        raise Problem("not-offered", sentence, status=422, details={"questionnaire": sentence})
    if version.told.rates is Rates.PARTNER and subject.kind != Rates.PARTNER and not begun.about.strip():
        sentence = _("Name the partner that is assessed.")
        raise Problem("invalid", sentence, status=422, details={"about": sentence})
    _refuse_people(subject, begun)
    scheme = scheme_of(version.told)
    asked = keep_questionnaire(actor, text_of(version), version.origin, version.told)
    return begin(actor, subject, asked, keep_scheme(actor, text_of(scheme), scheme.origin, scheme.told), begun)


def _refuse_people(subject: Subject, begun: Begun) -> None:
    """QL-02: refuse people who have to do with what is assessed, at the field where they are named."""
    assessor, approver = (one.pk if one else None for one in (begun.assessor, begun.approver))
    people = People(assessor, approver, subject.manager_id)
    for one in unfit(people):
        name = "assessor" if assessor is not None and assessor == people.manager else "approver"
        sentence = _(one.said.sentence)
        raise Problem("unfit-person", sentence, status=422, details={name: sentence})
