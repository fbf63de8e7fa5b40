"""HTML pages: the text that is seen, its headings, lists, tables and emphasis."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from bagalau.formats.read.flow import Flow
from bagalau.formats.read.limits import refuse_text
from bagalau.formats.read.notation import Run, finished
from bagalau.formats.read.text import decode
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem

FORMAT = "html"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEGINS = re.compile(rb"\s*+(<\?xml[^>]*+>\s*+)?(?><!--.*?-->\s*+)*+<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKUP = re.compile(rb"<(p|div|table|h[1-6]|ul|ol|span|br)\b[^>]{0,500}>", re.I)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_UNSEEN = _names("head script style template noscript iframe object svg math datalist audio video canvas")
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hgroup hr html legend main menu nav optgroup p search section summary table tbody td "
    "tfoot th thead tr ul ol"
)
_APART = _names("p table ul ol dl section article blockquote hr")
_FORMED = ("dl", "ol", "table", "ul")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MAX_SPAN = 50
_TICKED, _OPEN = "☒ ", "☐ "


class Style(NamedTuple):
    """What an element takes over from those around it; ``depth`` is how many lists it stands in."""

    bold: bool = False
    italic: bool = False
    depth: int = 0


def recognises(data: bytes, name: str) -> bool:
    """HTML says so at its start; a part of a page is known by the file's name and some markup."""
    start = data[:8192].lstrip(codecs.BOM_UTF8)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "replace").encode()
    named = name.lower().endswith((".html", ".htm", ".xhtml"))
    return bool(_BEGINS.match(start) or (named and _MARKUP.search(start)))


def read(data: bytes) -> Reading:
    walk = _Walk()
    root = _parsed(_decoded(data))
    if root is not None:
        walk.element(root, Style())
    return finished(walk.flow.text(), FORMAT)


def _decoded(data: bytes) -> str:
    """By its mark, by what it declares where that is possible, else as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii", "replace").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name
        try:
            if not codecs.lookup(name).name.startswith("utf-16"):
                return data.decode(name)
        except (LookupError, UnicodeError):
            pass  # the page is not what it says: find out as for any text
    return decode(data)


def _parsed(text: str) -> etree._Element | None:
    refuse_text(len(text))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root: etree._Element | None = None
    with suppress(etree.ParserError, etree.XMLSyntaxError):  # an empty page is no tree; what matters is in the log
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Problem(
            "broken-html",
            "The elements of this page lie too deep in each other: open it in a browser, copy its text, and send that.",
            status=422,
        )
    return root


@dataclass
class _Walk:
    """Goes through the tree once; the parser has bounded its depth."""

    flow: Flow = field(default_factory=Flow)

    def element(self, node: etree._Element, style: Style) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(node):
            return
        special = getattr(self, f"_{tag}", None) or (self._heading if re.fullmatch("h[1-6]", tag) else None)
        if special:
            special(node, style)
        elif tag in _BLOCKS:
            self._block(node, style)
        else:
            self._inside(node, style)

    def _inside(self, node: etree._Element, style: Style) -> None:
        self.flow.add(node.text or "", style.bold, style.italic)
        for child in node:
            self.element(child, style)
            self.flow.add(child.tail or "", style.bold, style.italic)

    def _block(self, node: etree._Element, style: Style) -> None:
        end = self.flow.part if node.tag in _APART and not style.depth else self.flow.end
        end()
        self._inside(node, style)
        end()

    def _heading(self, node: etree._Element, style: Style) -> None:
        self.flow.start("#" * int(node.tag[1]) + " ")
        self._inside(node, style)
        self.flow.start("")

    def _b(self, node: etree._Element, style: Style) -> None:
        self._inside(node, style._replace(bold=True))

    _strong = _b

    def _i(self, node: etree._Element, style: Style) -> None:
        self._inside(node, style._replace(italic=True))

    _em = _i

    def _br(self, node: etree._Element, style: Style) -> None:
        self.flow.end()
        self._inside(node, style)

    def _ul(self, node: etree._Element, style: Style) -> None:
        self._block(node, style._replace(depth=style.depth + 1))

    def _ol(self, node: etree._Element, style: Style) -> None:
        self._block(node, style._replace(depth=style.depth + 1))

    def _li(self, node: etree._Element, style: Style) -> None:
        self.flow.start("  " * max(0, style.depth - 1) + _item_mark(node))
        self._inside(node, style)
        self.flow.start("")

    def _pre(self, node: etree._Element, style: Style) -> None:
        self.flow.part()
        for line in "".join(map(str, node.itertext())).split("\n"):
            for cell in line.split("\t"):
                self.flow.add(cell, style.bold, style.italic)
                self.flow.tab()
            self.flow.end()
        self.flow.part()

    def _input(self, node: etree._Element, style: Style) -> None:
        kind = (node.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            self.flow.add(_OPEN if node.get("checked") is None else _TICKED)
        elif kind != "hidden":
            self.flow.add(node.get("value") or "", style.bold, style.italic)

    def _option(self, node: etree._Element, style: Style) -> None:
        if node.get("selected") is not None:
            self._inside(node, style)

    def _dl(self, node: etree._Element, style: Style) -> None:
        """Terms with what is said of each become rows, unless what is said has a form of its own."""
        if any(node.find(f".//{tag}") is not None for tag in _FORMED):
            self._block(node, style)
            return
        self.flow.part()
        cells: list[list[Run]] = []
        for part in node.iter("dt", "dd"):
            if _is_hidden(part):
                continue
            if part.tag == "dt" and cells:
                self.flow.rows(cells)
                cells = []
            walk = _Walk()
            walk._inside(part, style)
            cells.append(walk.flow.runs())
        if cells:
            self.flow.rows(cells)
        self.flow.part()

    def _table(self, node: etree._Element, style: Style) -> None:
        """A table of data becomes rows. One that holds another table is a layout: its cells are read in turn."""
        if node.find(".//table") is not None:
            self._block(node, style)
            return
        self.flow.part()
        below: dict[int, int] = {}
        for line in node.iter("caption", "tr"):
            if line.tag == "caption":
                self._block(line, style)
            elif not _is_hidden(line):
                self.flow.rows(self._row(line, style, below))
        self.flow.part()

    def _row(self, line: etree._Element, style: Style, below: dict[int, int]) -> list[list[Run]]:
        """A row's cells. ``below`` says for how many more rows a cell from above fills a column."""
        cells: list[list[Run]] = []

        def fill_from_above() -> None:
            while below.get(len(cells), 0):
                below[len(cells)] -= 1
                cells.append([])

        for cell in line.iterchildren("td", "th"):
            fill_from_above()
            walk = _Walk()
            walk._inside(cell, style)
            content = walk.flow.runs()
            rows = _span(cell, "rowspan") - 1
            for _ in range(_span(cell, "colspan")):
                below[len(cells)] = rows
                cells.append(content)
                content = []
        fill_from_above()
        return cells


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _is_hidden(node: etree._Element) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _item_mark(node: etree._Element) -> str:
    """``- ``, or the number that an item of an ordered list shows."""
    parent = node.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    value = (node.get("value") or "").strip()
    if not re.fullmatch(r"\d{1,6}", value):
        first = (parent.get("start") or "").strip()
        before = parent.get("data-count") or (str(int(first) - 1) if re.fullmatch(r"\d{1,6}", first) else "0")
        value = str(int(before) + 1)
    parent.set("data-count", value)
    return f"{int(value)}. "
