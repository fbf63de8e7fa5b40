"""Texts that pure code says and pages translate."""


def mark(text: str) -> str:
    """Mark a text for translation without translating it here (gettext's no-op)."""
    return text
