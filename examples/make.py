"""Make the DOCX and PDF files of the example office from ``sources/``: ``python examples/make.py``.

For developers: needs python-docx and typst, which an installation does not have. The made files are committed; the same
sources give the same bytes. A ``.md`` source knows headings (``#``), bullets (``- ``), ``**bold**``, ``*italic*`` and
rows of cells (``| a | b |``); every other line is a paragraph. A ``.typ`` source is typst's own.
"""

from __future__ import annotations

import io
import re
import zipfile
from calendar import timegm
from datetime import datetime
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as Docx
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
MADE = datetime(2026, 1, 15, 9, 0)  # noqa: DTZ001 - the format keeps no zone
TARGETS = {
    "mobile-centres-project.typ": "waiting/mobile-centres-project.pdf",
    "one-stop-centres-closure.md": "waiting/one-stop-centres-closure.docx",
    "warm-houses-project.md": "public/warm-houses-project.docx",
    "warm-houses-quality.md": "waiting/warm-houses-quality.docx",
    "women-enterprise-response.md": "public/women-enterprise-response.docx",
}
EMPHASIS = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")


def main() -> None:
    """Make every file of ``TARGETS``."""
    for source, target in TARGETS.items():
        (HERE / "office" / target).write_bytes(made(source))


def made(source: str) -> bytes:
    """The file that a source gives."""
    path = HERE / "sources" / source
    return pdf(path) if path.suffix == ".typ" else docx(path.read_text(encoding="utf-8"))


def pdf(source: Path) -> bytes:
    """A PDF whose dates are those of ``MADE``."""
    data: bytes = typst.compile(source, format="pdf", timestamp=timegm(MADE.timetuple()), ignore_system_fonts=True)
    return data


def docx(text: str) -> bytes:
    """A DOCX of the small notation above."""
    document = Document()
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = MADE
    lines = [line.strip() for line in text.splitlines()]
    at = 0
    while at < len(lines):
        at = _add_table(document, lines, at) if lines[at].startswith("|") else _add_line(document, lines, at)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _add_line(document: Docx, lines: list[str], at: int) -> int:
    """A heading, a bullet or a paragraph; gives the place of the next line."""
    line = lines[at]
    if heading := re.match(r"(#+) (.*)", line):
        document.add_heading(heading[2], level=len(heading[1]))
    elif line.startswith("- "):
        _add_runs(document.add_paragraph(style="List Bullet"), line[2:])
    elif line:
        _add_runs(document.add_paragraph(), line)
    return at + 1


def _add_table(document: Docx, lines: list[str], at: int) -> int:
    """The rows of cells from here on, as one table with rules."""
    end = at
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[at:end]]
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            _add_runs(cell.paragraphs[0], value)
    return end


def _add_runs(paragraph: Paragraph, text: str) -> None:
    """The text in runs, bold and italic where the notation says so."""
    for part in filter(None, EMPHASIS.split(text)):
        run = paragraph.add_run(part.strip("*") if EMPHASIS.fullmatch(part) else part)
        run.bold = part.startswith("**") or None
        run.italic = (EMPHASIS.fullmatch(part) is not None and not part.startswith("**")) or None


def _without_times(data: bytes) -> bytes:
    """The same package with the same date on every part, so that the same text gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return buffer.getvalue()


if __name__ == "__main__":
    main()
