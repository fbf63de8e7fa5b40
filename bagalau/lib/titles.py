"""Titles as copies of a paper have them: compared by their letters and digits alone."""

from __future__ import annotations

import re


def match_key(title: str) -> str:
    """The first 200 letters and digits of a title, lower case: what is looked for; ``same_title`` decides."""
    return folded(title)[:200]


def same_title(one: str, other: str) -> bool:
    """Whether two titles are equal to their last letter or digit."""
    return folded(one) == folded(other)


def folded(text: str) -> str:
    """The letters and digits of a text, lower case."""
    return re.sub(r"[\W_]+", "", text.casefold())
