"""Refusing a PDF whose packed parts would fill the memory, before PDFium unpacks them.

PDFium unpacks a stream up to a gigabyte. Pictures, attached files and fonts are not looked at: they are often large,
and are not unpacked to read text. This catches the crude cases; a server bounds the memory of its workers as well.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from bagalau.formats.read.limits import MIB
from bagalau.lib.problems import Problem

_MAX_STREAM = 24 * MIB
_MAX_ALL = 512 * MIB
_LEAST_PACKED = 30_000
"""Bytes from which ``_MAX_STREAM`` can be reached: deflate packs a thousandfold at most."""
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_OTHER = re.compile(rb"/Image\b|/EmbeddedFile\b|/Length1\b")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?[\s/]{0,8}/?(?:Fl|LZW)")
_HEAD = 1000
_CHUNK = MIB

MAX_OBJECTS = 500_000
"""On a page; a detailed map has some 50,000."""
MAX_LETTERS = 300_000
"""On a page; a page of small print has 10,000."""


def too_complex() -> Problem:
    return Problem(
        "pdf-too-complex",
        "A part of this PDF is far larger than a page can be: print it to a new PDF, and send that.",
        status=413,
    )


def refuse_bombs(data: bytes) -> None:
    """Raise a Problem when a stream of the file unpacks to too much, or is packed twice over."""
    if _TWICE.search(data):
        raise too_complex()
    total = 0
    for start, end in _packed(data):
        total += _unpacked(memoryview(data)[start:end])
        if total > _MAX_ALL:
            raise too_complex()


def _packed(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the large streams begin and end."""
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        if end - match.end() >= _LEAST_PACKED:
            head = data[max(0, match.start() - _HEAD) : match.start()]
            if not _OTHER.search(head, max(0, head.rfind(b" obj"))):
                yield match.end(), end


def _unpacked(packed: memoryview) -> int:
    """The size of a stream unpacked, of which nothing is kept. What is no deflate counts as nothing."""
    inflate = zlib.decompressobj()
    size, rest = 0, bytes(packed)
    try:
        while rest and not inflate.eof:
            size += len(inflate.decompress(rest, _CHUNK))
            rest = inflate.unconsumed_tail
            if size > _MAX_STREAM:
                raise too_complex()
    except zlib.error:
        return size
    return size
