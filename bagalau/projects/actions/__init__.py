"""Writes: projects. Each is one transaction with one line in the journal, which is about the project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents.rules import Visibility
from bagalau.lib.problems import Problem
from bagalau.lib.titles import match_key
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.rules import Action
from bagalau.projects.access import ADD_PROJECT, EDIT_PROJECT, PUBLISH_PROJECT
from bagalau.projects.actions.counting import recount
from bagalau.projects.actions.rated import keep_rated
from bagalau.projects.actions.storing import COVER, set_cover, write_rows
from bagalau.projects.models import Project, ProjectStep
from bagalau.projects.queries import open_revision
from bagalau.projects.queries.record import EVERYTHING, record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.compare import differences
from bagalau.projects.rules.life import UNDER_WAY, Phase, VersionState, is_editable
from bagalau.web.records import check

FIELDS = ("unit", "manager", *COVER)
MOST_TOLD = 200  # differences that one line of the journal tells; beyond, their number


def opened(actor: Viewer, project: Project, action: Action = EDIT_PROJECT, *, changing: bool = True) -> Project:
    """The project as it is now, in the turn of an action, if the actor may; ``changing`` what it says asks PL-02."""
    require(actor, action, project)
    fresh = Project.objects.select_related("unit", "manager").get(pk=project.pk)
    if changing and (problem := locked(fresh)):
        raise problem
    return fresh


def locked(of: Project) -> Problem | None:
    """PL-02, PL-03: why what a project says cannot be changed now."""
    status = Phase(of.status)
    if is_editable(status, in_revision=False) or (status in UNDER_WAY and open_revision(of)):
        return None
    if of.versions.filter(state=VersionState.SUBMITTED).exists():
        sentence = _("This revision lies with the board. Take it back to change something.")
        return Problem("with-the-board", sentence, status=409)
    if status not in UNDER_WAY:
        sentence = _("The life of this project is over: %(status)s. What it says stands.")
        return Problem("not-editable", sentence % {"status": of.get_status_display()}, status=409)
    sentence = _("What is signed stands as it is. Open a revision to change this project.")
    return Problem("not-editable", sentence, status=409)


def changed_meanwhile() -> Problem:
    """The refusal of somebody who looked at an earlier state."""
    return Problem(
        "changed-meanwhile",
        _("Somebody changed this meanwhile. Compare with what it says now, and save again."),
        status=409,
    )


@journal.turn()
def store(actor: Viewer, project: Project, values: Mapping[str, Any], *, seen: str = "") -> Project:
    """Make a project, or change what its cover says; ``seen`` is the state that was looked at, if somebody looked."""
    known = project.pk is not None
    if known:
        project = opened(actor, project)
        if seen and seen != project.seen:
            raise changed_meanwhile()
    else:
        require(actor, ADD_PROJECT, project)
    before = journal.snapshot(project, FIELDS) if known else {}
    for name, value in values.items():
        setattr(project, name, value)
    _save(actor, project)
    after = journal.snapshot(project, FIELDS)
    if before != after:
        recount(project)
        keep_rated(project, actor.today)
        journal.write(actor.person, "change" if known else "add", project, before, after)
    return project


def _save(actor: Viewer, project: Project) -> None:
    made = project.pk is None
    project.match_key = match_key(project.title)
    check(project)
    project.save()
    project.refresh_from_db()  # amounts as they are kept: 5 and 5.00 are no change
    if made:
        ProjectStep.objects.create(project=project, at=timezone.now(), by=actor.person, status=project.status)


@journal.turn()
def take_record(
    actor: Viewer,
    project: Project,
    told: record.Project,
    *,
    parts: Collection[str] = EVERYTHING,
    cover: bool = True,
    verb: str = "change",
    note: Mapping[str, Any] | None = None,
    again: bool = False,
) -> tuple[dict[str, int], record.Project]:
    """Bring a project, new or known, to what a record says, all at once; the journal tells what became different.

    ``parts`` names the lists of rows that are brought, ``cover`` whether the values of the cover are. ``again``, and
    what is returned: as in ``bring``.
    """
    known = project.pk is not None
    project = opened(actor, project) if known else project
    if not known:
        require(actor, ADD_PROJECT, project)
    before = record_of(project) if known else record.Project()
    if cover:
        set_cover(project, told)
    keys, after = bring(actor, project, told, parts, again=again)
    became = differences(before, after)
    if became:
        shown = became[:MOST_TOLD]
        left = {"more": len(became) - MOST_TOLD} if len(became) > MOST_TOLD else {}
        journal.write(
            actor.person,
            verb,
            project,
            {one.label: one.before for one in shown},
            {one.label: one.after for one in shown} | left | dict(note or {}),
        )
    return keys, after


def bring(
    actor: Viewer, project: Project, told: record.Project, parts: Collection[str] = EVERYTHING, *, again: bool = False
) -> tuple[dict[str, int], record.Project]:
    """Save a project with the rows that a record has; for actions, which ask who may and tell of it. ``again``: the
    record was kept, and rows that are gone come back as they were. Returns the keys of the rows by where they stand in
    the record, and the record as it is now."""
    _save(actor, project)
    keys = write_rows(project, told, parts, again=again)
    project.save(update_fields=["updated_at"])
    after = record_of(project)
    recount(project, after)
    keep_rated(project, actor.today)
    return keys, after


@journal.turn()
def set_visibility(actor: Viewer, project: Project, visibility: Visibility) -> Project:
    """Publish a project, or take it back to the office."""
    require(actor, PUBLISH_PROJECT, project)
    before = project.visibility
    project.visibility = visibility
    project.save(update_fields=["visibility", "updated_at"])
    keep_rated(project, actor.today)
    verb = "publish" if visibility == Visibility.PUBLIC else "unpublish"
    journal.write(actor.person, verb, project, {"visibility": before}, {"visibility": visibility})
    return project
