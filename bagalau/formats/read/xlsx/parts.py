"""The zip archive that a workbook is, opened with care: few entries, bounded parts, XML without a document type.

Only parts that were looked at are passed on, packed anew, so that no other program finds something else in the archive.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import IO

from lxml import etree

from bagalau.formats.read.limits import MIB
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark

_MAX_ENTRIES = 1000
_MAX_PART = 80 * MIB
"""Of one part unpacked and held; 5,000 rows of fifteen cells have some 5 MiB."""
_MAX_ALL = 160 * MIB
"""Of all parts together, each counted as often as it is unpacked."""
_MAX_RATIO = 400
"""Unpacked to packed, for parts of more than a mebibyte; a long sheet of the same few words reaches 100."""
_TYPE_MARKS = (b"<!DOCTYPE", b"<!ENTITY")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_KEPT = ("[Content_Types].xml", "_rels/.rels", _WORKBOOK, _RELATIONS, "xl/styles.xml", "xl/sharedStrings.xml")

_NO_WORKBOOK = mark("This is no XLSX workbook: save the sheet as “Excel workbook (.xlsx)”, and send that.")
_DAMAGED = mark("This workbook is damaged: open it in a spreadsheet program, save it anew as XLSX, and send that.")


def damaged(sentence: str = _DAMAGED) -> Problem:
    return Problem("broken-xlsx", sentence, status=422)


def _bomb() -> Problem:
    return Problem(
        "xlsx-too-large",
        "This workbook unpacks to far more than a table needs: copy its rows into a new one, and send that.",
        status=413,
    )


class Parts:
    """An open workbook. Every method raises a Problem for what is broken or too large."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(b"PK"):
            raise Problem("not-a-workbook", _NO_WORKBOOK, status=422)
        if data.count(b"PK\x01\x02") > _MAX_ENTRIES:
            raise _bomb()
        self._read: dict[str, bytes] = {}
        self.hidden: set[str] = set()
        self.room = _MAX_ALL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = set(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, OverflowError) as error:
            raise damaged() from error
        if _WORKBOOK not in self._names:
            raise Problem("not-a-workbook", _NO_WORKBOOK, status=422)

    def sheets(self) -> dict[str, str]:
        """The sheets by name, with the part of each; what is no table (a chart) is left out.

        ``hidden`` then names those that a spreadsheet program does not show.
        """
        targets = {
            relation.get("Id"): posixpath.normpath(posixpath.join("xl", relation.get("Target") or "")).lstrip("/")
            for relation in self._tree(_RELATIONS)
            if (relation.get("Type") or "").endswith("/worksheet")
        }
        found = {}
        for sheet in self._tree(_WORKBOOK).iterfind("{*}sheets/{*}sheet"):
            key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
            if key in targets:
                found[sheet.get("name") or ""] = targets[key]
                if sheet.get("state", "visible") != "visible":
                    self.hidden.add(sheet.get("name") or "")
        if not found:
            raise damaged()
        return found

    def again(self) -> bytes:
        """The parts that were looked at as an archive of their own."""
        for name in _KEPT:
            if name in self._names:
                self.part(name)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
            for name, data in self._read.items():
                made.writestr(name, data)
        return file.getvalue()

    def part(self, name: str) -> bytes:
        """A part unpacked."""
        if name not in self._read:
            with self.opened(name) as part:
                data = part.read()
            if b"\0" in data[:200] or any(one in data for one in _TYPE_MARKS):
                raise damaged()  # another encoding, in which nothing was looked at, or a document type
            self._read[name] = data
        return self._read[name]

    def opened(self, name: str) -> Unpacked:
        """A part to be read piece by piece. The size it declares is checked first, the size it has while it is read."""
        if name not in self._names:
            raise damaged()
        info = self._zip.getinfo(name)
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        if info.file_size > MIB and info.file_size / max(1, info.compress_size) > _MAX_RATIO:
            raise _bomb()
        try:
            return Unpacked(self._zip.open(info), self)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged() from error

    def _tree(self, name: str) -> etree._Element:
        try:
            return etree.fromstring(self.part(name), parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged() from error


class Unpacked:
    """A part as it is unpacked: no more of it than is held at once."""

    def __init__(self, part: IO[bytes], of: Parts) -> None:
        self._part, self._of, self._room = part, of, _MAX_PART

    def __enter__(self) -> Unpacked:
        return self

    def __exit__(self, *_given: object) -> None:
        self._part.close()

    def read(self, size: int = -1) -> bytes:
        """The next bytes: so many, or (-1) all that are left."""
        wanted = self._room + 1 if size < 0 else min(size, self._room + 1)
        try:
            data = self._part.read(wanted)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise damaged() from error
        self._room -= len(data)
        self._of.room -= len(data)
        if min(self._room, self._of.room) < 0:
            raise _bomb()
        return data


def parser() -> etree.XMLParser:
    """A parser that fetches and expands nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
