"""The project document in the order of parts that such documents have. The record in, blocks out."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import Block, Heading, PageBreak
from bagalau.projects.reports.parts.annexes import annexes
from bagalau.projects.reports.parts.cover import cover
from bagalau.projects.reports.parts.framework import framework
from bagalau.projects.reports.parts.management import roles
from bagalau.projects.reports.parts.monitoring import quality
from bagalau.projects.reports.parts.plan import work_plans
from bagalau.projects.reports.parts.prose import by_part, part
from bagalau.projects.reports.parts.words import Words
from bagalau.projects.rules.record import Project


def blocks(project: Project, say: Words, *, signed: int | None = None) -> Iterator[Block]:
    """The whole document; the framework and the work plans lie across. ``signed``: see ``cover``."""
    sections = by_part(project.sections)
    yield from cover(project, say, signed=signed)
    yield PageBreak()
    yield from part(say(_("I. SITUATION ANALYSIS")), sections["situation"])
    yield from part(say(_("II. STRATEGY")), sections["strategy"])
    yield PageBreak(turned=True)
    yield Heading(say(_("III. RESULTS AND RESOURCES FRAMEWORK")))
    yield from framework(project, say)
    yield PageBreak(turned=True)
    yield Heading(say(_("IV. ANNUAL WORK PLAN")))
    yield from work_plans(project, say)
    yield PageBreak()
    yield from part(say(_("V. MANAGEMENT ARRANGEMENTS")), sections["management"], list(roles(project, say)))
    monitoring = list(quality(project, say))
    yield from part(say(_("VI. MONITORING FRAMEWORK AND EVALUATION")), sections["monitoring"], monitoring)
    yield from part(say(_("VII. LEGAL CONTEXT")), sections["legal"])
    yield from part("", sections[""])
    rest = list(annexes(project, say))
    if rest:
        yield PageBreak(turned=bool(project.risks))  # the risk log has many columns
        yield Heading(say(_("VIII. ANNEXES")))
        yield from rest
