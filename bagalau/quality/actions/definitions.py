"""Writes: versions of questionnaires and rating schemes that an administrator adds and retires (QN-05, QN-06)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import EDIT_QUESTIONNAIRES
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme, keep_version
from bagalau.quality.models import Definition
from bagalau.quality.queries.adding import Looked, looked
from bagalau.quality.queries.definitions import Version
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.schemes import Scheme
from bagalau.web.records import check

FIELDS = ("code", "version", "origin", "retired_on", "retired_because")


@journal.turn()
def add_version(actor: Viewer, text: str) -> Definition:
    """Add a questionnaire or rating scheme from its file. What has mistakes or gaps, or is there, is refused."""
    require(actor, EDIT_QUESTIONNAIRES)
    found = looked(actor, text)
    if not found.is_good or found.told is None:
        raise Problem("cannot-add", _why(found), status=422)
    keep = keep_scheme if isinstance(found.told, Scheme) else keep_questionnaire
    made = keep(actor, found.text, Definition.ADDED)
    journal.write(actor.person, "add version", made, {}, journal.snapshot(made, FIELDS))
    return made


def _why(found: Looked) -> str:
    if found.told is None:
        first = found.mistakes[0]
        return _("Line %(line)s: %(mistake)s") % {"line": first.line, "mistake": first.said(_)}
    if found.is_same:
        return _("This very version is there already.")
    if found.there:
        return _("This version is there with other words. Give yours another version.")
    return _("The rating scheme has gaps: some combinations of ratings come to no label.")


@journal.turn()
def retire(actor: Viewer, found: Version[Questionnaire] | Version[Scheme], reason: str) -> Definition:
    """Offer a version no longer. Assessments that are begun with it go on; one that came along gets its row."""
    require(actor, EDIT_QUESTIONNAIRES)
    row = Definition.objects.filter(kind=found.kind, code=found.told.code, version=found.told.version).first()
    row = row or keep_version(actor, found)
    if row.retired_on:
        raise Problem("retired", _("This version is retired already."), status=409)
    before = journal.snapshot(row, FIELDS)
    row.retired_on, row.retired_because = actor.today, reason.strip()
    check(row)
    row.save(update_fields=["retired_on", "retired_because"])
    journal.write(actor.person, "retire version", row, before, journal.snapshot(row, FIELDS))
    return row
