"""What a written paper holds beside its words: dashes for what is missing, the feet of pages."""

from __future__ import annotations

import re

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import BLANKS, bounded, masked
from bagalau.formats.reading import Reading

_FOOT = re.compile(r"^[^\t\n]{0,300}\t\d{1,4} / \d{1,4}$", re.MULTILINE)
_NOTHING = re.compile(r"(?<![^\t\n|])( {0,3})[–—-]( {0,3})(?=[\t\n|]|\Z)")


def tidied(draft: DraftBuilder) -> Reading:
    """The reading with tags, odd blanks, lone dashes and page numbers as plain blanks: offsets stay true."""
    reading = masked(bounded(draft))
    text = reading.text.translate(BLANKS)
    for foot in _FOOT.finditer(text):
        draft.understood(draft.reading.passage(*foot.span()))
    text = _FOOT.sub(lambda foot: " " * len(foot[0]), text)
    text = _NOTHING.sub(lambda dash: f"{dash[1]} {dash[2]}", text)
    return Reading(text, reading.format, reading.pages)
