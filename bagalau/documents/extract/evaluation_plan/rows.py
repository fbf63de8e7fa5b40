"""The rows of a plan: number, title, type, partners, dates, stakeholders, budget, status; often without separators."""

from __future__ import annotations

import re
from itertools import pairwise

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.forms import STATUSES, TYPES, one_of, words
from bagalau.documents.extract.erc.items import ALONE
from bagalau.documents.extract.erc.lines import EDGES, Line
from bagalau.documents.extract.values import MONTHS, flag, iso_date, money
from bagalau.formats.reading import Passage

HEADER = re.compile(
    r"[|\s]*(?:S\.?\s*/?N\.?|No\.?|#|№)\W+(?:Evaluation )?Title\W+(?:Evaluation )?Type\b", re.IGNORECASE
)
COLUMNS = (
    ("number", r"S\.?\s*/?N\.?|No\.?|#|№"),
    ("title", r"(?:evaluation )?title"),
    ("type", r"(?:evaluation )?type"),
    ("partners", r"partners.*|joint.*"),
    ("planned_end", r"planned.*|plan date"),
    ("completed", r"completion.*|completed.*"),
    ("stakeholders", r"(?:key )?stake\s?holders.*"),
    ("budget", r"(?:evaluation )?(?:budget|resource).*|estimated cost.*"),
    ("funding_source", r".*source.*fund.*|fund.*"),
    ("status", r"status"),
    ("management_response", r"(?:mgmt|management).*"),
)
START = re.compile(r"(\d{1,3})\.?(?:[\s|]+(?=\S)|$)")
MONTH = "|".join(sorted((name for name in MONTHS if name.isascii()), key=len, reverse=True))
DATE = re.compile(
    r"(?<![\d/])(?:\d{1,2}/\d{4}|\d{4}/\d{1,2}(?:/\d{1,2})?"
    rf"|(?:\d{{1,2}} )?(?:{MONTH})\.?,? \d{{4}})(?![\d/])",
    re.IGNORECASE,
)
TYPE = re.compile(rf"(?<!\w)(?:{one_of(TYPES)})(?!\w|\s+with\b)")
STATUS = re.compile(rf"(?<!\w)(?:{one_of(STATUSES)})(?!\w)")
AMOUNT = re.compile(r"(?<![\w,.])(?:US\s?\$|USD|\$)?\s?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{4,}(?:\.\d+)?)(?![\w,])")
YES_NO = re.compile(r"(?<!\w)(Yes|No)\W*$", re.IGNORECASE)
CELL = r"[|\t](?!\s{0,40}\n)"
LONGEST_ROW = 20_000
HEAD_LINES = 4
FEW_CELLS = 5
SHORT = 40
LONGEST_HEAD = 2000
NEEDED = {"title", "type", "planned_end"}


def put_rows(builder: DraftBuilder, lines: list[Line]) -> None:
    """Store the rows of the table; the lines of its head come first."""
    starts = _starts(lines) or _rows_of_cells(lines)
    if not starts:
        builder.understood(*(line.place for line in lines[:HEAD_LINES]))
        return
    head = lines[: starts[0]]
    builder.understood(*(line.place for line in head))
    columns = _columns(head)
    for at, (start, end) in enumerate(pairwise([*starts, len(lines)])):
        row = lines[start].body.to(lines[end - 1].body)
        _put_row(builder, f"evaluations[{at}]", row, columns)


def _starts(lines: list[Line]) -> list[int]:
    """The lines on which the rows begin: those that open with the next number."""
    found: list[int] = []
    for at, line in enumerate(lines):
        match = START.match(line.text) or ALONE.fullmatch(line.text)
        if match and int(match[1]) == len(found) + 1 and (at or not HEADER.match(line.text)):
            found.append(at)
    return found


def _rows_of_cells(lines: list[Line]) -> list[int]:
    """The rows of a table that has no numbers: every line of many cells below its head."""
    if not lines or "number" in _columns(lines[:1]):
        return []
    return [at for at, line in enumerate(lines) if at and len(line.body.split(CELL)) >= FEW_CELLS]


def is_table_head(text: str) -> bool:
    """Whether a line names the columns of a plan: in the order of the site, or in any order in cells of their own."""
    cells = re.split(r"[|\t]", text) if len(text) < LONGEST_HEAD else []
    return HEADER.match(text) is not None or (len(cells) >= FEW_CELLS and {_column(cell) for cell in cells} >= NEEDED)


def _column(cell: str) -> str | None:
    """The field that a cell of the table's head names."""
    cell = " ".join(cell.split())
    return next((name for name, pattern in COLUMNS if re.fullmatch(pattern, cell, re.IGNORECASE)), None)


def _columns(head: list[Line]) -> list[str | None]:
    """The fields that the cells of the head name, where the head kept its cells."""
    cells = [cell.strip().text for line in head for cell in line.body.split(r"[|\t]")]
    if len(cells) < 4:
        return []
    return [_column(cell) for cell in cells]


def _put_row(builder: DraftBuilder, path: str, row: Passage, columns: list[str | None]) -> None:
    builder.understood(row)
    cells = [cell.strip() for cell in row.split(CELL)]
    if len(cells) >= FEW_CELLS:
        names = columns or [name for name, _ in COLUMNS]
        places = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
    else:
        places = _cut(row.cut(0, LONGEST_ROW))
    _put_places(builder, path, places)
    if "type" not in places or "planned_end" not in places:
        builder.warn("row-unclear", "The cells of this row cannot be told apart.", path=f"{path}.title", place=row)


def _cut(row: Passage) -> dict[str, Passage]:
    """The cells of a row without separators: cut at the type, the dates, the last amount and the status."""
    places: dict[str, Passage] = {}
    number = START.match(row.text)
    if number:
        places["number"] = row.group(number, 1)
        row = row.cut(number.end())
    kind, date = _type_and_date(row.text)
    if kind is None or date is None:
        return {**places, "title": row.strip(EDGES)}
    places |= {
        "title": row.cut(0, kind.start()).strip(EDGES),
        "type": row.group(kind),
        "partners": row.cut(kind.end(), date.start()).strip(EDGES),
        "planned_end": row.group(date),
    }
    after = row.cut(date.end())
    second = DATE.match(after.text, len(after.text) - len(after.text.lstrip(" \t\n-–—")))
    if second:
        places["completed"] = after.group(second)
        after = after.cut(second.end())
    return places | _cut_rest(after)


def _type_and_date(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The first date with a type before it, and the last type before that date: a title may hold both words too.

    A type right before a date is surest; then one on a line of its own: partners may hold such words as well.
    """
    kinds = list(TYPE.finditer(text))
    for kind in kinds:
        rest = text[kind.end() : kind.end() + SHORT]
        if date := DATE.match(text, kind.end() + len(rest) - len(rest.lstrip(EDGES))):
            return kind, date
    for date in DATE.finditer(text):
        before = [kind for kind in kinds if kind.end() <= date.start()]
        if before:
            alone = [kind for kind in before if _fills_line(text, kind)]
            return (alone or before)[-1], date
    return None, None


def _fills_line(text: str, match: re.Match[str]) -> bool:
    end = text.find("\n", match.end())
    start = text.rfind("\n", 0, match.start()) + 1
    return start > 0 and text[start : end if end >= 0 else None].strip(EDGES) == match.group()


def _cut_rest(rest: Passage) -> dict[str, Passage]:
    """Stakeholders, budget, source of funding, status and response: what follows the dates of a row."""
    places: dict[str, Passage] = {}
    if statuses := list(STATUS.finditer(rest.text)):
        last = statuses[-1]
        places["status"] = rest.group(last)
        tail = rest.cut(last.end())
        if said := YES_NO.search(tail.text):
            places["management_response"] = tail.group(said, 1)
        rest = rest.cut(0, last.start())
    if amounts := list(AMOUNT.finditer(rest.text)):
        last = amounts[-1]
        places["budget"] = rest.group(last)
        places["funding_source"] = rest.cut(last.end()).strip(EDGES)
        rest = rest.cut(0, last.start())
    places["stakeholders"] = rest.strip(" \t\n|-–—")
    return places


def _put_places(builder: DraftBuilder, path: str, places: dict[str, Passage]) -> None:
    """Store the cells of a row as values."""
    nothing = builder.reading.passage(0, 0)
    for name, _ in COLUMNS:
        place = places.get(name, nothing)
        builder.put(f"{path}.{name}", _value(name, place.text), place)
        if name == "budget":
            _put_fund(builder, path, place, places)


def _put_fund(builder: DraftBuilder, path: str, place: Passage, places: dict[str, Passage]) -> None:
    """The currency of the page, and the source of funding where the amount's cell holds it as well."""
    amount = AMOUNT.search(place.text)
    if amount is None:
        return
    builder.put(f"{path}.budget", money(amount.group()), place.group(amount))
    builder.put(f"{path}.currency", "USD")
    source = place.cut(amount.end()).strip(EDGES) or place.cut(0, amount.start()).strip(EDGES)
    if source:
        places.setdefault("funding_source", source)


def _value(name: str, text: str) -> object:
    """The text of a cell as the value of its field; None where it is no such value."""
    if name == "number":
        return int(text) if text.isdigit() else None
    if name in {"planned_end", "completed"}:
        return iso_date(text)
    if name == "budget":
        return money(text)
    if name == "management_response":
        return flag(text)
    return words(text)
