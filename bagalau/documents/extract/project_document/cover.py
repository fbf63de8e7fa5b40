"""The cover of a project document: labels and values in a table, in lines, or in two columns of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.project_document.labels import label_of
from bagalau.documents.extract.project_document.tables import columns_of, compiled, row_of
from bagalau.documents.extract.values import money
from bagalau.formats.reading import Block, Passage

_SOURCE_LINE = re.compile(
    r"[\s•▪*-]{0,9}(?P<name>[^\s:\d][^:\d]{1,60}?)\s{0,9}:\s{0,9}(?P<amount>(?:[A-Z$€]{1,4}\s?)?\d[\d,. ]{2,20}\*?)$"
)
LONGEST_LINE = 200_000  # characters
MOST_CELLS = 60  # a line has fewer; a damaged one with more is read so far
_YEAR = re.compile(r"(?:Year\s{1,3})?(?P<year>20\d\d)(?:\s{1,3}(?:AWP|budget)){0,2}$", re.IGNORECASE)
_SIGNED = compiled(
    party=r"agreed by|party|parties|on behalf of|сторона|согласовано",
    position=r"position|title|function|должность",
    name=r"name|имя|ф\.?\s?и\.?\s?о",
    signed=r"date\b|signed|дата",
)
_MONEY = compiled(
    name=r"(?:funding )?source|contribut|donor|источник",
    under=r"listed under|resources|kind|ресурсы",
    amount=r"amount|total|сумма",
)
_GOES_ON = {"description", "agreed"}  # paragraphs follow, blank lines or not
_ENDS_AT_ONCE = {"regular", "other", "year", "required", "allocated", "unfunded", "in_kind"}


@dataclass
class Found:
    """A label met on the cover with the places of its value."""

    name: str
    label: Passage
    places: list[Passage] = field(default_factory=list)
    column: int | None = None  # where the value begins on its line, in a cover set with blanks
    cell: bool = False  # the value stands in a table: nothing on later lines belongs to it


@dataclass
class Cover:
    """Everything found: labelled values, yearly budgets, and names with an amount (sources of money)."""

    found: list[Found] = field(default_factory=list)
    years: dict[str, Found] = field(default_factory=dict)
    sources: list[tuple[Passage, Passage, str | None]] = field(default_factory=list)  # and under which label
    signed: list[dict[str, Passage]] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)  # "* in national currency …"
    under: str | None = None  # "regular" or "other", whichever label was met last

    def first(self, name: str) -> Found | None:
        """The first of a name that has a value; else the first without."""
        of_name = [found for found in self.found if found.name == name]
        return next((found for found in of_name if found.places), of_name[0] if of_name else None)

    def places(self, name: str) -> list[Passage]:
        found = self.first(name)
        return found.places if found else []


def cells_of(block: Block) -> list[Passage]:
    """The cells of a row, or the columns of a line set apart by blanks; a line without end is one cell."""
    if len(block.text) > LONGEST_LINE:
        return [block.passage.strip()]
    cells = block.cells
    if len(cells) > 1:
        return cells
    return [cell.strip() for cell in block.passage.strip().split(r" {2,}") if cell.strip()]


def read_cover(draft: DraftBuilder, blocks: Sequence[Block]) -> Cover:
    """Collect the labels and values of a cover."""
    cover = Cover()
    columns: dict[int, str] = {}
    last_line = 0
    for block in blocks:
        cells = cells_of(block)[:MOST_CELLS]
        whole = block.passage.strip()
        if block.kind != "row" and (label := label_of(whole)) and label[0] in {"description", "agreed"}:
            cells = [whole]
        columns = _table(columns if block.line == last_line + 1 else {}, block, cells)
        if columns:
            _read_row(draft, cover, row_of(cells, columns))
        elif block.kind != "row" and not any(label_of(cell) for cell in cells):
            _go_on(cover, block, block.line == last_line + 1)
        else:
            at = 0
            while at < len(cells):
                at = _read_cell(draft, cover, block, cells, at)
        last_line = block.line
    return cover


def _table(columns: dict[int, str], block: Block, cells: Sequence[Passage]) -> dict[int, str]:
    """The columns of the table that a row stands in, or heads: one of signatures, or one of money by source."""
    if block.kind != "row":
        return {}
    for kind, least in ((_SIGNED, {"party", "name"}), (_MONEY, {"name", "amount"})):
        found = columns_of(cells, kind)
        if least <= set(found.values()):
            return found
    return columns if len(cells) > max(columns, default=0) else {}


def _read_row(draft: DraftBuilder, cover: Cover, row: dict[str, Passage]) -> None:
    """A row of signatures, or of money by source."""
    draft.understood(*row.values())
    if "amount" in row and "name" in row and is_amount(row["amount"]):
        under = row["under"].text.lower() if "under" in row else ""
        cover.under = next((kind for kind in ("regular", "other") if kind in under), cover.under)
        cover.sources.append((row["name"], row["amount"], cover.under))
    elif "party" in row and not _SIGNED[0][1].match(row["party"].text):
        cover.signed.append(row)


def _read_cell(draft: DraftBuilder, cover: Cover, block: Block, cells: list[Passage], at: int) -> int:
    """Read the label at a cell with its value; gives the index of the next cell to read."""
    cell = cells[at]
    following = cells[at + 1] if at + 1 < len(cells) else None
    label = label_of(cell)
    if label is None:
        if cell and following is not None and is_amount(following):
            if of_year := _YEAR.match(cell.text[:40]):
                cover.years[of_year["year"]] = Found("year", cell, [following])
                draft.understood(cell)
                return at + 2
            cover.sources.append((cell, following, cover.under))
            return at + 2
        return at + 1
    name, width, year = label
    found = Found(name, cell.cut(0, width), cell=block.kind == "row")
    value, used = cell.cut(width).strip(), 1
    if not value and following is not None and label_of(following) is None:
        value, used = following, 2
    if value:
        found.places.append(value)
        found.column = value.start - block.passage.start
    cover.found.append(found)
    cover.under = name if name in {"regular", "other"} else cover.under
    if year:
        cover.years[year] = found
    draft.understood(found.label)
    return at + used


def is_amount(cell: Passage) -> bool:
    return len(cell.text) < 60 and bool(re.search(r"\d{3}", cell.text)) and money(cell.text.strip("* ")) is not None


def _go_on(cover: Cover, block: Block, adjacent: bool) -> None:
    """A line without label goes on with the value above it, or begins it where the label stood alone."""
    place = block.passage.strip()
    if re.match(r"\*(?!\*)", place.text) and cover.sources:
        cover.notes.append(place.strip("* "))
        return
    source = _SOURCE_LINE.match(place.text) if len(place.text) < 120 else None
    if source and any(found.name == "allocated" for found in cover.found):
        name, amount = place.group(source, "name"), place.group(source, "amount")
        cover.sources.append((name, amount, cover.under))
        return
    last = cover.found[-1] if cover.found else None
    if last is None or last.cell or not (last.name in _GOES_ON or (adjacent and last.name not in _ENDS_AT_ONCE)):
        return
    column = place.start - block.passage.start
    near = [found for found in cover.found[-2:] if found.column is not None and abs(found.column - column) <= 3]
    (near[-1] if near and column > 3 else last).places.append(place)
