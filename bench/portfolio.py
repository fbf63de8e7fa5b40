"""Pages and figures of a large portfolio."""

from __future__ import annotations

from bench import pages
from bench.table import Row


def rows(*, quick: bool = False) -> list[Row]:
    """What each page costs, and what the figures do."""
    found = pages.rows(quick=quick)  # starts Django, which the figures need
    from bench import figures  # noqa: PLC0415

    return [*found, *figures.rows(quick=quick)]
