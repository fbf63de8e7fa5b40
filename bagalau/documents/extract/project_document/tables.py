"""Tables whose head says what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bagalau.documents.extract.markup import fold
from bagalau.formats.reading import Block, Passage

_MOST_COLUMNS = 20
Columns = tuple[tuple[str, re.Pattern[str]], ...]


def compiled(**columns: str) -> Columns:
    """Column heads by field, in the order in which they are tried."""
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in columns.items())


def columns_of(cells: Sequence[Passage], columns: Columns) -> dict[int, str]:
    """The field of each column by its head; each field once."""
    found: dict[int, str] = {}
    for index, cell in enumerate(cells[:_MOST_COLUMNS]):
        text = fold(cell.text[:80]).strip("*: ")
        for name, pattern in columns:
            if name not in found.values() and pattern.match(text):
                found[index] = name
                break
    return found


def row_of(cells: Sequence[Passage], columns: Mapping[int, str]) -> dict[str, Passage]:
    """The cells of a row by field; empty ones are left out."""
    return {name: cells[index] for index, name in columns.items() if index < len(cells) and cells[index]}


def is_rule(block: Block) -> bool:
    """Whether a row is the line under a table's head."""
    return not block.text.strip(" \t|:-")


def line_of(block: Block) -> Passage:
    """A heading or a line without the signs of its form."""
    return block.passage.strip(" \t#*_")
