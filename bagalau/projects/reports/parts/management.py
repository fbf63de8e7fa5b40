"""Management arrangements: the board, who assures and manages, tolerances, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bagalau.formats.report import Block, Col, Form, Table, Value
from bagalau.formats.write.paper.words import number
from bagalau.projects.models.words import BOARD_ROLES
from bagalau.projects.reports.parts.words import Words, shown
from bagalau.projects.rules.record import BoardMember, Contact, Project, Role

WEEKS = ngettext_lazy("%(weeks)s week", "%(weeks)s weeks", "weeks")


def roles(project: Project, say: Words) -> Iterator[Block]:
    """What part V says beside its prose."""
    members = [one for one in project.board if one.role not in {Role.ASSURANCE, Role.MANAGER}]
    rules = list(_rules(project, say))
    if members:
        yield _board(members, say)
    if rules:
        yield Form([[rule] for rule in rules])
    for contact in project.contacts:
        yield Form([[pair] for pair in _contact(contact, say)])


def _board(members: list[BoardMember], say: Words) -> Table:
    alternates = any(one.alternate for one in members)
    columns = [Col(say(_("Role")), "text", 2), Col(say(_("Member")), "text", 5)]
    columns += [Col(say(_("Alternate")), "text", 3)] if alternates else []
    rows: list[list[Value]] = [
        [one.role_text or say(BOARD_ROLES[Role(one.role)]), one.member, *([shown(one.alternate)] if alternates else [])]
        for one in members
    ]
    return Table(say(_("Project board")), columns, rows)


def _rules(project: Project, say: Words) -> Iterator[tuple[str, Value]]:
    for role, label in ((Role.ASSURANCE, _("Project assurance")), (Role.MANAGER, _("Project manager"))):
        for one in project.board:
            if one.role == role and one.member:
                yield say(label), one.member
    if project.board_meetings_a_year is not None:
        yield say(_("Meetings of the board in a year")), project.board_meetings_a_year
    if project.tolerance_weeks is not None:
        yield say(_("Tolerance of time")), say.lines(WEEKS, weeks=project.tolerance_weeks)
    if project.tolerance_percent is not None:
        percent = number(project.tolerance_percent, say.language)
        yield say(_("Tolerance of cost")), say.lines(_("%(percent)s%% of the budget"), percent=percent)


def _contact(contact: Contact, say: Words) -> Iterator[tuple[str, Value]]:
    yield say(_("Organisation")), shown(contact.organisation)
    for label, value in (
        (_("Contact person"), contact.person),
        (_("Job Title"), contact.position),
        (_("Address"), contact.address),
        (_("Phone"), contact.phone),
        (_("E-mail"), contact.email),
        (_("Web site"), contact.website),
    ):
        if value:
            yield say(label), value
