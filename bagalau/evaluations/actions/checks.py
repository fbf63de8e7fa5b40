"""Writes: saying why a result of a check is none, and taking that back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.models import CheckResult, Dismissal
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.web.records import check


@journal.turn()
def dismiss(actor: Viewer, result: CheckResult, reason: str) -> CheckResult:
    """Say why a result is none; it stays dismissed until it is about something else (EK-00)."""
    require(actor, EDIT_EVALUATION, result.evaluation)
    if not reason.strip():
        sentence = _("Say why this is no matter of concern.")
        raise Problem("reason-missing", sentence, status=422, details={"reason": sentence})
    row = _dismissal(result) or Dismissal(**_thing(result))
    row.reason, row.by = reason.strip(), actor.person
    check(row)
    row.save()
    _set(result, True)
    after = {"check": result.check_number, "place": result.where, "reason": row.reason}
    journal.write(actor.person, "dismiss result", result.evaluation, {}, after)
    return result


@journal.turn()
def restore(actor: Viewer, result: CheckResult) -> CheckResult:
    """Take a dismissal back."""
    require(actor, EDIT_EVALUATION, result.evaluation)
    row = _dismissal(result)
    if row is not None:
        before = {"check": result.check_number, "place": result.where, "reason": row.reason}
        row.delete()
        _set(result, False)
        journal.write(actor.person, "restore result", result.evaluation, before, {})
    return result


def _thing(result: CheckResult) -> dict[str, object]:
    names = ("evaluation", "check_number", "record_kind", "record_id", "mark")
    return {name: getattr(result, name) for name in names}


def _dismissal(result: CheckResult) -> Dismissal | None:
    return Dismissal.objects.filter(**_thing(result)).first()


def _set(result: CheckResult, dismissed: bool) -> None:
    result.dismissed = dismissed
    CheckResult.objects.filter(pk=result.pk).update(dismissed=dismissed)  # the worker may have taken it away meanwhile
