"""A project changed by a sheet: received and looked at, saved as it was shown, taken back as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.rules import BatchState
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.projects import sheets
from bagalau.projects.actions import changed_meanwhile, opened, take_record
from bagalau.projects.models import Project, SheetImport
from bagalau.projects.queries.record import record_of
from bagalau.projects.queries.sheets import parts_of, preview, sheet_record
from bagalau.projects.rules import record
from bagalau.projects.rules.compare import differences
from bagalau.projects.rules.shape import build
from bagalau.projects.sheets.taking import ADDED, CHANGED, GONE, Outcome

TOLD = 5  # so many rows are named in a refusal


@journal.turn()
def receive(actor: Viewer, project: Project, data: bytes, name: str, *, takes_out: bool = False) -> SheetImport:
    """Read a sheet and keep what it says, to be looked at; the project stays as it is.

    What the same person sent before and did not save is forgotten.
    """
    project = opened(actor, project)
    assert actor.person is not None  # the action is not open to the public
    told = sheets.read(data, record_of(project, {"contributions", "results", "work_plans"}))
    sent = SheetImport(project=project, kind=told.kind, name=name[-255:], by=actor.person, takes_out=takes_out)
    outcome = sheets.take(sheet_record(project, told.kind), told, takes_out=takes_out)
    if not outcome.changes and not outcome.mistakes:
        raise Problem(
            "nothing-said", _("This sheet says what the project says already: there is nothing to change."), status=422
        )
    sent.told = told.plain()
    SheetImport.objects.filter(project=project, kind=told.kind, by=actor.person, state=BatchState.SHOWN).delete()
    sent.save()
    return sent


@journal.turn()
def save(actor: Viewer, sent: SheetImport, shown: str) -> Outcome:
    """Save what a sheet says, exactly as it was shown (``shown``: the token of what was looked at)."""
    sent = _opened(actor, sent, BatchState.SHOWN)
    parts = sheets.SHEETS[sent.kind].PARTS
    found = preview(sent)
    if found.token != shown:
        raise changed_meanwhile()
    if not found.outcome.is_good:
        raise Problem("bad-sheet", _("There are mistakes in this sheet: correct them, and send it again."), status=422)
    note = {"sheet": sent.name} | {act: found.outcome.count(act) for act in (ADDED, CHANGED, GONE)}
    told = found.outcome.record
    _keys, after = take_record(actor, sent.project, told, parts=parts, cover=False, verb="take in sheet", note=note)
    sent.before, sent.after = parts_of(found.before, parts), parts_of(after, parts)
    sent.told = {}
    _close(sent, BatchState.SAVED)
    return found.outcome


@journal.turn()
def undo(actor: Viewer, sent: SheetImport) -> None:
    """Bring back what stood before a sheet; refused if any of it was changed since."""
    sent = _opened(actor, sent, BatchState.SAVED)
    parts = sheets.SHEETS[sent.kind].PARTS
    now = sheet_record(sent.project, sent.kind)
    if parts_of(now, parts) != sent.after:
        raise Problem(
            "changed-since",
            _("Nothing is taken back, because this was changed since the sheet was saved: %(rows)s."),
            status=409,
            values={"rows": "; ".join(_changed(now, sent.kind, sent.after)[:TOLD])},
        )
    before = build(record.Project, sent.before)
    told = replace(now, **{name: getattr(before, name) for name in parts})
    note = {"sheet": sent.name}
    take_record(actor, sent.project, told, parts=parts, cover=False, verb="take back sheet", note=note, again=True)
    _close(sent, BatchState.UNDONE)


def _changed(now: record.Project, kind: str, after: Mapping[str, Any]) -> list[str]:
    """What is different from how a sheet left it: the rows of the sheet if they tell it, or else every value."""
    left = replace(now, **{name: getattr(build(record.Project, after), name) for name in sheets.SHEETS[kind].PARTS})
    one, other = (sheets.SHEETS[kind].entries(told) for told in (left, now))
    rows = [(other.get(key) or one[key]).label for key in {**one, **other} if one.get(key) != other.get(key)]
    return rows or [difference.label for difference in differences(left, now)]


def _opened(actor: Viewer, sent: SheetImport, state: BatchState) -> SheetImport:
    project = opened(actor, sent.project)
    sent = SheetImport.objects.select_for_update(of=("self",)).get(pk=sent.pk)
    sent.project = project
    if sent.state != state:
        sentences = {
            BatchState.SHOWN: _("This sheet was saved already."),
            BatchState.SAVED: _("This sheet is not saved, or was taken back already."),
        }
        raise Problem("already-done", sentences[state], status=409)
    return sent


def _close(sent: SheetImport, state: BatchState) -> None:
    sent.state, sent.decided_at = state, timezone.now()
    sent.save()
