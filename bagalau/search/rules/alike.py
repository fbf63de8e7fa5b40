"""How alike two passages are (S-09). Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping


def weight(having: int, of: int) -> float:
    """How much a word tells that so many passages have, of so many: rare words tell most."""
    return math.log(1 + of / (1 + having))


def alike(one: Iterable[str], other: Iterable[str], weights: Mapping[str, float]) -> float:
    """S-09: from 0 (nothing shared) to 1 (the same words): the weight that is shared against the mean of both."""
    first, second = set(one), set(other)
    both = sum(weights.get(stem, 0.0) for stem in first & second)
    total = math.sqrt(_sum(first, weights) * _sum(second, weights))
    return both / total if total else 0.0


def _sum(stems: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(stem, 0.0) for stem in stems)
