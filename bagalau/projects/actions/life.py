"""Writes: the steps of a project's life (PL-01, PL-05 to PL-14), and the version that a signature makes (PL-04)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.rules import Action
from bagalau.projects.access import APPRAISE_PROJECT, APPROVE_PROJECT, CLOSE_PROJECT, SIGN_PROJECT
from bagalau.projects.actions import changed_meanwhile, opened
from bagalau.projects.actions.rated import keep_rated
from bagalau.projects.models import Project, ProjectStep, ProjectVersion
from bagalau.projects.models.words import STATUSES
from bagalau.projects.queries.life import content, facts, others
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.life import Phase, RevisionKind, VersionState, may_step
from bagalau.projects.rules.steps import (
    MAY_REGISTER,
    REGISTERED_AS,
    DayFault,
    Facts,
    Need,
    day_fault,
    is_own,
    missing,
    needs_reason,
    questions,
)
from bagalau.web.records import check

WHO: dict[Phase, Action] = {
    Phase.DRAFT: APPRAISE_PROJECT,
    Phase.APPRAISED: APPRAISE_PROJECT,
    Phase.ACTIVE: APPRAISE_PROJECT,
    Phase.APPROVED: APPROVE_PROJECT,
    Phase.REJECTED: APPROVE_PROJECT,
    Phase.SUSPENDED: APPROVE_PROJECT,
    Phase.CANCELLED: APPROVE_PROJECT,
    Phase.SIGNED: SIGN_PROJECT,
    Phase.OPERATIONALLY_CLOSED: CLOSE_PROJECT,
    Phase.FINANCIALLY_CLOSED: CLOSE_PROJECT,
}
SENTENCES: dict[Need, Callable[[], str]] = {
    Need.MEETING: lambda: _("Say on the cover when the appraisal meeting was; a day to come does not count."),
    Need.OUTPUT: lambda: _("Add at least one output to the results."),
    Need.ERRORS: lambda: _("Mend each error that the checker finds, or dismiss it with a reason."),
    Need.LINES: lambda: _("Add the budget lines."),
    Need.BOARD: lambda: _("Name the members of the board."),
    Need.SIGNATURES: lambda: _("Say who signed, and the day of each signature."),
    Need.START: lambda: _("The project has not begun: look at its start on the cover."),
    Need.MONITORING: lambda: _("Say of each line of the monitoring plan when it was completed, or how it stands."),
    Need.REVISION: lambda: _("Bring the revision that is under way to its end first: have it decided, or withdraw it."),
}


@dataclass(frozen=True)
class Answer:
    """What somebody answers to a question of a closure (PL-11). ``applies`` False: there is nothing to do."""

    question: str
    source: str
    applies: bool
    note: str

    def kept(self) -> dict[str, Any]:
        return {"question": self.question, "source": self.source, "applies": self.applies, "note": self.note.strip()}


@journal.turn()
def take_step(
    actor: Viewer,
    project: Project,
    to: Phase,
    on: date,
    *,
    reason: str = "",
    answers: Sequence[Answer] = (),
    seen: str = "",
) -> Project:
    """Take a project to its next status. ``seen`` is the state of the project that was looked at."""
    project = opened(actor, project, WHO[to], changing=False)
    now, reason = Phase(project.status), reason.strip()
    if not may_step(now, to):
        names = {"now": STATUSES[now], "to": STATUSES[to]}
        raise Problem("no-such-step", _("“%(now)s” cannot become “%(to)s”.") % names, status=409)
    if seen and seen != project.seen:
        raise changed_meanwhile()
    known = facts(project)
    refuse_day(on, known, actor.today)
    if lacking := missing(now, to, known, actor.today):
        raise Problem(
            "missing",
            _("Before this step something is missing."),
            status=422,
            details={str(need): SENTENCES[need]() for need in lacking},
        )
    if not reason and needs_reason(now, to, known, actor.today):
        sentence = _("Say why.") if to is not Phase.OPERATIONALLY_CLOSED else _("Say which decision closes it early.")
        raise Problem("reason-missing", sentence, status=422, details={"reason": sentence})
    if to is Phase.APPROVED:
        appraised = project.steps.filter(status=Phase.APPRAISED).first()
        refuse_alone(actor, APPROVE_PROJECT, project, reason, appraised.by_id if appraised else None)
    kept = _answered(to, known, answers)
    _note(actor, project, to, on, reason=reason, answers=kept)
    told = {"status": to, "on": on.isoformat(), "reason": reason, "answers": len(kept) or None}
    if to is Phase.SIGNED:
        told |= _first_version(actor, project, on)
    journal.write(actor.person, f"to {to}", project, {"status": now}, told)
    return project


def refuse_day(on: date, known: Facts, today: date, name: str = "on") -> None:
    """PL-13."""
    fault = day_fault(on, known, today)
    if fault is DayFault.AHEAD:
        sentence = _("This day is still to come. Say it when it is over.")
        raise Problem("day-ahead", sentence, status=422, details={name: sentence})
    if fault is DayFault.BEFORE:
        sentence = _("The step before it was on %(day)s: this one cannot lie before it.") % {"day": known.last}
        raise Problem("day-before", sentence, status=422, details={name: sentence})


def refuse_alone(actor: Viewer, action: Action, of: Project, reason: str, *did: int | None) -> None:
    """PL-12: who appraised, opened or submitted leaves the decision to somebody else who may take it."""
    if not is_own(actor.person.pk if actor.person else None, *did):
        return
    if names := ", ".join(str(person) for person in others(actor, action, of, actor.today)[:5]):
        raise Problem(
            "own-work",
            _("You brought this here yourself: somebody else decides on it. Who may: %(people)s.") % {"people": names},
            status=403,
        )
    if not reason:
        sentence = _("You brought this here yourself, and nobody else may decide. Say why you decide alone.")
        raise Problem("alone", sentence, status=422, details={"reason": sentence})


def _answered(to: Phase, known: Facts, answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """PL-10, PL-11: the answers in the order of the questions, each with its note."""
    given = {(one.question, one.source): one for one in answers}
    asked = questions(to, known)
    open_ones = [one for one in asked if one not in given or not given[one].note.strip()]
    if open_ones:
        raise Problem(
            "not-answered",
            _("Answer each question, and say in a note by what it can be seen."),
            status=422,
            details={f"note_{asked.index(one)}": _("Say by what it can be seen.") for one in open_ones},
        )
    return [given[one].kept() for one in asked]


def _note(actor: Viewer, project: Project, to: Phase, on: date | None, **given: Any) -> None:
    """A step of its life, from now on its status."""
    project.status = to
    check(project)
    project.save(update_fields=["status", "updated_at"])
    step = ProjectStep(project=project, at=timezone.now(), by=actor.person, status=to, on=on, **given)
    check(step)
    step.save()
    keep_rated(project, actor.today)


def _first_version(actor: Viewer, project: Project, on: date, **given: Any) -> dict[str, Any]:
    """PL-04: what was signed, for good; what the journal tells of it."""
    data, made_of = content(record_of(project))
    version = ProjectVersion(
        project=project,
        number=1 + project.versions.count(),
        kind=RevisionKind.ORIGINAL,
        state=VersionState.SIGNED,
        decided_on=on,
        opened_by=actor.person,
        signed_at=timezone.now(),
        signed_by=actor.person,
        content=data,
        digest=made_of,
        **given,
    )
    check(version)
    version.save()
    return {"version": version.number, "digest": made_of}


@journal.turn()
def register(
    actor: Viewer,
    project: Project,
    to: Phase,
    days: Mapping[Phase, date],
    *,
    reason: str = "",
    seen: str = "",
) -> Project:
    """PL-14: note that a project was signed on paper, with the days of the paper, whatever the checker finds."""
    project = opened(actor, project, APPRAISE_PROJECT, changing=False)
    now = Phase(project.status)
    if now not in MAY_REGISTER or to not in REGISTERED_AS:
        names = {"now": STATUSES[now]}
        sentence = _("Only what is not signed yet is registered as signed on paper. This project is: %(now)s.") % names
        raise Problem("no-such-step", sentence, status=409)
    if seen and seen != project.seen:
        raise changed_meanwhile()
    signed = days[Phase.SIGNED]
    refuse_day(signed, Facts(), actor.today, Phase.SIGNED)
    _note(actor, project, Phase.SIGNED, signed, reason=reason.strip(), from_source=True)
    told = _first_version(actor, project, signed, from_source=True)
    if to is Phase.ACTIVE:
        began = days.get(Phase.ACTIVE) or signed
        refuse_day(began, Facts(last=signed), actor.today, Phase.ACTIVE)
        _note(actor, project, Phase.ACTIVE, began, from_source=True)
    said = {"status": to, "on": signed.isoformat(), "reason": reason.strip()}
    journal.write(actor.person, "register signed paper", project, {"status": now}, said | told)
    return project
