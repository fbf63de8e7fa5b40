"""How much a file may be, and the sentences that refuse more: every reader keeps to these."""

from __future__ import annotations

import time

from bagalau.lib.problems import Problem

MIB = 1 << 20
MAX_BYTES = 50 * MIB
"""Of the file as it is sent."""
MAX_PAGES = 2000
MAX_TEXT = 10_000_000
"""Characters of the text that comes out; a long project document has half a million."""
MAX_SECONDS = 120.0
"""For one file; looked at between pages, so a single page may overrun it."""


def refuse_size(size: int) -> None:
    if size > MAX_BYTES:
        raise Problem(
            "file-too-large",
            "This file has %(size)s MiB, and at most %(most)s MiB are read: make its pictures smaller, or split it.",
            status=413,
            values={"size": f"{size / MIB:.0f}", "most": MAX_BYTES // MIB},
        )


def refuse_pages(pages: int) -> None:
    if pages > MAX_PAGES:
        raise Problem(
            "too-many-pages",
            "This file has %(pages)s pages, and at most %(most)s are read: split it, and send the part you need.",
            status=413,
            values={"pages": pages, "most": MAX_PAGES},
        )


def refuse_text(characters: int) -> None:
    if characters > MAX_TEXT:
        raise Problem(
            "too-much-text",
            "This file holds more than %(most)s million characters of text, which is more than is read: split it.",
            status=413,
            values={"most": MAX_TEXT // 1_000_000},
        )


class Clock:
    """Counts the time that one file takes, from the moment it is made."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        if time.monotonic() > self._end:
            raise Problem(
                "too-slow",
                "This file takes too long to read: save it anew with the program that made it, or split it.",
                status=422,
            )
