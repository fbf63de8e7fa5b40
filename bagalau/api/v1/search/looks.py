"""Searching through everything that is open to the viewer."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from django.utils.translation import gettext
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import refuse_unknown
from bagalau.api.v1.schemas import PLAIN, Key, Out, Words
from bagalau.api.v1.search.shapes import PassageRow, facts, router
from bagalau.people.middleware import Request
from bagalau.search import queries
from bagalau.search.access import SEARCH
from bagalau.search.forms import search_of
from bagalau.search.queries import DEEPEST, Found, Hit
from bagalau.search.rules import Note, said
from bagalau.web.tables import link


class Piece(Out):
    """A stretch of a passage; ``marked``: it was looked for."""

    text: str
    marked: bool


class HitRow(PassageRow):
    """A passage that was found, and the part of it that shows why."""

    snippet: list[Piece]


class SearchResult(Out):
    """One page of hits, the best first. ``counts``: how many hits have which value of each facet.

    ``understood`` and ``notes`` say in words what was looked for, and what of the question was not understood.
    ``estimated``: the counts are, for there are very many hits. ``ready`` false: the index is being built; ask again
    in a while.
    """

    hits: list[HitRow]
    count: int
    counts: dict[str, dict[str, int]]
    estimated: bool
    understood: str
    notes: list[str]
    ready: bool
    next: str | None


class SearchAsked(BaseModel):
    """What is looked for, as on the search page."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    q: Annotated[str, StringConstraints(max_length=1000), PLAIN] = ""
    """Words, "phrases", OR, -without, prefix*, field:value, 2019..2022."""
    unit: Key | None = None
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    type: Words | None = None
    criterion: Words | None = None
    tag: Words | None = None
    sdg: Words | None = None
    kind: Words | None = None
    status: Words | None = None
    sort: Literal["relevance", "newest"] = "relevance"
    page: Annotated[int, Field(ge=1, le=DEEPEST)] = 1


@router.get("/search", **reads(SEARCH, SearchResult))
def search(request: Request, asked: Query[SearchAsked]) -> HttpResponse:
    """Passages of evaluations, responses, commitments and documents in which the words are found."""
    refuse_unknown(request, asked)
    given = {name: str(value) for name, value in asked.model_dump().items() if value is not None}
    wanted = search_of(given)
    found = queries.found(request.viewer, wanted)
    shown = SearchResult(
        hits=[_hit(hit) for hit in found.hits],
        count=found.count,
        counts={name: dict(values) for name, values in found.counts.items()},
        estimated=found.is_estimated,
        understood=said(wanted.asked.meaning, gettext) if wanted.asked.meaning else "",
        notes=[_words(note) for note in found.notes],
        ready=found.ready,
        next=_following(request, found, asked.page),
    )
    return answer(request, shown)


def _following(request: Request, found: Found, page: int) -> str | None:
    more = found.count > page * queries.SIZE and page < DEEPEST
    return request.path + link(request.GET, page=str(page + 1)) if more else None


def _words(note: Note) -> str:
    values = {name: gettext(value) if name == "field" else value for name, value in note.values}
    return gettext(note.sentence) % values


def _hit(hit: Hit) -> HitRow:
    return HitRow(**facts(hit.passage), snippet=[Piece(text=text, marked=marked) for text, marked in hit.pieces])
