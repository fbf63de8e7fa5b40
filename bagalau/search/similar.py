"""Passages that are like a text (S-09), with the words that they share: no model, no network, three languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

import tantivy
from tantivy import Occur, Query

from bagalau.lib.words import content, tidied
from bagalau.people.access import Viewer, require
from bagalau.search.access import SEARCH
from bagalau.search.asking import FIRST_YEAR, LAST_YEAR, allowed, every
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
    limits = [*_of_kinds(kinds), *_limited(allowed(viewer))]
    return _found(text, limits, without, limit, least, partial(checked, viewer))


def near(
    text: str,
    kind: str,
    *,
    without: Collection[str] = (),
    years: tuple[int | None, int | None] = (None, None),
    limit: int = 30,
    least: float = LEAST,
) -> list[Alike]:
    """The passages of a kind that are most like a text, whoever may see them: for jobs, whose pages limit that.

    Passages that are known to be of other years are left out.
    """
    return _found(text, _of_kinds([kind]), without, limit, least, list, _beyond(*years))


def reached() -> int | None:
    """The number of the last line of the journal that is in the index; None if there is no index of this database."""
    index = index_in_use()
    return index.state.number if index else None


Check = Callable[[Iterable[Kept]], list[Kept]]


def _found(
    text: str,
    limits: list[Query],
    without: Collection[str],
    limit: int,
    least: float,
    check: Check,
    ruled_out: Collection[Query] = (),
) -> list[Alike]:
    index = index_in_use()
    stems = {word.stem for word in content(tidied(text))}
    if index is None or not stems:
        return []
    try:
        searcher = index.searcher
        weights = _weights(searcher, stems)
        query = every([_telling(stems, weights), *limits], [*_left_out(without), *ruled_out])
        hits = searcher.search(query, limit * LOOKED_AT, count=False).hits
        passages = check(passage_at(searcher, address) for _score, address in hits)
        return _alike(searcher, stems, weights, passages, least)[:limit]
    except (ValueError, OSError) as error:
        give_up(error)
        return []


def _alike(
    searcher: tantivy.Searcher, stems: set[str], weights: dict[str, float], passages: Iterable[Kept], least: float
) -> list[Alike]:
    found = []
    for passage in passages:
        own = {word.stem for word in content(passage.text, passage.language)}
        weights |= _weights(searcher, own - weights.keys())
        likeness = alike(stems, own, weights)
        if likeness >= least:
            found.append(Alike(passage, likeness, matched(passage.text, frozenset(stems & own), passage.language)))
    return sorted(found, key=lambda one: -one.likeness)


def _weights(searcher: tantivy.Searcher, stems: Collection[str]) -> dict[str, float]:
    return {stem: weight(searcher.doc_freq("stems", stem), searcher.num_docs) for stem in stems}


def _telling(stems: set[str], weights: dict[str, float]) -> Query:
    """Passages that have enough of the words that tell most."""
    telling = sorted(stems, key=lambda stem: (-weights[stem], stem))[:TELLING]
    return Query.boolean_query(
        [(Occur.Should, Query.term_query(schema(), "stems", stem)) for stem in telling],
        minimum_number_should_match=max(1, round(len(telling) * SHARED)),
    )


def _of_kinds(kinds: Collection[str]) -> list[Query]:
    return _limited(Query.term_set_query(schema(), "kind", list(kinds)) if kinds else None)


def _limited(limit: Query | None) -> list[Query]:
    return [Query.const_score_query(limit, 0.0)] if limit is not None else []


def _left_out(without: Collection[str]) -> list[Query]:
    if not without:
        return []
    return [
        Query.term_set_query(schema(), field, [name for name in without if ("/" in name) == (field == "id")])
        for field in ("id", "root")
    ]


def _beyond(first: int | None, last: int | None) -> list[Query]:
    """What is known to be of a year before the first or after the last."""
    spans = [(FIRST_YEAR, first - 1)] if first is not None and first > FIRST_YEAR else []
    spans += [(last + 1, LAST_YEAR)] if last is not None and last < LAST_YEAR else []
    return [Query.range_query(schema(), "year", tantivy.FieldType.Unsigned, *span) for span in spans]
