"""The project document: the whole record in the order of parts that such documents have."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Report
from bagalau.people.access import Viewer
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.models import Project
from bagalau.projects.reports import given as common
from bagalau.projects.reports.parts.whole import blocks

NAME = "project-document"
LABEL = _("Project document")
ABOUT = _(
    "Cover, framework, work plans with budget, management, monitoring, annexes: as it was signed, or as it stands."
)
ACTION = VIEW_PROJECTS
TAKES = common.TAKES


def build(viewer: Viewer, *, project: Project, as_of: date, version: int | None = None, second: str = "") -> Report:
    """The document of one project; it has a day of its own, so ``as_of`` changes nothing."""
    given = common.given(viewer, project, version, second)
    return given.report(given.say(LABEL), tuple(blocks(given.record, given.say, signed=given.signed)))
