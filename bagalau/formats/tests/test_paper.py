"""A report as a file in every format: the same bytes each time, and nothing that a text holds can do harm."""

from __future__ import annotations

import io
import json
import zipfile
from ctypes import c_char, c_ushort
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import html
from python_calamine import CalamineWorkbook

from bagalau.formats.report import Chart, Col, Heading, Mark, Paragraph, Report, Share, Table
from bagalau.formats.tests import papers
from bagalau.formats.tests.papers import KAZAKH
from bagalau.formats.write.paper import WRITERS, charts, media_type, pdf, typeface, write
from bagalau.formats.write.paper.html import policy, style_of
from bagalau.formats.write.paper.words import NONE, printable, when, words
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem

HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=1+1",
    '#panic() *bold* $x$ #include "/etc/passwd" @label <label> \\ ` // /* ]]> --> {{ }}',
    "\u202egnihton\u202c \u2067right\u2069",
    "\x00\x01\x0b\x1f\x7f\x85\ud800\ufffe\uffff\U0001ffff",
    "漢字 😀 عربي \ue000 ✓\u0301 a\u20e3",
    "w" * 5000,
    "\n\n\t \r\n",
]


def texts_of_pdf(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def text_of_docx(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(part.itertext()) for part in body.iter("{*}p"))


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_same_report_gives_the_same_bytes(form, language):
    report = papers.report(language)
    assert write(report, form) == write(report, form)
    assert "/" in media_type(form)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_chart_is_drawn_whatever_its_labels_hold(text):
    spec = {
        "data": {"values": [{text: text, "count": 1}]},
        "mark": "bar",
        "encoding": {"y": {"field": "count", "type": "nominal", "title": text, "scale": {"domain": [text]}}},
    }
    chart = Chart(spec, "", Table("", ()))
    assert charts.svg(chart).startswith("<svg")
    assert charts.png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_breaks_no_format(form, text):
    data = write(papers.of(text), form)
    if form == "html":
        tree = html.fromstring(data)
        assert {node.tag for node in tree.iter("script", "img")} == set()
    elif form in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert all(
                fromstring(package.read(name)) is not None for name in package.namelist() if name.endswith("xml")
            )
    elif form == "pdf":
        assert texts_of_pdf(data)
    else:
        json.loads(data)


LETTERS = some.text(some.sampled_from(sorted(map(chr, typeface.letters()))) | some.characters())


@settings(max_examples=60)
@given(LETTERS)
def test_any_text_can_be_set_as_pdf(text):
    assert write(papers.of(text), "pdf").startswith(b"%PDF")


@pytest.mark.parametrize("form", WRITERS)
def test_a_text_of_a_million_letters_is_written_or_refused_with_advice(form):
    report = Report("Long", "en", papers.DAY, (Paragraph("word " * 200_000),))
    assert len(write(report, form)) > 1000
    if form == "pdf":
        with pytest.raises(Problem, match="too long for PDF"):
            write(papers.of("word " * 200_000), form)


class TestPdf:
    """Tagged, with title and language, and legible in Kazakh."""

    def test_it_is_tagged_and_names_title_and_language(self):
        document = pypdfium2.PdfDocument(write(papers.report("kk"), "pdf"))
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_dict()["Title"] == "Follow-up of the mills"
        assert [mark.get_title() for mark in document.get_toc()] == [
            "Follow-up of the mills",
            "Recommendations",
            "By status",
        ]
        size = pypdfium2.raw.FPDFCatalog_GetLanguage(document, None, 0)
        language = (c_ushort * (size // 2))()
        pypdfium2.raw.FPDFCatalog_GetLanguage(document, language, size)
        assert bytes(language).decode("utf-16-le").rstrip("\0") == "kk"
        assert b"pdfuaid:part" in write(papers.report("kk"), "pdf")

    def test_tables_have_heads_and_pictures_have_words(self):
        document = pypdfium2.PdfDocument(write(papers.report(), "pdf"))
        found = [kind for page in document for kind in kinds(page)]
        assert {"Table", "TR", "TH", "TD", "H1", "H2", "L", "Figure"} <= set(found)

    def test_the_head_of_a_table_stands_on_each_of_its_pages(self):
        pages = texts_of_pdf(write(papers.lines(400), "pdf"))
        assert len(pages) > 10
        assert all("Due" in page.split("\n")[:20] or "What" in page for page in pages)
        assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))

    def test_kazakh_letters_come_back_from_the_page(self):
        assert KAZAKH in " ".join(texts_of_pdf(write(papers.report(), "pdf"))).replace("\n", " ")

    def test_what_the_typeface_lacks_becomes_a_mark(self):
        (page, *_rest) = texts_of_pdf(write(papers.of("ready ✓ → 漢 done"), "pdf"))
        assert "ready ✓ → \ufffd done" in page

    def test_markup_stays_text(self):
        (page, *_rest) = texts_of_pdf(write(papers.of("#sys.version *a* _b_ $x$ = h"), "pdf"))
        assert "#sys.version *a* _b_ $x$ = h" in page

    def test_a_failure_of_the_typesetter_is_a_refusal_with_advice(self, monkeypatch):
        monkeypatch.setattr(pdf, "_plain", lambda report: {"title": "no more than this"})
        with pytest.raises(Problem, match="DOCX or HTML"):
            write(papers.report(), "pdf")


def kinds(page: pypdfium2.PdfPage) -> list[str]:
    """The kinds of the structure elements of a page."""
    raw = pypdfium2.raw
    tree = raw.FPDF_StructTree_GetForPage(page)
    found: list[str] = []

    def walk(element) -> None:
        name = (c_char * 200)()
        size = raw.FPDF_StructElement_GetType(element, name, len(name))
        found.append(name.raw[: size - 2].decode("utf-16-le"))
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, place):
                walk(child)

    for place in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
    raw.FPDF_StructTree_Close(tree)
    return found


class TestDocx:
    """Real headings, heads of tables that repeat, the language of the text."""

    def test_it_holds_headings_tables_and_the_picture_with_words(self):
        document = docx.Document(io.BytesIO(write(papers.report("ru", wide=True), "docx")))
        styles = [one.style.name for one in document.paragraphs if one.style]
        assert styles.count("Heading 1") == 1
        assert {"Title", "Subtitle", "Heading 2", "Caption", "List Bullet"} <= set(styles)
        assert len(document.tables) == 6  # the facts are one, and so is the form
        xml = document.element.xml
        assert xml.count("<w:tblHeader/>") == 4
        assert 'descr="Three completed, one overdue"' in xml
        section = document.sections[0]
        assert (section.page_width or 0) > (section.page_height or 0)
        assert "PAGE" in section.footer._element.xml

    @pytest.mark.parametrize(("language", "code"), [("en", "en-GB"), ("ru", "ru-RU"), ("kk", "kk-KZ")])
    def test_it_says_its_language(self, language, code):
        document = docx.Document(io.BytesIO(write(papers.report(language), "docx")))
        assert f'w:lang w:val="{code}"' in document.styles.element.xml
        assert document.core_properties.language == code
        assert document.core_properties.title == "Follow-up of the mills"
        assert document.core_properties.created.date() == papers.DAY

    def test_every_text_is_there(self):
        text = text_of_docx(write(papers.report(), "docx"))
        for part in ("45.0\u00a0% (9 / 20)", KAZAKH, "We agree.\nAnd more.", "No key action.", "Dec 2024", "1,234.5"):
            assert part in text


class TestHtml:
    """One file that needs nothing else, under a policy that allows nothing else."""

    def test_tables_have_captions_heads_and_groups(self):
        tree = html.fromstring(write(papers.report(), "html"))
        assert tree.get("lang") == "en"
        assert [node.text for node in tree.iter("caption")] == ["Key actions", "Counts", "Costs", "States"]
        assert {node.get("scope") for node in tree.iter("th")} == {"col", "row", "rowgroup"}
        assert [node.text for node in tree.iter("h1", "h2", "h3")] == [
            "Follow-up of the mills",
            "Recommendations",
            "By status",
        ]

    def test_the_policy_allows_its_own_style_alone(self):
        wide, upright = papers.report(wide=True), papers.report()
        assert policy(wide) != policy(upright)
        assert f"<style>{style_of(wide)}</style>" in write(wide, "html").decode()
        assert "style=" not in write(wide, "html").decode()
        assert "default-src 'none'" in policy(wide)


class TestXlsx:
    """A sheet a table, with numbers as numbers."""

    def test_each_table_has_its_sheet(self):
        book = CalamineWorkbook.from_filelike(io.BytesIO(write(papers.report(), "xlsx")))
        assert book.sheet_names == ["About", "Key actions", "Counts", "Costs", "Without rows", "States"]

    def test_a_table_without_a_title_has_a_sheet_of_the_name_of_its_part(self):
        costs = Table("", [Col("Cost", "number")], [[1]])
        report = replace(papers.of("about"), blocks=[Heading("Annex 1: Risks", 2), costs, Heading("Work plan"), costs])
        book = CalamineWorkbook.from_filelike(io.BytesIO(write(report, "xlsx")))
        assert book.sheet_names == ["About", "Annex 1 Risks", "Work plan"]

    def test_what_stands_over_rows_stands_beside_each(self):
        book = CalamineWorkbook.from_filelike(io.BytesIO(write(papers.report(), "xlsx")))
        assert book.get_sheet_by_name("Key actions").to_python() == [
            ["Recommendation", "Response", "What", "Who", "Due", "Status", "Cost", "Times"],
            ["Recommendation 1", "We agree.\nAnd more.", "Mend the mill", "Miller", "2024-12", "Overdue", 1234.5, 3.0],
            ["Recommendation 1", "We agree.\nAnd more.", "Oil the wheel", "Miller", "2024-12", "Overdue", 1234.5, 3.0],
            ["Recommendation 2", "We do not agree.", "No key action.", "", "", "", "", ""],
        ]

    def test_tables_of_one_name_have_sheets_of_their_own(self):
        book = CalamineWorkbook.from_filelike(io.BytesIO(write(papers.of("about"), "xlsx")))
        assert len(book.sheet_names) == len({name.lower() for name in book.sheet_names}) == 3


def test_json_keeps_the_types():
    blocks = {block["block"]: block for block in json.loads(write(papers.report(), "json"))["blocks"]}
    assert blocks["facts"]["items"][1:] == [["Done", {"part": 9, "whole": 20}], ["Public", True], ["Ended", None]]
    assert blocks["chart"]["table"]["rows"] == [["Completed", 3]]


@pytest.mark.parametrize(
    ("value", "en", "ru", "kk"),
    [
        ("2024-12-31", "31 Dec 2024", "31.12.2024", "31.12.2024"),
        ("2024-12", "Dec 2024", "декабрь 2024", "2024 ж. желтоқсан"),
        ("2024-Q4", "Q4 2024", "IV кв. 2024", "2024 ж. IV тоқсан"),
        ("2024", "2024", "2024", "2024"),
    ],
)
def test_dates_are_said_as_the_language_does(value, en, ru, kk):
    assert [when(When.parse(value), language) for language in ("en", "ru", "kk")] == [en, ru, kk]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, NONE),
        ("", NONE),
        (0, "0"),
        (True, "да"),
        (1234567, "1\u00a0234\u00a0567"),
        (Mark("Готово"), "Готово"),
        (date(2025, 1, 2), "02.01.2025"),
        (Share(1, 3), "33,3\u00a0% (1 / 3)"),
        (Share(0, 0), NONE),
    ],
)
def test_values_are_said_as_the_language_does(value, said):
    assert words(value, "ru") == said


@given(some.text())
def test_what_is_printable_stays_so(text):
    assert printable(printable(text)) == printable(text)
    assert not set(printable(text)) & set("\x00\x0b\u202e\u2066\ufffe\r")
