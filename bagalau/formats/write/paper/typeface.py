"""The typeface of papers: Noto Sans, which has the Kazakh letters. Its files lie in ``formats/fonts``."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "fonts"
FAMILY = "Noto Sans"


@cache
def letters() -> frozenset[int]:
    """The code points that the typeface can show, from its character map (OpenType ``cmap``)."""
    data = (FOLDER / "NotoSans-Regular.ttf").read_bytes()
    table = _table(data, b"cmap")
    count = struct.unpack_from(">H", table, 2)[0]
    starts = [struct.unpack_from(">HHL", table, 4 + 8 * place)[2] for place in range(count)]
    found: set[int] = set()
    for start in starts:
        form = struct.unpack_from(">H", table, start)[0]
        found |= {4: _segments, 12: _groups}.get(form, lambda _part: set())(table[start:])
    return frozenset(found)


def _table(data: bytes, name: bytes) -> bytes:
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _sum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        if tag == name:
            return data[offset : offset + length]
    raise ValueError(f"The typeface has no table {name!r}.")


def _segments(part: bytes) -> set[int]:
    """Format 4: runs of code points; one whose glyph is 0 is not there."""
    doubled = struct.unpack_from(">H", part, 6)[0]
    found = set()
    for place in range(0, doubled, 2):
        last, first, delta, offset = (
            struct.unpack_from(">H", part, start + place)[0]
            for start in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", part, 16 + 3 * doubled + place + offset + 2 * (code - first))[0]
            if glyph and (glyph + delta) % 0x10000:
                found.add(code)
    return found


def _groups(part: bytes) -> set[int]:
    """Format 12: runs of code points beyond the first 65,536, too."""
    count = struct.unpack_from(">L", part, 12)[0]
    runs = (struct.unpack_from(">LLL", part, 16 + 12 * place) for place in range(count))
    return {code for first, last, _glyph in runs for code in range(first, last + 1)}
