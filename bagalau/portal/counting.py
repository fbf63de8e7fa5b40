"""How many records several lists have, and the first of their days: one query for all of them, at any size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Expression, Min, QuerySet, Value
from django.db.models.functions import TruncDate

LIMIT = 1000


@dataclass(frozen=True)
class Count:
    """A number that stops at a limit, so that it costs the same at any size."""

    value: int = 0

    def __str__(self) -> str:
        return f"{LIMIT}+" if self.value > LIMIT else str(self.value)


@dataclass(frozen=True)
class Counted:
    """What is counted: some records, and the field or expression of their day; ``moments`` if it has a time."""

    rows: QuerySet[Any]
    day: str | Expression | None = None
    moments: bool = False


def counts(of: Mapping[str, Counted]) -> dict[str, tuple[Count, date | None]]:
    """For each list how many records it has, and the first day of those."""
    parts = [_part(name, one) for name, one in of.items()]
    found = {name: (Count(number), first) for name, number, first in parts[0].union(*parts[1:], all=True)}
    return {name: found.get(name, (Count(), None)) for name in of}


def _part(name: str, of: Counted) -> Any:
    few = of.rows.order_by(*[of.day] if of.day else []).values("pk")[: LIMIT + 1]
    rows = of.rows.model._default_manager.filter(pk__in=few).order_by().annotate(way=Value(name)).values("way")
    return rows.annotate(number=models.Count("pk"), first_day=_first(of)).values_list("way", "number", "first_day")


def _first(of: Counted) -> Any:
    if of.day is None:
        return Value(None, models.DateField())
    return TruncDate(Min(of.day)) if of.moments else Min(of.day)
