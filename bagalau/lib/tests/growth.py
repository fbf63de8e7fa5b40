"""How work grows with its size, in processor time: a ratio, so that a slow or busy machine fails no test."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

TIMES = 8
TURNS = 3
SHORTEST = 0.02  # seconds: what takes less cannot be told from the noise, and counts as this


def growth(run: Callable[[int], object], size: int) -> float:
    """How many times the processor time of ``run(size)`` the work of ``run(8 * size)`` takes.

    Linear work gives about 8, quadratic work 64.
    """
    return _least(run, TIMES * size) / max(_least(run, size), SHORTEST)


def grows_linearly(run: Callable[[int], object], size: int) -> bool:
    """Whether eight times the work takes clearly less than quadratic work would."""
    return growth(run, size) < 4 * TIMES


def _least(run: Callable[[int], object], size: int) -> float:
    """The least of several turns, without the collector, which walks over all that the test run holds."""
    times = []
    gc.disable()
    try:
        for _turn in range(TURNS):
            start = process_time()
            run(size)
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)
