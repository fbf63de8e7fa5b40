"""What the page of a project shows of its life: the next steps with what they ask for, its versions, how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from bagalau.people.access import Viewer
from bagalau.people.rules import Action
from bagalau.projects.access import (
    APPRAISE_PROJECT,
    APPROVE_PROJECT,
    CLOSE_PROJECT,
    DECIDE_REVISION,
    REVISE_PROJECT,
    SIGN_PROJECT,
    VIEW_VERSIONS,
)
from bagalau.projects.actions.life import WHO
from bagalau.projects.models import Project, ProjectStep
from bagalau.projects.queries import life
from bagalau.projects.rules.life import STEPS, Phase, VersionState, may_revise
from bagalau.projects.rules.steps import MAY_REGISTER, TAKEN_UP, Facts, Need, Question, asked, is_met, missing
from bagalau.projects.tables.life import AGAIN, NEEDS, QUESTIONS, WHO_MAY
from bagalau.projects.tables.life import STEPS as WORDS

PAGES: dict[Action, str] = {
    APPRAISE_PROJECT: "project_appraise",
    APPROVE_PROJECT: "project_approve",
    SIGN_PROJECT: "project_sign",
    CLOSE_PROJECT: "project_close",
}
MENDED = {
    Need.MEETING: ("project_edit", ""),
    Need.START: ("project_edit", ""),
    Need.END: ("project_edit", ""),
    Need.OUTPUT: ("project", "#results"),
    Need.ERRORS: ("project_findings", ""),
    Need.LINES: ("project", "#plans"),
    Need.BOARD: ("project", "#board"),
    Need.SIGNATURES: ("project", "#signatures"),
    Need.MONITORING: ("project", "#monitoring"),
    Need.REVISION: ("project_revision", ""),
}
ORDER = list(Phase)
FEW = 3
MOST_NAMES = 5


@dataclass(frozen=True)
class Check:
    """One thing that a step asks for, and where it is mended."""

    words: str
    done: bool
    url: str


@dataclass(frozen=True)
class Way:
    """A step that can be taken from here, and whether the viewer may."""

    to: Phase
    words: str
    url: str
    checks: list[Check]
    may: bool
    is_next: bool
    is_blocked: bool

    @property
    def is_clear(self) -> bool:
        return all(check.done for check in self.checks)


@dataclass(frozen=True)
class Who:
    """Who does what the viewer may not: by office, and by name."""

    words: str
    names: list[str]


def who(viewer: Viewer, action: Action, of: Project) -> Who | None:
    """Who does something on a project, if the viewer may not."""
    if viewer.may(action, of):
        return None
    names = [person.name for person in life.others(viewer, action, of, viewer.today)[:MOST_NAMES]]
    if action.own and of.manager and of.manager.name not in names:
        names.append(of.manager.name)
    return Who(str(WHO_MAY[action]), names)


def ways(viewer: Viewer, of: Project, known: Facts) -> list[Way]:
    """The steps from here, the next one first."""
    now = Phase(of.status)
    found = [_way(viewer, of, known, to) for to in sorted(STEPS[now], key=ORDER.index)]
    return sorted(found, key=lambda way: not way.is_next)


def _way(viewer: Viewer, of: Project, known: Facts, to: Phase) -> Way:
    now = Phase(of.status)
    return Way(
        to,
        str(AGAIN if to is Phase.ACTIVE and now in TAKEN_UP else WORDS[to]),
        f"{reverse(PAGES[WHO[to]], args=[of.pk])}?to={to}",
        checks(of, known, to, viewer.today),
        viewer.may(WHO[to], of),
        to is following(now),
        bool(missing(now, to, known, viewer.today)),
    )


def following(now: Phase) -> Phase | None:
    """The step that usually comes next."""
    on = {
        Phase.DRAFT,
        Phase.APPRAISED,
        Phase.APPROVED,
        Phase.SIGNED,
        Phase.ACTIVE,
        Phase.OPERATIONALLY_CLOSED,
    }
    if now is Phase.SUSPENDED:
        return Phase.ACTIVE
    later = [to for to in STEPS[now] if now in on and to not in {Phase.REJECTED, Phase.CANCELLED, Phase.SUSPENDED}]
    return max(later, key=ORDER.index, default=None)


def checks(of: Project, known: Facts, to: Phase, today: date) -> list[Check]:
    """What a step asks for, each leading to where it is mended."""
    return [
        Check(str(NEEDS[need]), is_met(need, known, today), _mended(of, need)) for need in asked(Phase(of.status), to)
    ]


def _mended(of: Project, need: Need) -> str:
    name, rest = MENDED[need]
    return reverse(name, args=[of.pk]) + rest


@dataclass(frozen=True)
class Answered:
    """What was answered to a question of a closure."""

    words: str
    source: str
    applies: bool
    note: str


def steps_of(of: Project) -> list[ProjectStep]:
    """How a project went, the latest first, each step with what was answered (``told``)."""
    found = list(life.steps(of))
    for step in found:
        step.told = [  # type: ignore[attr-defined]  # for the template
            Answered(str(QUESTIONS[Question(one["question"])]), one["source"], one["applies"], one["note"])
            for one in step.answers
        ]
    return found


def life_of(viewer: Viewer, of: Project) -> dict[str, Any]:
    """The context of ``projects/life.html``; nothing for those who do not work with the project."""
    if not viewer.may(VIEW_VERSIONS, of):
        return {}
    found = list(life.versions(of))
    under_way = next((one for one in found if one.state in {VersionState.OPEN, VersionState.SUBMITTED}), None)
    shown = ways(viewer, of, life.facts(of, sources=False))
    following_one = next((way for way in shown if way.is_next), None)
    with_board = under_way is not None and under_way.state == VersionState.SUBMITTED
    return {
        "ways": shown,
        "next": following_one,
        "next_by": who(viewer, WHO[following_one.to], of) if following_one else None,
        "decided_by": who(viewer, DECIDE_REVISION, of) if with_board else None,
        "others": [way for way in shown if way.may and not way.is_next],
        "steps": steps_of(of),
        "versions": found[:FEW],
        "number": len(found),
        "under_way": under_way,
        "signed": next((one for one in found if one.state == VersionState.SIGNED), None) if under_way else None,
        "open": under_way if under_way and under_way.state == VersionState.OPEN else None,
        "may_register": Phase(of.status) in MAY_REGISTER and viewer.may(APPRAISE_PROJECT, of),
        "may_revise": may_revise(Phase(of.status), in_revision=under_way is not None)
        and viewer.may(REVISE_PROJECT, of),
    }
