"""``docs/reading.md``: the formats and kinds of documents that are read, their fields, and the doubts there can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bagalau.cli.docs.markdown import code, document, table
from bagalau.cli.docs.warnings import Doubt, doubts
from bagalau.documents.extract import EXTRACTORS, Extractor
from bagalau.documents.extract.shapes import Field
from bagalau.formats.read import MAX_BYTES, MAX_PAGES, MAX_TEXT, READERS

NAME = "reading.md"
INTRODUCTION = """
A file becomes a reading (text in one notation, with lines and pages), the reading a draft (a record, the place of every
value, doubts, and the lines that nobody understood), and the draft a part of the record once a person accepted it.

The kind of a document is told by its content, not by its name. A document of no known kind is refused.
"""
KINDS = """
| Kind | What it holds |
| --- | --- |
| text | one line |
| long | paragraphs |
| date | ISO, as precise as the document: 2018, 2018-12, 2019-01-09 |
| money | a number; the currency stands beside it |
| number | a number |
| flag | yes, no, or not stated |
| flags | yes or no for each of several, such as the quarters of a year |
| choice | one of the values named; another one is kept, with a doubt |
| texts | a list of lines |
| group | one set of fields: `a.b` |
| rows | any number of sets of fields: `a[].b` |

A field marked with \\* is one that such a document, or such a row, always has.
"""
DOUBTS = """
A doubt can be settled or left; an error keeps the draft out of the record until it is mended.
"""


def page() -> str:
    """The whole page."""
    limits = (
        f"Formats: {', '.join(reader.FORMAT for reader in READERS)}. "
        f"At most {MAX_BYTES // 2**20} MB, {MAX_PAGES:,} pages and {MAX_TEXT:,} characters of text."
    )
    parts = [_part(extractor) for extractor in EXTRACTORS]
    found = table(["Code", "Severity", "What it says"], (_row(doubt) for doubt in doubts()))
    return document(
        "What is read", INTRODUCTION, limits, "## Kinds of fields", KINDS, *parts, "## Doubts", DOUBTS, found
    )


def _part(extractor: Extractor) -> str:
    head = ["Field", "Label", "Kind", "Values"]
    name = f"{code(extractor.KIND)}, from {code(extractor.SYSTEM)}"
    return f"## {extractor.LABEL}\n\n{name}\n\n{table(head, _fields(extractor.SHAPE))}"


def _fields(shape: Sequence[Field], prefix: str = "") -> Iterator[list[str]]:
    for one in shape:
        star = " \\*" if one.required else ""
        yield [code(prefix + one.name) + star, one.label, one.kind, "; ".join(one.choices)]
        yield from _fields(one.fields, f"{prefix}{one.name}{'[]' if one.kind == 'rows' else ''}.")


def _row(doubt: Doubt) -> list[str]:
    return [code(doubt.code), ", ".join(sorted(doubt.severities)), " / ".join(sorted(doubt.sentences))]
