"""Writing the notation of a reading (see ``formats.reading``): what the HTML, DOCX and PDF readers share.

Emphasis marks a choice, so it is kept wherever it can be one, and dropped where it is mere style:

- headings lose it; so do words in bold that end with a colon, which are labels;
- in a table, a row that is bold throughout and a bold first cell are titles, and lose it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bagalau.formats.read.limits import refuse_pages, refuse_text
from bagalau.formats.reading import Reading

PAGE = "\f"
"""Stands in a reader's text where a page begins, until ``finished`` turns it into an offset."""

_BLANKS = re.compile(r"[ \t\n\r\v\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_SYMBOLS = {
    0xAD: "",  # a soft hyphen is not seen
    0x200B: "",
    0xFEFF: "",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF071: "☐",
    0xF0A3: "☐",
    0xF0FC: "✓",
    0xF0FE: "☒",
    0xF0FD: "☒",
    0xF078: "☒",
    0xF052: "☑",
}
"""Letters of the Symbol and Wingdings fonts, which have private code points, as the signs one sees; ligatures as the
letters they join."""


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def clean(text: str) -> str:
    """Blanks of every kind made one, symbols made readable."""
    return _BLANKS.sub(" ", text).translate(_SYMBOLS)


def plain(runs: Iterable[Run]) -> str:
    """The text of runs without their emphasis."""
    return clean("".join(run.text for run in runs)).strip(" ")


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of the same style become one; a blank takes the style of what is before it."""
    styled: list[Run] = []
    for run in runs:
        blank = not run.text.strip(" \f") and styled
        styled.append(Run(run.text, styled[-1].bold, styled[-1].italic) if blank else run)
    for (bold, italic), group in groupby(styled, key=lambda run: run[1:]):
        yield Run(clean("".join(run.text for run in group)), bold, italic)


def _written(run: Run) -> str:
    """One run with its marks; the marks stand close to the words, never around blanks or a label."""
    core = run.text.strip(" \f")
    label = run.bold and core.endswith(":")
    mark = "*" * (2 * (run.bold and not label) + run.italic)
    if not mark or not any(letter.isalnum() for letter in core):
        return run.text
    at = run.text.index(core)
    return f"{run.text[:at]}{mark}{core}{mark}{run.text[at + len(core) :]}"


def marked(runs: Iterable[Run]) -> str:
    """The text of runs with their emphasis."""
    return clean("".join(map(_written, _joined(runs)))).strip(" ")


def _is_bold(runs: Iterable[Run]) -> bool:
    return all(run.bold for run in runs if run.text.strip())


def row(cells: Sequence[Sequence[Run]]) -> str:
    """The cells of a table row on one line."""
    title = sum(bool(plain(cell)) for cell in cells) > 1 and all(map(_is_bold, cells))
    return "\t".join(
        marked(Run(run.text, False, run.italic) for run in cell)
        if title or (at == 0 and _is_bold(cell))
        else marked(cell)
        for at, cell in enumerate(cells)
    )


def finished(text: str, format_name: str, *, paged: bool = False) -> Reading:
    """The reading of a text in which ``PAGE`` stands between pages. Without one there are no pages known, unless
    the file is ``paged`` and has just one."""
    refuse_text(len(text))
    parts = text.split(PAGE)
    pages, at = [0], 0
    for part in parts[:-1]:
        at += len(part)
        pages.append(at)
    refuse_pages(len(pages))
    return Reading("".join(parts), format_name, tuple(pages) if paged or len(parts) > 1 else ())
