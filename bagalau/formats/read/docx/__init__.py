"""DOCX documents, read from their XML: headings, numbered items, tables, emphasis, notes and pages."""

from __future__ import annotations

import posixpath

from lxml import etree

from bagalau.formats.read.docx.body import Body, Context, Notes
from bagalau.formats.read.docx.numbers import Numbers
from bagalau.formats.read.docx.package import Package, W, broken
from bagalau.formats.read.docx.styles import Styles
from bagalau.formats.read.notation import finished
from bagalau.formats.reading import Reading

FORMAT = "docx"
CHANGES = ("ins", "del", "moveFrom", "moveTo")


def recognises(data: bytes, name: str) -> bool:
    """A zip archive with a Word document's part in it, or one that is damaged but named so."""
    return data.startswith(b"PK\x03\x04") and (b"word/document" in data or name.lower().endswith((".docx", ".docm")))


def read(data: bytes) -> Reading:
    package = Package(data)
    main = package.main_part()
    root = package.tree(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise broken()
    folder = posixpath.dirname(main)

    def part(name: str) -> etree._Element | None:
        return package.tree(posixpath.join(folder, name))

    notes = Notes({kind: _notes(part(f"{kind}s.xml"), kind) for kind in ("footnote", "endnote")})
    rendered = next(root.iter(W + "lastRenderedPageBreak"), None) is not None
    walk = Body(Context(Styles(part("styles.xml")), Numbers(part("numbering.xml")), notes, rendered))
    walk.blocks(body)
    walk.notes()
    return finished(walk.flow.text(), FORMAT)


def has_tracked_changes(data: bytes) -> bool:
    """Whether the body of a document still shows what was inserted, deleted or moved; a Problem if it is damaged."""
    package = Package(data)
    root = package.tree(package.main_part())
    return root is not None and next(root.iter(*(W + name for name in CHANGES)), None) is not None


def _notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    return {} if root is None else {note.get(W + "id", ""): note for note in root.iterfind(W + kind)}
