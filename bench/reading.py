"""How quickly files are read, and how many cells of the tables in a PDF are read right.

The floors are what a reader cannot do without: for a PDF its bare text by the same engine, for a text its decoding and
splitting. pdfplumber, a table reader in wide use, is measured on the same pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from bagalau.formats.read import read
from bench.sample_pdf import Sample, sample, share_right
from bench.table import Row, fastest

_PARAGRAPH = "Оқыту жоспары: the regional office reports – 12/2018, USD 20,000.\n- 2: *The team met the board.*\n"
_TEXTS = [
    (_PARAGRAPH * 300).encode(),
    (_PARAGRAPH * 300).encode("utf-8-sig"),
    (_PARAGRAPH * 300).encode("utf-16"),
    ("Отчёт о выполнении плана за 2018 год\tисполнено\n" * 900).encode("cp1251"),
]
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251")


def rows(*, quick: bool = False) -> list[Row]:
    return [*_pdf_rows(sample(), runs=1 if quick else 5), _text_row()]


def bare_text(data: bytes) -> list[str]:
    """All text of a PDF as PDFium gives it, without any order or table."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def plumbed(data: bytes) -> list[list[str | None]]:
    """The rows of all tables of a PDF as pdfplumber finds them."""
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [row for page in document.pages for table in page.extract_tables() for row in table]


def read_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of all tables of a PDF as Bagalau reads them."""
    return (line.split("\t") for line in read(data, "sample.pdf").text.split("\n"))


def _pdf_rows(made: Sample, runs: int) -> list[Row]:
    name = f"PDF, {made.pages} pages, 48 tables"
    bare, ours = fastest(lambda: bare_text(made.data), lambda: read(made.data, "sample.pdf"), runs=runs)
    (theirs,) = fastest(lambda: plumbed(made.data), runs=min(runs, 2))
    right = share_right(made.rows, read_rows(made.data))
    their_right = share_right(made.rows, plumbed(made.data))
    return [
        Row(f"{name}: reading", ours, "s", bare, "PDFium's bare text", 6),
        Row(f"{name}: reading", ours, "s", theirs, "pdfplumber's tables", 0.25),
        Row(f"{name}: cells right", right * 100, "%", their_right * 100, "pdfplumber's tables", 1, more_is_better=True),
    ]


def _text_row() -> Row:
    def ours() -> None:
        for data in _TEXTS:
            read(data, "sample.txt")

    def floor() -> None:
        for data, encoding in zip(_TEXTS, _ENCODINGS, strict=True):
            data.decode(encoding).split("\n")

    bare, measured = fastest(floor, ours, runs=20)
    return Row("four texts: reading", measured, "s", bare, "decoding and splitting into lines")
