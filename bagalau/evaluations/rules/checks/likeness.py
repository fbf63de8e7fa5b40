"""How alike two texts are, by the stems of the words that tell something. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bagalau.lib.words import content, tidied

SAME = 0.85  # of all stems of two texts are shared: they say the same
COVERED = 0.3  # of the stems of a part stand in a key action: it seems to carry the part out
LEAST = 2  # shared stems, so that one frequent word does not decide


def stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a text."""
    return frozenset(word.stem for word in content(tidied(text)))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all stems of two texts that both have; 0 if one of them has none."""
    return len(one & other) / len(one | other) if one and other else 0.0


def covered(part: str, texts: Iterable[str]) -> tuple[float, frozenset[str]]:
    """The largest share of a part's stems that one of the texts has, and those stems."""
    wanted = stems(part)
    best: tuple[float, frozenset[str]] = (0.0, frozenset())
    for text in texts:
        found = wanted & stems(text)
        if wanted and len(found) / len(wanted) > best[0]:
            best = (len(found) / len(wanted), found)
    return best


def forms_of(text: str, wanted: frozenset[str]) -> list[str]:
    """The words of a text that have these stems, as they stand in it, each once."""
    seen: dict[str, str] = {}
    plain = tidied(text)
    for word in content(plain):
        if word.stem in wanted:
            seen.setdefault(word.stem, plain[word.start : word.end])
    return list(seen.values())
