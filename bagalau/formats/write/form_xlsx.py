"""A sheet to be filled in: what may not be changed is locked, what may has a list to choose from and a word of help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter

from bagalau.formats.write.xlsx import fitting

PAPER, OPEN_PAPER, HEAD_PAPER = "#F3F4F6", "#FFFFFF", "#0F5E70"


@dataclass(frozen=True)
class Field:
    """A column of a form. ``open``: it may be written to; ``choices``: one of these; ``longest``: so many letters.

    ``head`` and ``help`` are shown beside the cell that somebody is in; a spreadsheet takes 32 and 255 letters.
    """

    label: str
    width: int = 18
    open: bool = False
    hidden: bool = False
    choices: Sequence[str] = ()
    longest: int = 0
    help: str = ""
    mistake: str = ""


def write(
    file: IO[bytes],
    title: str,
    fields: Sequence[Field],
    rows: Iterable[Sequence[Any]],
    notes: tuple[str, Sequence[str]],
) -> None:
    """Write the form, and behind it a sheet that says how to fill it in: its title and its paragraphs."""
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = xlsxwriter.Workbook(file, {"constant_memory": True, **options})
    look = {"valign": "top", "border": 1, "border_color": "#DFE3E8"}
    head = book.add_format({**look, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": HEAD_PAPER})
    shut = book.add_format({**look, "text_wrap": True, "bg_color": PAPER, "font_color": "#48525F"})
    open_ = book.add_format({**look, "text_wrap": True, "bg_color": OPEN_PAPER, "locked": False, "num_format": "@"})
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 2)
    for place, field in enumerate(fields):
        sheet.set_column(place, place, field.width, open_ if field.open else None, {"hidden": field.hidden})
        sheet.write_string(0, place, field.label, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write_cell(sheet, last, place, value, open_ if fields[place].open else shut)
    _help(sheet, fields, max(last, 1))
    sheet.autofilter(0, 0, max(last, 1), len(fields) - 1)
    sheet.protect("", dict.fromkeys(("format_columns", "format_rows", "autofilter", "sort"), True))
    _notes(book, notes)
    book.close()


def _write_cell(sheet: Any, row: int, place: int, value: Any, look: Any) -> None:
    if value in (None, ""):
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, look)
    else:
        sheet.write_string(row, place, fitting(str(value)), look)


def _help(sheet: Any, fields: Sequence[Field], last: int) -> None:
    """What a cell takes, and the words beside it."""
    for place, field in enumerate(fields):
        if not field.open:
            continue
        words = {
            "input_title": field.label[:32],
            "input_message": field.help[:255],
            "error_title": field.label[:32],
            "error_message": field.mistake[:255],
        }
        rule: dict[str, Any] = {"validate": "any"}
        if field.choices:
            rule = {"validate": "list", "source": list(field.choices)}
        elif field.longest:
            rule = {"validate": "length", "criteria": "<=", "value": field.longest}
        sheet.data_validation(1, place, last, place, {**rule, **{key: text for key, text in words.items() if text}})


def _notes(book: Any, notes: tuple[str, Sequence[str]]) -> None:
    title, paragraphs = notes
    sheet = book.add_worksheet(title[:31])
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, words in enumerate(paragraphs, 2):
        sheet.write_string(row, 0, words, wrapped)
    sheet.protect()
