"""What all rows of a project document have. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Row:
    """What all rows have: the key of the stored row, if it is one, and where it stands."""

    id: int | None = field(default=None, compare=False)
    at: str = field(default="", compare=False)
