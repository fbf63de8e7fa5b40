"""Monitoring: the quality criteria of each activity result, and the plan of communication and monitoring."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import BLANK, Block, Col, Group, Heading, Sums, Table, Value
from bagalau.projects.reports.parts.framework import walked
from bagalau.projects.reports.parts.words import Words, shown
from bagalau.projects.rules.record import Level, MonitoringAction, Project, QualityPlan


def quality(project: Project, say: Words) -> Iterator[Block]:
    """By what the quality of each activity result is judged."""
    if not project.quality_criteria:
        return
    yield Heading(say(_("Quality management for project activity results")), 2)
    columns = [
        Col(say(_("Quality criteria")), "long", 4),
        Col(say(_("Quality method")), "long", 4),
        Col(say(_("Date of assessment")), "text", 2),
    ]
    groups = [Group(_output(project, plan, say), rows=list(_rows(plan, say))) for plan in project.quality_criteria]
    yield Table("", columns, groups=groups, group_label=say(_("Output")))


def _output(project: Project, plan: QualityPlan, say: Words) -> str:
    """The output as it is worded here, with its number in the framework."""
    outputs = [row for row in walked(project.results) if row.level == Level.OUTPUT]
    home = next(
        (row for row in outputs if any(child.number == plan.activity_result for child in row.children)),
        outputs[0] if outputs else None,
    )
    title = plan.output or (home.title if home else "")
    output = say(_("Output %(number)s"), number=home.number if home else "1")
    return f"{output}: {title}"


def _rows(plan: QualityPlan, say: Words) -> Iterator[list[Value] | Sums]:
    dates = [
        say(label, date=date)
        for label, date in ((_("Start Date: %(date)s"), plan.start), (_("End Date: %(date)s"), plan.end))
        if date
    ]
    head = say(_("Activity Result %(number)s"), number=plan.activity_result)
    yield Sums((head, shown(plan.title), shown("\n".join(dates))))
    if plan.purpose:
        yield [say(_("Purpose")), plan.purpose, BLANK]
    if plan.description:
        yield [say(_("Description")), plan.description, BLANK]
    for one in plan.criteria:
        yield [shown(one.criteria), shown(one.method), shown(one.assessed)]


def monitoring_plan(rows: tuple[MonitoringAction, ...], say: Words, title: str = "") -> Table:
    """What is done to communicate and monitor, by when."""
    columns = [
        Col(say(_("Type of action")), "text", 4),
        Col(say(_("Stakeholders")), "text", 2.4),
        Col(say(_("Due by")), "text", 3),
        Col(say(_("Completed on")), "text", 1.8),
        Col(say(_("Status")), "text", 1.6),
    ]
    told: list[list[Value]] = [
        [one.action, shown(one.stakeholders), shown(one.due), shown(one.completed), shown(one.status)] for one in rows
    ]
    return Table(title, columns, told)
