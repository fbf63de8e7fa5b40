"""Lists: filters of the page, one keyset page, and what to ask next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from bagalau.api.queries import settled_until, touched
from bagalau.api.v1.answers import answer
from bagalau.api.v1.schemas import Items, Listing, Out, Paging, Rows
from bagalau.lib.columns import Column
from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.paging import Order, page
from bagalau.web.tables import link

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown", bound=Out)
Filter = TypeVar("Filter", bound=HouseForm)


@dataclass(frozen=True)
class Source(Generic[Row]):
    """Where a list comes from: rows in an order, and the condition that one was touched since a moment (the kinds of
    records that the journal knows, each with the field by which the rows know theirs)."""

    rows: QuerySet[Row]
    order: Order
    kinds: Mapping[str, str]

    def since(self, moment: datetime | None) -> QuerySet[Row]:
        if moment is None:
            return self.rows
        changed = Q()
        for kind, field in self.kinds.items():
            changed |= Q(**{f"{field}__in": touched(kind, moment)})
        return self.rows.filter(pk__in=self.rows.filter(changed).order_by().values("pk"))  # each row once


def listed(
    request: Request, asked: Listing, source: Source[Row], show: Callable[[Sequence[Row]], list[Shown]]
) -> HttpResponse:
    """One page of a list. What is settled is asked before the rows are, so that nothing falls in between."""
    refuse_unknown(request, asked)
    settled = settled_until()
    found = page(source.since(asked.updated_since), source.order, asked.cursor, size=asked.limit)
    following = _following(request, found.after)
    return answer(request, Items(items=show(found.rows), next=following, settled_until=settled))


def turned(
    request: Request, asked: Paging, rows: QuerySet[Row], order: Order, show: Callable[[Sequence[Row]], list[Shown]]
) -> HttpResponse:
    """One page of a list whose changes the journal does not tell of."""
    refuse_unknown(request, asked)
    found = page(rows, order, asked.cursor, size=asked.limit)
    return answer(request, Rows(items=show(found.rows), next=_following(request, found.after)))


def _following(request: Request, cursor: str | None) -> str | None:
    return request.path + link(request.GET, cursor=cursor) if cursor else None


def refuse_unknown(request: Request, asked: BaseModel) -> None:
    """Refuse a parameter that would be passed over: its sender would take the answer for another one."""
    if unknown := sorted(set(request.GET) - set(type(asked).model_fields)):
        no_such = _("There is no such parameter.")
        sentence = _("This list cannot be asked for that.")
        raise Problem("invalid", sentence, status=422, details=dict.fromkeys(unknown, no_such))


def order_by(sort: str, columns: Sequence[Column[Row]]) -> Order:
    """The order of a column, as on the page; ``-`` before its name for descending."""
    field = next(column.sort for column in columns if column.name == sort.removeprefix("-"))
    return Order(str(field), sort.startswith("-"))


def condition(form: FilterForm, asked: Mapping[str, Any]) -> Q:
    """What the filters ask of the rows."""
    return understood(form, asked).condition()


def understood(form: Filter, asked: Mapping[str, Any]) -> Filter:
    """The form, if it understands all that is asked. What the page leaves out silently is refused here."""
    if closed := sorted(set(asked) - set(form.fields)):
        sentence = _("These filters need a token.")
        raise Problem("not-allowed", sentence, status=403, details=dict.fromkeys(closed, sentence))
    if not form.is_valid():
        details = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items()}
        raise Problem("invalid", _("This list cannot be asked for that."), status=422, details=details)
    return form


def named(rows: QuerySet[Row], keys: Sequence[int], field: str) -> list[Row]:
    """The records with these keys, in their order; refused if one is not there or not open to the viewer."""
    found = rows.in_bulk(list(dict.fromkeys(keys)))
    if unknown := [key for key in keys if key not in found]:
        sentence = _("There is none with the number %(numbers)s, or it is not open to you.")
        said = sentence % {"numbers": ", ".join(map(str, unknown[:10]))}
        raise Problem(
            "invalid", _("Something is missing or wrong. Nothing was saved."), status=422, details={field: said}
        )
    return list(found.values())
