"""Reads: the work plans and the budget of a project as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bagalau.projects.models import Project
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.sources import called
from bagalau.projects.rules.typed_lines import NUMBERS, seen, texts

PARTS = frozenset({"work_plans", "contributions"})


@dataclass(frozen=True)
class SheetLine:
    """A budget line as the sheet has it: the cells as texts, and which state of the line they are."""

    row: record.BudgetLine
    parent: int
    year: int
    cells: dict[str, str]
    seen: str

    @property
    def listed(self) -> list[tuple[str, str, bool]]:
        """The cells in the order of the columns: name, text, and whether it is a number."""
        return [(name, text, name in NUMBERS) for name, text in self.cells.items()]

    @property
    def told(self) -> dict[str, object]:
        """The line for the script of the page."""
        return {"key": str(self.row.id), "parent": self.parent, "seen": self.seen, "cells": self.cells}


def budget_of(of: Project) -> record.Project:
    """The part of a record that a sheet shows."""
    return record_of(of, PARTS)


def sheet_lines(told: record.Project) -> Iterator[SheetLine]:
    """All lines of a record as a sheet has them."""
    for plan in told.work_plans:
        for planned in plan.activity_results:
            yield from lines_in(planned, plan.year)


def lines_in(planned: record.PlannedResult, year: int) -> Iterator[SheetLine]:
    """The lines of an activity result in a year."""
    parent = planned.id or 0
    for line in planned.lines:
        yield SheetLine(line, parent, year, texts(line), seen(line, parent))


def source_names(told: record.Project) -> dict[str, str]:
    """The names of the sources by all that they are called, in lower case."""
    return {name: one.name for name, one in called(told).items()}
