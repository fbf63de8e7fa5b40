"""The table of files: name, type, language, size, status and downloads, with or without separators."""

from __future__ import annotations

import re

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.lines import Line
from bagalau.documents.extract.values import kilobytes
from bagalau.formats.reading import Passage

TYPES = "related-document|related document|tor|report|summary|annex|annexes|brief|audit-trail|other"
LANGUAGES = "English|French|Spanish|Portuguese|Arabic|Russian|Chinese|Kazakh|Other|Others"
ROW = re.compile(
    rf"(?:^|(?<=[\s|]))(?P<type>{TYPES})"
    rf"(?:[\s|]+(?P<language>{LANGUAGES}))?"
    r"(?:[\s|]+(?P<size>[\d.,]+\s*[KMG]?B))?"
    r"(?:[\s|]+(?P<status>Posted|Draft|Pending|Approved|Not Posted))"
    r"(?:[\s|]+(?P<downloads>\d+))?[\s|]*$",
    re.IGNORECASE,
)
ICON = re.compile(r"(?:Download document|!?\[[^\]]*\]\([^)]*\)|Download)[\s|]*", re.IGNORECASE)
LONGEST_ROW = 2000


def put_files(builder: DraftBuilder, path: str, lines: list[Line]) -> list[Line]:
    """Store the rows of a file table; the lines that are no row of it come back.

    A name may stand on a line of its own before the rest of its row, or be lost with its icon.
    """
    rest: list[Line] = []
    pending: list[Line] = []
    count = 0
    for line in lines:
        match = ROW.search(line.text) if len(line.text) <= LONGEST_ROW else None
        if match is None:
            if pending:
                rest.extend(pending)
            pending = [line] if ICON.match(line.text) or not line.noise else []
            continue
        name = _name(line.body.cut(0, match.start()), pending)
        pending = []
        _put_row(builder, f"{path}[{count}]", line.body, match, name)
        count += 1
    return [line for line in [*rest, *pending] if not ICON.fullmatch(line.text)]


def _name(before: Passage, pending: list[Line]) -> Passage:
    """A file's name without the icon's text; from the line before when this one has none."""
    name = without_icon(before)
    if not name and pending:
        name = without_icon(pending[0].body)
    return name


def without_icon(place: Passage) -> Passage:
    match = ICON.match(place.text)
    return (place.cut(match.end()) if match else place).strip(" \t|")


def _put_row(builder: DraftBuilder, path: str, row: Passage, match: re.Match[str], name: Passage) -> None:
    size, downloads = row.group(match, "size"), row.group(match, "downloads")
    builder.put(f"{path}.title", name.text or None, name)
    builder.put(f"{path}.type", row.group(match, "type").text, row.group(match, "type"))
    builder.put(f"{path}.language", row.group(match, "language").text or None, row.group(match, "language"))
    builder.put(f"{path}.size_kb", kilobytes(size.text), size)
    builder.put(f"{path}.status", row.group(match, "status").text, row.group(match, "status"))
    builder.put(f"{path}.downloads", int(downloads.text) if downloads else None, downloads)
    if not name:
        builder.warn("value-lost", "The name of this file is missing.", path=f"{path}.title", place=row)
