"""How alike two texts are, by the stems of the words that tell something. Pure."""

from __future__ import annotations

from bagalau.lib.words import content, tidied

SAME = 0.85  # of all stems of two texts are shared: they say the same


def stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a text."""
    return frozenset(word.stem for word in content(tidied(text)))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all stems of two texts that both have; 0 if one of them has none."""
    return len(one & other) / len(one | other) if one and other else 0.0


def forms_of(text: str, wanted: frozenset[str]) -> list[str]:
    """The words of a text that have these stems, as they stand in it, each once."""
    seen: dict[str, str] = {}
    plain = tidied(text)
    for word in content(plain):
        if word.stem in wanted:
            seen.setdefault(word.stem, plain[word.start : word.end])
    return list(seen.values())
