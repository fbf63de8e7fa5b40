"""A report as DOCX: real headings, table heads that repeat, the language of the text, page numbers.

The body is written as WordprocessingML by hand, because building long tables cell by cell takes minutes; python-docx
brings the package around it, with its styles.
"""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import parse_xml

from bagalau.formats.report import Report
from bagalau.formats.write.paper.docx.body import Body
from bagalau.formats.write.paper.docx.package import dress

FORMAT = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(report: Report) -> bytes:
    """The file."""
    document = docx.Document()
    dress(document, report)
    body = document.element.body
    for piece in Body(document, report).pieces():
        body.insert(len(body) - 1, parse_xml(piece))  # the last is the section, which says how the pages are
    file = io.BytesIO()
    document.save(file)
    return _same_bytes(file.getvalue())


def _same_bytes(data: bytes) -> bytes:
    """The package with one date for all its parts, so that the same report gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
