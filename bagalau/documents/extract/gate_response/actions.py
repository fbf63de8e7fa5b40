"""Key action rows of GATE: ``ACTION RESPONSIBLE yyyy/mm Status COMMENT``, in cells or run together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bagalau.documents.extract.gate_response.known import STATUSES
from bagalau.documents.extract.gate_response.responsible import (
    anchor_pattern,
    likely_boundary,
    repeated_at,
    sure_boundary,
)
from bagalau.formats.reading import Passage

_STATUS = "|".join(status.replace(" ", r"\s") for status in sorted(STATUSES, key=len, reverse=True))
_DUE = r"(?<![\d/])(?P<due>\d{4} ?/ ?\d{1,2}(?: ?/ ?\d{1,2})?)(?![\d/])"
_KNOWN = re.compile(rf"{_DUE}[ \t|]{{0,9}}\n?[ \t|]{{0,9}}(?P<status>{_STATUS})(?![\w-])")
_UNKNOWN = re.compile(rf"{_DUE}[ \t|]{{1,9}}(?P<status>[A-Z][\w-]+(?: [A-Z][\w-]+){{0,2}})")
_WITHOUT_DUE = re.compile(rf"[ \t|](?P<due>)(?P<status>{_STATUS})[ \t|]{{0,9}}$", re.MULTILINE)
_MARKS = " \t\r\n|"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """The places of one row; ``responsible`` is empty where the boundary to the action cannot be told.

    ``found`` says how the boundary was found: ``cells``, ``sure``, ``likely``, ``repeated``, ``lost``.
    """

    text: Passage
    responsible: Passage
    due: Passage
    status: Passage
    comment: Passage
    found: str = "lost"


def action_rows(region: Passage) -> list[ActionRow]:
    """The rows of a table of key actions, those without cells still with action and responsible in one."""
    anchors = _anchors(region.text)
    if not anchors:
        return []
    rows: list[ActionRow] = []
    start = 0
    for index, anchor in enumerate(anchors):
        last = index + 1 == len(anchors)
        gap = region.cut(anchor.end(), None if last else anchors[index + 1].start())
        comment = len(gap.text) if last else _comment_end(gap.text)
        before = region.cut(start, anchor.start())
        text, responsible = _cells(before)
        rows.append(
            ActionRow(
                text,
                responsible,
                region.group(anchor, "due"),
                region.group(anchor, "status"),
                gap.cut(0, comment).strip(_MARKS),
                "cells" if responsible else "lost",
            )
        )
        start = anchor.end() + comment
    return rows


def _anchors(text: str) -> list[re.Match[str]]:
    """Deadline and status of each row: the first on a line; what follows on that line stands in a comment."""
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    first: dict[int, re.Match[str]] = {}
    for pattern in (_KNOWN, _UNKNOWN):
        for match in pattern.finditer(text):
            first.setdefault(bisect_right(lines, match.start()), match)
    found = first or {bisect_right(lines, match.start()): match for match in _WITHOUT_DUE.finditer(text)}
    return [found[line] for line in sorted(found)]


def _comment_end(gap: str) -> int:
    """How far the comment reaches into the text between one row's status and the next row's deadline."""
    lines: list[tuple[int, str]] = []
    at = 0
    for line in gap.split("\n"):
        lines.append((at, line.strip(_MARKS)))
        at += len(line) + 1
    same_line, own, own_at = lines[0][1], lines[-1][1], lines[-1][0]
    between = [start for start, line in lines[1:-1] if line]
    if not between:
        return own_at
    if not same_line:  # a comment would begin beside its status, unless each cell has a line of its own
        return between[-2] if not own and len(between) > 2 else between[0]
    return own_at if len(own.split()) > 8 else between[-1]


def _cells(before: Passage) -> tuple[Passage, Passage]:
    """Action and responsible where cells or lines keep them apart; else all as action, and an empty passage."""
    trimmed = before.strip(_MARKS)
    if "\t" in trimmed.text or "|" in trimmed.text:
        cells = [cell.strip() for cell in trimmed.split(r"[\t|]") if cell.strip()]
        return max(cells[:-1], key=lambda cell: len(cell.text)), cells[-1]
    if before.text.rstrip(" ").endswith("\n") and "\n" in trimmed.text:
        at = trimmed.text.rfind("\n")
        return trimmed.cut(0, at).strip(), trimmed.cut(at).strip()
    return trimmed, trimmed.cut(0, 0)


def with_responsible(rows: Sequence[ActionRow], units: Sequence[str]) -> list[ActionRow]:
    """The rows with action and responsible parted; each row of the document is evidence for the others."""
    anchors = anchor_pattern(units)
    first = [_parted(row, repeated_at(row.text.text), "repeated") for row in rows]
    first = [_parted(row, sure_boundary(row.text.text, anchors), "sure") for row in first]
    names = {row.responsible.text for row in first if row.found in {"cells", "sure"}}
    sure = sorted(names, key=len, reverse=True)[:200]
    return [_parted(row, likely_boundary(row.text.text, sure, anchors), "likely") for row in first]


def _parted(row: ActionRow, at: int | None, how: str) -> ActionRow:
    if row.found != "lost" or at is None:
        return row
    return replace(row, text=row.text.cut(0, at).strip(), responsible=row.text.cut(at).strip(), found=how)
