"""Words that a narrow column cut: "minis try". The text is kept as it stands; the reader is told."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+")


def vocabulary(text: str) -> Counter[str]:
    """How often each word of a document stands in it."""
    return Counter(word.lower() for word in _WORD.findall(text))


def cut_words(text: str, words: Counter[str]) -> list[str]:
    """Pairs of neighbours that together are a word of the document, one of them being no word elsewhere in it."""
    found = []
    parts = list(_WORD.finditer(text))
    for left, right in pairwise(parts):
        if text[left.end() : right.start()] != " ":
            continue
        first, second = left[0].lower(), right[0].lower()
        rare = words[first] < 2 or words[second] < 2 or (len(second) == 1 and second not in "aiy")
        if len(first) + len(second) > 5 and rare and words[first + second]:
            found.append(f"{left[0]} {right[0]}")
    return found
