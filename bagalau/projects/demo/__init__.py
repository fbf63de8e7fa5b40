"""Synthetic projects for benches, load tests and training: everything in them is made up.

Each runs over four years with twenty budget lines a year, two outputs, their indicators and a log of risks; titles
and texts are English, Russian or Kazakh. A fifth has a slip of the pen for the checker to find. How a project stands
follows from its years: drafts begin later, what is under way runs now, and most of what is over is closed.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from bagalau.documents.rules import Visibility
from bagalau.lib.titles import match_key
from bagalau.people import journal
from bagalau.people.access import EDIT_UNITS, Viewer, require
from bagalau.people.models import Person, Unit
from bagalau.projects.actions.counting import COUNTED, count
from bagalau.projects.actions.rated import told as told_of
from bagalau.projects.demo.records import YEARS, Maker
from bagalau.projects.demo.rows import insert
from bagalau.projects.demo.words import LANGUAGES
from bagalau.projects.models import Project, ProjectStep, ProjectVersion
from bagalau.projects.queries.record import records_of
from bagalau.projects.rules.life import Phase, RevisionKind, VersionState
from bagalau.projects.rules.shape import plain
from bagalau.quality.actions.subjects import add_subjects
from bagalau.quality.rules.questionnaire import Rates

BATCH = 100
"""How many projects are held in memory at a time."""
WAY = (
    Phase.DRAFT,
    Phase.APPRAISED,
    Phase.APPROVED,
    Phase.SIGNED,
    Phase.ACTIVE,
    Phase.OPERATIONALLY_CLOSED,
    Phase.FINANCIALLY_CLOSED,
)
DAYS = {
    Phase.DRAFT: -240,
    Phase.APPRAISED: -90,
    Phase.APPROVED: -60,
    Phase.SIGNED: -20,
    Phase.ACTIVE: 0,
}
AFTER = {Phase.OPERATIONALLY_CLOSED: 60, Phase.FINANCIALLY_CLOSED: 300}
LATER = {Phase.DRAFT: 7, Phase.APPRAISED: 5, Phase.APPROVED: 4, Phase.SIGNED: 4}
NOW = {Phase.ACTIVE: 17, Phase.SUSPENDED: 1, Phase.SIGNED: 2}
OVER = {Phase.FINANCIALLY_CLOSED: 9, Phase.OPERATIONALLY_CLOSED: 7, Phase.ACTIVE: 2}


@transaction.atomic
def add_projects(
    actor: Viewer,
    scale: int,
    units: Sequence[Unit],
    people: Mapping[int, Sequence[Person]],
    *,
    indicators: int = 3,
    contents: bool = True,
) -> dict[str, int]:
    """Add ``scale`` projects to some units, whose ``people`` manage them; how many projects and rows were added.

    ``indicators`` are those of each output; without ``contents`` the signed versions stay empty, which takes less room.

    Needs a role that holds everywhere. The same scale added on the same day to an office with as many projects gives
    the same rows. All of it is one transaction, with one line in the journal.
    """
    require(actor, EDIT_UNITS, Unit())
    first = Project.objects.count() + 1
    source = random.Random(f"{scale} projects from {first}")
    maker, rows = Maker(source, indicators), 0
    for start in range(first, first + scale, BATCH):
        told = []
        for number in range(start, min(start + BATCH, first + scale)):
            place = source.randrange(len(units))
            begins = actor.today.year + source.randint(-6, 1)
            said = maker.record(number, LANGUAGES[place % len(LANGUAGES)], begins)
            told.append((_project(source, units[place], people, begins, actor.today), said))
        for project, said in told:
            project.match_key = match_key(said.title)
        rows += insert(told)
        _live([project for project, _said in told], actor, contents=contents)
    added = {"projects": scale, "rows": rows}
    journal.write(actor.person, "add synthetic projects", units[0], {}, added)
    return added


def _project(
    source: random.Random, unit: Unit, people: Mapping[int, Sequence[Person]], begins: int, today: date
) -> Project:
    chances = LATER if begins > today.year else NOW if begins + YEARS > today.year else OVER
    status = source.choices(list(chances), list(chances.values()))[0]
    public = status not in LATER and source.random() < 0.6
    managers: Sequence[Person | None] = people.get(unit.pk) or [None]
    return Project(
        unit=unit,
        manager=source.choice(managers),
        status=status,
        visibility=Visibility.PUBLIC if public else Visibility.INTERNAL,
    )


def _live(projects: Sequence[Project], actor: Viewer, *, contents: bool) -> None:
    """The counts, steps and signed versions of projects that were just made."""
    steps, versions = [], []
    for project, told in zip(projects, records_of(projects), strict=True):
        count(project, told)
        begins = date(project.start.last_day.year, 1, 1) if project.start else actor.today
        steps += [
            ProjectStep(project=project, at=_moment(day), by=actor.person, status=status, on=day)
            for status, day in _way(Phase(project.status), begins)
        ]
        if project.status not in {Phase.DRAFT, Phase.APPRAISED, Phase.APPROVED}:
            signed = begins + timedelta(days=DAYS[Phase.SIGNED])
            kept = plain(told) if contents else {}
            versions.append(
                ProjectVersion(
                    project=project,
                    number=1,
                    kind=RevisionKind.ORIGINAL,
                    state=VersionState.SIGNED,
                    signed_at=_moment(signed),
                    signed_by=actor.person,
                    content=kept,
                    digest=_digest(kept),
                )
            )
    Project.objects.bulk_update(projects, COUNTED, BATCH)
    ProjectStep.objects.bulk_create(steps)
    ProjectVersion.objects.bulk_create(versions)
    taken: dict[int, list[ProjectStep]] = defaultdict(list)
    for step in reversed(steps):
        taken[step.project_id].append(step)
    add_subjects(Rates.PROJECT, ((project.pk, told_of(project, taken[project.pk])) for project in projects))


def _way(status: Phase, begins: date) -> list[tuple[Phase, date]]:
    """The steps that led to a status, with their days."""
    last = Phase.ACTIVE if status is Phase.SUSPENDED else status
    end = date(begins.year + YEARS - 1, 12, 31)
    way = [
        (one, begins + timedelta(days=DAYS[one]) if one in DAYS else end + timedelta(days=AFTER[one]))
        for one in WAY[: WAY.index(last) + 1]
    ]
    return [*way, (status, begins + timedelta(days=200))] if status is Phase.SUSPENDED else way


def _digest(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
