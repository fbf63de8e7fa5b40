"""Writes: revisions of a project that is signed (PL-03, PL-04, PL-12, PL-15 to PL-18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.rules import Action
from bagalau.projects.access import DECIDE_REVISION, REVISE_PROJECT
from bagalau.projects.actions import MOST_TOLD, bring, changed_meanwhile, opened
from bagalau.projects.actions.life import refuse_alone, refuse_day
from bagalau.projects.actions.storing import set_cover
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.queries.life import content, signed_last
from bagalau.projects.queries.record import record_of
from bagalau.projects.queries.revisions import change_of
from bagalau.projects.rules import record
from bagalau.projects.rules.life import Phase, RevisionKind, VersionState, may_revise
from bagalau.projects.rules.revisions import KINDS, Flaw, Verdict, flaws
from bagalau.projects.rules.shape import build
from bagalau.projects.rules.steps import Facts
from bagalau.web.records import check

SENTENCES: dict[Flaw, Callable[[], str]] = {
    Flaw.NOTHING: lambda: _("This revision changes nothing yet. Change what it is for, or withdraw it."),
    Flaw.ERRORS: lambda: _(
        "The checker finds more errors than in the version that was signed last: mend them, or dismiss them with a "
        "reason."
    ),
    Flaw.MONEY: lambda: _(
        "A no-cost extension moves no money: take back what changed in the total, the resources and the contributions, "
        "or open a budget revision."
    ),
    Flaw.END: lambda: _("A no-cost extension ends later than before: say the new end on the cover."),
    Flaw.LINES: lambda: _("A budget revision changes budget lines or contributions. Change them, or withdraw it."),
}


@journal.turn()
def open_revision(actor: Viewer, project: Project, kind: RevisionKind, reason: str) -> ProjectVersion:
    """Open a project that is signed for changes (PL-03, PL-15)."""
    project = opened(actor, project, REVISE_PROJECT, changing=False)
    under_way = _under_way(project)
    if under_way is not None:
        raise Problem(
            "revision-under-way",
            _("Version %(number)s is under way already: have it decided, or withdraw it, before you open another.")
            % {"number": under_way.number},
            status=409,
        )
    if not may_revise(Phase(project.status), in_revision=False):
        raise Problem(
            "not-under-way",
            _("Only a project that is signed, active or suspended is revised. This one is: %(status)s.")
            % {"status": project.get_status_display()},
            status=409,
        )
    if kind not in KINDS:
        raise Problem("no-such-kind", _("Choose what the revision is for."), status=422, details={"kind": _("Choose.")})
    if not reason.strip():
        sentence = _("Say why the project is revised.")
        raise Problem("reason-missing", sentence, status=422, details={"reason": sentence})
    made = ProjectVersion(
        project=project, number=_next(project), kind=kind, reason=reason.strip(), opened_by=actor.person
    )
    check(made)
    made.save()
    told = {"version": made.number, "kind": kind, "reason": made.reason}
    journal.write(actor.person, "open revision", project, {}, told)
    return made


def _next(project: Project) -> int:
    last = project.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _under_way(project: Project) -> ProjectVersion | None:
    return project.versions.filter(state__in=[VersionState.OPEN, VersionState.SUBMITTED]).first()


def _fresh(
    actor: Viewer, of: ProjectVersion, action: Action, states: tuple[VersionState, ...]
) -> tuple[Project, ProjectVersion]:
    """A revision as it is now, in the turn of an action, if the actor may and it stands so that it can be."""
    project = opened(actor, of.project, action, changing=False)
    found = project.versions.select_related("opened_by", "submitted_by").get(pk=of.pk)
    if found.state not in states:
        sentence = _("This cannot be done as the revision stands now: %(state)s.")
        raise Problem("not-now", sentence % {"state": found.get_state_display()}, status=409)
    return project, found


@journal.turn()
def submit(actor: Viewer, of: ProjectVersion, *, seen: str = "") -> ProjectVersion:
    """Bring a revision to the board, as it is now (PL-15 to PL-17). ``seen`` is the state of the project looked at."""
    project, of = _fresh(actor, of, REVISE_PROJECT, (VersionState.OPEN,))
    if seen and seen != project.seen:
        raise changed_meanwhile()
    before, after = _signed(project), record_of(project)
    told = change_of(project, before, after)
    if found := flaws(RevisionKind(of.kind), before, after, told):
        raise Problem(
            "revision-not-ready",
            _("The board cannot decide on this yet."),
            status=422,
            details={str(flaw): SENTENCES[flaw]() for flaw in found},
        )
    of.state = VersionState.SUBMITTED
    of.submitted_at, of.submitted_by = timezone.now(), actor.person
    of.content, of.digest = content(after)
    _keep(of)
    shown = told.found[:MOST_TOLD]
    journal.write(
        actor.person,
        "submit revision",
        project,
        {one.label: one.before for one in shown},
        {one.label: one.after for one in shown} | {"version": of.number, "digest": of.digest},
    )
    return of


@journal.turn()
def take_back(actor: Viewer, of: ProjectVersion) -> ProjectVersion:
    """Take a revision back from the board, to go on working on it."""
    project, of = _fresh(actor, of, REVISE_PROJECT, (VersionState.SUBMITTED,))
    _reopen(of)
    journal.write(actor.person, "take back revision", project, {}, {"version": of.number})
    return of


def _reopen(of: ProjectVersion) -> None:
    of.state, of.submitted_at, of.submitted_by = VersionState.OPEN, None, None
    of.content, of.digest = {}, ""
    _keep(of)


def _keep(of: ProjectVersion) -> None:
    check(of)
    of.save()


@journal.turn()
def withdraw(actor: Viewer, of: ProjectVersion, reason: str) -> ProjectVersion:
    """Give a revision up: what it says is kept, and the project says again what was signed last (PL-18)."""
    project, of = _fresh(actor, of, REVISE_PROJECT, (VersionState.OPEN, VersionState.SUBMITTED))
    if not reason.strip():
        sentence = _("Say why.")
        raise Problem("reason-missing", sentence, status=422, details={"reason": sentence})
    _end(actor, project, of)
    said = {"version": of.number, "reason": reason.strip(), "digest": of.digest}
    journal.write(actor.person, "withdraw revision", project, {}, said)
    return of


@journal.turn()
def decide(
    actor: Viewer,
    of: ProjectVersion,
    verdict: Verdict,
    decision: str,
    decided_on: date,
    *,
    reason: str = "",
    seen: str = "",
) -> ProjectVersion:
    """What the board decided on a revision that lies with it (PL-12, PL-18). ``seen`` is the digest of what was looked
    at; ``reason`` why somebody decides alone."""
    project, of = _fresh(actor, of, DECIDE_REVISION, (VersionState.SUBMITTED,))
    if seen and seen != of.digest:
        raise changed_meanwhile()
    if not decision.strip():
        sentence = _("Write down what the board decided.")
        raise Problem("decision-missing", sentence, status=422, details={"decision": sentence})
    refuse_day(decided_on, Facts(last=_standing(project).decided_on), actor.today, "decided_on")
    refuse_alone(actor, DECIDE_REVISION, project, reason.strip(), of.opened_by_id, of.submitted_by_id)
    of.decision, of.decided_on = decision.strip(), decided_on
    if verdict is Verdict.APPROVE:
        of.state, of.signed_at, of.signed_by = VersionState.SIGNED, timezone.now(), actor.person
        _keep(of)
    elif verdict is Verdict.RETURN:
        _reopen(of)
    else:
        _end(actor, project, of)
    said = {"version": of.number, "decision": of.decision, "on": decided_on.isoformat(), "reason": reason.strip()}
    journal.write(actor.person, f"{verdict} revision", project, {}, said | {"digest": of.digest})
    return of


def _standing(project: Project) -> ProjectVersion:
    found = signed_last(project)
    assert found is not None  # only what is signed is revised (PL-03)
    return found


def _signed(project: Project) -> record.Project:
    return build(record.Project, _standing(project).content)


def _end(actor: Viewer, project: Project, of: ProjectVersion) -> None:
    """Keep what the revision says, and bring the project back."""
    of.content, of.digest = content(record_of(project))
    of.state, of.ended_at, of.ended_by = VersionState.WITHDRAWN, timezone.now(), actor.person
    _keep(of)
    told = _signed(project)
    set_cover(project, told)
    bring(actor, project, told, again=True)
