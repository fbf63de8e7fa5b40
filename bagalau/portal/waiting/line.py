"""One way in which something waits: which records, how they are told, and the day that counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Expression, Model, Q, QuerySet
from django.utils.functional import Promise

from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.portal.counting import Count
from bagalau.portal.waiting.desk import Desk


@dataclass(frozen=True)
class Line:
    """What waits in one way.

    ``which`` is the condition on the records, None where nothing can wait for the viewer. ``day`` is the day that
    counts: the one by which it is due, with ``later`` so many days later, or with ``since`` the moment it waits from.
    """

    name: str
    label: Promise | str
    model: type[Model]
    which: Callable[[Desk], Q | None]
    day: str | Expression | None
    door: Callable[[Viewer], QuerySet[Any]]
    columns: Callable[[Viewer], Sequence[Column[Any]]]
    order: str
    since: bool = False
    later: Callable[[Desk], int] = lambda _desk: 0

    def rows(self, desk: Desk) -> QuerySet[Any]:
        """The records, as far as they are open to the viewer."""
        condition = self.which(desk)
        found = self.door(desk.viewer)
        return found.none() if condition is None else found.filter(condition)

    def due(self, first: date | None, desk: Desk) -> date | None:
        """The day that counts, from the first that is on record."""
        return first + timedelta(days=self.later(desk)) if first else None


@dataclass(frozen=True)
class Waiting:
    """A line with how many wait, and the first of their days."""

    line: Line
    number: Count
    first: date | None
    today: date

    @property
    def is_late(self) -> bool:
        return self.first is not None and self.first < self.today and not self.line.since
