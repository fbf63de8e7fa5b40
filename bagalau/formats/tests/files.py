"""Small files made on the spot for the tests of the readers."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import Any

import typst
from docx import Document

KAZAKH = "ә ғ қ ң ө ұ ү һ і"

_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def typeset(source: str, **inputs: Any) -> bytes:
    """A PDF by typst."""
    data: bytes = typst.compile(
        source.encode(), format="pdf", sys_inputs={name: json.dumps(value) for name, value in inputs.items()}
    )
    return data


def pdf(content: bytes, *, pages: int = 1, stream: bytes = b"", page: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF written by hand: ``content`` is packed, ``stream`` and ``page`` go into those dictionaries."""
    packed = zlib.compress(content)
    kids = b" ".join([b"3 0 R"] * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R%s>>" % page,
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(packed), stream or b"/Filter/FlateDecode", packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        trailer,
        len(out),
    )


def line_of_text(text: bytes = b"Hello board") -> bytes:
    return b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text


def locked_pdf() -> bytes:
    """A PDF whose keys no password fits."""
    keys = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    return pdf(line_of_text(), trailer=keys)


def archive(parts: dict[str, bytes | str], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compress) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX by its XML: ``body`` stands in the document, ``parts`` are roots' contents such as ``styles``."""
    files: dict[str, bytes | str] = {"word/document.xml": f"<w:document {_WORDS}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {_WORDS}>{content}</w:{name}>"
    return archive(files)


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def saved(document: Any = None) -> bytes:
    """A document of python-docx as bytes; without one, an empty document."""
    file = io.BytesIO()
    (document or Document()).save(file)
    return file.getvalue()
