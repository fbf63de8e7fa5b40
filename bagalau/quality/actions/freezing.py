"""Writes: the row of a version that comes along with the program, made when it is first used (QN-05)."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.quality.models import Definition
from bagalau.quality.queries.definitions import Version, text_of
from bagalau.quality.rules.questionnaire import Questionnaire, said
from bagalau.quality.rules.reading import Refused, questionnaire, scheme
from bagalau.quality.rules.schemes import Scheme


def keep_questionnaire(actor: Viewer, text: str, origin: str, told: Questionnaire | None = None) -> Definition:
    """The row of a questionnaire with this text, made if there is none; called inside the turn of an action."""
    if told is None or origin != Definition.SHIPPED:
        told = _read(text)
    return _kept(actor, Definition.QUESTIONNAIRE, text, origin, told, rates=told.rates, stage=told.stage)


def _read(text: str) -> Questionnaire:
    """What a text says, refused before it is kept: nobody could open an assessment whose questions cannot be read."""
    try:
        return questionnaire(text, None)
    except Refused as refused:
        sentence = _("These questions cannot be kept as a questionnaire: %(mistake)s")
        raise Problem("bad-questions", sentence % {"mistake": refused.mistakes[0].said(_)}, status=422) from refused


def keep_scheme(actor: Viewer, text: str, origin: str, told: Scheme | None = None) -> Definition:
    """The row of a rating scheme with this text, made if there is none; called inside the turn of an action."""
    return _kept(actor, Definition.SCHEME, text, origin, told or scheme(text))


def _kept(actor: Viewer, kind: str, text: str, origin: str, told: Questionnaire | Scheme, **values: str) -> Definition:
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = Definition.objects.filter(sha256=digest).first()
    if row is None:
        row = Definition.objects.create(
            kind=kind,
            code=told.code,
            version=told.version,
            name=said(told.name, "en")[:300],
            origin=origin,
            text=text,
            sha256=digest,
            added_by=None if origin == Definition.SHIPPED else actor.person,
            **values,
        )
    return row


def keep_version(actor: Viewer, found: Version[Questionnaire] | Version[Scheme]) -> Definition:
    """The row of a version, made if it has none yet; called inside the turn of an action."""
    keep = keep_scheme if isinstance(found.told, Scheme) else keep_questionnaire
    return found.row or keep(actor, text_of(found), Definition.SHIPPED)
