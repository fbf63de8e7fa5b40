"""CSV as a stream of lines: UTF-8 with a mark, so that Excel shows Cyrillic."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

MARKED = re.compile(r"[=+\-@\t\r']")
TOGETHER = 100
"""So many rows leave in one piece: sent one by one, each would cost more than it took to write."""


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV file in pieces of whole lines, written as they are asked for; the header is a piece of its own."""
    buffer = _Piece()
    writer = csv.writer(buffer, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    writer.writerow([neutral(name) for name in header])
    yield buffer.taken()
    for number, row in enumerate(rows, 1):
        writer.writerow([cell(value) for value in row])
        if number % TOGETHER == 0:
            yield buffer.taken()
    if buffer.parts:
        yield buffer.taken()


def cell(value: Any) -> str:
    """A value as text: a number without grouping, a date in ISO, True and False as 1 and 0, None as nothing."""
    if isinstance(value, str):  # nearly every value is
        return neutral(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return neutral(str(value))


def neutral(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe, which spreadsheets read as "this is text".

    Only text is touched, never a number; ``plain`` takes the apostrophe away again, so nothing is lost.
    """
    return f"'{text}" if MARKED.match(text) else text


def plain(text: str) -> str:
    """The text that ``neutral`` was given."""
    return text[1:] if text.startswith("'") else text


class _Piece:
    """What ``csv.writer`` writes to: holds some lines until they are taken."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts.append(text)
        return len(text)

    def taken(self) -> bytes:
        piece = "".join(self.parts).encode()
        self.parts.clear()
        return piece
