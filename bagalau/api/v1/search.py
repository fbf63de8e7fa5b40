"""Searching through everything that is open to the viewer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.schemas import PLAIN, Key, Out, RecordRef, Words
from bagalau.people.middleware import Request
from bagalau.search import queries
from bagalau.search.access import SEARCH
from bagalau.search.forms import search_of
from bagalau.search.queries import DEEPEST, Hit
from bagalau.web.tables import link

router = Router(tags=["Search"])


class HitRow(Out):
    """A passage that was found."""

    id: str
    kind: str
    record: RecordRef
    text: str
    place: str
    day: date | None
    language: str
    unit: int


class SearchResult(Out):
    """One page of hits, the best first. ``counts``: how many hits have which value of each facet.

    ``ready`` false: the index is being built; ask again in a while.
    """

    hits: list[HitRow]
    count: int
    counts: dict[str, dict[str, int]]
    ready: bool
    next: str | None


class Asked(BaseModel):
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
def search(request: Request, asked: Query[Asked]) -> HttpResponse:
    """Passages of evaluations, responses, commitments and documents in which the words are found."""
    said = {name: str(value) for name, value in asked.model_dump().items() if value is not None}
    found = queries.found(request.viewer, search_of(said))
    more = found.count > asked.page * queries.SIZE and asked.page < DEEPEST
    following = request.path + link(request.GET, page=str(asked.page + 1)) if more else None
    hits = [_hit(hit) for hit in found.hits]
    counts = {name: dict(values) for name, values in found.counts.items()}
    return answer(request, SearchResult(hits=hits, count=found.count, counts=counts, ready=found.ready, next=following))


def _hit(hit: Hit) -> HitRow:
    passage = hit.passage
    kind, key = passage.root
    return HitRow(
        id=passage.id,
        kind=passage.kind,
        record=RecordRef.of(kind, key, passage.title),
        text=passage.text,
        place=passage.place,
        day=passage.day,
        language=passage.language,
        unit=passage.unit,
    )
