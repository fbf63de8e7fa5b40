"""What waits for a person: one module a kind of record, each with its ``LINES``.

It is what reminders ask for, as it is at the moment: told to those who are responsible, else to those who may act and
stand nearest, and to the focal point (M-07). What waits for so long that reminders are silent (M-06) is not told here.
"""

from __future__ import annotations

from bagalau.people.access import Viewer
from bagalau.portal.counting import Counted, counts
from bagalau.portal.waiting import evaluations, plans, promises
from bagalau.portal.waiting.desk import Desk
from bagalau.portal.waiting.line import Line, Waiting, waiting_of
from bagalau.reminders.queries import terms_on

LINES: dict[str, Line] = {line.name: line for line in (*promises.LINES, *evaluations.LINES, *plans.LINES)}


def desk_of(viewer: Viewer) -> Desk:
    """Where the viewer's turns are looked for."""
    return Desk(viewer, terms_on(viewer.today))


def waiting(viewer: Viewer) -> list[Waiting]:
    """The lines in which something waits for the viewer; five queries."""
    desk = desk_of(viewer)
    asked = {line: line.which(desk) for line in LINES.values()}
    rows = {line: line.model._default_manager.filter(which) for line, which in asked.items() if which is not None}
    found = counts({line.name: Counted(few, line.day, moments=line.since) for line, few in rows.items()})
    told = [waiting_of(line, *found[line.name], desk) for line in rows]
    return [one for one in told if one.number.value]
