"""A budget of twenty thousand lines taken in from a sheet, against reading the file and doing nothing with it.

The floor of the goal is the reader of workbooks itself, with all its care for bombs, formulas and merged cells. The
barest read there can be (unpack, parse, take the value of each cell) stands beside it.
"""

from __future__ import annotations

import io
import time
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, iterparse

import xlsxwriter

from bench.office import prepare, start_django, temporary_folder
from bench.table import Row

if TYPE_CHECKING:
    from bagalau.people.access import Viewer
    from bagalau.projects.models import Project
    from bagalau.projects.rules import record

LINES, QUICK_LINES = 20_000, 200
YEARS = range(2024, 2028)
RESULTS = 10
SOURCES = ("Ministry of Rivers", "UNDP", "Friends of the lake")
CODES = ("71200", "71300", "71600", "72100", "74200")
GOAL = 3.0
RUNS = 3
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows(*, quick: bool = False) -> list[Row]:
    """How long it takes from the bytes of a sheet to the lines on record."""
    start_django(temporary_folder())
    prepare()
    actor, count = _actor(), QUICK_LINES if quick else LINES
    data = _workbook(count)
    found = [_measured(actor, data, count) for _run in range(1 if quick else RUNS)]
    bare, floor, compared, saved = (min(times) for times in zip(*found, strict=True))
    what, reader = f"{count} lines of a budget from a sheet", "the file read, nothing done with it"
    return [
        Row(f"{what}: read", floor, "s", bare, "its cells unpacked and parsed, no more"),
        Row(f"{what}: read and compared", compared, "s", floor, reader),
        Row(f"{what}: read, compared and saved", saved, "s", floor, reader, GOAL),
    ]


def _measured(actor: Viewer, data: bytes, count: int) -> tuple[float, float, float, float]:
    """The bare read, the read, the way to the preview, and that to the record, each in seconds of this process."""
    from bagalau.formats.read.xlsx import read_table  # noqa: PLC0415
    from bagalau.projects.actions import sheets as actions  # noqa: PLC0415
    from bagalau.projects.models import BudgetLine  # noqa: PLC0415
    from bagalau.projects.queries.sheets import preview  # noqa: PLC0415
    from bagalau.projects.sheets import LIMITS  # noqa: PLC0415

    project = _project(actor)
    times = [time.process_time()]
    assert len(bare_read(data)) == count + 2  # and the names and labels of the columns
    times.append(time.process_time())
    assert len(read_table(data, LIMITS)[0].rows) == count + 2
    times.append(time.process_time())
    sent = actions.receive(actor, project, data, "budget.xlsx")
    times.append(time.process_time())
    token = preview(sent).token  # what the page shows, in a request of its own
    shown = time.process_time()
    actions.save(actor, sent, token)
    saved = time.process_time() - shown
    assert BudgetLine.objects.filter(project=project).count() == count
    bare, floor, compared = (after - before for before, after in pairwise(times))
    return bare, floor, compared, compared + saved


def bare_read(data: bytes) -> list[list[str | float | None]]:
    """All rows of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open("xl/worksheets/sheet1.xml") as part:
        found: list[list[str | float | None]] = []
        row: list[str | float | None] = []
        for _event, element in iterparse(part):
            if element.tag == f"{_SPACE}c":
                row.append(_cell(element))
            elif element.tag == f"{_SPACE}row":
                found.append(row)
                row = []
                element.clear()
        return found


def _cell(element: Element) -> str | float | None:
    if element.get("t") == "inlineStr":
        return "".join(part.text or "" for part in element.iter(f"{_SPACE}t"))
    value = element.find(f"{_SPACE}v")
    return None if value is None else float(value.text or 0)


def _workbook(count: int) -> bytes:
    """A sheet with so many new lines."""
    from bagalau.projects.sheets import budget  # noqa: PLC0415

    columns = budget.columns(_record())
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Budget")
    sheet.write_row(0, 0, [column.name for column in columns])
    sheet.write_row(1, 0, [column.words for column in columns])
    for number in range(count):
        quarter = number % 997 + 1
        line = [YEARS[number % len(YEARS)], str(number % RESULTS + 1), CODES[number % len(CODES)], f"Line {number}"]
        paid = [SOURCES[number % len(SOURCES)], 4, "months", quarter, quarter * 4, *[quarter] * 4]
        sheet.write_row(number + 2, 1, [*line, *paid])
    book.close()
    return file.getvalue()


def _record() -> record.Project:
    from bagalau.projects.rules import record  # noqa: PLC0415

    results = [
        record.Result(level=record.Level.ACTIVITY_RESULT, number=str(number), title=f"Work {number}")
        for number in range(1, RESULTS + 1)
    ]
    contributions = [record.Contribution(name=name) for name in SOURCES]
    return record.Project(title="A river", results=tuple(results), contributions=tuple(contributions))


def _project(actor: Viewer) -> Project:
    """A new project without a budget."""
    from bagalau.people.models import Unit  # noqa: PLC0415
    from bagalau.projects.actions import take_record  # noqa: PLC0415
    from bagalau.projects.models import Project  # noqa: PLC0415

    project = Project(unit=Unit.objects.get(code="UB"))
    take_record(actor, project, _record())
    return project


def _actor() -> Viewer:
    """An administrator of a small office."""
    from django.utils import timezone  # noqa: PLC0415

    from bagalau.people.actions import PersonFields, UnitFields, add_unit, found_office  # noqa: PLC0415
    from bagalau.people.queries import viewer_for  # noqa: PLC0415
    from bagalau.people.rules import UnitType  # noqa: PLC0415

    actor = viewer_for(
        found_office(PersonFields("Keeper", "keeper@example.org"), "a quiet river"), timezone.localdate()
    )
    add_unit(actor, UnitFields(UnitType.HQ, "UB", "Office", "Офис", "Кеңсе"))
    return actor
