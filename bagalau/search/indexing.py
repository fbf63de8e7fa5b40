"""Keeping the index up with the journal, and building it anew.

One process of a machine writes at a time. Whatever is interrupted is done again without harm: a root is always taken
out whole before its passages are put in, and the state is written after what it tells of.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import tantivy

from bagalau.lib.passages import Lent, Passage, RecordKey
from bagalau.people.models import JournalEntry
from bagalau.people.rules import FIRST
from bagalau.search import store
from bagalau.search.schema import document, kept, root_term, schema
from bagalau.search.shelf import Shelf
from bagalau.search.sources import source_of, sources

LINES = 100
"""So many journal lines are brought in together."""
SLICE = 10.0
"""Seconds after which building anew pauses and remembers how far it is, so that the worker can do other things."""


def behind() -> bool:
    """Whether the journal has lines that the index does not know, or there is no index of this journal."""
    state = store.state()
    return state is None or newest()[0] != state.number or not is_ours(state)


def is_ours(state: store.State) -> bool:
    """Whether the journal still has the line that the index was last brought up to: a restored database has not."""
    if state.number == 0:
        return state.digest == FIRST
    found = JournalEntry.objects.filter(number=state.number).values_list("digest", flat=True).first()
    return found == state.digest


def newest() -> tuple[int, str]:
    """The number and digest of the last line of the journal."""
    last = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    return last or (0, FIRST)


def catch_up() -> int:
    """Bring the index up by the next lines of the journal; how much was done, 0 if nothing is left to do.

    An index that is missing, of another version, of another database or unreadable is built anew, a slice at a time.
    """
    if not behind():
        return 0
    with store.writing() as held:
        if not held:
            return 0
        state = store.state()
        if state is None or not is_ours(state):
            return _build(time.monotonic() + SLICE)
        try:
            return _bring(state)
        except (ValueError, OSError):  # it cannot be read or written
            store.drop()
            return _build(time.monotonic() + SLICE)


def rebuild() -> int:
    """Build the index anew beside the one in use, which it then replaces; how many passages it has."""
    with store.writing(wait=True):
        store.forget_building()
        return _build(float("inf"))


def _bring(state: store.State) -> int:
    lines = JournalEntry.objects.filter(number__gt=state.number).order_by("number")
    entries = list(lines.values_list("number", "digest", "record_kind", "record_id")[:LINES])
    if not entries:
        return 0
    index = tantivy.Index.open(str(store.home() / state.folder))
    roots = _touched(index.searcher(), {(kind, key) for _number, _digest, kind, key in entries})
    if roots:
        writer = index.writer(store.HEAP, 1)
        _put(writer, roots, Shelf())
        writer.commit()
        writer.wait_merging_threads()
    store.save(replace(state, number=entries[-1][0], digest=entries[-1][1]))
    return len(entries)


def _touched(searcher: tantivy.Searcher, records: Collection[RecordKey]) -> set[RecordKey]:
    """The roots that these changed records concern, also where a part is no longer in the record but in the index."""
    by_kind: dict[str, set[int]] = {}
    for kind, key in records:
        by_kind.setdefault(kind, set()).add(key)
    found = {root for source in sources() for kind, keys in by_kind.items() for root in source.touched(kind, keys)}
    return found | set(_indexed(searcher, records))


def _indexed(searcher: tantivy.Searcher, records: Iterable[RecordKey]) -> Iterator[RecordKey]:
    """The roots of which these records are parts, as the index knows them."""
    query = tantivy.Query.term_set_query(schema(), "part", [root_term(record) for record in records])
    for _score, address in searcher.search(query, 10_000, count=False).hits:
        yield kept(bytes(searcher.doc(address)["stored"][0])).root


def _build(until: float) -> int:
    """Go on with the index that is being built, or begin one; how many passages were added.

    What is written to the journal meanwhile is caught up with afterwards: the state tells the last line before.
    """
    building = store.building()
    if building is None or not is_ours(building.state):
        building = store.begin(*newest())
    index = tantivy.Index.open(str(store.home() / building.state.folder))
    writer, shelf, added = index.writer(store.BIG_HEAP, 1), Shelf(), 0
    for kind, keys in _batches(building):
        added += _put(writer, [(kind, key) for key in keys], shelf)
        building = replace(building, kind=kind, key=keys[-1])
        if time.monotonic() > until:
            writer.commit()
            writer.wait_merging_threads()
            store.remember(building)
            return added
    writer.commit()
    writer.wait_merging_threads()
    store.save(building.state)
    return max(added, 1)


def _batches(building: store.Building) -> Iterator[tuple[str, list[int]]]:
    """The roots that are still to be added, by kind."""
    kinds = [(source, kind) for source in sources() for kind in source.KINDS]
    at = next((at for at, (_source, kind) in enumerate(kinds) if kind == building.kind), 0)
    for source, kind in kinds[at:]:
        after = building.key if kind == building.kind else 0
        while keys := list(source.keys(kind, after)):
            yield kind, keys
            after = keys[-1]


def _put(writer: tantivy.IndexWriter, roots: Iterable[RecordKey], shelf: Shelf) -> int:
    """Take these roots out, and put in what they say now; how many passages that is."""
    by_kind: dict[str, list[int]] = {}
    for kind, key in roots:
        by_kind.setdefault(kind, []).append(key)
        writer.delete_documents_by_term("root", root_term((kind, key)))
    added = 0
    for kind, keys in by_kind.items():
        source, lent = source_of(kind), _lent(kind, keys)
        for passage in source.passages(kind, keys) if source else ():
            whole = _with(passage, lent.get(passage.root[1]))
            writer.add_document(document(whole, shelf.about(whole)))
            added += 1
    return added


def _lent(kind: str, keys: Collection[int]) -> dict[int, Lent]:
    return {key: lent for source in sources() for key, lent in source.lent(kind, keys).items()}


def _with(passage: Passage, lent: Lent | None) -> Passage:
    """A passage with what another record lends to its root: its day, and values in place of its own."""
    if lent is None:
        return passage
    return replace(passage, day=lent.day or passage.day, facets={**passage.facets, **lent.facets})
