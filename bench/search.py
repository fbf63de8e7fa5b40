"""What a search costs against the engine's own bare query, and its page against a bare page, at a million paragraphs.

The paragraphs are put together from made-up words of three languages, as frequent as words are: a few everywhere, most
of them rare. They belong to the evaluations of the bench's office, so that every hit is checked against its database.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench import passages as made
from bench import resuming
from bench.office import VIEWERS, Installation, browser, installation, seer
from bench.pages import queries
from bench.table import Row, fastest

if TYPE_CHECKING:
    import tantivy

    from bagalau.people.access import Viewer

PASSAGES = (5_000, 1_000_000)
QUICK = (300, 1_500)
QUESTIONS = 120
RUNS, PAGES = 5, 24
COUNTED = "ba OR di"
GOAL_OF_ENGINE, GOAL_OF_PAGE = 3.0, 2.0


def rows(*, quick: bool = False) -> list[Row]:
    """Searches of each viewer against the engine; pages against a bare page; queries, small against large."""
    office = installation(quick=quick)
    sizes = QUICK if quick else PASSAGES
    runs = 1 if quick else RUNS
    found: list[Row] = []
    counts: list[dict[str, int]] = []
    for office_size, passages in zip(office.sizes, sizes, strict=True):
        with office.serving(office_size):
            index = _index(office, passages)
            counts.append({viewer: queries(browser(viewer), address(COUNTED)) for viewer in VIEWERS})
            if passages == sizes[-1]:
                found += _against_engine(index, passages, runs) + _against_page(passages, runs)
    small, large = counts
    found.append(resuming.row(office.large, quick=quick))
    return found + [
        Row(f"search, {viewer}: queries", large[viewer], "queries", small[viewer], f"{sizes[0]:,} paragraphs", 1)
        for viewer in VIEWERS
    ]


def _index(office: Installation, count: int) -> tantivy.Index:
    """Index so many passages as the worker would, in a data folder of their own, which is used from now on."""
    import tantivy  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    from bagalau.search import indexing, store  # noqa: PLC0415
    from bagalau.search.schema import document  # noqa: PLC0415
    from bagalau.search.shelf import Shelf  # noqa: PLC0415

    settings.DATA_FOLDER = office.folder / f"search-{count}"
    with store.writing(wait=True):
        state = store.begin(*indexing.newest()).state
        index = tantivy.Index.open(str(store.home() / state.folder))
        writer, shelf = index.writer(store.BIG_HEAP, 1), Shelf()
        for passage in made.passages(count):
            writer.add_document(document(passage, shelf.about(passage)))
        writer.commit()
        writer.wait_merging_threads()
        store.save(state)
    opened = store.opened()
    assert opened is not None
    return opened.index


def p95(calls: Sequence[Callable[[], object]], runs: int) -> float:
    """The 95th percentile in milliseconds over calls, of each the least of several runs; the time of the processor."""
    best = [float("inf")] * len(calls)
    for _ in range(runs):
        for at, call in enumerate(calls):
            start = time.process_time()
            call()
            best[at] = min(best[at], time.process_time() - start)
    return sorted(best)[int(len(best) * 0.95)] * 1000


def _against_engine(index: tantivy.Index, count: int, runs: int) -> list[Row]:
    """Twenty hits, limited, checked and marked, against what the engine takes for the same question and limit."""
    from bagalau.search.queries import Search, found  # noqa: PLC0415
    from bagalau.search.rules import parse  # noqa: PLC0415

    rows = []
    for viewer in VIEWERS:
        who, asked = seer(viewer), made.questions(QUESTIONS)
        bare = [_bare(index, question, _limit(who)) for question in asked]
        ours = [partial(found, who, Search(parse(question), {})) for question in asked]
        floor, measured = p95(bare, runs), p95(ours, runs)
        name = f"search, {count:,} paragraphs, {viewer}, p95"
        rows.append(Row(name, measured, "ms", floor, "the engine's bare query", GOAL_OF_ENGINE))
    return rows


def _limit(who: Viewer) -> str:
    """What a viewer may see, in the engine's own language."""
    from bagalau.people.access import VIEW_HISTORY  # noqa: PLC0415
    from bagalau.search.schema import PUBLIC, unit_door  # noqa: PLC0415

    scope = who.scope(VIEW_HISTORY)
    return "" if scope.everywhere else f" AND doors: IN [{' '.join([PUBLIC, *map(unit_door, scope.units)])}]"


def _bare(index: tantivy.Index, question: str, limit: str) -> Callable[[], object]:
    """The engine's own parser, its own ranking, the twenty best with what is stored of them."""
    from bagalau.lib.words import stems_of  # noqa: PLC0415

    def any_stem(word: re.Match[str]) -> str:
        stems = stems_of(word[0])
        return stems[0] if len(stems) == 1 or '"' in question else f"({' OR '.join(stems)})"

    text = f"({re.sub(r'[a-zа-яәғқңөұүһі]+', any_stem, question)}){limit}"
    searcher = index.searcher()

    def call() -> object:
        query = index.parse_query(text, ["stems"], conjunction_by_default=True)
        return [searcher.doc(address)["stored"][0] for _score, address in searcher.search(query, 20).hits]

    return call


def _against_page(count: int, runs: int) -> list[Row]:
    """Pages of hits, each against a bare page of its size; the time of the processor, as for all pages."""
    from bench.bare import texts_in  # noqa: PLC0415

    rows = []
    for viewer in VIEWERS:
        client, taken = browser(viewer), []
        empty = texts_in(client.get("/bare/0/").content.decode())
        for question in made.questions(PAGES):
            page = address(question)
            bare = f"/bare/{texts_in(client.get(page).content.decode()) - empty}/"
            calls = partial(client.get, bare), partial(client.get, page)
            taken.append(fastest(*calls, runs=runs, clock=time.process_time))
        bare_ms, ours_ms = (
            seconds * 1000 for seconds in sorted(taken, key=lambda pair: pair[1] / pair[0])[int(len(taken) * 0.95)]
        )
        name = f"search page, {count:,} paragraphs, {viewer}, p95"
        rows.append(Row(name, ours_ms, "ms", bare_ms, "bare page of as many texts", GOAL_OF_PAGE))
    return rows


def address(question: str) -> str:
    """The page of a question."""
    return f"/search/?{urlencode({'q': question})}"
