"""Marks that a copy leaves inside text: HTML tags, links, emphasis. Offsets stay those of the original."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.formats.reading import Passage, Reading

MOST_LINES = 20_000  # some 400 pages
BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
TAG = re.compile(r"</?[a-zA-Z][^<>\n\t]{0,300}>")
LINK = re.compile(r"\[([^\[\]\n\t]{1,300})\](\([^()\n\t]{0,500}\))")
FOOTNOTE = re.compile(r"<sup>\s?[\d*]{1,3}\s?</sup>", re.IGNORECASE)


def bounded(draft: DraftBuilder) -> Reading:
    """The reading, or of one longer than any paper of these kinds the first part; that the rest was left is said."""
    reading = draft.reading
    parts = reading.text.split("\n", MOST_LINES)
    if len(parts) <= MOST_LINES:
        return reading
    end = len(reading.text) - len(parts[-1])
    draft.warn(
        "too-long",
        "The document is longer than %(lines)s lines: what follows was not read.",
        place=reading.passage(end),
        severity="error",
        lines=f"{MOST_LINES:,}",
    )
    return Reading(reading.text[:end], reading.format, reading.pages)


def even(reading: Reading) -> Reading:
    """The reading with every kind of blank as a plain one: labels are known however they were spaced."""
    return Reading(reading.text.translate(BLANKS), reading.format, reading.pages)


def untagged(reading: Reading) -> Reading:
    """The reading with tags replaced by as many blanks."""
    return Reading(TAG.sub(lambda tag: " " * len(tag[0]), reading.text), reading.format, reading.pages)


def masked(reading: Reading) -> Reading:
    """The reading with tags, footnote marks and link addresses replaced by as many blanks: offsets stay true."""
    text = FOOTNOTE.sub(lambda mark: " " * len(mark[0]), reading.text)
    text = TAG.sub(lambda tag: " " * len(tag[0]), text)
    text = LINK.sub(lambda link: f" {link[1]} {' ' * len(link[2])}", text)
    return Reading(text, reading.format, reading.pages)


def fold(text: str) -> str:
    """One line: entities resolved, white space folded."""
    return " ".join(html.unescape(text).split())


def words_only(text: str) -> str:
    """A line without tags, heading signs, emphasis and table bars at its ends, folded: for comparing with labels."""
    return fold(TAG.sub(" ", text).replace("**", " ").strip(" \t\r|#*_>"))


def joined(places: Iterable[Passage]) -> str | None:
    """The folded text of passages as one line; None where there is none."""
    return " ".join(filter(None, (fold(place.text) for place in places))) or None


def paragraphs(place: Passage) -> str | None:
    """The text of a passage with its lines kept, each folded; None where there is none."""
    lines = [fold(line) for line in place.text.split("\n")]
    return "\n".join(line for line in lines if line) or None
