"""Writes: the tree of results as a whole: where a result lies, and how results are numbered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.projects.actions import opened
from bagalau.projects.actions.counting import recount
from bagalau.projects.actions.rows import move_row
from bagalau.projects.models import Project, Result
from bagalau.projects.models.words import RESULT_LEVELS
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.framework import UNDER, may_lie_under, numbers
from bagalau.projects.rules.record import Level


@journal.turn()
def move_result(actor: Viewer, row: Result, place: int, parent: Result | None, *, seen: str = "") -> None:
    """Put a result at a place among those of a parent, or of those at the top, if its level fits there (PE-01)."""
    level = Level(row.level)
    if not may_lie_under(level, Level(parent.level) if parent else None):
        fitting = ", ".join(str(RESULT_LEVELS[one]) for one in UNDER[level] if one)
        raise Problem(
            "level-does-not-fit",
            _("%(level)s cannot lie here, only under: %(fitting)s. Change its level first, or choose another place.")
            % {"level": RESULT_LEVELS[level], "fitting": fitting or "–"},
            status=422,
        )
    move_row(actor, row, place, parent, to_top=parent is None, seen=seen)


@journal.turn()
def renumber(actor: Viewer, project: Project) -> int:
    """Number the results by their order (PE-02); returns how many have another number now."""
    project = opened(actor, project)
    told = numbers(record_of(project, {"results"}).results)
    rows = [row for row in Result.objects.filter(project=project) if row.number != told.get(row.pk, row.number)]
    before = {f"{row.title[:60]} #{row.pk}": row.number for row in rows}
    for row in rows:
        row.number = told[row.pk]
    Result.objects.bulk_update(rows, ["number"])
    if rows:
        project.save(update_fields=["updated_at"])
        recount(project)
        after = {f"{row.title[:60]} #{row.pk}": row.number for row in rows}
        journal.write(actor.person, "renumber results", project, before, after)
    return len(rows)
