"""Writes: many lines of a budget at once, as a sheet sends them: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.projects.actions import MOST_TOLD, changed_meanwhile, opened
from bagalau.projects.actions.counting import recount
from bagalau.projects.models import BudgetLine, Project, Share
from bagalau.projects.queries.budget import SheetLine, budget_of, sheet_lines, source_names
from bagalau.projects.rules import record
from bagalau.projects.rules.typed_lines import Typed, typed
from bagalau.web.middleware import words as said
from bagalau.web.records import check

BULK = 500
COLUMNS = ("account", "description", "source_id", "quantity", "unit", "unit_cost", "amount", "quarters")


@dataclass(frozen=True)
class LineChange:
    """What a sheet says of a line: ``key`` as the sheet calls it, ``pk`` and ``seen`` of one that is known, the cells
    as typed, or None if the line is taken out. A new line says in which activity result it lies."""

    key: str
    pk: int | None
    seen: str
    parent: int | None
    cells: Mapping[str, str] | None


@journal.turn()
def save_lines(actor: Viewer, project: Project, changes: Sequence[LineChange]) -> dict[str, int]:
    """Change, add and take out lines; returns the key of each new line by what the sheet called it.

    Refuses everything if one line was changed by somebody else meanwhile, or one cell cannot be read: ``details`` names
    line and column ("12.amount").
    """
    project = opened(actor, project)
    told = budget_of(project)
    known = {line.row.id: line for line in sheet_lines(told)}
    if any(one.pk is not None and (one.pk not in known or known[one.pk].seen != one.seen) for one in changes):
        raise changed_meanwhile()
    writing = _Writing(project, told, changes)
    made = writing.write()
    _tell(actor, project, known, changes)
    return made


class _Writing:
    """The lines of one save, read and written together."""

    def __init__(self, project: Project, told: record.Project, changes: Sequence[LineChange]) -> None:
        self.project = project
        self.removed = [one.pk for one in changes if one.cells is None and one.pk is not None]
        self.kept = [one for one in changes if one.cells is not None]
        names = source_names(told)
        self.read = {one.key: typed(one.cells or {}, names, project.currency) for one in self.kept}
        if wrong := {f"{key}.{name}": said(one) for key, row in self.read.items() for name, one in row.wrong.items()}:
            raise _invalid(wrong)
        self.sources = {one.name: one.id or 0 for one in told.contributions}
        self.places = {planned.id: len(planned.lines) for plan in told.work_plans for planned in plan.activity_results}
        if any(one.pk is None and one.parent not in self.places for one in self.kept):
            raise changed_meanwhile()  # somebody took out the activity result

    def write(self) -> dict[str, int]:
        stored = BudgetLine.objects.in_bulk([one.pk for one in self.kept if one.pk is not None])
        rows = {one.key: stored.get(one.pk or 0) or self._fresh(one) for one in self.kept}
        for key, row in rows.items():
            self._fill(row, self.read[key])
        self._check(rows)
        fresh = [row for row in rows.values() if row.pk is None]
        BudgetLine.objects.filter(project=self.project, pk__in=self.removed).delete()
        BudgetLine.objects.bulk_create(
            stored.values(), BULK, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS
        )
        BudgetLine.objects.bulk_create(fresh, BULK)
        self._share(rows)
        made = {row.pk for row in fresh}
        return {key: row.pk for key, row in rows.items() if row.pk in made}

    def _fresh(self, one: LineChange) -> BudgetLine:
        parent = one.parent or 0
        place = self.places[parent]
        self.places[parent] += 1
        return BudgetLine(project=self.project, parent_id=parent, place=place)

    def _fill(self, row: BudgetLine, read: Typed) -> None:
        for name, value in read.values.items():
            setattr(row, name, value)
        row.source_id = self.sources.get(read.source)

    def _check(self, rows: Mapping[str, BudgetLine]) -> None:
        wrong: dict[str, str] = {}
        for key, row in rows.items():
            try:
                check(row, fields_alone=True)
            except Problem as problem:
                wrong[f"{key}."] = "; ".join(f"{name}: {one}" for name, one in problem.details.items())
        if wrong:
            raise _invalid(wrong)

    def _share(self, rows: Mapping[str, BudgetLine]) -> None:
        """Give each line the shares that were typed."""
        Share.objects.filter(project=self.project, parent__in=[row.pk for row in rows.values()]).delete()
        Share.objects.bulk_create(
            [
                Share(project=self.project, parent=row, source_id=self.sources[name], amount=part, place=at)
                for key, row in rows.items()
                for at, (name, part) in enumerate(self.read[key].shares)
            ],
            BULK,
        )


def _invalid(details: dict[str, str]) -> Problem:
    return Problem("invalid", _("Something is missing or wrong. Nothing was saved."), status=422, details=details)


def _tell(
    actor: Viewer, project: Project, known: Mapping[int | None, SheetLine], changes: Sequence[LineChange]
) -> None:
    """One line of the journal for all lines, cell by cell, and the counts."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for one in changes:
        was = known[one.pk].cells if one.pk is not None else {}
        became = one.cells or {}
        words = " ".join((was or became).get(name, "") for name in ("account", "description")).strip()
        called = f"{words} #{one.key}"  # lines may have the same words
        for name in {**was, **became}:
            if was.get(name, "") != became.get(name, ""):
                label = f"{called} · {name}"
                before[label], after[label] = was.get(name, ""), became.get(name, "")
    if before:
        shown = list(before)[:MOST_TOLD]
        left = {"more": len(before) - MOST_TOLD} if len(before) > MOST_TOLD else {}
        project.save(update_fields=["updated_at"])
        recount(project)
        journal.write(
            actor.person,
            "change budget",
            project,
            {name: before[name] for name in shown},
            {name: after[name] for name in shown} | left,
        )
