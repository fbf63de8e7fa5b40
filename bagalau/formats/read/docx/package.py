"""The zip archive that a DOCX is, opened with care: few entries, bounded parts, XML without a document type."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from bagalau.formats.read.limits import MIB
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAX_ENTRIES = 5000
_MAX_PART = 40 * MIB
"""Of one part unpacked; the text of a 500-page document has some 15 MiB."""
_MAX_RATIO = 250
"""Unpacked to packed, for parts of more than a mebibyte; long tables reach 60."""
_CHUNK = MIB
_TYPE_MARKS = tuple(
    mark.encode(name) for mark in ("<!DOCTYPE", "<!ENTITY") for name in ("ascii", "utf-16-le", "utf-16-be")
)


_DAMAGED = mark("This DOCX is damaged or incomplete: open it in a word processor, save it anew, and send that.")
_ENTITIES = mark(
    "This DOCX is not as word processors write it (it declares entities): open it in one, save it anew, and send that."
)
_PACKED = mark(
    "This DOCX is packed in a way that is not read: open it in a word processor, save it anew, and send that."
)


def broken(sentence: str = _DAMAGED) -> Problem:
    return Problem("broken-docx", sentence, status=422)


def _bomb() -> Problem:
    return Problem(
        "docx-too-large",
        "This DOCX unpacks to far more than a document needs: open it in a word processor, and save it anew.",
        status=413,
    )


class Package:
    """An open DOCX. Every method raises a Problem for what is broken or too large."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > _MAX_ENTRIES:
            raise _bomb()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = set(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, OverflowError) as error:
            raise broken() from error

    def main_part(self) -> str:
        """The name of the part that holds the document's body."""
        relations = self.tree("_rels/.rels")
        for relation in () if relations is None else relations:
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath(relation.get("Target") or "").lstrip("/")
        return "word/document.xml"

    def tree(self, name: str) -> etree._Element | None:
        """A part as a tree; None when the document has no such part."""
        if name not in self._names:
            return None
        data = self._part(name).replace(_STRICT, W[1:-1].encode())
        if any(mark in data for mark in _TYPE_MARKS):
            raise broken(_ENTITIES)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise broken() from error

    def _part(self, name: str) -> bytes:
        """A part unpacked. The size it declares is checked first, the size it has while it is read."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(_PACKED)
        ratio = info.file_size / max(1, info.compress_size)
        if info.file_size > _MAX_PART or (info.file_size > MIB and ratio > _MAX_RATIO):
            raise _bomb()
        chunks, size = [], 0
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    if size > _MAX_PART:
                        raise _bomb()
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise broken() from error
        return b"".join(chunks)
