"""Finding text in any script."""

from __future__ import annotations

import re

from django.db.models import Q


def holds(field: str, text: str) -> Q:
    """The condition that a field holds a text, in either case.

    SQLite's LIKE knows the two cases of English letters alone; a regular expression, which knows all, takes longer.
    """
    if text.isascii():
        return Q(**{f"{field}__icontains": text})
    return Q(**{f"{field}__iregex": re.escape(text)})
