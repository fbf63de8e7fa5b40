"""The results framework of a project: outcome, outputs, targets and activities with their indicators."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Report
from bagalau.people.access import Viewer
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.models import Project
from bagalau.projects.reports import given as common
from bagalau.projects.reports.parts.framework import framework

NAME = "results-framework"
LABEL = _("Results framework")
ABOUT = _("Outcome, outputs, targets and activity results of a project, with indicators, baselines and targets.")
ACTION = VIEW_PROJECTS
TAKES = common.TAKES


def build(viewer: Viewer, *, project: Project, as_of: date, version: int | None = None, second: str = "") -> Report:
    """The framework of one project."""
    given = common.given(viewer, project, version, second)
    return given.report(given.say(LABEL), tuple(framework(given.record, given.say)), wide=True)
