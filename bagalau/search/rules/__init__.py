"""What a question means and how an answer is shown. Pure: no Django, no clock.

S-01  All words are required, in any of their forms; words that tell nothing ("the", "и", "және") only if alone.
S-02  Words in quotation marks follow each other just as they are written.
S-03  OR (ИЛИ, НЕМЕСЕ, |) joins what stands on its two sides; AND is understood. Parentheses group.
S-04  What a minus or NOT (НЕ, ЕМЕС) stands before is ruled out.
S-05  ``name:value`` narrows by unit, year, type, criterion, tag, SDG, kind, status or language; values of one name
      joined by commas are alternatives; a year may be a span, as 2019..2022.
S-06  An asterisk behind a word stands for any end; words that a hyphen joins stay together.
S-07  A hit shows the part in which most of the words stand, with the words marked.
S-08  No text is an error: what cannot be understood is left out or taken as words, and a sentence says so.
S-09  Two passages are alike by the rare words that they share: the weight of the shared words against that of all.
"""

from __future__ import annotations

from bagalau.search.rules.asked import (
    All,
    Asked,
    Either,
    Field,
    Not,
    Note,
    Part,
    Phrase,
    Prefix,
    Term,
    Years,
    said,
    wanted,
)
from bagalau.search.rules.parser import parse
from bagalau.search.rules.snippet import Marks, matched, snippet

__all__ = [
    "All",
    "Asked",
    "Either",
    "Field",
    "Marks",
    "Not",
    "Note",
    "Part",
    "Phrase",
    "Prefix",
    "Term",
    "Years",
    "matched",
    "parse",
    "said",
    "snippet",
    "wanted",
]
