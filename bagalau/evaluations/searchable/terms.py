"""The criteria, goals and tags by which what an evaluation says is counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bagalau.reference.lists import term_lists
from bagalau.reference.queries import tags_of
from bagalau.reference.rules import recognise

CRITERIA = frozenset({"criteria", "uneg_criteria"})
GOALS = "sdg"
GOAL = re.compile(
    r"(?:SDG|Goal|ЦУР|ТДМ|Цель)\s*№?\s*(\d{1,2})\b", re.IGNORECASE
)  # as papers number them, whatever follows
NEITHER = "not-applicable"
Facets = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Terms:
    """The terms of value lists on some records: kind -> key -> (list, code)."""

    found: Mapping[str, Mapping[int, Sequence[tuple[str, str]]]]

    @classmethod
    def on(cls, records: Mapping[str, Collection[int]]) -> Terms:
        """Those on these records: kind -> keys; one query a kind."""
        return cls(
            {
                kind: {key: [(tag.list, tag.term) for tag in tags] for key, tags in tags_of(kind, keys).items()}
                for kind, keys in records.items()
                if keys
            }
        )

    def of(self, kind: str, key: int, words: Iterable[str] = ()) -> Facets:
        """The facets of a record, from its terms and from the words of its source."""
        return facets([*self.found.get(kind, {}).get(key, ()), *named(words)])


def facets(terms: Iterable[tuple[str, str]]) -> Facets:
    """Terms as facets: criteria and goals by their codes, others with their list, words of a source as they are."""
    found: dict[str, dict[str, None]] = {"criterion": {}, "sdg": {}, "tag": {}}
    for listed, code in terms:
        if code == NEITHER:
            continue
        name = "criterion" if listed in CRITERIA else "sdg" if listed == GOALS else "tag"
        found[name][f"{listed}:{code}" if listed and name == "tag" else code] = None
    return {name: tuple(values) for name, values in found.items()}


def named(words: Iterable[str]) -> list[tuple[str, str]]:
    """What the words of a source name (F-03), as list and code; what they do not name stays a word without a list."""
    return [_named(word) for word in words]


@lru_cache(10_000)
def _named(word: str) -> tuple[str, str]:
    for listed in term_lists().values():
        if terms := recognise([word], listed.terms)[0]:
            return listed.code, terms[0].code
    goal = GOAL.match(word)
    return (GOALS, str(int(goal[1]))) if goal and 1 <= int(goal[1]) <= 17 else ("", word[:100])


def merged(*some: Mapping[str, tuple[str, ...]]) -> Facets:
    """The values of several, each once."""
    names = dict.fromkeys(name for one in some for name in one)
    return {name: tuple(dict.fromkeys(value for one in some for value in one.get(name, ()))) for name in names}
