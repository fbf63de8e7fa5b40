"""The sheets of a project: downloaded, sent back, looked at, saved, taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.actions import sheets as actions
from bagalau.projects.models import BudgetLine, Project, SheetImport
from bagalau.projects.queries.sheets import preview
from bagalau.projects.tests.filling import RIVER, book, fill, new_row, row_where, rows_of, stored
from tests.pages import Arguments, Make, Page, taken

PAGES = {
    "project_sheets": Page("sheeted", post=422, sent={"file": "a file"}),  # a note is no workbook
    "project_budget_sheet": Page("sheeted"),
    "project_framework_sheet": Page("sheeted"),
    "sheetimport": Page("sheetimport"),
    "sheetimport_save": Page("sheetimport", get=302, post=409),  # nobody looked at what it changes
    "sheetimport_undo": taken("saved_sheet"),
}
DOORS = {"sheeted": VIEW_PROJECTS, "sheetimport": VIEW_PROJECTS, "saved_sheet": VIEW_PROJECTS}
BUDGETS = {"project_sheets": 9, "project_budget_sheet": 15, "project_framework_sheet": 17, "sheetimport": 16}
WITHOUT_LISTS = {"sheetimport_save", "sheetimport_undo"}


def records(make: Make) -> dict[str, Arguments]:
    project = stored(make.maker, make.unit, replace(RIVER, title=f"Rivers {make.where}"), visibility=make.visibility)
    rows = rows_of(project, "framework")
    fill(rows, row_where(rows, "number", "1.1.1"), unit="towns")
    saved = actions.receive(make.maker, project, book(rows), "saved.xlsx")
    actions.save(make.maker, saved, preview(saved).token)
    rows = rows_of(project, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=45_000)
    sent = actions.receive(make.maker, project, book(rows), "back.xlsx")
    return {"sheeted": (project.pk,), "sheetimport": (sent.pk,), "saved_sheet": (saved.pk,)}


def shown(base: Any) -> dict[str, Arguments]:
    administrator = viewer_for(Person.objects.get(name="Aigul Admin"), timezone.localdate())
    project = stored(administrator, base.unit)
    rows = rows_of(project, "budget")
    new_row(rows, year=2025, result="1", account="71200", description="Advice", amount=5)
    sent = actions.receive(administrator, project, book(rows), "shown.xlsx")
    names = ("project_sheets", "project_budget_sheet", "project_framework_sheet")
    return {**dict.fromkeys(names, (project.pk,)), "sheetimport": (sent.pk,)}


def grow(base: Any, by: Person, number: int) -> None:
    """One more line, indicator and sheet of the project."""
    project = Project.objects.get(title=RIVER.title)
    line = BudgetLine.objects.filter(project=project)[0]
    BudgetLine.objects.create(
        project=project, parent=line.parent, account="71200", amount=Decimal(number), place=number
    )
    output = project.result_rows.get(number="1.1")
    indicator = output.indicators.create(project=project, name=f"Towns {number}")
    indicator.values.create(project=project, value=number)
    SheetImport.objects.create(project=project, kind="budget", name=f"{number}.xlsx", by=by, state="saved")
