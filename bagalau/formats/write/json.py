"""JSON as a stream: an array of objects, one a line, with the names of the columns and typed values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

TOGETHER = 100
"""So many rows leave in one piece, as with CSV."""


def lines(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """An array in pieces, written as it is asked for; it is whole only with its last piece."""
    keys = [f"{json.dumps(name)}: " for name in names]
    yield b"["
    piece: list[str] = []
    before = "\n"
    for number, row in enumerate(rows, 1):
        cells = ", ".join(key + value(cell) for key, cell in zip(keys, row, strict=True))
        piece.append(f"{before}{{{cells}}}")
        before = ",\n"
        if number % TOGETHER == 0:
            yield _bytes(piece)
            piece = []
    yield _bytes([*piece, "\n]\n"])


def value(cell: Any) -> str:
    """A value as JSON: amounts exactly as they are, dates in ISO, what is missing as null."""
    if isinstance(cell, Decimal):
        return format(cell, "f") if cell.is_finite() else "null"
    if isinstance(cell, date):
        return f'"{cell.isoformat()}"'
    if cell is None or isinstance(cell, bool | int | float):
        return json.dumps(cell)
    return json.dumps(str(cell), ensure_ascii=False)


def _bytes(piece: list[str]) -> bytes:
    return "".join(piece).encode("utf-8", "replace")
