"""What differs between two texts, word by word (PV-03). Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

MOST_WORDS = 1500


def words(before: str, after: str) -> list[tuple[str, str]]:
    """PV-03: the pieces of two texts in their order, each "same", "gone" or "new"."""
    was, now = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    if len(was) + len(now) > MOST_WORDS:
        return [piece for piece in (("gone", before), ("new", after)) if piece[1]]
    found: list[tuple[str, str]] = []
    for tag, left, left_end, right, right_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(was[left:left_end])))
            continue
        gone, new = "".join(was[left:left_end]), "".join(now[right:right_end])
        found += [piece for piece in (("gone", gone), ("new", new)) if piece[1]]
    return found
