"""PDF: PDFium's words and ruling lines -> headings, paragraphs, items and table rows, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pypdfium2.raw as pdfium

from bagalau.formats.read.limits import Clock, refuse_pages, refuse_text
from bagalau.formats.read.notation import finished
from bagalau.formats.read.pdf.bombs import MAX_LETTERS, MAX_OBJECTS, refuse_bombs, too_complex
from bagalau.formats.read.pdf.document import Sheet, written
from bagalau.formats.read.pdf.page import read_page
from bagalau.formats.read.pdf.paragraphs import paragraphs
from bagalau.formats.read.pdf.tables import tables
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem

FORMAT = "pdf"

_one_at_a_time = Lock()
"""PDFium is not made for several threads."""


def recognises(data: bytes, name: str) -> bool:
    """A PDF says so within its first kilobyte."""
    return b"%PDF-" in data[:1024]


def read(data: bytes) -> Reading:
    clock = Clock()
    refuse_bombs(data)
    with _one_at_a_time, _opened(data) as document:
        pages = pdfium.FPDF_GetPageCount(document)
        refuse_pages(pages)
        sheets, length = [], 0
        for number in range(pages):
            clock.check()
            sheets.append(_sheet(document, number))
            length += sheets[-1].length
            refuse_text(length)
    if not length:
        raise Problem(
            "pdf-without-text",
            "There is no text in this PDF, only pictures: run text recognition (OCR) on it, and send the result.",
            status=422,
        )
    return finished(written(sheets), FORMAT, paged=True)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(error: int) -> Problem:
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Problem(
            "encrypted-pdf",
            "This PDF is protected by a password: save a copy without one, and send that.",
            status=422,
        )
    return Problem(
        "broken-pdf",
        "This PDF is damaged or incomplete: download it again, or save it anew with the program that made it.",
        status=422,
    )


@contextmanager
def _page(document: Any, number: int) -> Iterator[tuple[Any, Any] | None]:
    """A page and its text; None where PDFium cannot make anything of it."""
    page = pdfium.FPDF_LoadPage(document, number)
    if page and pdfium.FPDFPage_CountObjects(page) > MAX_OBJECTS:
        pdfium.FPDF_ClosePage(page)
        raise too_complex()
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        if text and pdfium.FPDFText_CountChars(text) > MAX_LETTERS:
            raise too_complex()
        yield (page, text) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _sheet(document: Any, number: int) -> Sheet:
    with _page(document, number) as handles:
        if handles is None:
            return Sheet([], 0, 0)
        page = read_page(*handles)
        found, inside = tables(page)
        parts: list[Any] = []
        loose = []
        seen: set[int] = set()
        for at, word in enumerate(page.words):
            table = inside.get(at)
            if table is None:
                loose.append(word)
            elif table not in seen:
                seen.add(table)
                parts += paragraphs(loose, page)
                parts.append(found[table])
                loose = []
        parts += paragraphs(loose, page)
        return Sheet(parts, page.height, sum(len(word.text) + 1 for word in page.words))
