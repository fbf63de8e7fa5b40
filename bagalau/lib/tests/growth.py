"""How work grows with its size, in processor time: a ratio, so that a slow or busy machine fails no test."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

TIMES = 8


def growth(run: Callable[[int], object], size: int) -> float:
    """How many times the processor time of ``run(size)`` the work of ``run(8 * size)`` takes.

    Linear work gives about 8, quadratic work 64. Anything under 10 ms is too short to be told and counts as 10 ms.
    """
    return _least(run, TIMES * size) / max(_least(run, size), 0.01)


def grows_linearly(run: Callable[[int], object], size: int) -> bool:
    """Whether eight times the work takes clearly less than quadratic work would."""
    return growth(run, size) < 3 * TIMES


def _least(run: Callable[[int], object], size: int) -> float:
    times = []
    for _turn in range(2):
        start = process_time()
        run(size)
        times.append(process_time() - start)
    return min(times)
