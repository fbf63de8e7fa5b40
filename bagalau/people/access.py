"""Who may do what with people, units and the journal; and the two questions every other app asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.models import Person
from bagalau.people.rules import EVERYBODY, Action, Grant, Role, Scope, scope

VIEW_HOME = Action("home.view", EVERYBODY, public=True)
ACCEPT_INVITATION = Action("invitation.accept", EVERYBODY, public=True)
USE_ACCOUNT = Action("account.use", EVERYBODY, own=True)
VIEW_UNITS = Action("unit.view", EVERYBODY)
EDIT_UNITS = Action("unit.edit", frozenset({Role.ADMINISTRATOR}))
VIEW_PEOPLE = Action("person.view", frozenset({Role.ADMINISTRATOR, Role.OVERSIGHT, Role.HEAD_OF_UNIT, Role.AUDITOR}))
INVITE_PEOPLE = Action("person.invite", frozenset({Role.ADMINISTRATOR}))
GRANT_ROLES = Action("role.grant", frozenset({Role.ADMINISTRATOR}))
VIEW_JOURNAL = Action("journal.view", frozenset({Role.ADMINISTRATOR, Role.OVERSIGHT, Role.AUDITOR}), everywhere=True)
VIEW_HISTORY = Action("history.view", EVERYBODY)


class Held(Protocol):
    """A record whose door is guarded: it belongs to a unit, and may belong to another record."""

    pk: int

    @property
    def unit_id(self) -> int | None: ...

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]: ...


@dataclass(frozen=True)
class Viewer:
    """Whoever looks or acts, on a given day, with the roles in force. ``person`` None is the public."""

    person: Person | None
    today: date
    grants: tuple[Grant, ...] = ()
    _scopes: dict[Action, Scope] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def is_public(self) -> bool:
        return self.person is None

    def scope(self, action: Action) -> Scope:
        """Where this viewer may do an action."""
        if action not in self._scopes:
            self._scopes[action] = scope(action, self.grants)
        return self._scopes[action]

    def can(self, action: Action) -> bool:
        """Whether this viewer may do an action anywhere at all: opens pages and shows buttons."""
        return action.public or bool(self.scope(action)) or (action.own and not self.is_public)

    def may(self, action: Action, record: Held) -> bool:
        """Whether this viewer may do an action on this record."""
        if self.scope(action).covers(record.unit_id, *record.access_keys):
            return True
        if action.public and getattr(record, "visibility", "") == "public":
            return True
        return action.own and self.person is not None and self.person.pk in getattr(record, "owner_ids", ())


def require(viewer: Viewer, action: Action, record: Held | None = None) -> None:
    """Refuse with 403 unless the viewer may do the action (on the record, if one is given)."""
    if not (viewer.can(action) if record is None else viewer.may(action, record)):
        raise Problem(
            "not-allowed",
            _("Your roles do not allow this. Ask an administrator if you think they should."),
            status=403,
        )


def visible(viewer: Viewer, action: Action, *, kind: str, own: Q | None = None, parents: str = "") -> Q:
    """The condition on a query that leaves what a viewer may see under an action.

    ``kind`` is the record's name for roles given on one record; ``parents`` the prefix of the fields
    ``…_kind`` and ``…_id`` through which a record belongs to another; ``own`` the condition for owners.
    """
    allowed = viewer.scope(action)
    if allowed.everywhere:
        return Q()
    condition = Q(unit_id__in=allowed.units) | Q(pk__in=[key for name, key in allowed.records if name == kind])
    if parents:
        for name, key in allowed.records:
            condition |= Q(**{f"{parents}_kind": name, f"{parents}_id": key})
    if action.public:
        condition |= Q(visibility="public")
    if action.own and own is not None and not viewer.is_public:
        condition |= own
    return condition
