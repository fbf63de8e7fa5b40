"""Every file that cannot be read is refused with one sentence, in bounded time and memory."""

import subprocess
import sys
import zipfile

import pytest

from bagalau.formats.read import MAX_BYTES, MAX_PAGES, MAX_TEXT, read
from bagalau.formats.tests.files import archive, docx, line_of_text, locked_pdf, paragraph, pdf, run, typeset
from bagalau.lib.problems import Problem

DOCX = docx(paragraph(run("text")))
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p>'
    "</w:body></w:document>"
)


def lying_docx() -> bytes:
    """A part of 60 MB that declares to have 10 bytes."""
    data = bytearray(archive({"word/document.xml": b" " * 60_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "code", "status", "advice"),
    [
        (b"", "a.pdf", "empty-file", 422, "send it again"),
        (b" \r\n\t", "a.txt", "empty-file", 422, "send it again"),
        (b"\xef\xbb\xbf", "a.txt", "empty-file", 422, "send it again"),
        (b"\0" * 1000, "a.pdf", "empty-file", 422, "send it again"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.png", "unknown-format", 422, "OCR"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "scan.pdf", "unknown-format", 422, "OCR"),
        (b"BM6\0\0\0\0\0\0\0" + b"\0" * 99, "a.bmp", "unknown-format", 422, "OCR"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "unknown-format", 422, "OCR"),
        (archive({"xl/workbook.xml": "<a/>"}), "a.xlsx", "unknown-format", 422, "spreadsheet"),
        (archive({"ppt/presentation.xml": "<a/>"}), "a.pptx", "unknown-format", 422, "PDF"),
        (archive({"a.txt": "text"}), "a.zip", "unknown-format", 422, "unpack"),
        (OLD_WORD, "a.doc", "unknown-format", 422, "save it as DOCX"),
        (OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted-docx", 422, "without"),
        (b"{\\rtf1\\ansi text}", "a.rtf", "unknown-format", 422, "save it as DOCX"),
        (b"MZ\x90\0\x03\0\0\0\x04" * 30, "a.exe", "unknown-format", 422, "send PDF"),
        (b"%PDF-1.7\nnothing", "a.pdf", "broken-pdf", 422, "download it again"),
        (typeset("text")[:700], "a.pdf", "broken-pdf", 422, "download it again"),
        (locked_pdf(), "a.pdf", "encrypted-pdf", 422, "password"),
        (pdf(b"0 0 100 100 re f"), "a.pdf", "pdf-without-text", 422, "OCR"),
        (pdf(line_of_text(), pages=MAX_PAGES + 1), "a.pdf", "too-many-pages", 413, "split it"),
        (pdf(line_of_text(), stream=b"/Filter[/FlateDecode/FlateDecode]"), "a.pdf", "pdf-too-complex", 413, "print it"),
        (pdf(b" " * 60_000_000), "a.pdf", "pdf-too-complex", 413, "print it"),
        (DOCX[:-30], "a.docx", "broken-docx", 422, "save it anew"),
        (DOCX[:40], "a.docx", "broken-docx", 422, "save it anew"),
        (archive({"word/document.xml": "<a><b></a>"}), "a.docx", "broken-docx", 422, "save it anew"),
        (archive({"word/document.xml": "<a/>"}), "a.docx", "broken-docx", 422, "save it anew"),
        (archive({"word/document.xml": ENTITIES}), "a.docx", "broken-docx", 422, "entities"),
        (archive({"word/document.xml": ENTITIES.encode("utf-16")}), "a.docx", "broken-docx", 422, "entities"),
        (archive({"word/document.xml": "<a/>"}, zipfile.ZIP_BZIP2), "a.docx", "broken-docx", 422, "packed"),
        (archive({"word/document.xml": b" " * 60_000_000}), "a.docx", "docx-too-large", 413, "save it anew"),
        (archive({"word/document.xml": b" " * 30_000_000}), "a.docx", "docx-too-large", 413, "save it anew"),
        (lying_docx(), "a.docx", "broken-docx", 422, "save it anew"),
        (
            archive({"word/document.xml": "<a/>", **{f"{n}": b"" for n in range(6000)}}),
            "a.docx",
            "docx-too-large",
            413,
            "",
        ),
        (docx("<w:p>" * 9_000 + "</w:p>" * 9_000), "a.docx", "broken-docx", 422, "save it anew"),
        (
            docx(paragraph('<w:r><w:br w:type="page"/></w:r>', run("x")) * 2500),
            "a.docx",
            "too-many-pages",
            413,
            "split",
        ),
        (b"a" * (MAX_TEXT + 1), "a.txt", "too-much-text", 413, "split it"),
        (b"<html><body>" + b"<p>aaaaaaaaa" * (MAX_TEXT // 10), "a.html", "too-much-text", 413, "split it"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "file-too-large", 413, "split it"),
        (b"<html><body></body></html>", "a.html", "no-text", 422, "check"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(data, name, code, status, advice):
    with pytest.raises(Problem) as caught:
        read(data, name)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert advice in caught.value.sentence
    assert caught.value.sentence.endswith(".")


NET = b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (at, at, at, at) for at in range(0, 600, 4))
SPANS = "<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr></w:tc>' * 9 + "</w:tr>"
CRUEL = {
    "pdf-rules": lambda: pdf(b"3 0 m 9 800 l S 0 3 m 600 9 l S " * 90_000 + line_of_text()),
    "pdf-net": lambda: pdf(NET * 9 + line_of_text()),
    "pdf-lines": lambda: pdf(b"BT /F 12 Tf 50 700 Td " + b"(abc d) Tj 0 -14 Td " * 20_000 + b" ET"),
    "pdf-letters": lambda: pdf(b"BT /F 12 Tf 50 700 Td " + b"(a)Tj " * 400_000 + b" ET"),
    "html-tags": lambda: b"<html><body>" + b"<b>" * 1_000_000,
    "html-tables": lambda: b"<html><body>" + b"<table><tr><td colspan=9999 rowspan=9999>" * 100_000,
    "html-comments": lambda: b"<!---->" * 1_000_000 + b"<p>",
    "docx-cells": lambda: docx(f"<w:tbl>{SPANS * 5000}</w:tbl>"),
    "docx-boxes": lambda: docx("<w:p><w:r><w:txbxContent>" * 50 + "</w:txbxContent></w:r></w:p>" * 50),
    "text-breaks": lambda: b"a\f" * 1_000_000,
    "text-high": lambda: b"\xe0\xe1 " * 1_000_000,
}
READ = """
import resource, sys
from bagalau.formats.read import read
from bagalau.lib.problems import Problem
data = sys.stdin.buffer.read()
resource.setrlimit(resource.RLIMIT_AS, (3 << 29, 3 << 29))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
try:
    read(data, "file")
except Problem as problem:
    print(problem.code)
"""


@pytest.mark.parametrize("name", CRUEL)
def test_a_cruel_file_takes_bounded_time_and_memory(name):
    done = subprocess.run(
        [sys.executable, "-c", READ], input=CRUEL[name](), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
