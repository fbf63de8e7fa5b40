"""A report as a tagged PDF (PDF/UA-1), set by Typst in this process.

The text of a report never becomes markup: the template is fixed, and takes the report as JSON data. What the typeface
cannot show becomes a replacement mark, because PDF/UA wants every letter to be readable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import typst

from bagalau.formats.report import (
    Block,
    Bullets,
    Chart,
    Facts,
    Form,
    Group,
    Heading,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Sums,
    Table,
    Value,
)
from bagalau.formats.write.paper import charts, typeface
from bagalau.formats.write.paper.words import NONE, paragraphs, printable, words
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark

FORMAT = "pdf"
MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("report.typ")
LONGEST = 5_000_000  # characters: some 3,000 pages
# characters of the head of a column, or of a group: one that fills a page and repeats on each costs seconds
LABEL, LONG_LABEL = 200, 600
TOO_LONG = mark("This report is too long for PDF. Narrow what it covers, or take it as XLSX.")
ALIGN = {"number": "right", "money": "right", "flag": "center"}
NOT_SET = mark("This report holds text that cannot be set as PDF. Take it as DOCX or HTML.")
# signs that the typeface lacks and those that Typst brings along have
SIGNS = re.compile(
    "[\u2160-\u2182\u2190-\u2211\u2213-\u23ff\u2460-\u25cb\u25cd-\u262f\u2701-\u2704\u2706-\u2709\u270c-\u2727]"
)
WORD = re.compile(r"\S{25,}")
EVERY = re.compile(r"(.{12})(?=.)")
HYPHENED = re.compile(r"((?<![\w-])\w+(?:-\w+)+(?![\w-]))")
IN_TEXT, IN_CELL = 24, 12  # characters of a word with a hyphen that stays whole
BREAK = "\u200b"  # a place where a line may end


def write(report: Report) -> bytes:
    """The file."""
    data = json.dumps(_plain(report), ensure_ascii=False)
    if len(data) > LONGEST:
        raise Problem("too-long", TOO_LONG, status=413)
    try:
        return typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=[str(typeface.FOLDER)],
            ignore_system_fonts=True,  # the same file on every machine
            sys_inputs={"report": data},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except BaseException as error:
        if isinstance(error, typst.TypstError) or type(error).__name__ == "PanicException":
            raise Problem("not-set", NOT_SET, status=422) from error
        raise


class _Shown(dict[int, int]):
    """What becomes of each character: itself, or the replacement mark."""

    def __missing__(self, code: int) -> int:
        there = code in typeface.letters() or code in (9, 10) or SIGNS.match(chr(code))
        self[code] = found = code if there else 0xFFFD
        return found


SHOWN = _Shown()


def _text(text: str) -> str:
    """The text as it can be set; a long run without a blank may break."""
    return WORD.sub(lambda run: EVERY.sub(rf"\1{BREAK}", run[0]), printable(text).translate(SHOWN))


def _title(text: str) -> str:
    """The text of a heading, which PDF/UA wants to say something."""
    found = _text(text)
    return found if any(one.isprintable() and not one.isspace() for one in found) else NONE


Line = str | list[str]


def _lines(text: str, whole: int = IN_TEXT) -> list[Line]:
    return [_line(line, whole) for line in paragraphs(text)]


def _line(text: str, whole: int = IN_TEXT) -> Line:
    """A line, cut where words with a hyphen begin and end that are no longer than ``whole``: a line does not end at
    their hyphen, because whoever reads the page again would take it for that of a divided word."""
    line = _text(text)
    if "-" not in line:
        return line
    pieces: list[str] = [""]
    for place, piece in enumerate(HYPHENED.split(line)):
        if place % 2 and len(piece) <= whole:
            pieces += [piece, ""]
        else:
            pieces[-1] += piece
    return pieces if len(pieces) > 1 else line


def _plain(report: Report) -> dict[str, Any]:
    plain = partial(_block, language=report.language)
    return {
        "title": _title(report.title),
        "subtitle": _lines(report.subtitle),
        "language": report.language,
        "foot": _text(report.foot),
        "wide": report.wide,
        "parts": [[plain(block) for block in part] for part in _parts(replace(report, blocks=_stepped(report.blocks)))],
    }


def _stepped(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings that skip no level, which PDF/UA forbids."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            found.append(Heading(block.text, level))
        else:
            found.append(block)
    return found


def _parts(report: Report) -> list[list[Block]]:
    """The blocks, cut where pages turn: those of every second part lie the other way."""
    parts: list[list[Block]] = [[]]
    for block in report.blocks:
        if isinstance(block, PageBreak) and block.turned is (len(parts) % 2 == 1):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _block(block: Block, language: str) -> Mapping[str, Any]:
    return BLOCKS[type(block)](block, language)


def _chart(block: Chart, language: str) -> Mapping[str, Any]:
    return {"kind": "chart", "svg": charts.svg(block), "alt": _text(block.alt), "table": _table(block.table, language)}


def _facts(block: Facts, language: str) -> Mapping[str, Any]:
    return {"kind": "facts", "items": [[_text(label), _cell(value, language)] for label, value in block.items]}


def _form(block: Form, language: str) -> Mapping[str, Any]:
    rows = [[[_text(label), _cell(value, language)] for label, value in line] for line in block.rows]
    return {"kind": "form", "pairs": block.pairs, "rows": rows}


def _table(table: Table, language: str) -> Mapping[str, Any]:
    return {
        "kind": "table",
        "title": _text(table.title),
        "columns": [
            {"label": _text(one.label)[:LABEL], "width": one.width, "align": ALIGN.get(one.kind, "left")}
            for one in table.columns
        ],
        "rows": _rows(table.rows, language),
        "groups": [_group(group, language) for group in table.groups],
        "empty": _text(table.empty),
        "room": table.room,
    }


def _group(group: Group, language: str) -> Mapping[str, Any]:
    return {
        "title": _text(group.title)[:LONG_LABEL],
        "texts": [[_text(label), _lines(text)] for label, text in group.texts],
        "rows": _rows(group.rows, language),
        "empty": _text(group.empty),
    }


def _rows(rows: Any, language: str) -> list[Mapping[str, Any]]:
    return [_row(row, language) for row in rows]


def _row(row: Any, language: str) -> Mapping[str, Any]:
    """The cells of a row; ``length`` is that of its longest."""
    cells = [_cell(value, language) for value in row]
    length = max((sum(len(line) for line in _flat(cell)) for cell in cells if isinstance(cell, list)), default=0)
    return {"cells": cells, "sums": isinstance(row, Sums), "length": length}


def _flat(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield from (line if isinstance(line, list) else (line,))


def _cell(value: Value, language: str) -> Any:
    """The lines of a cell; of a state, its word and colour."""
    if isinstance(value, Mark):
        return {"text": _text(value.text), "tone": value.tone} if value.text else []
    return _lines(words(value, language), IN_CELL)


BLOCKS: dict[type, Callable[[Any, str], Mapping[str, Any]]] = {
    Heading: lambda it, _to: {"kind": "heading", "level": min(it.level, 2) + 1, "text": _title(it.text)},
    Paragraph: lambda it, _to: {"kind": "text", "lines": _lines(it.text)},
    Note: lambda it, _to: {"kind": "note", "lines": _lines(it.text), "tone": it.tone},
    Bullets: lambda it, _to: {"kind": "bullets", "items": [_line(item) for item in it.items], "strong": it.strong},
    Facts: _facts,
    Form: _form,
    Table: _table,
    Chart: _chart,
    PageBreak: lambda _it, _to: {"kind": "page"},
}
