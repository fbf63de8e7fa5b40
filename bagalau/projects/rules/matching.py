"""How copies of a project document are recognised. Pure.

PI-01  Two papers tell of one project if their folded titles are equal, their units lie in one line, and their award
       numbers do not contradict.
"""

from __future__ import annotations

import re


def match_key(title: str) -> str:
    """PI-01: the first 200 letters and digits of a title, lower case: what is looked for; ``same_title`` decides."""
    return _folded(title)[:200]


def same_title(one: str, other: str) -> bool:
    """PI-01: whether two titles are equal to their last letter or digit."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
