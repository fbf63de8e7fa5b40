"""Reading files: bytes -> Reading, whatever the file is, or one sentence that says why not."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from types import ModuleType

from bagalau.formats.read import docx as docx
from bagalau.formats.read import html, text
from bagalau.formats.read import pdf as pdf
from bagalau.formats.read.limits import MAX_BYTES, MAX_PAGES, MAX_TEXT, refuse_size
from bagalau.formats.read.refused import refuse
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem
from bagalau.lib.texts import NO_SIGN

__all__ = ["MAX_BYTES", "MAX_PAGES", "MAX_TEXT", "READERS", "read"]

MAX_RUN = 200
LONG_RUN = re.compile(rf"(?:[^\S\n]|\|){{{MAX_RUN + 1},}}")

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
    reading = replace(reading, text=NO_SIGN.sub(" ", reading.text))
    if not reading.text.strip():
        raise Problem("no-text", "There is no text in this file: check that it is the one you meant.", status=422)
    return without_long_runs(reading)


def without_long_runs(reading: Reading) -> Reading:
    """The reading with every run of more than ``MAX_RUN`` blanks or bars in a line cut to that length.

    No layout needs more, and a pattern that looks for the end of a run must not walk over 100,000 of them again and
    again. Almost every reading is returned as it is.
    """
    if not LONG_RUN.search(reading.text):
        return reading
    edges = [*reading.pages, len(reading.text)] if reading.pages else [0, len(reading.text)]
    parts, pages, length = [reading.text[: edges[0]]], [], edges[0]
    for start, end in pairwise(edges):
        pages.append(length)
        part = LONG_RUN.sub(lambda run: run[0][:MAX_RUN], reading.text[start:end])
        parts.append(part)
        length += len(part)
    return Reading("".join(parts), reading.format, tuple(pages) if reading.pages else ())
