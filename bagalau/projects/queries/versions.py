"""Reads: the versions of a project document that were signed."""

from __future__ import annotations

from django.db.models import QuerySet

from bagalau.people.access import Viewer, require
from bagalau.projects.access import VIEW_PROJECTS, VIEW_VERSIONS
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.rules.life import VersionState
from bagalau.web.records import absent


def signed_versions(viewer: Viewer, of: Project) -> QuerySet[ProjectVersion]:
    """The signed versions of a project, the latest first."""
    require(viewer, VIEW_PROJECTS, of)
    return of.versions.filter(state=VersionState.SIGNED)


def printable(viewer: Viewer, of: Project) -> QuerySet[ProjectVersion]:
    """The versions that can be printed, without what they say: those that were signed, and the revision under way."""
    require(viewer, VIEW_VERSIONS, of)
    return of.versions.exclude(state=VersionState.WITHDRAWN).defer("content")


def signed_version(viewer: Viewer, of: Project, number: int) -> ProjectVersion:
    """The door to a signed version, by its number."""
    found = signed_versions(viewer, of).filter(number=number).first()
    if found is None:
        raise absent()
    return found
