"""Sheets of a project: the work plan and budget, and the results framework, downloaded, filled in and read back.

A sheet is a module with ``KIND``, ``TITLE``, ``NOTES``, the ``PARTS`` of the record that it may change, those that it
``NEEDS``, ``columns(project)``, ``entries(project)`` and ``take(project, told, takes_out=…)``. All are pure: they ask
the database nothing.
"""

from __future__ import annotations

from typing import IO

from django.utils.translation import gettext

from bagalau.formats.read.xlsx import Limits, Row, Sheet, read_table, table
from bagalau.formats.write import form_xlsx
from bagalau.lib.problems import Problem
from bagalau.projects.rules.record import Project
from bagalau.projects.sheets import budget, framework
from bagalau.projects.sheets.cells import as_cell
from bagalau.projects.sheets.columns import KEY, SEEN, Column, names
from bagalau.projects.sheets.taking import Outcome
from bagalau.projects.sheets.told import Line, Told

SHEETS = {module.KIND: module for module in (budget, framework)}
MOST_ROWS = 25_000
MORE_ROWS = 500  # for so many new rows the lists to choose from are there
HELP = "How to fill it in"
LIMITS = Limits(rows=MOST_ROWS, columns=100)


def write(file: IO[bytes], kind: str, project: Project) -> None:
    """Write the sheet with what the project says, in the language of the page."""
    sheet = SHEETS[kind]
    columns = sheet.columns(project)
    rows = (
        [entry.key, *(entry.cells.get(column.name, "") for column in columns[1:-1]), entry.seen]
        for entry in sheet.entries(project).values()
    )
    notes = (gettext(HELP), [str(one) for one in sheet.NOTES])
    form_xlsx.write(file, gettext(sheet.TITLE), [one.field() for one in columns], rows, notes, more=MORE_ROWS)


def take(project: Project, told: Told, *, takes_out: bool) -> Outcome:
    """A sheet taken into a record."""
    outcome: Outcome = SHEETS[told.kind].take(project, told, takes_out=takes_out)
    return outcome


def read(data: bytes, project: Project) -> Told:
    """What a workbook says: the one sheet in it that is known by its columns."""
    sheets = read_table(data, LIMITS)
    known = {kind: _columns(kind, project) for kind in SHEETS}
    found = [(sheet, kind) for sheet in sheets if (kind := _kind(sheet, known))]
    shown = [(sheet, kind) for sheet, kind in found if not sheet.is_hidden]
    if not shown:
        raise _unknown(hidden=[sheet.name for sheet, _kind in found])
    if len(shown) > 1:
        raise Problem(
            "several-sheets",
            "This workbook holds several sheets that can be taken in: %(names)s. Send each in a workbook of its own.",
            status=422,
            values={"names": ", ".join(sheet.name for sheet, _kind in shown)},
        )
    ((sheet, kind),) = shown
    return _told(sheet, kind, known[kind])


def _columns(kind: str, project: Project) -> list[Column]:
    return framework.every_column() if kind == framework.KIND else budget.columns(project)


def _kind(sheet: Sheet, known: dict[str, list[Column]]) -> str:
    """Which sheet it is: most of the columns stand in its first row."""
    head = {_plain(cell) for cell in (sheet.rows[0] if sheet.rows else ())}
    for kind, columns in known.items():
        fixed = [column for column in columns if not column.year]
        if sum(bool(head & set(map(_plain, words))) for words in names(fixed).values()) * 2 > len(fixed):
            return kind
    return ""


def _told(sheet: Sheet, kind: str, columns: list[Column]) -> Told:
    head = {_plain(cell) for cell in sheet.rows[0]}
    called = names(columns)
    wanted = {
        column.name: called[column.name]
        for column in columns
        if not (column.year or column.name == SEEN) or head & set(map(_plain, called[column.name]))
    }
    rows = table(sheet, wanted)
    if rows and _plain(rows[0].cells[KEY]) in set(map(_plain, called[KEY])):
        del rows[0]  # the labels, under the hidden row of names
    places = dict(rows[0].columns) if rows else {}
    return Told(kind, sheet.name, places, [_line(row) for row in rows], sum(len(row.formulas) for row in rows))


def _line(row: Row) -> Line:
    told = row.cells.items()
    return Line(
        row.number, {name: cell for name, value in told if value not in (None, "") and (cell := as_cell(value)) != ""}
    )


def _plain(words: object) -> str:
    return " ".join(str(words).split()).casefold()


def _unknown(hidden: list[str]) -> Problem:
    if hidden:
        return Problem(
            "hidden-sheet",
            "The sheet “%(name)s” is hidden: show it, so that you see what you send, and send the workbook again.",
            status=422,
            values={"name": hidden[0]},
        )
    return Problem(
        "unknown-sheet",
        "No sheet of this workbook has the columns of the work plan and budget or of the results framework. Download"
        " the sheet anew, and keep its first rows.",
        status=422,
    )
