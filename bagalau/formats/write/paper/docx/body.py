"""The blocks of a report as pieces of WordprocessingML."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu
from lxml import etree

from bagalau.formats.report import (
    Bullets,
    Chart,
    Col,
    Facts,
    Form,
    Group,
    Heading,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Sums,
    Table,
    Value,
)
from bagalau.formats.write.paper import charts
from bagalau.formats.write.paper.docx.package import A4, MARGIN, POINT, turn
from bagalau.formats.write.paper.docx.parts import BAND, LABEL, QUIET, TONES, cell, note, paragraph, row, small
from bagalau.formats.write.paper.words import paragraphs, printable, words

LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="CFD6DD"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
)
NEXT = "<w:keepNext/>"
HIGH = '<w:trHeight w:val="1020" w:hRule="atLeast"/>'


class Body:
    """Writes the blocks of one report as pieces of WordprocessingML."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.turned = False
        self.said: Callable[[Value], str] = partial(words, language=report.language)
        self.style = {name: document.styles[name].style_id for name in ("Title", "Subtitle", "Caption", "List Bullet")}
        self.heading = {level: document.styles[f"Heading {level}"].style_id for level in (1, 2)}

    @property
    def wide(self) -> bool:
        """Whether the pages lie across where the next block stands."""
        return self.report.wide is not self.turned

    @property
    def width(self) -> int:
        """Of a line, there."""
        return A4[1 if self.wide else 0] - 2 * MARGIN

    def section(self) -> str:
        """The end of the pages that lie as they did so far."""
        pages = turn(deepcopy(self.document.sections[-1]._sectPr), self.wide)
        return f"<w:p {nsdecls('w')}><w:pPr>{etree.tostring(pages, encoding='unicode')}</w:pPr></w:p>"

    def pieces(self) -> Iterable[str]:
        space = nsdecls("w")
        yield paragraph(self.report.title, self.style["Title"], space=space)
        for line in paragraphs(self.report.subtitle):
            yield paragraph(line, self.style["Subtitle"], space=space)
        for block in self.report.blocks:
            yield from self.block(block)
        if self.turned:
            turn(self.document.sections[-1]._sectPr, self.wide)

    def block(self, block: Any) -> Iterable[str]:
        space = nsdecls("w")
        match block:
            case Heading():
                yield paragraph(block.text, self.heading[min(block.level, 2)], space=space)
            case Paragraph():
                yield from (paragraph(line, space=space) for line in paragraphs(block.text))
            case Note():
                yield from (note(line, block.tone, space) for line in paragraphs(block.text))
            case Bullets():
                for place, item in enumerate(block.items):
                    looks = "<w:b/>" if place == block.strong else ""
                    yield paragraph(item, self.style["List Bullet"], looks=looks, space=space)
            case PageBreak() if block.turned is not self.turned:
                yield self.section()
                self.turned = block.turned
            case PageBreak():
                yield f'<w:p {space}><w:r><w:br w:type="page"/></w:r></w:p>'
            case _:
                yield from TABULAR[type(block)](self, block)

    def facts(self, facts: Facts) -> Iterable[str]:
        rows = [row([cell([small(label, looks=QUIET)]), self.value(value, "text")]) for label, value in facts.items]
        yield self.grid([Col("", width=1), Col("", width=3)], rows, "")
        yield paragraph("", space=nsdecls("w"))

    def form(self, form: Form) -> Iterable[str]:
        """A line with fewer pairs than the others gives the rest of its width to its last value."""
        rows = []
        for line in form.rows:
            span = 2 * (form.pairs - len(line)) + 1
            cells = [
                piece
                for place, (label, value) in enumerate(line, 1)
                for piece in (
                    cell([small(label, looks=QUIET)], 1, BAND),
                    self.value(value, "text", span=span if place == len(line) else 1),
                )
            ]
            rows.append(row(cells))
        yield self.grid([Col("", width=1), Col("", width=2.6 if form.pairs == 1 else 1.4)] * form.pairs, rows, LINES)
        yield paragraph("", space=nsdecls("w"))

    def chart(self, chart: Chart) -> Iterable[str]:
        yield self.picture(chart)
        yield from self.table(chart.table)

    def table(self, table: Table) -> Iterable[str]:
        space = nsdecls("w")
        if table.title:
            yield paragraph(table.title, self.style["Caption"], space=space)
        if not table.rows and not table.groups:
            yield paragraph(table.empty, looks=QUIET, space=space)
            return
        kinds = [column.kind for column in table.columns]
        looks = '<w:b/><w:color w:val="FFFFFF"/>'
        heads = [cell([small(one.label, one.kind, looks=looks)], fill="0F5E70") for one in table.columns]
        rows = [row(heads, "<w:tblHeader/>")]
        rows += [self.row(values, kinds, HIGH if table.room else "") for values in table.rows]
        rows += [found for group in table.groups for found in self.group(group, table.columns)]
        yield self.grid(table.columns, rows, LINES)
        yield paragraph("", space=space)

    def group(self, group: Group, columns: Sequence[Col]) -> Iterable[str]:
        span, kinds = len(columns), [column.kind for column in columns]
        yield row([cell([small(group.title, looks="<w:b/>", extra=NEXT)], span, "E3ECEF")])
        for label, text in group.texts:
            said = [small(label, looks=LABEL, extra=NEXT), *map(small, paragraphs(text))]
            yield row([cell(said, span, "FAFBFC")])
        if not group.rows and group.empty:
            yield row([cell([small(group.empty, looks=QUIET)], span)])
        yield from (self.row(values, kinds) for values in group.rows)

    def row(self, values: Sequence[Value], kinds: Sequence[str], looks: str = "") -> str:
        strong = isinstance(values, Sums)
        return row([self.value(value, kind, strong=strong) for value, kind in zip(values, kinds, strict=True)], looks)

    def value(self, value: Value, kind: str, *, strong: bool = False, span: int = 1) -> str:
        if isinstance(value, Mark) and value.text and value.tone in TONES:
            fill, colour = TONES[value.tone]
            looks = f'<w:color w:val="{colour}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
            return cell([small(value.text, looks=looks)], span)
        looks = "<w:b/>" if strong else ""
        lines = [small(line, kind, looks=looks) for line in paragraphs(self.said(value))]
        return cell(lines, span, BAND if strong else "")

    def grid(self, columns: Sequence[Col], rows: Sequence[str], lines: str) -> str:
        whole = sum(column.width for column in columns)
        widths = [round(self.width * column.width / whole) for column in columns]
        looks = f"""<w:tblW w:w="{self.width}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>"""
        looks += f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{MARGINS}</w:tblCellMar>'
        looks += '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0"/>'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = f"<w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        return f"<w:tbl {nsdecls('w')}>{head}{''.join(rows)}</w:tbl>"

    def picture(self, chart: Chart) -> str:
        paper: Any = self.document.add_paragraph()
        paper.add_run().add_picture(io.BytesIO(charts.png(chart)), width=Emu(round(self.width * POINT * 0.6)))
        paper._p.find(f".//{qn('wp:docPr')}").set("descr", printable(chart.alt))
        paper._p.getparent().remove(paper._p)
        return str(etree.tostring(paper._p, encoding="unicode"))


TABULAR: dict[type, Callable[[Body, Any], Iterable[str]]] = {
    Facts: Body.facts,
    Form: Body.form,
    Table: Body.table,
    Chart: Body.chart,
}
