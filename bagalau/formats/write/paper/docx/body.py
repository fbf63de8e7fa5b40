"""The blocks of a report as pieces of WordprocessingML."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
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
    Group,
    Heading,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Table,
    Value,
)
from bagalau.formats.write.paper import charts
from bagalau.formats.write.paper.docx.package import A4, MARGIN, POINT
from bagalau.formats.write.paper.docx.parts import LABEL, QUIET, TONES, cell, note, paragraph, row, small
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


class Body:
    """Writes the blocks of one report as pieces of WordprocessingML."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.width = A4[1 if report.wide else 0] - 2 * MARGIN
        self.said: Callable[[Value], str] = partial(words, language=report.language)
        self.style = {name: document.styles[name].style_id for name in ("Title", "Subtitle", "Caption", "List Bullet")}
        self.heading = {level: document.styles[f"Heading {level}"].style_id for level in (1, 2)}

    def pieces(self) -> Iterable[str]:
        space = nsdecls("w")
        yield paragraph(self.report.title, self.style["Title"], space=space)
        for line in paragraphs(self.report.subtitle):
            yield paragraph(line, self.style["Subtitle"], space=space)
        for block in self.report.blocks:
            yield from self.block(block)

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
                yield from (paragraph(item, self.style["List Bullet"], space=space) for item in block.items)
            case PageBreak():
                yield f'<w:p {space}><w:r><w:br w:type="page"/></w:r></w:p>'
            case _:
                yield from TABULAR[type(block)](self, block)

    def facts(self, facts: Facts) -> Iterable[str]:
        rows = [row([cell([small(label, looks=QUIET)]), self.value(value, "text")]) for label, value in facts.items]
        yield self.grid([Col("", width=1), Col("", width=3)], rows, "")
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
        rows += [self.row(values, kinds) for values in table.rows]
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

    def row(self, values: Sequence[Value], kinds: Sequence[str]) -> str:
        return row([self.value(value, kind) for value, kind in zip(values, kinds, strict=True)])

    def value(self, value: Value, kind: str) -> str:
        if isinstance(value, Mark) and value.text and value.tone in TONES:
            fill, colour = TONES[value.tone]
            looks = f'<w:color w:val="{colour}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
            return cell([small(value.text, looks=looks)])
        return cell([small(line, kind) for line in paragraphs(self.said(value))])

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


TABULAR: dict[type, Callable[[Body, Any], Iterable[str]]] = {Facts: Body.facts, Table: Body.table, Chart: Body.chart}
