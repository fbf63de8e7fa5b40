"""Text and Markdown files: found out how they are encoded, and passed on as they are."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes

from bagalau.formats.read.limits import refuse_text
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem

FORMAT = "text"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64_000
_CYRILLIC = ("cp1251", "koi8-r", "cp866")
_FREQUENT = frozenset("оеаинтсрвлкмдпуя")
_KAZAKH = re.compile(r"[а-яё][қңәөұүһғ]|[қңәөұүһғ][а-яё]")
_CONTROL = bytes([*range(9), *range(14, 32), 127])
_NEWLINES = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
_CLUES = 8_000
"""Bytes by which one encoding of a byte a letter is told from another."""


def recognises(data: bytes, name: str) -> bool:
    """Anything may be text: this reader is asked last, and refuses what is not."""
    return True


def read(data: bytes) -> Reading:
    text = decode(data)
    for newline in _NEWLINES:
        text = text.replace(newline, "\n")
    refuse_text(len(text))
    pages = (0, *(match.end() for match in re.finditer("\f", text))) if "\f" in text else ()
    return Reading(text.replace("\f", "\n"), FORMAT, pages)


def decode(data: bytes) -> str:
    """Bytes as text, in whichever encoding they are; a Problem when they are no text."""
    text = _by_mark(data)
    for guess in (_utf16, _utf8, _single_byte, _by_statistics) if text is None else ():
        text = guess(data)
        if text is not None:
            break
    if text is None or _looks_binary(text):
        raise Problem(
            "unknown-format",
            "This is neither text nor a kind of document that is read: send PDF, DOCX, HTML, Markdown or plain text.",
            status=422,
        )
    return text


def _looks_binary(text: str) -> bool:
    """A NUL, or more than one control character in two hundred. Copies of PDF pages do hold a stray one."""
    raw = text.encode("utf-8", "replace")
    return b"\0" in raw or (len(raw) - len(raw.translate(None, _CONTROL))) * 200 > len(text)


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _utf8(data: bytes) -> str | None:
    return _strictly(data, "utf-8")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: one byte of nearly every two is 0 (Latin) or 4 (Cyrillic), the other is not."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(data) % 2 or not sample:
        return None
    even, odd = (sum(part.count(high) for high in b"\x00\x04") for part in (sample[::2], sample[1::2]))
    most = len(sample) // 2 * 0.8
    if max(even, odd) < most or min(even, odd) * 4 > max(even, odd):
        return None
    return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")


def _single_byte(data: bytes) -> str | None:
    """Western or Cyrillic: accented letters stand alone between plain ones, Cyrillic letters stand together."""
    sample = _clues(data)
    if b"\0" in sample:
        return None
    high = re.findall(rb"[\x80-\xff]+", sample)
    together = sum(len(run) for run in high if len(run) > 2)
    if together * 2 < sum(map(len, high)):
        return _strictly(data, "cp1252")
    encoding = max(_CYRILLIC, key=lambda name: _russian(sample.decode(name, "replace")))
    if encoding == "cp1251" and _KAZAKH.search(sample.decode("kz1048", "replace")):
        encoding = "kz1048"
    return _strictly(data, encoding)


def _clues(data: bytes) -> bytes:
    """A stretch of the file from its first letter beyond ASCII on."""
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else 0
    return data[start : start + _CLUES]


def _russian(text: str) -> int:
    """How much a text looks like Russian or Kazakh: frequent small letters for it, other signs against."""
    counts = Counter(text)
    letters = sum(number for sign, number in counts.items() if sign in _FREQUENT)
    odd = sum(number for sign, number in counts.items() if sign > "\x7f" and not sign.isalpha())
    return letters - 2 * odd - 4 * len(re.findall(r"[а-яё][А-ЯЁ]", text))


def _by_statistics(data: bytes) -> str | None:
    if b"\0" in data:
        return None
    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding, "replace") if best else None
