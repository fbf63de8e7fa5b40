"""Passages that are alike."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import refuse_unknown
from bagalau.api.v1.schemas import PLAIN, Out, Words
from bagalau.api.v1.search.shapes import PassageRow, facts, router
from bagalau.people.middleware import Request
from bagalau.search import queries
from bagalau.search.access import SEARCH
from bagalau.search.similar import similar
from bagalau.web.records import absent


class AlikeRow(PassageRow):
    """A passage that is like another: how much, from 0 to 1, and the words that both have."""

    likeness: float
    words: list[str]


class AlikeRows(Out):
    """The most alike first."""

    items: list[AlikeRow]


class AlikeAsked(BaseModel):
    """To which passage others are alike."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    passage: Annotated[str, StringConstraints(min_length=1, max_length=200), PLAIN]
    """The id of a passage that a search found."""
    kind: Words | None = None
    """Only passages of this kind."""
    limit: Annotated[int, Field(ge=1, le=50)] = 20


@router.get("/search/similar", **reads(SEARCH, AlikeRows))
def similar_passages(request: Request, asked: Query[AlikeAsked]) -> HttpResponse:
    """Passages that share their rare words with one."""
    refuse_unknown(request, asked)
    passage = next(iter(queries.checked(request.viewer, queries.with_ids([asked.passage]).values())), None)
    if passage is None:
        raise absent()
    kinds = [asked.kind] if asked.kind else []
    found = similar(request.viewer, passage.text, kinds=kinds, limit=asked.limit, without=[passage.id])
    items = [AlikeRow(**facts(one.passage), likeness=round(one.likeness, 4), words=one.words) for one in found]
    return answer(request, AlikeRows(items=items))
