"""The table of files: name, type, language, size, status and downloads, with or without separators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.lines import Line
from bagalau.documents.extract.values import kilobytes
from bagalau.formats.reading import Passage

TYPES = "related-document|related document|tor|report|summary|annex|annexes|brief|audit-trail|other"
ROW = re.compile(
    rf"(?:^|(?<=[\s|]))(?P<type>{TYPES})"
    r"(?:[\s|]+(?P<language>(?-i:[A-Z][a-z]+)))?"
    r"(?:[\s|]+(?P<size>[\d.,]+\s*[KMG]?B))?"
    r"(?:[\s|]+(?P<status>Posted|Draft|Pending|Approved|Not Posted))"
    r"(?:[\s|]+(?P<downloads>\d{1,3}(?:,\d{3})+|\d{1,9}))?[\s|]*$",
    re.IGNORECASE,
)
ICON = re.compile(r"(?:Download\s+document|!?\[[^\]]*\]\([^)]*\)|Download)[\s|]*", re.IGNORECASE)
LONGEST_ROW = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A file: the line of its type, language, size, status and downloads (None: a name alone), and its name."""

    place: Passage
    cells: re.Match[str] | None
    name: Passage


def put_files(builder: DraftBuilder, path: str, lines: list[Line], *, names_alone: bool = False) -> list[Line]:
    """Store the rows of a file table; the lines that are no row of it come back.

    A name may stand on a line of its own before the rest of its row, or be lost with its icon. A line that says
    "Download document" is a file even without the other cells; with ``names_alone`` every line is.
    """
    rows, rest = _rows(lines, names_alone)
    for at, row in enumerate(rows):
        _put_row(builder, f"{path}[{at}]", row)
    return rest


def _rows(lines: list[Line], names_alone: bool) -> tuple[list[Row], list[Line]]:
    rows: list[Row] = []
    rest: list[Line] = []
    for at, line in enumerate(lines):
        cells = ROW.search(line.text) if len(line.text) <= LONGEST_ROW else None
        if cells is None:
            name = without_icon(line.body)
            if name and (names_alone or name.start > line.body.start):
                rows.append(Row(line.body, None, name))
            elif name or not ICON.fullmatch(line.text):
                rest.append(line)
            continue
        name = without_icon(line.body.cut(0, cells.start()))
        if not name and rows and rows[-1].cells is None:
            name = rows.pop().name
        elif not name and rest and rest[-1] is lines[at - 1]:
            name = rest.pop().body
        rows.append(Row(line.body, cells, name))
    return rows, rest


def without_icon(place: Passage) -> Passage:
    match = ICON.match(place.text)
    return (place.cut(match.end()) if match else place).strip(" \t|")


def _put_row(builder: DraftBuilder, path: str, row: Row) -> None:
    builder.put(f"{path}.title", row.name.text or None, row.name)
    if not row.name:
        builder.warn("value-lost", "The name of this file is missing.", path=f"{path}.title", place=row.place)
    if row.cells is None:
        return
    cell = {name: row.place.group(row.cells, name) for name in ("type", "language", "size", "status", "downloads")}
    builder.put(f"{path}.type", cell["type"].text, cell["type"])
    builder.put(f"{path}.language", cell["language"].text or None, cell["language"])
    builder.put(f"{path}.size_kb", kilobytes(cell["size"].text), cell["size"])
    builder.put(f"{path}.status", cell["status"].text, cell["status"])
    downloads = cell["downloads"].text
    builder.put(f"{path}.downloads", int(downloads.replace(",", "")) if downloads else None, cell["downloads"])
