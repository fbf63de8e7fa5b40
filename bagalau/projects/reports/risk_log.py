"""The risk log of a project."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Report
from bagalau.people.access import Viewer
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.models import Project
from bagalau.projects.reports import given as common
from bagalau.projects.reports.parts.annexes import risk_log

NAME = "risk-log"
LABEL = _("Risk log")
ABOUT = _("The risks of a project with their level, what is done about them, and who answers for it.")
ACTION = VIEW_PROJECTS
TAKES = common.TAKES


def build(viewer: Viewer, *, project: Project, as_of: date, version: int | None = None, second: str = "") -> Report:
    """The risk log of one project."""
    given = common.given(viewer, project, version, second)
    return given.report(given.say(LABEL), (risk_log(given.record.risks, given.say),), wide=True)
