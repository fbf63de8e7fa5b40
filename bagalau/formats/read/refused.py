"""Kinds of file that are not read, known by their first bytes, with what to do about each."""

from __future__ import annotations

from typing import NamedTuple

from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark


class Refused(NamedTuple):
    """A kind of file: how it begins, and the sentence that refuses it."""

    starts: tuple[bytes, ...]
    sentence: str


_PICTURE = mark(
    "This is a picture, not text: run text recognition (OCR) on it, and send the PDF or text that comes out."
)
_ARCHIVE = mark("This is an archive: unpack it, and send the documents in it one by one.")
_SHEET = mark("This is a spreadsheet, which is not read as a document: save the sheet as PDF or copy it into a DOCX.")

KINDS = (
    Refused((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x0cjP"), _PICTURE),
    Refused((b"{\\rtf",), mark("This is an RTF file: open it in a word processor, and save it as DOCX.")),
    Refused((b"%!PS",), mark("This is a PostScript file: save it as PDF, and send that.")),
    Refused((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), _ARCHIVE),
)

_INSIDE = (
    (b"xl/workbook", _SHEET),
    (b"ppt/presentation", mark("This is a presentation: save it as PDF, and send that.")),
    (
        b"application/vnd.oasis.opendocument",
        mark("This is an OpenDocument file: save it as DOCX or PDF, and send that."),
    ),
    (b"application/epub", mark("This is an e-book: save it as PDF or HTML, and send that.")),
)
"""What the names inside a zip archive tell."""

_LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse(data: bytes) -> None:
    """Raise a Problem when the file is of a kind that is known not to be read."""
    sentence = next((kind.sentence for kind in KINDS if data.startswith(kind.starts) and _surely(data)), "")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        sentence = _PICTURE
    if data.startswith(_LEGACY):
        sentence = _legacy(data)
    if data.startswith(b"PK\x03\x04"):
        sentence = next((said for mark, said in _INSIDE if mark in data), _ARCHIVE)
    if sentence:
        raise Problem("unknown-format", sentence, status=422)


def _surely(data: bytes) -> bool:
    """``BM`` may also begin a sentence: a bitmap has zeros in its head."""
    return not data.startswith(b"BM") or b"\0" in data[:14]


def _legacy(data: bytes) -> str:
    """The container of old Office files also holds new ones that have a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Problem(
            "encrypted-docx",
            "This document is protected by a password: save a copy without one, and send that.",
            status=422,
        )
    if "Workbook".encode("utf-16-le") in data:
        return _SHEET
    return mark("This is a document of Word 97-2003 (.doc): open it, save it as DOCX, and send that.")
