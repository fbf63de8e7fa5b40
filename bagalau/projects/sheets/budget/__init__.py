"""The sheet of the work plan and budget: one row a budget line.

Lines keep their places in the record; new ones come last under their activity result. What a paper printed beside a
line is no part of the sheet, and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop

from bagalau.projects.rules.record import BudgetLine, PlannedResult, Project, WorkPlan
from bagalau.projects.sheets.budget.planned import Planned
from bagalau.projects.sheets.budget.reader import Reader
from bagalau.projects.sheets.budget.rows import NOTES, Placed, columns, entries, placed
from bagalau.projects.sheets.taking import Outcome, Taking
from bagalau.projects.sheets.told import Told

__all__ = ["KIND", "NEEDS", "NOTES", "PARTS", "TITLE", "columns", "entries", "take"]
KIND = "budget"
TITLE = gettext_noop("Work plan and budget")
PARTS = ("work_plans",)
NEEDS = ("work_plans", "contributions", "results")


def take(project: Project, told: Told, *, takes_out: bool) -> Outcome:
    """The record as the sheet says it."""
    known = entries(project)
    taking = Taking(told, columns(project), known)
    reader = Reader(project, taking)
    found = {one.line.at: one for one in placed(project)}
    after, touched = dict(found), {}
    for line in told.lines:
        key = taking.key(line)
        if key is not None and not taking.is_untouched(line, known.get(key)):
            touched[key] = line
            if one := reader.line(line, key, found.get(key)):
                if key in found and one.under.at != found[key].under.at:
                    del after[key]  # it comes last where it goes
                after[key] = one
    if takes_out:
        after = {key: one for key, one in after.items() if key in taking.rows}
    taking.refuse_twice({key: _says(one) for key, one in after.items()}, touched, "description")
    record = _with(project, after.values(), reader.planned)
    return taking.outcome(record, found, after, touched)


def _says(one: Placed) -> tuple[Any, ...] | None:
    """What no second line of an activity result says (PD-16)."""
    line = one.line
    if not line.account or not line.amount:
        return None
    return one.under.at, line.account, line.description.casefold(), line.source, line.split, line.amount


def _with(project: Project, lines: Iterable[Placed], planned: Planned) -> Project:
    """The record with these lines, each under its activity result; years that are new stand in their order."""
    under: dict[str, list[BudgetLine]] = {}
    for one in lines:
        under.setdefault(one.under.at, []).append(one.line)
    plans = [_plan(plan, planned.added, under) for plan in project.work_plans]
    years = {plan.year for plan in plans}
    fresh = [_plan(WorkPlan(year=year), planned.added, under) for year in planned.added if year not in years]
    if fresh:
        plans = sorted([*plans, *fresh], key=lambda plan: plan.year)
    return replace(project, work_plans=tuple(plans))


def _plan(plan: WorkPlan, added: Mapping[int, list[PlannedResult]], lines: Mapping[str, list[BudgetLine]]) -> WorkPlan:
    results = (*plan.activity_results, *added.get(plan.year, ()))
    return replace(plan, activity_results=tuple(replace(one, lines=tuple(lines.get(one.at, ()))) for one in results))
