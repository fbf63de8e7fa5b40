"""Assessments of the same subject side by side. Pure.

QO-06  A question, or a section, is compared with the last assessment before in which it had a score: it is better, or
       worse, or the same. On a scale of risks the lower score is the better one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum


class Change(StrEnum):
    """QO-06."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


def changes(values: Sequence[Decimal | None], *, risk: bool = False) -> list[Change | None]:
    """QO-06: how each value changed since the last one before; None where there is nothing to compare."""
    found: list[Change | None] = []
    last: Decimal | None = None
    for value in values:
        found.append(None if value is None or last is None else _change(value - last, risk=risk))
        last = last if value is None else value
    return found


def _change(difference: Decimal, *, risk: bool) -> Change:
    if not difference:
        return Change.SAME
    return Change.BETTER if (difference > 0) is not risk else Change.WORSE
