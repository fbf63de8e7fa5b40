"""How results hang on each other in a framework. Pure.

PE-01  A result lies under one of a higher level: outputs under outcomes, targets and activity results under outputs,
       actions under activity results; an impact, an outcome or an output may stand alone at the top.
PE-02  Numbers follow the order: what lies side by side is counted from one, actions under the number of what they
       belong to; a result that had no number stays without one if none beside it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bagalau.projects.rules.record import Level, Result

UNDER: dict[Level, tuple[Level | None, ...]] = {
    Level.IMPACT: (None,),
    Level.OUTCOME: (None, Level.IMPACT),
    Level.OUTPUT: (None, Level.IMPACT, Level.OUTCOME),
    Level.TARGET: (Level.OUTPUT, Level.OUTCOME),
    Level.ACTIVITY_RESULT: (Level.OUTPUT, Level.TARGET),
    Level.ACTION: (Level.ACTIVITY_RESULT,),
}


def may_lie_under(level: Level, above: Level | None) -> bool:
    """PE-01."""
    return above in UNDER[level]


def levels_under(above: Level | None) -> list[Level]:
    """PE-01: the levels of what may lie under a result, the usual one first."""
    usual = {None: Level.OUTCOME, Level.IMPACT: Level.OUTCOME, Level.OUTPUT: Level.ACTIVITY_RESULT}
    found = [level for level in Level if may_lie_under(level, above)]
    return sorted(found, key=lambda level: level != usual.get(above))


@dataclass(frozen=True)
class Placed:
    """A result of the tree as it is listed: how deep it lies, and among which others."""

    result: Result
    above: Result | None
    depth: int
    place: int
    beside: int

    @property
    def is_first(self) -> bool:
        return self.place == 0

    @property
    def is_last(self) -> bool:
        return self.place == self.beside - 1


def listed(results: Sequence[Result], above: Result | None = None, depth: int = 0) -> Iterator[Placed]:
    """A tree from its top down, each result before what lies under it."""
    for place, one in enumerate(results):
        yield Placed(one, above, depth, place, len(results))
        yield from listed(one.children, one, depth + 1)


def numbers(results: Sequence[Result], above: str = "") -> dict[int, str]:
    """PE-02: the number of each stored result by its key."""
    found: dict[int, str] = {}
    counted: dict[str, int] = {}
    numbered = {one.level for one in results if one.number}
    for one in results:
        number = one.number
        if one.level in numbered:
            counted[one.level] = counted.get(one.level, 0) + 1
            number = f"{above}{counted[one.level]}" if one.level == Level.ACTION else str(counted[one.level])
        if one.id is not None:
            found[one.id] = number
        found |= numbers(one.children, f"{number}." if number else "")
    return found
