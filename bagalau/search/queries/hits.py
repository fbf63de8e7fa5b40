"""What a search finds, limited by the engine to what the index thinks the viewer may see, and checked once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Query

from bagalau.lib.passages import FACETS, Reference
from bagalau.people.access import Viewer, require
from bagalau.search import store
from bagalau.search.access import SEARCH
from bagalau.search.asking import Translator, allowed, every, narrowed
from bagalau.search.indexing import is_ours
from bagalau.search.rules import Asked, Marks, Note, snippet, wanted
from bagalau.search.rules.snippet import Piece
from bagalau.search.schema import SLOTS, Kept, kept, schema
from bagalau.search.sources import source_of

SIZE = 20
DEEPEST = 500
"""Pages of hits that can be turned to: beyond them a question is narrowed."""
MOST_VALUES = 10
COUNTED = 10_000
"""Hits up to which facets are counted one by one."""
EXPORTED = 5_000
CHUNK = 500
RELEVANCE, NEWEST = "relevance", "newest"


@dataclass(frozen=True)
class Search:
    """What is asked: the question, the chosen facets, the order, the page."""

    asked: Asked
    facets: Mapping[str, str]
    sort: str = RELEVANCE
    page: int = 1

    def __bool__(self) -> bool:
        return bool(self.asked) or bool(self.facets)


@dataclass(frozen=True)
class Hit:
    """A passage that was found, with the part of it that shows why."""

    passage: Kept
    pieces: list[Piece]


Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Found:
    """What was found. ``ready`` False: there is no index, or it is being built."""

    hits: list[Hit]
    count: int
    notes: tuple[Note, ...] = ()
    ready: bool = True
    counting: Callable[[], Counts] = dict

    @cached_property
    def counts(self) -> Counts:
        """How many hits have which value, by facet: counted when it is asked for."""
        return self.counting()

    @property
    def is_estimated(self) -> bool:
        """Whether the counts are estimated from one of the lots, and only so exact."""
        return self.count > COUNTED


NOT_READY = Found([], 0, ready=False)


def found(viewer: Viewer, search: Search) -> Found:
    """One page of hits with the counts of the facets."""
    require(viewer, SEARCH)
    index = index_in_use()
    if index is None:
        return NOT_READY
    if not search:
        return Found([], 0, search.asked.notes)
    try:
        return _found(viewer, search, index.searcher)
    except (ValueError, OSError) as error:
        give_up(error)
        return NOT_READY


def index_in_use() -> store.Opened | None:
    """The open index, if it is one of this database; one query after each change of the index."""
    index = store.opened()
    if index is not None and index.ours is None:
        index.ours = is_ours(index.state)
    return index if index and index.ours else None


def give_up(error: Exception) -> None:
    """Give up an index whose files are damaged; any other error is a mistake of ours, and is raised."""
    if isinstance(error, ValueError) and not any(word in str(error) for word in ("orrupt", "open file", "IoError")):
        raise error
    store.drop()


def _found(viewer: Viewer, search: Search, searcher: tantivy.Searcher) -> Found:
    query, notes = query_of(viewer, search, searcher)
    page = min(max(search.page, 1), DEEPEST)
    result = _page(searcher, query, search.sort, SIZE, (page - 1) * SIZE)
    marks = Marks.of(wanted(search.asked.meaning))
    shown = checked(viewer, (passage_at(searcher, address) for _score, address in result.hits))
    hits = [Hit(passage, snippet(passage.text, marks, passage.language)) for passage in shown]
    count: int = result.count  # type: ignore[attr-defined]  # the stub leaves it out
    return Found(hits, count, (*search.asked.notes, *notes), counting=lambda: _counts(searcher, query, count))


def query_of(viewer: Viewer, search: Search, searcher: tantivy.Searcher) -> tuple[Query, list[Note]]:
    """The engine's query for a search of a viewer, with what must be said about it."""
    translator = Translator(searcher)
    asked = [translator.query(search.asked.meaning)] if search.asked.meaning else [Query.all_query()]
    limit = allowed(viewer)
    limits = [limit] if limit is not None else []
    return every([*asked, *narrowed(search.facets), *limits]), translator.notes


def _page(searcher: tantivy.Searcher, query: Query, sort: str, size: int, offset: int) -> tantivy.SearchResult:
    field = "day" if sort == NEWEST else None
    return searcher.search(query, size, count=True, order_by_field=field, offset=offset)


def passage_at(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Kept:
    """The passage at an address of the index."""
    return kept(bytes(searcher.doc(address)["stored"][0]))


def checked(viewer: Viewer, passages: Iterable[Kept]) -> list[Kept]:
    """Those of the passages that the viewer may see as the record stands now; a fixed number of queries."""
    listed = list(passages)
    asked: dict[str, set[Reference]] = defaultdict(set)
    for one in listed:
        asked[one.root[0]].add(Reference(one.root[1], one.part, one.inside))
    shown = {kind: opened(viewer, kind, references) for kind, references in asked.items()}
    return [one for one in listed if Reference(one.root[1], one.part, one.inside) in shown[one.root[0]]]


def opened(viewer: Viewer, kind: str, asked: Collection[Reference]) -> set[Reference]:
    source = source_of(kind)
    return source.opened(viewer, kind, asked) if source else set()


def _counts(searcher: tantivy.Searcher, query: Query, count: int) -> Counts:
    """How many hits have which value, the most frequent of each facet; of very many hits one lot is counted."""
    times = SLOTS if count > COUNTED else 1
    if times > 1:
        query = every([query, Query.term_query(schema(), "slot", "0")])
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}
    found: dict[str, Any] = searcher.aggregate(query, asked)
    return {
        name: {_value(one["key"]): int(one["doc_count"]) * times for one in found[name]["buckets"]} for name in FACETS
    }


def _value(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))


def all_found(viewer: Viewer, search: Search) -> Iterator[Kept]:
    """The best hits of a search, for a file; each is checked."""
    require(viewer, SEARCH)
    index = index_in_use()
    if index is None or not search:
        return
    query, _notes = query_of(viewer, search, index.searcher)
    hits = _page(index.searcher, query, search.sort, EXPORTED, 0).hits
    for at in range(0, len(hits), CHUNK):
        some = (passage_at(index.searcher, address) for _score, address in hits[at : at + CHUNK])
        yield from checked(viewer, some)


def with_ids(ids: Collection[str]) -> dict[str, Kept]:
    """The passages with these names as the index keeps them, unchecked; those it does not know are missing."""
    index = index_in_use()
    if index is None or not ids:
        return {}
    query = Query.term_set_query(schema(), "id", list(ids))
    hits = index.searcher.search(query, len(ids), count=False).hits
    passages = (passage_at(index.searcher, address) for _score, address in hits)
    return {passage.id: passage for passage in passages}
