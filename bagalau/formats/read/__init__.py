"""Reading files: bytes -> Reading, whatever the file is, or one sentence that says why not."""

from __future__ import annotations

from types import ModuleType

from bagalau.formats.read import docx as docx
from bagalau.formats.read import html, text
from bagalau.formats.read import pdf as pdf
from bagalau.formats.read.limits import MAX_BYTES, MAX_PAGES, MAX_TEXT, refuse_size
from bagalau.formats.read.refused import refuse
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem

__all__ = ["MAX_BYTES", "MAX_PAGES", "MAX_TEXT", "READERS", "read"]

READERS: tuple[ModuleType, ...] = (pdf, docx, html, text)
"""Asked in this order. Each has ``FORMAT``, ``recognises(data, name) -> bool`` and ``read(data) -> Reading``."""


def read(data: bytes, name: str) -> Reading:
    """Read a file by what it holds; its name counts only where the content leaves a doubt.

    Raises Problem, and nothing else, with status 413 for a file that is too large and 422 for one that cannot
    be read.
    """
    refuse_size(len(data))
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise Problem("empty-file", "This file is empty: check that it was saved, and send it again.", status=422)
    reader = next((reader for reader in READERS[:-1] if reader.recognises(data, name)), None)
    if reader is None:
        refuse(data)
        reader = READERS[-1]
    reading: Reading = reader.read(data)
    if not reading.text.strip():
        raise Problem("no-text", "There is no text in this file: check that it is the one you meant.", status=422)
    return reading
