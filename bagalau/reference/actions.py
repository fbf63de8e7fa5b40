"""Writes: terms on records, and values of parameters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Model
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.reference.access import SET_PARAMETERS
from bagalau.reference.lists import lists_for, term_lists
from bagalau.reference.models import Parameter, Tag
from bagalau.reference.rules import Term
from bagalau.reference.rules.parameters import BY_NAME
from bagalau.web.records import absent, check


def set_tags(record: Model, terms: Sequence[Term], *, lists: Sequence[str] | None = None) -> bool:
    """Let a record have exactly these terms (of these lists; None: of all). Tells whether anything changed.

    Called inside the action of the record's own app, which has asked whether the actor may, and journals. Refused:
    a term of a list that is not for such records, and several of a list that allows one.
    """
    kind = record._meta.model_name or ""
    _refuse_unfit(kind, terms)
    rows = Tag.objects.filter(record_kind=kind, record_id=record.pk)
    if lists is not None:
        rows = rows.filter(list__in=lists)
    wanted = {(term.list, term.code) for term in terms}
    here = {(row.list, row.term): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in here.items() if key not in wanted]).delete()
    known = term_lists()
    Tag.objects.bulk_create(
        Tag(record_kind=kind, record_id=record.pk, list=code, version=known[code].version, term=term)
        for code, term in dict.fromkeys((term.list, term.code) for term in terms)
        if (code, term) not in here
    )
    return wanted != set(here)


def _refuse_unfit(kind: str, terms: Sequence[Term]) -> None:
    fitting = {found.code: found for found in lists_for(kind)}
    if strange := [term for term in terms if term.list not in fitting]:
        raise Problem(
            "unfit-term", _("“%(term)s” is no value for this.") % {"term": strange[0].names["en"]}, status=422
        )
    for found in fitting.values():
        if not found.multiple and len({term.code for term in terms if term.list == found.code}) > 1:
            raise Problem("too-many-terms", _("Choose one of “%(list)s”.") % {"list": found.name("en")}, status=422)


@journal.turn()
def set_parameter(actor: Viewer, name: str, value: Decimal, since: date, reason: str) -> Parameter:
    """Give a parameter a value from a day on (F-04); a value for the same day is mended."""
    require(actor, SET_PARAMETERS)
    if name not in BY_NAME:
        raise absent()
    if value > (most := BY_NAME[name].most):
        sentence = _("This is too large: at most %(most)s makes sense here.") % {"most": most}
        raise Problem("too-large", sentence, status=422, details={"value": sentence})
    row = Parameter.objects.filter(name=name, since=since).first() or Parameter(name=name, since=since)
    before = journal.snapshot(row, ("value", "since", "reason")) if row.pk else {}
    row.value, row.reason, row.set_by = value, reason.strip(), actor.person
    check(row)
    row.save()
    journal.write(actor.person, "set parameter", row, before, journal.snapshot(row, ("value", "since", "reason")))
    return row
