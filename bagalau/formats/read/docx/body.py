"""The body of a DOCX as lines: paragraphs, items, tables, text boxes and notes, as they are shown.

What was deleted with changes tracked is left out, what was inserted is kept; hidden text is left out. The headers and
footers of pages are not read: they repeat what the document says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from bagalau.formats.read.docx.numbers import Numbers
from bagalau.formats.read.docx.package import W
from bagalau.formats.read.docx.styles import Style, Styles, paragraph_style, run_style, value
from bagalau.formats.read.flow import Flow
from bagalau.formats.read.notation import PAGE, Run

_MAX_SPAN = 60
_BOX = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"noBreakHyphen": "-", "ptab": " "}
_GONE = {_BOX, *(W + name for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"))}


@dataclass
class Notes:
    """Footnotes and endnotes by their ids, and those that were referred to, in that order."""

    kinds: dict[str, dict[str, etree._Element]]
    met: list[etree._Element] = field(default_factory=list)

    def refer(self, kind: str, number: str) -> str:
        """The mark to put where the text refers to a note."""
        note = self.kinds.get(kind, {}).get(number)
        if note is None:
            return ""
        self.met.append(note)
        return f"[^{len(self.met)}]"


@dataclass
class Context:
    """What all parts of a document share. ``rendered`` says that its page breaks are marked as last shown."""

    styles: Styles
    numbers: Numbers
    notes: Notes
    rendered: bool


@dataclass
class Body:
    """Walks through block after block; a table's cell is walked by a body of its own."""

    context: Context
    flow: Flow = field(default_factory=Flow)
    _boxes: list[etree._Element] = field(default_factory=list)
    _in_heading: bool = False

    def blocks(self, holder: etree._Element) -> None:
        for node in holder:
            if node.tag == W + "p":
                self._paragraph(node)
            elif node.tag == W + "tbl":
                self._table(node)
            elif node.tag not in _GONE:
                self.blocks(node)

    def notes(self) -> None:
        """The notes that the text refers to, at its end."""
        met = self.context.notes.met
        at = 0
        while at < len(met):  # a note may refer to another
            self.flow.start(f"[^{at + 1}]: ")
            self.blocks(met[at])
            self.flow.start("")
            at += 1

    def _paragraph(self, node: etree._Element) -> None:
        properties = node.find(W + "pPr")
        style = paragraph_style(properties).over(self.context.styles.get(value(properties, "pStyle")))
        mark = self.context.numbers.mark(style.number, style.level or 0)
        heading = min(style.heading or 0, 6)
        if mark or heading:
            self.flow.start("#" * heading + " " * bool(heading) + (mark.lstrip() if heading else mark))
        self._in_heading = bool(heading)
        self._inside(node, style)
        boxes, self._boxes = self._boxes, []
        if mark or heading:
            self.flow.start("")
        self.flow.end()
        for box in boxes:
            self.blocks(box)

    def _inside(self, holder: etree._Element, style: Style) -> None:
        for node in holder:
            if node.tag == W + "r":
                self._run(node, style)
            elif node.tag == W + "txbxContent":
                self._boxes.append(node)
            elif node.tag not in _GONE:
                self._inside(node, style)

    def _run(self, node: etree._Element, style: Style) -> None:
        properties = node.find(W + "rPr")
        own = run_style(properties).over(self.context.styles.get(value(properties, "rStyle"))).over(style)
        for part in node:
            name = part.tag.removeprefix(W) if isinstance(part.tag, str) else ""
            if name == "t" and not own.hidden:
                self.flow.add(part.text or "", bool(own.bold), bool(own.italic))
            elif name in ("br", "cr", "tab", "lastRenderedPageBreak"):
                self._break(name, part.get(W + "type"))
            elif part.tag not in _GONE:
                self.flow.add(self._sign(name, part))
                self._inside(part, style)

    def _break(self, name: str, kind: str | None) -> None:
        if name == "lastRenderedPageBreak" or kind == "page":
            if (name == "lastRenderedPageBreak") == self.context.rendered:
                self.flow.add(PAGE)
        elif self._in_heading:
            self.flow.add(" ")
        elif name == "tab":
            self.flow.tab()
        else:
            self.flow.end()

    def _sign(self, name: str, part: etree._Element) -> str:
        """What a special part of a run shows."""
        if name in ("footnoteReference", "endnoteReference"):
            return self.context.notes.refer(name.removesuffix("Reference"), part.get(W + "id", ""))
        if name == "sym":
            return _symbol(part.get(W + "char", ""))
        if name == "fldChar":
            return _tick(part.find(f"{W}ffData/{W}checkBox"))
        return _SIGNS.get(name, "")

    def _table(self, node: etree._Element) -> None:
        """A table becomes rows. One that holds another table is a layout: its cells are read in turn."""
        self.flow.part()
        layout = next(node.iterdescendants(W + "tbl"), None) is not None
        for line in _rows(node):
            if layout:
                self.blocks(line)
            else:
                self.flow.rows(self._row(line))
        self.flow.part()

    def _row(self, line: etree._Element) -> list[list[Run]]:
        properties = line.find(W + "trPr")
        cells: list[list[Run]] = [[]] * _span(value(properties, "gridBefore"), 0)
        for cell in line.iter(W + "tc"):
            its = cell.find(W + "tcPr")
            merged = value(its, "vMerge")
            body = Body(self.context)
            if merged is None or merged == "restart":
                body.blocks(cell)
            cells.append(body.flow.runs())
            cells += [[]] * (_span(value(its, "gridSpan"), 1) - 1)
        return cells


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table that were not deleted."""
    return [line for line in table.iter(W + "tr") if line.find(f"{W}trPr/{W}del") is None and _table_of(line) is table]


def _table_of(line: etree._Element) -> etree._Element | None:
    return next(line.iterancestors(W + "tbl"), None)


def _span(text: str | None, missing: int) -> int:
    return min(int(text), _MAX_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 6 else missing


def _symbol(code: str) -> str:
    """A letter of a symbol font, given by its code; ``notation.clean`` makes it readable."""
    try:
        return chr(int(code, 16) | 0xF000)
    except (ValueError, OverflowError):
        return ""


def _tick(box: etree._Element | None) -> str:
    """A box to tick of a form."""
    if box is None:
        return ""
    ticked = value(box, "checked")
    ticked = value(box, "default") if ticked is None else ticked
    return "☐" if ticked in (None, "0", "false") else "☒"
