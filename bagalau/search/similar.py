"""Passages that are like a text (S-09), with the words that they share: no model, no network, three languages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from bagalau.lib.words import content, tidied
from bagalau.people.access import Viewer, require
from bagalau.search.access import SEARCH
from bagalau.search.asking import allowed, every
from bagalau.search.queries.hits import checked, give_up, index_in_use, passage_at
from bagalau.search.rules import matched
from bagalau.search.rules.alike import alike, weight
from bagalau.search.schema import Kept, schema

TELLING = 24
"""So many of a text's words are looked for: the rarest tell whether another is like it."""
SHARED = 0.2
"""The share of them that a passage must have to be looked at."""
LEAST = 0.2
"""How alike passages must be to be shown."""
LOOKED_AT = 4


@dataclass(frozen=True)
class Alike:
    """A passage that is like the text, how much (0 to 1), and the words it shares as it writes them."""

    passage: Kept
    likeness: float
    words: list[str]


def similar(
    viewer: Viewer,
    text: str,
    *,
    kinds: Collection[str] = (),
    limit: int = 10,
    without: Collection[str] = (),
    least: float = LEAST,
) -> list[Alike]:
    """The passages of these kinds (or any) that are most like a text, the most alike first.

    ``without`` are ids of passages, or roots as ``evaluation-7``, that are left out.
    """
    require(viewer, SEARCH)
    index = index_in_use()
    stems = {word.stem for word in content(tidied(text))}
    if index is None or not stems:
        return []
    try:
        return _similar(viewer, index.searcher, stems, kinds, limit, without, least)
    except (ValueError, OSError) as error:
        give_up(error)
        return []


def _similar(
    viewer: Viewer,
    searcher: tantivy.Searcher,
    stems: set[str],
    kinds: Collection[str],
    limit: int,
    without: Collection[str],
    least: float,
) -> list[Alike]:
    weights = _weights(searcher, stems)
    telling = sorted(stems, key=lambda stem: (-weights[stem], stem))[:TELLING]
    query = _query(viewer, telling, kinds, without)
    hits = searcher.search(query, limit * LOOKED_AT, count=False).hits
    found = []
    for passage in checked(viewer, (passage_at(searcher, address) for _score, address in hits)):
        own = {word.stem for word in content(passage.text, passage.language)}
        weights |= _weights(searcher, own - weights.keys())
        likeness = alike(stems, own, weights)
        if likeness >= least:
            found.append(Alike(passage, likeness, matched(passage.text, frozenset(stems & own), passage.language)))
    return sorted(found, key=lambda one: -one.likeness)[:limit]


def _weights(searcher: tantivy.Searcher, stems: Collection[str]) -> dict[str, float]:
    return {stem: weight(searcher.doc_freq("stems", stem), searcher.num_docs) for stem in stems}


def _query(viewer: Viewer, telling: list[str], kinds: Collection[str], without: Collection[str]) -> Query:
    least = max(1, round(len(telling) * SHARED))
    words = Query.boolean_query(
        [(Occur.Should, Query.term_query(schema(), "stems", stem)) for stem in telling],
        minimum_number_should_match=least,
    )
    wanted = [words]
    if kinds:
        wanted.append(Query.const_score_query(Query.term_set_query(schema(), "kind", list(kinds)), 0.0))
    limit = allowed(viewer)
    if limit is not None:
        wanted.append(Query.const_score_query(limit, 0.0))
    names = [
        Query.term_set_query(schema(), field, [name for name in without if ("/" in name) == (field == "id")])
        for field in ("id", "root")
    ]
    return every(wanted, names if without else [])
