"""Key actions: the rows of text, responsible, due date, status and comment under a management response."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.lines import EDGES
from bagalau.documents.extract.values import iso_date
from bagalau.formats.reading import Passage

HEADER = re.compile(r"Key\s+Actions?\W+Responsible[^\n]*?(?:Documents?|Comments?|Status)[|\t ]*$", re.I | re.M)
DAY = r"\d{4}[/-]\d{1,2}(?:[/-]\d{1,2})?|\d{1,2}/\d{4}"
STAMP = re.compile(
    rf"\[\s*Added\s*:\s*(?P<added>{DAY})\s*\](?:\s*\[\s*Last\s+Updated\s*:\s*(?P<updated>{DAY})\s*\])?", re.IGNORECASE
)
STATUSES = (
    "Not Initiated",
    "Initiated",
    "Completed",
    "Overdue",
    "Overdue-Initiated",
    "Overdue-Not Initiated",
    "No Longer Applicable",
    "No deadline established",
)
STATUS = (
    r"(?P<status>Overdue\s*[-–—?]\s*(?:Not\s+)?Initiated|Not\s+Initiated|Initiated|Completed|Overdue"
    r"|No\s+Longer\s+Applicable|No\s+deadline\s+established)(?![a-z])"
)
ROW = re.compile(rf"(?<!\d)(?P<due>{DAY}|(?i:No\s+due\s+date|No\s+deadline(?:\s+established)?))[\s|]+{STATUS}")
DATED = re.compile(rf"(?<!\d)(?P<due>{DAY})[ \t|]*$", re.MULTILINE)
UNDATED = re.compile(rf"(?:^|(?<=[\s|])){STATUS}")
JUSTIFICATION = re.compile(r"\[\s*Justification\s*:\s*(?P<text>[^\]]*)\]?", re.IGNORECASE)
HISTORY = re.compile(r"(?:^|(?<=[\s|]))History[ \t|]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Action:
    """One key action as passages; a cell that is missing is empty."""

    text: Passage
    stamp: Passage
    added: Passage
    updated: Passage
    responsible: Passage
    due: Passage
    status: Passage
    rest: Passage


def read_actions(table: Passage) -> list[Action]:
    """The rows of a table of key actions, whether or not its cells kept their separators."""
    stamps = list(STAMP.finditer(table.text))
    if not stamps:
        return _unstamped(table)
    found: list[Action] = []
    start, length = 0, table.end - table.start
    for stamp, limit in zip(stamps, [*(following.start() for following in stamps[1:]), length], strict=True):
        after = table.cut(stamp.end(), limit)
        after = after if limit == length else after.cut(0, _row_end(after.text))
        found.append(_action(table.cut(start, stamp.start()).strip(EDGES), table, stamp, after))
        start = after.end - table.start
    return found


def _row_end(text: str) -> int:
    """Where a row ends before the text of the next action begins.

    A row that was ever updated ends in a link "History"; another in the line of its status, or in its justification.
    """
    row = _status_of(text)
    after = row.end() if row else 0
    if history := HISTORY.search(text, after):
        return history.end()
    justified = JUSTIFICATION.match(text[after:].lstrip())
    if justified:
        after = text.index(justified.group(), after) + justified.end()
    line = text.find("\n", after)
    return len(text) if line < 0 else line


def _status_of(text: str) -> re.Match[str] | None:
    """The due date with its status; of a row without one of them, the other in its first lines."""
    return ROW.search(text) or UNDATED.search(text, 0, 400) or DATED.search(text, 0, 400)


def _action(text: Passage, table: Passage, stamp: re.Match[str], after: Passage) -> Action:
    nothing = after.cut(0, 0)
    row = _status_of(after.text)
    due, status = (after.group(row, name) if row and name in row.groupdict() else nothing for name in ("due", "status"))
    return Action(
        text,
        table.group(stamp),
        table.group(stamp, "added"),
        table.group(stamp, "updated"),
        after.cut(0, row.start()).strip(EDGES) if row else nothing,
        due,
        status,
        after.cut(row.end()) if row else after,
    )


def _unstamped(table: Passage) -> list[Action]:
    """Rows of a page that does not say when actions were added: cut at the ends of lines with a status."""
    found: list[Action] = []
    start = 0
    text = table.text
    rows = list(ROW.finditer(text))
    for at, row in enumerate(rows):
        limit = rows[at + 1].start() if at + 1 < len(rows) else len(text)
        line = text.find("\n", row.end(), limit)
        end = limit if at + 1 == len(rows) or line < 0 else line
        action, responsible = _text_and_responsible(table.cut(start, row.start()))
        nothing = table.cut(0, 0)
        found.append(
            Action(
                action,
                nothing,
                nothing,
                nothing,
                responsible,
                table.group(row, "due"),
                table.group(row, "status"),
                table.cut(row.end(), end),
            )
        )
        start = end
    return found


def _text_and_responsible(before: Passage) -> tuple[Passage, Passage]:
    """What stands before a due date: cut at the cells, or before the last line; otherwise all of it is text."""
    before = before.strip(EDGES)
    cells = [cell for cell in before.split(r"[|\t]|\n") if cell.strip()]
    if len(cells) < 2:
        return before, before.cut(0, 0)
    last = cells[-1]
    return before.cut(0, last.start - before.start).strip(EDGES), last.strip(EDGES)


def put_actions(builder: DraftBuilder, path: str, table: Passage) -> None:
    """Store the key actions of a table under a path."""
    builder.put(path, [])
    if header := HEADER.search(table.text):
        builder.understood(table.group(header))
        table = table.cut(header.end())
        table = table.cut(len(table.text) - len(table.text.lstrip(" |:-\t\n")))
    for at, action in enumerate(read_actions(table)):
        _put_action(builder, f"{path}[{at}]", action)


def _put_action(builder: DraftBuilder, row: str, action: Action) -> None:
    builder.put_text(f"{row}.text", action.text)
    builder.put_text(f"{row}.responsible", action.responsible)
    due = iso_date(action.due.text)
    builder.put(f"{row}.due", due, action.due)
    builder.put(f"{row}.status", status_name(action.status.text), action.status)
    builder.put(f"{row}.added", iso_date(action.added.text), action.added)
    builder.put(f"{row}.updated", iso_date(action.updated.text), action.updated)
    builder.understood(action.stamp)
    _put_rest(builder, row, action.rest, told=bool(action.due or action.status))
    if not action.status:
        builder.warn("value-lost", "No status can be told.", path=f"{row}.status", place=action.text)
    if action.text and not action.responsible:
        builder.warn("value-lost", "No responsible can be told.", path=f"{row}.responsible", place=action.text)
    if "?" in action.responsible.text:
        builder.warn(
            "responsible-several",
            "Several responsibles, or a lost character, at “?”.",
            path=f"{row}.responsible",
            place=action.responsible,
        )


def _put_rest(builder: DraftBuilder, row: str, rest: Passage, *, told: bool) -> None:
    """Store the comment and the justification that follow a status.

    Where neither due date nor status was ``told``, nobody knows which cell the words stand in: they stay unread.
    """
    if history := HISTORY.search(rest.text):
        builder.understood(rest.group(history))
        rest = rest.cut(0, history.start())
    why = JUSTIFICATION.search(rest.text)
    if why:
        builder.put_text(f"{row}.justification", rest.group(why, "text"))
        parts = [rest.cut(0, why.start()), rest.cut(why.end())]
        builder.understood(rest.group(why))
    else:
        parts = [rest]
    builder.put_text(f"{row}.comment", *(part.strip(EDGES) for part in parts if told))


def status_name(text: str) -> str | None:
    """A status as the list of statuses spells it; one that is not in the list stays as it is; None for no status."""
    plain = re.sub(r"\s*[-–—?]\s*", "-", re.sub(r"\s+", " ", text.strip()))
    return plain or None
