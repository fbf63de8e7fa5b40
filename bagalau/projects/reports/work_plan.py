"""The annual work plan of a project for one year."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Block, Form, Note, Report
from bagalau.people.access import Viewer
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.models import Project
from bagalau.projects.reports import given as common
from bagalau.projects.reports.parts.plan import work_plan
from bagalau.projects.reports.parts.words import shown

NAME = "annual-work-plan"
LABEL = _("Annual work plan")
ABOUT = _("What a project does in a year, quarter by quarter, who answers for it, and the budget line by line.")
ACTION = VIEW_PROJECTS
TAKES = common.TAKES | {"year": True}


def build(
    viewer: Viewer, *, project: Project, year: int, as_of: date, version: int | None = None, second: str = ""
) -> Report:
    """The plan of a year; a year that the project does not have is said to have none."""
    given = common.given(viewer, project, version, second)
    told, say = given.record, given.say
    about = (
        (_("Implementing Partner"), told.implementing_partner),
        (_("Atlas Award ID"), told.award_id),
        (_("Project Number"), told.number),
    )
    blocks: list[Block] = [Form([[(say(label), shown(value))] for label, value in about if value])]
    plan = next((one for one in told.work_plans if one.year == year), None)
    if plan is not None:
        blocks += work_plan(told, plan, say)
    else:
        blocks.append(Note(_now("This project has no work plan for %(year)s.") % {"year": year}))
    return given.report(f"{say(LABEL)} {year}", tuple(blocks), wide=True)
