"""Texts that pure code says and pages translate, and signs that no text may have."""

import re

NO_SIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no page can show: XML lacks these, and so does what draws charts and writes papers."""


def mark(text: str) -> str:
    """Mark a text for translation without translating it here (gettext's no-op)."""
    return text
