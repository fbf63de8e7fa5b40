"""Who is told: people who can sign in, by what they are responsible for and by their roles (M-07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q

from bagalau.lib.periods import When
from bagalau.people.models import Person, RoleGrant, Unit
from bagalau.people.rules import Role
from bagalau.reminders.rules import Asked, nearest

HEADS = frozenset({Role.HEAD_OF_UNIT})
FOCAL_POINTS = frozenset({Role.EVALUATION_FOCAL_POINT})
OFFICERS = FOCAL_POINTS | {Role.PROGRAMME_OFFICER, Role.EVALUATION_MANAGER}
DECIDERS = FOCAL_POINTS | HEADS


@dataclass(frozen=True)
class Ask:
    """That people are asked for something of a record."""

    asked: Asked
    record: tuple[str, int]
    label: str
    people: tuple[int, ...]
    due: When | None = None


class Reach:
    """The people who can sign in on a day, found in three queries; then asked for without any."""

    def __init__(self, today: date) -> None:
        able = Person.objects.filter(is_active=True, email__isnull=False)
        able = able.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)  # who was only invited
        self.able = frozenset(able.values_list("pk", flat=True))
        self.paths = dict(Unit.objects.values_list("pk", "path"))
        self._of_units: dict[Role, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._of_records: dict[tuple[Role, str, int], list[int]] = defaultdict(list)
        self._known: dict[tuple[frozenset[Role], int], tuple[int, ...]] = {}
        in_force = Q(starts=None) | Q(starts__lte=today), Q(ends=None) | Q(ends__gte=today)
        grants = RoleGrant.objects.filter(*in_force, person__in=able).order_by("pk")
        for role, person, unit, kind, record in grants.values_list(
            "role", "person", "unit", "record_kind", "record_id"
        ):
            if unit is not None:
                self._of_units[Role(role)][unit].append(person)
            elif record is not None:
                self._of_records[Role(role), kind, record].append(person)

    def only_able(self, people: Iterable[int]) -> tuple[int, ...]:
        """Those of some people who can sign in, nobody twice."""
        return tuple(dict.fromkeys(pk for pk in people if pk in self.able))

    def nearest(self, roles: frozenset[Role], unit: int) -> tuple[int, ...]:
        """Who holds one of the roles for the unit, or else for the nearest above it."""
        if (roles, unit) not in self._known:
            holders: dict[int, list[int]] = defaultdict(list)
            for role in sorted(roles):
                for where, people in self._of_units[role].items():
                    holders[where].extend(people)
            self._known[roles, unit] = self.only_able(nearest(self.paths.get(unit, ""), holders))
        return self._known[roles, unit]

    def above(self, roles: frozenset[Role], unit: int) -> tuple[int, ...]:
        """Who holds one of the roles for a unit above, where what a unit asks for is decided, or else for itself."""
        steps = self.paths.get(unit, "").strip("/").split("/")
        return (self.nearest(roles, int(steps[-2])) if len(steps) > 1 else ()) or self.nearest(roles, unit)

    def of_record(self, roles: frozenset[Role], kind: str, pk: int) -> tuple[int, ...]:
        """Who holds one of the roles for one record."""
        return self.only_able(person for role in sorted(roles) for person in self._of_records.get((role, kind, pk), ()))
