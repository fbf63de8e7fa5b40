"""The table that `python -m bench` prints: what was measured, against what, and whether it met its goal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement. ``ratio`` is ``measured / compared_with``; the goal is met at or below ``goal``
    (at or above it when ``more_is_better``). A row without a goal only informs."""

    name: str
    measured: float
    unit: str
    compared_with: float
    floor: str = ""
    goal: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        return self.measured / self.compared_with if self.compared_with else float("inf")

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.ratio >= self.goal if self.more_is_better else self.ratio <= self.goal


def fastest(*calls: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """The least time in seconds of each call, over several runs that take turns, so that all meet the same noise."""
    best = [float("inf")] * len(calls)
    for _ in range(runs):
        for at, call in enumerate(calls):
            start = clock()
            call()
            best[at] = min(best[at], clock() - start)
    return best


def rendered(rows: Iterable[Row]) -> str:
    """The rows as an aligned plain-text table with a line of titles."""
    lines = [("what", "measured", "floor", "ratio", "goal", "met", "compared with")]
    for row in rows:
        sign = ">=" if row.more_is_better else "<="
        goal = "" if row.goal is None else f"{sign} {row.goal:g}"
        met = {None: "", True: "yes", False: "NO"}[row.met]
        amounts = (f"{row.measured:.4g} {row.unit}", f"{row.compared_with:.4g} {row.unit}", f"{row.ratio:.2f}")
        lines.append((row.name, *amounts, goal, met, row.floor))
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
