"""Writes: saying why a finding stands, taking that back, and mending a project as the checker offers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.projects.access import DISMISS_FINDING
from bagalau.projects.actions import changed_meanwhile, opened, take_record
from bagalau.projects.actions.counting import recount
from bagalau.projects.models import FindingDismissal, Project
from bagalau.projects.queries.findings import finding, found_in
from bagalau.projects.rules.findings import corrected
from bagalau.projects.rules.shape import children
from bagalau.web.records import absent, check


@journal.turn()
def dismiss(actor: Viewer, project: Project, rule: str, mark: str, reason: str) -> FindingDismissal:
    """Say why a finding stands; it stays dismissed as long as it says the same."""
    require(actor, DISMISS_FINDING, project)
    among = found_in(project)
    one, known = finding(among, rule, mark)
    if not reason.strip():
        sentence = _("Say why this is no matter of concern.")
        raise Problem("reason-missing", sentence, status=422, details={"reason": sentence})
    row = known or FindingDismissal(project=project, rule=rule, mark=mark)
    before = {"reason": row.reason} if known else {}
    row.reason, row.by = reason.strip(), actor.person
    check(row)
    row.save()
    recount(project, among.told)
    journal.write(
        actor.person, "dismiss finding", project, before, {"check": rule, "place": one.at, "reason": row.reason}
    )
    return row


@journal.turn()
def restore(actor: Viewer, project: Project, rule: str, mark: str) -> None:
    """Take a dismissal back; that it was taken back already is no error."""
    require(actor, DISMISS_FINDING, project)
    row = FindingDismissal.objects.filter(project=project, rule=rule, mark=mark).first()
    if row is not None:
        row.delete()
        recount(project)
        journal.write(actor.person, "restore finding", project, {"check": rule, "reason": row.reason}, {})


@journal.turn()
def apply_correction(actor: Viewer, project: Project, rule: str, mark: str, number: int, *, seen: str = "") -> None:
    """Do what a correction of a finding offers; refused once the finding says something else (PL-02 holds). ``seen`` is
    the state of the project that was looked at: in another one the same number may offer something else."""
    project = opened(actor, project)
    if seen and seen != project.seen:
        raise changed_meanwhile()
    among = found_in(project)
    one, _dismissal = finding(among, rule, mark)
    if not 0 <= number < len(one.corrections):
        raise absent()
    after = corrected(among.told, one.corrections[number])
    parts = [name for name in children(type(after)) if getattr(after, name) is not getattr(among.told, name)]
    take_record(actor, project, after, parts=parts, verb="correct finding", note={"check": rule})
