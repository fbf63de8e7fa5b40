"""The package around the body: properties, the section with its foot, styles in the language of the report."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt, RGBColor

from bagalau.formats.report import PageBreak, Report
from bagalau.formats.write.paper.docx.parts import CELL, QUIET
from bagalau.formats.write.paper.words import printable

LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}
FONT = "Calibri"
BOLD = frozenset({"Title", "Heading 1", "Heading 2", "Caption"})
A4, MARGIN = (11906, 16838), 907  # twentieths of a point
POINT = 635  # of Word's units in a twentieth of a point


def dress(document: Document, report: Report) -> None:
    """Properties, the section, styles, the foot of the page."""
    made = datetime(report.day.year, report.day.month, report.day.day)  # noqa: DTZ001 - the format knows no zones
    about = document.core_properties
    about.title, about.language = printable(report.title)[:255], LANGUAGES[report.language]
    about.author = about.last_modified_by = "Bagalau"
    about.comments, about.created, about.modified = "", made, made
    section = document.sections[0]
    width, height = (A4[1], A4[0]) if report.wide else A4
    section.page_width, section.page_height = Emu(width * POINT), Emu(height * POINT)
    if report.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Emu(MARGIN * POINT)
    _styles(document, LANGUAGES[report.language])
    foot = section.footer.paragraphs[0]._p
    for child in list(foot):
        foot.remove(child)
    turned = any(isinstance(block, PageBreak) and block.turned for block in report.blocks)
    for run in _foot(printable(report.foot), width - 2 * MARGIN, turned):
        foot.append(parse_xml(run))


def turn(section: Any, wide: bool) -> Any:
    """The section, with pages that lie across or stand."""
    size, (short, long) = section.find(qn("w:pgSz")), A4
    size.set(qn("w:w"), str(long if wide else short))
    size.set(qn("w:h"), str(short if wide else long))
    size.attrib.pop(qn("w:orient"), None)
    if wide:
        size.set(qn("w:orient"), "landscape")
    return section


def _styles(document: Document, language: str) -> None:
    styles: Any = document.styles.element
    for run in styles.iter(qn("w:lang")):
        run.set(qn("w:val"), language)
    looks = {
        "Normal": (10, "1B2733", 0, 4),
        "Title": (20, "1B2733", 0, 2),
        "Subtitle": (11, "556070", 0, 2),
        "Heading 1": (14, "0F5E70", 16, 5),
        "Heading 2": (11, "1B2733", 12, 4),
        "Caption": (10, "1B2733", 10, 3),
        "List Bullet": (10, "1B2733", 0, 2),
        CELL: (9, "1B2733", 0, 1),
    }
    document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, (size, colour, above, below) in looks.items():
        style: Any = document.styles[name]
        style.font.name = FONT
        _plain(style.element.rPr)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
        style.font.bold = name in BOLD
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = name in {"Heading 1", "Heading 2", "Caption"}
        _same_in_linked(styles, style.element)
    for line in document.styles["Title"].element.iter(qn("w:bottom")):
        line.set(qn("w:color"), "0F5E70")


def _same_in_linked(styles: Any, element: Any) -> None:
    """Let the style for runs that belongs to a style for paragraphs look like it."""
    link = element.find(qn("w:link"))
    for other in styles.iter(qn("w:style")) if link is not None else ():
        if other.get(qn("w:styleId")) == link.get(qn("w:val")):
            other.replace(other.rPr, deepcopy(element.rPr))


def _plain(looks: Any) -> None:
    """Take away what the styles of the template bring of their own: theme, slant, spacing of letters."""
    for name in ("w:color", "w:i", "w:iCs", "w:spacing"):
        for found in looks.findall(qn(name)):
            looks.remove(found)
    fonts = looks.rFonts
    for theme in [key for key in fonts.attrib if "heme" in key]:
        del fonts.attrib[theme]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)


def _foot(text: str, width: int, turned: bool) -> Iterable[str]:
    """The text, and at the right the number of the page: at a tab, or at the margin where pages differ in width."""
    end = '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>' if turned else "<w:tab/>"
    yield f'<w:pPr {nsdecls("w")}><w:tabs><w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/>' + (
        f'<w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
    )
    small = f'<w:rPr>{QUIET}<w:sz w:val="16"/></w:rPr>'
    space = nsdecls("w")
    yield f'<w:r {space}>{small}<w:t xml:space="preserve">{escape(text)}</w:t>{end}</w:r>'
    yield f'<w:fldSimple {space} w:instr="PAGE"><w:r>{small}<w:t>1</w:t></w:r></w:fldSimple>'
    yield f'<w:r {space}>{small}<w:t xml:space="preserve"> / </w:t></w:r>'
    yield f'<w:fldSimple {space} w:instr="NUMPAGES"><w:r>{small}<w:t>1</w:t></w:r></w:fldSimple>'
