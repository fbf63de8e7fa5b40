"""Projects for tests of sheets, and sheets as somebody fills them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.projects import sheets
from bagalau.projects.actions import take_record
from bagalau.projects.models import Project
from bagalau.projects.queries.sheets import sheet_record
from bagalau.projects.rules import record
from bagalau.projects.rules.record import Level
from bagalau.projects.sheets.columns import KEY

RIVER = record.Project(
    title="Clean rivers for all",
    contributions=(
        record.Contribution(name="Ministry of Rivers", amount=Decimal(60_000), source_type="government"),
        record.Contribution(name="UNDP", amount=Decimal(20_000), source_type="core"),
    ),
    results=(
        record.Result(
            level=Level.OUTCOME,
            number="1",
            title="Rivers are clean",
            children=(
                record.Result(
                    level=Level.OUTPUT,
                    number="1.1",
                    title="Towns treat their water",
                    indicators=(record.Indicator(number="1.1.1", name="Towns with a plant", baseline="few"),),
                    children=(record.Result(level=Level.ACTIVITY_RESULT, number="1", title="Plants are built"),),
                ),
            ),
        ),
    ),
    work_plans=(
        record.WorkPlan(
            year=2025,
            activity_results=(
                record.PlannedResult(
                    number="1",
                    title="Plants are built",
                    lines=(
                        record.BudgetLine(
                            account="72100",
                            description="Builders",
                            source="Ministry of Rivers",
                            amount=Decimal(40_000),
                            printed_label="Contractual services",
                        ),
                        record.BudgetLine(
                            account="71600", description="Travel", source="UNDP", amount=Decimal("5000.50")
                        ),
                    ),
                ),
            ),
        ),
    ),
)


def stored(actor: Viewer, unit: Unit, told: record.Project = RIVER, **given: Any) -> Project:
    """A project that says this."""
    project = Project(unit=unit, **given)
    take_record(actor, project, told)
    return Project.objects.select_related("unit", "manager").get(pk=project.pk)


def rows_of(project: Project, kind: str) -> list[list[Any]]:
    """What stands in the sheet of a project: names, labels, then the rows."""
    file = io.BytesIO()
    sheets.write(file, kind, sheet_record(project, kind))
    return values(file.getvalue())


def values(data: bytes) -> list[list[Any]]:
    """What stands in the first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def row_where(rows: list[list[Any]], name: str, value: Any) -> list[Any]:
    """The first row with this in the column of this name."""
    return next(row for row in rows[2:] if row[rows[0].index(name)] == value)


def fill(rows: list[list[Any]], row: list[Any], **cells: Any) -> list[Any]:
    """Write into cells of a row by the names of their columns."""
    for name, value in cells.items():
        row[rows[0].index(name)] = value
    return row


def new_row(rows: list[list[Any]], **cells: Any) -> list[Any]:
    """A row more."""
    rows.append(fill(rows, [""] * len(rows[0]), **cells))
    return rows[-1]


def book(
    rows: Sequence[Sequence[Any]],
    formulas: Mapping[str, tuple[str, Any]] | None = None,
    do: Callable[[Any, Any], None] | None = None,
    name: str = "Back",
) -> bytes:
    """A workbook with these rows; ``formulas``: address -> formula and the value that it shows."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = made.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for place, (formula, value) in (formulas or {}).items():
        sheet.write_formula(place, formula, None, value)
    if do:
        do(sheet, made)
    made.close()
    return file.getvalue()


__all__ = ["KEY", "RIVER", "book", "fill", "new_row", "row_where", "rows_of", "stored", "values"]
