"""Units of the office."""

from __future__ import annotations

from typing import Annotated

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import Source, listed
from bagalau.api.v1.schemas import Items, Key, Listing, Out, Words
from bagalau.people import queries
from bagalau.people.access import VIEW_UNITS
from bagalau.people.middleware import Request
from bagalau.people.models import Unit
from bagalau.people.rules import UnitType
from bagalau.web.paging import Order
from bagalau.web.records import url_of
from bagalau.web.texts import holds

router = Router(tags=["Units"])


class UnitRow(Out):
    """A unit and its place in the tree."""

    id: int
    page: str | None
    code: str
    type: UnitType
    name: str
    name_en: str
    name_ru: str
    name_kk: str
    parent: int | None
    above: Annotated[list[int], Field(description="The units that it is part of, from the root down.")]


class UnitList(Listing):
    """Which units."""

    words: Words | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    type: UnitType | None = None


def _row(row: Unit) -> UnitRow:
    names = {name: getattr(row, name) for name in ("code", "type", "name", "name_en", "name_ru", "name_kk")}
    above = [int(step) for step in row.path.strip("/").split("/")][:-1]
    return UnitRow(id=row.pk, page=url_of("unit", row.pk), parent=row.parent_id, above=above, **names)


def _chosen(request: Request, asked: UnitList) -> Q:
    found = Q(type=asked.type) if asked.type else Q()
    if asked.words:
        found &= holds("name_en", asked.words) | holds("name_ru", asked.words) | holds("name_kk", asked.words)
    if asked.unit:
        found &= Q(path__startswith=queries.unit(request.viewer, asked.unit).path)
    return found


@router.get("/units", **reads(VIEW_UNITS, Items[UnitRow]))
def units(request: Request, asked: Query[UnitList]) -> HttpResponse:
    """The units in the order of the tree."""
    rows = queries.units(request.viewer).filter(_chosen(request, asked))
    source = Source(rows, Order("path"), {"unit": "pk"})
    return listed(request, asked, source, lambda found: [_row(row) for row in found])


@router.get("/units/{int:pk}", **reads(VIEW_UNITS, UnitRow))
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit."""
    return answer(request, _row(queries.unit(request.viewer, pk)))
