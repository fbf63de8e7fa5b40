"""What forms on paper need beside reports: labels in ruled lines, sums that stand out, pages that turn, cents."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import docx
import pypdfium2
import pytest
from lxml import html

from bagalau.formats.read import read
from bagalau.formats.report import BLANK, Amount, Col, Form, PageBreak, Paragraph, Report, Sums, Table
from bagalau.formats.tests.papers import DAY
from bagalau.formats.write.paper import write
from bagalau.formats.write.paper.words import words

FORM = Form([[("Mill", "Lake mill"), ("Budget", Amount("1200.50"))], [("Aim", "Bread for everybody")]])
COSTS = Table("Costs", [Col("What"), Col("Q1", "flag"), Col("Cost", "money")], [Sums(("Total", BLANK, Amount("10.5")))])


def paper(*blocks, wide=False):
    return Report("Paper of the mill", "en", DAY, blocks, wide=wide)


@pytest.mark.parametrize(
    ("value", "told"),
    [(Amount("10.5"), "10.50"), (Amount("1200"), "1,200"), (Amount("7.00"), "7"), (Decimal("10.5"), "10.5")],
)
def test_money_shows_both_digits_of_its_cents_or_none(value, told):
    assert words(value, "en") == told


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_form_reads_back_as_labels_with_their_values(form):
    rows = [
        block.passage.text for block in read(write(paper(FORM), form), f"paper.{form}").blocks if block.kind == "row"
    ]
    assert [[cell for cell in row.split("\t") if cell] for row in rows] == [
        ["Mill", "Lake mill", "Budget", "1,200.50"],
        ["Aim", "Bread for everybody"],
    ]


def test_a_shorter_line_of_a_form_fills_the_width():
    lines = html.fromstring(write(paper(FORM), "html")).findall(".//tr")
    assert [cell.get("colspan") for line in lines for cell in line.iter("td")] == [None, None, "3"]


def test_sums_stand_out_and_empty_cells_stay_empty():
    page = html.fromstring(write(paper(COSTS), "html"))
    assert page.xpath("//tr[@class='sums']/td/descendant-or-self::*/text()") == ["Total", "10.50"]
    assert len(list(page.iterfind(".//tr[@class='sums']/td"))) == 3
    assert "<w:b/>" in docx.Document(io.BytesIO(write(paper(COSTS), "docx"))).tables[0].rows[1]._tr.xml
    book = zipfile.ZipFile(io.BytesIO(write(paper(COSTS), "xlsx")))
    assert b"EEF2F4" in book.read("xl/styles.xml")


@pytest.mark.parametrize("wide", [True, False])
def test_pages_turn_until_the_next_break(wide):
    blocks = (Paragraph("one"), PageBreak(turned=True), Paragraph("two"), PageBreak(turned=True), Paragraph("three"))
    report = paper(*blocks, PageBreak(), Paragraph("four"), PageBreak(turned=True), Paragraph("five"), wide=wide)
    pages = [page.get_size() for page in pypdfium2.PdfDocument(write(report, "pdf"))]
    assert [across > down for across, down in pages] == [wide, not wide, not wide, wide, not wide]
    sections = docx.Document(io.BytesIO(write(report, "docx"))).sections
    lies = [(one.page_width or 0) > (one.page_height or 0) for one in sections]
    assert lies == [wide, not wide, wide, not wide]
    assert all("PAGE" in one.footer._element.xml for one in sections)
