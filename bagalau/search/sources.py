"""The domains in which there is something to find, by name in ``settings.SEARCH_SOURCES``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings

from bagalau.lib.passages import Lent, Passage, RecordKey, Reference
from bagalau.people.access import Viewer
from bagalau.people.rules import Action


class Source(Protocol):
    """What a domain's ``searchable`` module offers."""

    KINDS: tuple[str, ...]
    """The kinds of root records whose passages it has."""
    ACTIONS: tuple[Action, ...]
    """The actions that open its roots."""
    LABELS: Mapping[str, Mapping[str, Any]]
    """What to call the values of facets that are no plain words: facet -> value -> words."""

    def touched(self, kind: str, keys: Collection[int]) -> Iterable[RecordKey]:
        """The roots whose passages a change of these records may change; nothing for records that are none of ours."""

    def keys(self, kind: str, after: int) -> Sequence[int]:
        """The next roots of a kind after one, in the order of their keys: as many as are read well together."""

    def passages(self, kind: str, keys: Collection[int]) -> Iterator[Passage]:
        """The passages of these roots."""

    def lent(self, kind: str, keys: Collection[int]) -> Mapping[int, Lent]:
        """What roots of another source are counted by as well, because records of this one tell of them."""

    def opened(self, viewer: Viewer, kind: str, asked: Collection[Reference]) -> set[Reference]:
        """Those passages that the viewer may see as the record stands now; in a fixed number of queries."""


@lru_cache(1)
def _sources(names: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(cast(Source, import_module(name)) for name in names)


def sources() -> tuple[Source, ...]:
    return _sources(tuple(settings.SEARCH_SOURCES))


def source_of(kind: str) -> Source | None:
    """The source of a kind of root; None for one that no longer exists."""
    return next((source for source in sources() if kind in source.KINDS), None)


def actions() -> list[Action]:
    """Every action that opens something that can be found."""
    return list({action.name: action for source in sources() for action in source.ACTIONS}.values())
