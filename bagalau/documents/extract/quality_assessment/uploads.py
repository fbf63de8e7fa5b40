"""The table of uploaded documents under an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bagalau.documents.extract.markup import LINK, fold, words_only
from bagalau.documents.extract.values import iso_date
from bagalau.formats.reading import Block, Passage

_HEAD = re.compile(r"#?\W*File Name\b", re.IGNORECASE)
_RULE = re.compile(r"[\s|:\-–—]+")
_NONE = re.compile(r"No documents? (?:is |are )?available", re.IGNORECASE)
_ADDRESS = re.compile(r"\s?\(?(https?://[^\s()]{1,500})\)?")
_RUN_TOGETHER = re.compile(
    r"\s{0,9}(?P<number>\d{1,3})[.)]?\s+(?P<title>\S.{0,400}?)\s+(?P<by>[\w.+'-]{1,80}@[\w.-]{1,80})\s+"
    r"(?P<on>\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b.{0,40})$"
)
_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})[/.-](\d{1,4})")


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded document: the places of its values, ``day`` in ISO where it can be told."""

    number: Passage
    title: Passage
    by: Passage
    on: Passage

    @property
    def name(self) -> str | None:
        return fold(_ADDRESS.sub(" ", LINK.sub(r"\1", self.title.text))) or None

    @property
    def address(self) -> str | None:
        match = _ADDRESS.search(self.title.text)
        return match[1] if match else None


def is_noise(block: Block) -> bool:
    """The head of the table, its rule, and the sentence that there are no documents."""
    return bool(_HEAD.match(words_only(block.text)) or _RULE.fullmatch(block.text) or says_none(block))


def says_none(block: Block) -> bool:
    return bool(_NONE.match(words_only(block.text)))


def read_upload(block: Block) -> Upload | None:
    """A row of the table, in cells or run together; None for another line."""
    cells = block.cells
    if len(cells) >= 4 and cells[0].text.strip(". ").isdigit():
        return Upload(*cells[:4])
    match = _RUN_TOGETHER.match(block.text) if len(block.text) < 1000 else None
    if match:
        return Upload(*(block.passage.group(match, name) for name in ("number", "title", "by", "on")))
    return None


def month_first(texts: Sequence[str]) -> bool | None:
    """Whether dates such as 3/4/2021 put the month first, by the dates of the whole document; None: cannot be told."""
    for text in texts:
        if re.search(r"\b[AP]M\b", text):
            return True
        if (match := _DATE.search(text)) and match[2] == "/" and len(match[1]) < 4:
            if int(match[1]) > 12:
                return False
            if int(match[3]) > 12:
                return True
    return None


def day(text: str, first: bool | None) -> str | None:
    """The day of a date with or without a time, in ISO; None where day and month cannot be told apart."""
    match = _DATE.search(text)
    if not match:
        return iso_date(text)
    if match[2] == "/" and len(match[1]) < 4 and first is not None:
        month, date = (match[1], match[3]) if first else (match[3], match[1])
        return iso_date(f"{match[4]}-{month}-{date}")
    return iso_date(match[0])
