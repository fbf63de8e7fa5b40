"""Reads: projects as far as the viewer may see them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from bagalau.lib.titles import match_key, same_title
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Unit
from bagalau.people.queries import in_line
from bagalau.projects.access import EDIT_PROJECT, VIEW_PROJECTS
from bagalau.projects.models import Project, ProjectRow, ProjectVersion
from bagalau.projects.rules.life import Phase, VersionState, is_editable
from bagalau.web.records import one


def projects(viewer: Viewer) -> QuerySet[Project]:
    """Projects that the viewer may see."""
    own = Q(manager=viewer.person) if viewer.person else None
    allowed = visible(viewer, VIEW_PROJECTS, kind="project", own=own)
    return Project.objects.filter(allowed).select_related("unit", "manager")


def project(viewer: Viewer, pk: int) -> Project:
    """The door to a project."""
    return one(projects(viewer), pk)


def row_of(of: Project, table: type[ProjectRow], pk: int) -> ProjectRow:
    """The door to a row of a project; the caller has opened the project's door."""
    return one(rows_of(of, table).select_related("project"), pk)


def rows_of(of: Project, table: type[ProjectRow]) -> QuerySet[ProjectRow]:
    """The rows of a project of one kind; the caller has opened the project's door."""
    return table._default_manager.filter(project=of)


def open_revision(of: Project) -> ProjectVersion | None:
    """The revision that is worked on, if there is one (PL-03)."""
    return of.versions.filter(state=VersionState.OPEN).first()


def may_edit(viewer: Viewer, of: Project, revision: ProjectVersion | None) -> bool:
    """Whether the viewer may change what a project says, as it stands (PL-02)."""
    return viewer.may(EDIT_PROJECT, of) and is_editable(Phase(of.status), in_revision=revision is not None)


def same_projects(viewer: Viewer, title: str, award_id: str, office: Unit) -> Sequence[Project]:
    """The projects that a paper with this title may tell of (PI-01), among those whose papers the viewer may bring."""
    if not match_key(title):
        return []
    alike = Project.objects.filter(match_key=match_key(title)).select_related("unit", "manager")
    rows = [row for row in alike if same_title(row.title, title) and viewer.may(EDIT_PROJECT, row)]
    own = [row for row in rows if in_line(row.unit, office)]
    return [row for row in own if not award_id or not row.award_id or award_id == row.award_id]
