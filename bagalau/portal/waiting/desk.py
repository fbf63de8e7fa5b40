"""Whose turn it is: somebody's, who may do what is asked for and stands nearest to the unit that asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from bagalau.people.access import Viewer
from bagalau.people.rules import Action
from bagalau.reminders.asking import Reach
from bagalau.reminders.asking.reach import FOCAL_POINTS
from bagalau.reminders.rules import Terms


@dataclass(frozen=True)
class Desk:
    """What somebody looks at who asks what to do: a viewer, and the terms of reminders, which ask for the same."""

    viewer: Viewer
    terms: Terms

    @property
    def me(self) -> int | None:
        return self.viewer.person.pk if self.viewer.person else None

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.viewer.today)

    def turn(self, action: Action, records: Mapping[str, str] | None = None, *, unit: str = "unit") -> Q | None:
        """The condition for rows whose turn is the viewer's; None if none can be.

        ``records``: of the kinds that a role for one record may be given on, the field that holds the record.
        """
        scope = self.viewer.scope(action)
        if not scope:
            return None
        units = self._units(action)
        fields = records or {}
        own = [Q(**{fields[kind]: key}) for kind, key in scope.records if kind in fields]
        return self._among(unit, units) if self._are_all(units) else reduce(or_, own, self._among(unit, units))

    def turn_above(self, action: Action, *, unit: str = "unit") -> Q | None:
        """The same for what is decided by the office above, or at the top by the office itself (EP-14)."""
        if not self.viewer.scope(action):
            return None
        nearest = self._units(action)
        return self._among(unit, {key for key, path in self.reach.paths.items() if _above(path) in nearest})

    def _among(self, unit: str, keys: set[int]) -> Q:
        return Q() if self._are_all(keys) else Q(**{f"{unit}__in": keys})

    def _are_all(self, keys: set[int]) -> bool:
        return len(keys) == len(self.reach.paths)

    def _units(self, action: Action) -> set[int]:
        """M-07: the units for which the viewer is the nearest who may, or the nearest focal point, who answers for
        evaluation whoever else may; for somebody who may everywhere, those where there is nobody nearer."""
        me, everywhere, found = self.me, self.viewer.scope(action).everywhere, set()
        for unit in self.reach.paths:
            nearest = self.reach.nearest(action.roles, unit)
            answering = self.reach.nearest(action.roles & FOCAL_POINTS, unit)
            if me in nearest or me in answering or (everywhere and not nearest):
                found.add(unit)
        return found


def _above(path: str) -> int:
    steps = path.strip("/").split("/")
    return int(steps[-2] if len(steps) > 1 else steps[-1])
