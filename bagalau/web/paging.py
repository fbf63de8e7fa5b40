"""Keyset paging: the next page begins after the last row seen, so depth costs nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.lookups import GreaterThan, LessThan
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem

Record = TypeVar("Record", bound=Model)
SIZE = 50


@dataclass(frozen=True)
class Order:
    """What a list is sorted by: an indexed field that is never empty, and the key to break ties."""

    field: str
    descending: bool = False


@dataclass(frozen=True)
class Page(Generic[Record]):
    """Some rows, and the cursors of the pages before and after (None: there is none)."""

    rows: Sequence[Record]
    before: str | None
    after: str | None


class After(TupleGreaterThan):
    """Rows behind a key. SQLite compares pairs by the whole index too, but Django would spell them out with OR, and
    then it reads every row that ties with the key."""

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        return GreaterThan.as_sql(self, compiler, connection)


class Before(TupleLessThan):
    """Rows before a key."""

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        return LessThan.as_sql(self, compiler, connection)


def page(rows: QuerySet[Record], order: Order, cursor: str | None, size: int = SIZE) -> Page[Record]:
    """The page of a query that a cursor names (None: the first). One query, whatever the depth."""
    backwards, key = _read(cursor) if cursor else (False, None)
    downwards = order.descending != backwards
    if key is not None:
        lookup = Before if downwards else After
        rows = rows.filter(lookup((F(order.field), F("pk")), _typed(rows, order.field, key)))
    sign = "-" if downwards else ""
    found = list(rows.order_by(f"{sign}{order.field}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_before, has_after = (more, True) if backwards else (key is not None, more)
    return Page(
        found,
        _cursor(found[0], order, backwards=True) if found and has_before else None,
        _cursor(found[-1], order, backwards=False) if found and has_after else None,
    )


def _cursor(row: Model, order: Order, *, backwards: bool) -> str:
    value = getattr(row, order.field)
    plain = (
        value.isoformat() if isinstance(value, date | datetime) else str(value) if isinstance(value, Decimal) else value
    )
    return base64.urlsafe_b64encode(json.dumps([backwards, plain, row.pk]).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[bool, tuple[Any, int]]:
    try:
        backwards, value, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise _lost() from error
    if not (isinstance(pk, int) and 0 < pk < 2**63 and isinstance(value, str | int) and "\0" not in str(value)):
        raise _lost()
    return bool(backwards), (value, pk)


def _typed(rows: QuerySet[Record], field: str, key: tuple[Any, int]) -> tuple[Any, int]:
    """The cursor's value as the field's type; a cursor that was tampered with is refused."""
    kind: Any = rows.model._meta.get_field(field)
    try:
        value = getattr(kind, "output_field", kind).clean(key[0], None)  # a generated field knows its values' field
    except (ValidationError, TypeError, OverflowError, AttributeError) as error:
        raise _lost() from error
    return value, key[1]


def _lost() -> Problem:
    return Problem("bad-cursor", _("This page of the list cannot be found. Go back to its beginning."), status=400)
