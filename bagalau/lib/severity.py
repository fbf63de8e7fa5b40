"""How much something that a check found matters."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """An error contradicts a rule or itself, a warning calls for a look, a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
