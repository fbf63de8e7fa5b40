"""A report as a workbook: a sheet about it, and one for each table, to sort, filter and reckon with."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from bagalau.formats.report import (
    Bullets,
    Chart,
    Facts,
    Form,
    Heading,
    Mark,
    Note,
    Paragraph,
    Report,
    Share,
    Sums,
    Table,
    Value,
)
from bagalau.formats.write.paper.words import printable, words
from bagalau.formats.write.xlsx import WIDTHS, fitting, sheet_name
from bagalau.lib.periods import When

FORMAT = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ABOUT = {"en": "About", "ru": "Об отчёте", "kk": "Есеп туралы"}


def write(report: Report) -> bytes:
    """The file."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    made = datetime(report.day.year, report.day.month, report.day.day)  # noqa: DTZ001 - the format knows no zones
    book.set_properties({"title": printable(report.title)[:255], "created": made, "modified": made})
    styles, strong = Styles(book), Styles(book, bold=True, bg_color="#EEF2F4")
    _about(book, report, styles)
    taken = {ABOUT[report.language].lower()}
    for number, (title, table) in enumerate(_titled(report), 1):
        name = sheet_name(printable(title) or str(number))
        if name.lower() in taken:
            name = f"{name[:27]} {number}"
        taken.add(name.lower())
        _sheet(book.add_worksheet(name), table, report.language, styles, strong)
    book.close()
    return file.getvalue()


def _titled(report: Report) -> Iterator[tuple[str, Table]]:
    """The tables with their titles; one without bears that of the part in which it stands."""
    head = ""
    for block in report.blocks:
        if isinstance(block, Heading):
            head = block.text
        elif isinstance(block, Table | Chart):
            table = block if isinstance(block, Table) else block.table
            yield table.title or head, table


class Styles:
    """The looks of cells."""

    def __init__(self, book: Any, **usual: Any) -> None:
        def look(**given: Any) -> Any:
            return book.add_format({"valign": "top", **usual, **given})

        self.title = look(bold=True, font_size=16)
        self.quiet = look(font_color="#556070", text_wrap=True)
        self.strong = look(bold=True)
        self.head = look(bold=True, bg_color="#0F5E70", font_color="#FFFFFF", text_wrap=True)
        self.text = look(text_wrap=True, quote_prefix=True)
        self.day = look(num_format="yyyy-mm-dd", align="left")
        self.number = look(num_format="#,##0.##")
        self.whole = look(num_format="#,##0")
        self.money = look(num_format="#,##0.00")
        self.percent = look(num_format="0.0%")


def _about(book: Any, report: Report, styles: Styles) -> None:
    sheet = book.add_worksheet(ABOUT[report.language])
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, fitting(printable(report.title)), styles.title)
    sheet.write_string(1, 0, fitting(printable(report.subtitle)), styles.strong)
    for row, (label, value) in enumerate(_lines(report), 3):
        sheet.write_string(row, 0, fitting(label), styles.text if value is not None else styles.strong)
        _write(sheet, row, 1, value, "text", report.language, styles)


def _lines(report: Report) -> Iterator[tuple[str, Value]]:
    """What a report says beside its tables."""
    for block in report.blocks:
        if isinstance(block, Facts):
            yield from ((printable(label), value if value is not None else "") for label, value in block.items)
        elif isinstance(block, Form):
            pairs = (pair for line in block.rows for pair in line)
            yield from ((printable(label), value if value is not None else "") for label, value in pairs)
        elif isinstance(block, Heading):
            yield printable(block.text), None
        elif isinstance(block, Paragraph | Note):
            yield "", block.text
        elif isinstance(block, Bullets):
            yield from (("", item) for item in block.items)
    yield "", report.foot


def _sheet(sheet: Any, table: Table, language: str, styles: Styles, strong: Styles) -> None:
    """One table; what stands over a group of rows stands beside each of its rows here, so that filters keep it."""
    labels = list(dict.fromkeys(label for group in table.groups for label, _text in group.texts))
    leading = [table.group_label, *labels] if table.groups else []
    heads = [(label, "long" if label in labels else "text") for label in leading]
    heads += [(column.label, column.kind) for column in table.columns]
    for place, (label, kind) in enumerate(heads):
        sheet.set_column(place, place, WIDTHS.get(kind, 24))
        sheet.write_string(0, place, fitting(printable(label)), styles.head)
    last = 0
    for last, row in enumerate(_flat(table, labels), 1):
        for place, value in enumerate(row):
            looks = strong if isinstance(row, Sums) else styles
            _write(sheet, last, place, value, heads[place][1], language, looks)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, max(len(heads) - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _flat(table: Table, labels: Sequence[str]) -> Iterator[Sequence[Value]]:
    if not table.groups:
        yield from table.rows
    for group in table.groups:
        texts = dict(group.texts)
        for row in group.rows or [[group.empty, *[None] * (len(table.columns) - 1)]]:
            kind = Sums if isinstance(row, Sums) else tuple
            yield kind((group.title, *(texts.get(label) for label in labels), *row))


def _write(sheet: Any, row: int, place: int, value: Value, kind: str, language: str, styles: Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, When):
        value = value.last_day if value.precision == "day" else value.iso
    if isinstance(value, Share):
        if value.whole:
            sheet.write_number(row, place, value.part / value.whole, styles.percent)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, styles.day)
    elif isinstance(value, str | bool | Mark):
        sheet.write_string(row, place, fitting(words(value, language)), styles.text)
    else:
        usual = styles.whole if isinstance(value, int) else styles.number
        sheet.write_number(row, place, value, styles.money if kind == "money" else usual)
