"""Reads: the viewer of a request, units, people, roles, the journal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from bagalau.people.access import USE_ACCOUNT, VIEW_JOURNAL, VIEW_PEOPLE, VIEW_UNITS, Viewer, require
from bagalau.people.models import JournalEntry, Person, RoleGrant, Unit
from bagalau.people.rules import Action, Grant, Role
from bagalau.web.records import one


def viewer_for(person: Person | None, today: date) -> Viewer:
    """A person with the roles in force today (P-01, P-02); two queries at most."""
    if person is None or not person.is_active:
        return Viewer(None, today)
    rows = list(
        RoleGrant.objects.filter(person=person)
        .filter(Q(starts=None) | Q(starts__lte=today), Q(ends=None) | Q(ends__gte=today))
        .values_list("role", "unit__path", "record_kind", "record_id")
    )
    units = _subtrees({path for _role, path, _kind, _key in rows if path})
    return Viewer(
        person,
        today,
        tuple(
            Grant(
                Role(role),
                frozenset(units[path]) if path else None,
                (kind, key) if key is not None else None,
            )
            for role, path, kind, key in rows
        ),
    )


def _subtrees(paths: set[str]) -> dict[str, list[int]]:
    """The ids of the units at and below each path."""
    if not paths:
        return {}
    condition = Q()
    for path in paths:
        condition |= Q(path__startswith=path)
    found = Unit.objects.filter(condition).values_list("pk", "path")
    return {path: [pk for pk, below in found if below.startswith(path)] for path in paths}


def units(viewer: Viewer) -> QuerySet[Unit]:
    """All units, from the roots down."""
    require(viewer, VIEW_UNITS)
    return Unit.objects.all()


def units_of(viewer: Viewer, action: Action) -> QuerySet[Unit]:
    """The units for which the viewer may do something."""
    allowed = viewer.scope(action)
    return units(viewer) if allowed.everywhere else units(viewer).filter(pk__in=allowed.units)


def home_of(viewer: Viewer, action: Action) -> Unit | None:
    """The unit to begin with where something is made: the viewer's own, or else the first where the action is open."""
    allowed = units_of(viewer, action)
    own = allowed.filter(pk=viewer.person.unit_id).first() if viewer.person and viewer.person.unit_id else None
    return own or allowed.first()


def in_line(one: Unit, other: Unit) -> bool:
    """Whether two units are the same, or one lies under the other."""
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def able(action: Action, whose: Unit, on: date) -> list[Person]:
    """Who may do an action in a unit on a day by a role for it, or else for the nearest unit above it; administrators,
    who may do everything, apart. One query."""
    above = [int(key) for key in whose.path.split("/") if key]
    grants = RoleGrant.objects.filter(
        Q(starts=None) | Q(starts__lte=on),
        Q(ends=None) | Q(ends__gte=on),
        Q(unit__in=above) | Q(unit=None, record_id=None),
        role__in=action.roles - {Role.ADMINISTRATOR},
        person__is_active=True,
    )
    found: dict[int | None, dict[int, Person]] = {}
    for grant in grants.select_related("person").order_by("person__name", "pk"):
        found.setdefault(grant.unit_id, {})[grant.person_id] = grant.person
    nearest = next((found[key] for key in (*reversed(above), None) if key in found), {})
    return list(nearest.values())


def unit(viewer: Viewer, pk: int) -> Unit:
    """The door to a unit."""
    return one(units(viewer), pk)


def unit_tree(viewer: Viewer, below: Unit | None = None) -> list[Unit]:
    """The units in the order of a tree, each level by name, with ``people_count``; all, or what lies under one."""
    rows = units(viewer).annotate(people_count=Count("people", filter=Q(people__is_active=True)))
    return in_tree_order(rows.filter(path__startswith=below.path).exclude(pk=below.pk) if below else rows)


def units_above(viewer: Viewer, whose: Unit) -> list[Unit]:
    """The units that a unit is part of, from the root down."""
    keys = [int(step) for step in whose.path.strip("/").split("/")][:-1]
    found = units(viewer).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def in_tree_order(rows: Iterable[Unit]) -> list[Unit]:
    """Units with each one's parts right behind it, parts sorted by name."""
    found = {unit.path: unit for unit in rows}

    def place(unit: Unit) -> list[tuple[str, str]]:
        steps = unit.path.strip("/").split("/")
        paths = [f"/{'/'.join(steps[: depth + 1])}/" for depth in range(len(steps))]
        return [(found[path].name.casefold() if path in found else "", path) for path in paths]

    return sorted(found.values(), key=place)


def people(viewer: Viewer) -> QuerySet[Person]:
    """People whom the viewer may see: of the units where the role holds, or everybody."""
    require(viewer, VIEW_PEOPLE)
    allowed = viewer.scope(VIEW_PEOPLE)
    rows = Person.objects.select_related("unit")
    return rows if allowed.everywhere else rows.filter(unit_id__in=allowed.units)


def people_of(viewer: Viewer, whose: Unit) -> QuerySet[Person]:
    """The people of one unit whom the viewer may see."""
    return people(viewer).filter(unit=whose)


def oneself(viewer: Viewer) -> Person:
    """The viewer as a person."""
    require(viewer, USE_ACCOUNT)
    assert viewer.person is not None  # only people, not the public, have the action
    return viewer.person


def named(text: str) -> Q:
    """The condition that a person's name or mail address holds a text, in any script and either case."""
    pattern = re.escape(text)
    return Q(name__iregex=pattern) | Q(email__iregex=pattern)


def holding(role: Role) -> Q:
    """The condition that a person was given a role."""
    return Q(pk__in=RoleGrant.objects.filter(role=role).values("person"))


def acted_by(text: str) -> Q:
    """The condition that a journal line was written by a person of this name."""
    return Q(actor__in=Person.objects.filter(named(text)).values("pk"))


def person(viewer: Viewer, pk: int) -> Person:
    """The door to a person."""
    return one(people(viewer), pk)


def grants_of(viewer: Viewer, whom: Person) -> QuerySet[RoleGrant]:
    """The roles of a person, by role; everybody may read their own."""
    require(viewer, USE_ACCOUNT if whom == viewer.person else VIEW_PEOPLE)
    return whom.grants.select_related("unit").order_by("role", "starts", "pk")


def grant(viewer: Viewer, pk: int) -> RoleGrant:
    """The door to a role that a person holds."""
    return one(RoleGrant.objects.select_related("person", "unit").filter(person__in=people(viewer)), pk)


def invited(pk: int) -> Person | None:
    """The person of an invitation that was not accepted yet; the caller has checked nothing but asks for the token."""
    person = Person.objects.filter(pk=pk).first() if pk < 2**63 else None
    return person if person and person.is_invited else None


def possible_owners(viewer: Viewer, whose: Unit, already: QuerySet[Person]) -> QuerySet[Person]:
    """People who can be made responsible for something of a unit: of it, above it and below it, and who are already."""
    if viewer.is_public:
        return Person.objects.none()
    above = [int(step) for step in whose.path.strip("/").split("/")]
    near = Q(unit__in=above) | Q(unit__path__startswith=whose.path)
    return Person.objects.filter(Q(near, is_active=True) | Q(pk__in=already.values("pk")))


def verbs(viewer: Viewer) -> list[str]:
    """What was ever done, as the journal names it."""
    require(viewer, VIEW_JOURNAL)
    return list(JournalEntry.objects.order_by("verb").values_list("verb", flat=True).distinct())


def journal(viewer: Viewer) -> QuerySet[JournalEntry]:
    """The whole journal, newest first."""
    require(viewer, VIEW_JOURNAL)
    return JournalEntry.objects.select_related("actor")


def history(kind: str, pk: int) -> QuerySet[JournalEntry]:
    """The lines about one record, newest first; the caller has opened the record's door."""
    return JournalEntry.objects.filter(record_kind=kind, record_id=pk).select_related("actor")


def by_email(email: str) -> Person | None:
    """The active person with this mail address."""
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).select_related("unit").first()


def administrator() -> Person | None:
    """The first person who administers everything, for whom the command line acts."""
    grants = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, unit=None, record_id=None, ends=None)
    rows = Person.objects.filter(grants__in=grants, is_active=True).select_related("unit")
    return rows.order_by("pk").first()


def unit_codes(viewer: Viewer) -> str:
    """The codes of the units, for a sentence."""
    return ", ".join(units(viewer).values_list("code", flat=True)[:20])
