"""Reads: the versions of a project document that were signed."""

from __future__ import annotations

from django.db.models import QuerySet

from bagalau.people.access import Viewer, require
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.rules.life import VersionState
from bagalau.web.records import absent


def signed_versions(viewer: Viewer, of: Project) -> QuerySet[ProjectVersion]:
    """The signed versions of a project, the latest first."""
    require(viewer, VIEW_PROJECTS, of)
    return of.versions.filter(state=VersionState.SIGNED)


def signed_version(viewer: Viewer, of: Project, number: int) -> ProjectVersion:
    """The door to a signed version, by its number."""
    found = signed_versions(viewer, of).filter(number=number).first()
    if found is None:
        raise absent()
    return found
