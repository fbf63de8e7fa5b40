"""What waits for a person: one module a kind of record, each with its ``LINES``.

It is what reminders ask for, as it is at the moment: told to those who are responsible, else to those who may act and
stand nearest, and to the focal point (M-07). What waits for so long that reminders are silent (M-06) is not told here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bagalau.people.access import Viewer
from bagalau.portal.counting import Count, Counted, counts
from bagalau.portal.waiting import assessments, evaluations, plans, projects, promises
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line, Waiting
from bagalau.reminders.queries import terms_on

Numbers = Mapping[str, tuple[Count, date | None]]
LINES: dict[str, Line] = {
    line.name: line for line in (*promises.LINES, *projects.LINES, *assessments.LINES, *evaluations.LINES, *plans.LINES)
}


def desk_of(viewer: Viewer) -> Desk:
    """Where the viewer's turns are looked for."""
    return Desk(viewer, terms_on(viewer.today))


def waiting(viewer: Viewer) -> list[Waiting]:
    """The lines in which something waits for the viewer; five queries."""
    return lines(viewer, counted(viewer))


def lines(viewer: Viewer, found: Numbers) -> list[Waiting]:
    """The lines as they were counted."""
    return [Waiting(LINES[name], number, due, viewer.today) for name, (number, due) in found.items()]


def counted(viewer: Viewer) -> Numbers:
    """How many records wait in each line in which any do, and the day that counts of the first: to be kept as it is."""
    desk = desk_of(viewer)
    asked = {line: line.which(desk) for line in LINES.values()}
    rows = {line: line.model._default_manager.filter(which) for line, which in asked.items() if which is not None}
    found = counts({line.name: Counted(few, line.day, moments=line.since) for line, few in rows.items()})
    told = {line.name: (found[line.name][0], line.due(found[line.name][1], desk)) for line in rows}
    return {name: one for name, one in told.items() if one[0].value}
