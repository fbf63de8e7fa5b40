"""Assessments of the same subject side by side. Pure.

QO-06  A question, or a section, is compared with the last assessment before in which it had a score: it is better, or
       worse, or the same. On a scale of risks the lower score is the better one. Where the answers to choose from
       differ nothing is compared, nor is a new version as long as the approved one beside it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from bagalau.quality.rules.questionnaire import Scale


class Change(StrEnum):
    """QO-06."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


def changes(
    values: Sequence[Decimal | None], scales: Sequence[Scale] = (), *, risk: bool = False
) -> list[Change | None]:
    """QO-06: how each value changed since the last one before; None where there is nothing to compare."""
    found: list[Change | None] = []
    last: tuple[Decimal, Scale] | None = None
    for at, value in enumerate(values):
        scale = scales[at] if scales else Scale()
        same = value is not None and last is not None and last[1] == scale
        found.append(_change(value - last[0], risk=risk) if value is not None and last and same else None)
        last = last if value is None else (value, scale)
    return found


def _change(difference: Decimal, *, risk: bool) -> Change:
    if not difference:
        return Change.SAME
    return Change.BETTER if (difference > 0) is not risk else Change.WORSE
