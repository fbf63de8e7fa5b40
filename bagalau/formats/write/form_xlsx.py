"""A sheet to be filled in: what may not be changed is locked, what may has a list to choose from and a word of help.

A form whose rows are all there is protected. One to which rows may be added (``more``) is not, for no spreadsheet lets
people add rows to a protected sheet and take others out; there, typing into what is shut is refused cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from bagalau.formats.write.xlsx import fitting, sheet_name

PAPER, OPEN_PAPER, HEAD_PAPER = "#F3F4F6", "#FFFFFF", "#0F5E70"
LISTS = "_lists"
INLINE = 255  # letters of a list that stands with its column


@dataclass(frozen=True)
class Field:
    """A column of a form. ``open``: it may be written to; ``choices``: one of these; ``longest``: so many letters.

    ``head`` and ``help`` are shown beside the cell that somebody is in; a spreadsheet takes 32 and 255 letters.
    ``key`` stands in a hidden row above the label. ``more_than_choices``: other words may be typed, too.
    """

    label: str
    width: int = 18
    open: bool = False
    hidden: bool = False
    choices: Sequence[str] = ()
    more_than_choices: bool = False
    longest: int = 0
    help: str = ""
    mistake: str = ""
    key: str = ""
    number_format: str = "@"


def write(
    file: IO[bytes],
    title: str,
    fields: Sequence[Field],
    rows: Iterable[Sequence[Any]],
    notes: tuple[str, Sequence[str]],
    *,
    more: int = 0,
) -> None:
    """Write the form, and behind it a sheet that says how to fill it in: its title and its paragraphs."""
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = xlsxwriter.Workbook(file, {"constant_memory": True, **options})
    looks = _Looks(book)
    sheet = book.add_worksheet(sheet_name(title))
    styles = [looks.open(field.number_format) if field.open else looks.shut for field in fields]
    head = _head(sheet, fields, styles, looks)
    last = head
    for last, row in enumerate(rows, head + 1):
        for place, value in enumerate(row):
            _write_cell(sheet, last, place, value, styles[place])
    end = max(last, head + 1) + more
    _help(sheet, fields, (head + 1, end), _lists(book, fields), locked=not more)
    sheet.autofilter(head, 0, end, len(fields) - 1)
    if not more:
        sheet.protect("", dict.fromkeys(("format_columns", "format_rows", "autofilter", "sort"), True))
    _notes(book, notes)
    book.close()


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._base = {"valign": "top", "border": 1, "border_color": "#DFE3E8", "text_wrap": True}
        self._open: dict[str, Any] = {}
        self.head = book.add_format({**self._base, "bold": True, "font_color": "#FFFFFF", "bg_color": HEAD_PAPER})
        self.shut = book.add_format({**self._base, "bg_color": PAPER, "font_color": "#48525F"})

    def open(self, number_format: str) -> Any:
        if number_format not in self._open:
            look = {**self._base, "bg_color": OPEN_PAPER, "locked": False, "num_format": number_format}
            self._open[number_format] = self._book.add_format(look)
        return self._open[number_format]


def _head(sheet: Any, fields: Sequence[Field], styles: Sequence[Any], looks: _Looks) -> int:
    """The labels, under a hidden row of keys if there are any; returns the row of the labels."""
    row = int(any(field.key for field in fields))
    if row:
        sheet.set_row(0, None, None, {"hidden": True})
        for place, field in enumerate(fields):
            sheet.write_string(0, place, field.key, looks.head)
    sheet.freeze_panes(row + 1, 2)
    for place, field in enumerate(fields):
        style = styles[place] if field.open else None
        sheet.set_column(place, place, field.width, style, {"hidden": field.hidden})
        sheet.write_string(row, place, field.label, looks.head)
    return row


def _write_cell(sheet: Any, row: int, place: int, value: Any, look: Any) -> None:
    if value in (None, ""):
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, value, look)
    else:
        sheet.write_string(row, place, fitting(str(value)), look)


def _lists(book: Any, fields: Sequence[Field]) -> dict[int, str | list[str]]:
    """The choices of each column: with the column, or on a hidden sheet if that takes too many letters or a comma."""
    given = {place: list(field.choices) for place, field in enumerate(fields) if field.choices}
    apart = [place for place, words in given.items() if len(",".join(words)) > INLINE or "," in "".join(words)]
    found: dict[int, str | list[str]] = {place: words for place, words in given.items() if place not in apart}
    if apart:
        sheet = book.add_worksheet(LISTS)
        sheet.hide()
        for row, words in enumerate(zip_longest(*(given[place] for place in apart), fillvalue="")):
            for column, word in enumerate(words):
                sheet.write_string(row, column, fitting(word))
        for column, place in enumerate(apart):
            name = xl_col_to_name(column, col_abs=True)
            found[place] = f"={LISTS}!{name}$1:{name}${len(given[place])}"
    return found


def _help(sheet: Any, fields: Sequence[Field], rows: tuple[int, int], lists: Any, *, locked: bool) -> None:
    """What a cell takes, and the words beside it."""
    for place, field in enumerate(fields):
        if field.hidden or (locked and not field.open):
            continue
        words = {
            "input_title": field.label[:32],
            "input_message": field.help[:255],
            "error_title": field.label[:32],
            "error_message": field.mistake[:255],
        }
        rule: dict[str, Any] = {"validate": "any"}
        if not field.open:
            rule = {"validate": "custom", "value": "=FALSE"}
        elif field.choices:
            rule = {"validate": "list", "source": lists[place], "show_error": not field.more_than_choices}
        elif field.longest:
            rule = {"validate": "length", "criteria": "<=", "value": field.longest}
        told = {key: text for key, text in words.items() if text}
        sheet.data_validation(rows[0], place, rows[1], place, {**rule, **told})


def _notes(book: Any, notes: tuple[str, Sequence[str]]) -> None:
    title, paragraphs = notes
    sheet = book.add_worksheet(sheet_name(title))
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, words in enumerate(paragraphs, 2):
        sheet.write_string(row, 0, words, wrapped)
    sheet.protect()
