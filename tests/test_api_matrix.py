"""Every operation of the programming interface for every role and token: what opens is what its action says.

The records, and who somebody is, are those of the matrix of pages; what is expected is again worked out from the
action of an operation alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from bagalau.api.actions import make_token, revoke_token
from bagalau.api.models import ApiToken
from bagalau.api.rules import Scope
from bagalau.api.v1.description import doors
from bagalau.api.v1.doors import FORM, Token
from bagalau.people import journal
from bagalau.people.models import Person, RoleGrant
from bagalau.people.queries import viewer_for
from tests import test_permission_matrix as pages
from tests.operations import NO_TOKEN, OPERATIONS, Its
from tests.pages import ABSENT, REFUSED
from tests.test_permission_matrix import CAST, DOORS, SHARED, Who, World

pytestmark = pytest.mark.django_db
world, office, make_person = pages.world, pages.office, pages.make_person  # the fixtures


FOUND = {operation.view_func.__name__: (method, path, door) for method, path, door, operation in doors()}


@dataclass
class Asker:
    """A program with the token of somebody, or with none."""

    who: Who
    secret: str = ""
    client: Client = field(default_factory=Client)

    def ask(self, world: World, name: str, where: str, written: int) -> tuple[int, bool]:
        """The answer, and whether the journal has the lines it had if somebody only looked or was refused."""
        method, path, door = FOUND[name]
        with transaction.atomic():
            given = self._with(world, name, where, door)
            response = self.client.generic(method.upper(), address(world, name, path, where), **given)
            changed = journal.length() != written
            transaction.set_rollback(True)
        return response.status_code, not changed or (method != "get" and response.status_code < 400)

    def _with(self, world: World, name: str, where: str, door: Token) -> dict[str, Any]:
        headers = {"headers": {"authorization": f"Bearer {self.secret}"} if self.secret else {}}
        sent = OPERATIONS[name].sent
        if sent is None:
            return headers
        named = _with_keys(sent, world.places.get(where, {}))
        given = named | world.form({key: value for key, value in named.items() if isinstance(value, str)}, where)
        if door.takes == FORM:
            given["file"] = SimpleUploadedFile("note.txt", b"A note about the mill.")
            return headers | {"data": encode_multipart(BOUNDARY, given), "content_type": MULTIPART_CONTENT}
        return headers | {"data": json.dumps(given), "content_type": "application/json"}


def _with_keys(value: Any, there: Mapping[str, tuple[Any, ...]]) -> Any:
    if isinstance(value, Its):
        return there[value.record][value.argument]
    if isinstance(value, Mapping):
        return {name: _with_keys(one, there) for name, one in value.items()}
    return [_with_keys(one, there) for one in value] if isinstance(value, list) else value


def address(world: World, name: str, path: str, where: str) -> str:
    operation = OPERATIONS[name]
    arguments = world.places[where][operation.record] if operation.record else ()
    chosen = [arguments[place] for place in operation.pick] if operation.pick else arguments
    for argument in chosen:
        before, _brace, rest = path.partition("{")
        path = f"{before}{argument}{rest.partition('}')[2]}"
    return path + operation.query


def visits(world: World, *places: str) -> list[tuple[str, str]]:
    """Each operation with each record (of some places) that it can be about: its name and the place of the record."""
    found = []
    for name, operation in OPERATIONS.items():
        there = [where for where in places or world.places if operation.record in world.places[where]]
        found += [(name, where) for where in (there if operation.record else [""])]
    return found


def expected(who: Who, name: str, where: str) -> int:
    operation, (method, _path, door) = OPERATIONS[name], FOUND[name]
    if not who.signed_in and (door.scope is not Scope.READ or not door.action.public):
        return NO_TOKEN
    if not who.may_somewhere(door.action):
        return REFUSED
    if operation.for_unit:
        return operation.good if who.may(door.action, "own", "") else operation.for_unit
    if operation.record in DOORS and not who.may(DOORS[operation.record], where, operation.record):
        return ABSENT
    if operation.record not in DOORS and (method == "get" or operation.record not in SHARED):
        return operation.good
    return operation.good if who.may(operation.decides or door.action, where, operation.record) else REFUSED


def test_every_operation_has_its_entry():
    assert set(FOUND) == set(OPERATIONS)


def token(person: Person, *scopes: Scope) -> tuple[ApiToken, str]:
    today = timezone.localdate()
    return make_token(viewer_for(person, today), "A program", scopes or Scope, today + timedelta(days=1))


@pytest.fixture
def asker(world, office, make_person, settings):
    """``asker(who, *scopes)``: a program that asks for somebody who is so."""
    settings.API_PER_MINUTE = {"token": 10**6, "address": 10**6}

    def make(who: Who, *scopes: Scope) -> Asker:
        if not who.signed_in:
            return Asker(who)
        person = make_person(home=office.country)
        for unit, roles in ((office.country, who.here), (office.neighbour, who.elsewhere)):
            RoleGrant.objects.bulk_create([RoleGrant(person=person, role=role, unit=unit) for role in roles])
        if who.responsible:
            person.responsible_for.add(world.places["own"]["commitment"][0])
        return Asker(who, token(person, *scopes)[1])

    return make


def goes_round(program: Asker, world: World, due: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], str]:
    """Somebody asks for each operation that something is due for; the answers that are not what is due."""
    written = journal.length()
    found = {visit: program.ask(world, *visit, written) for visit in due}
    return {visit: f"{found[visit]} instead of {due[visit]}" for visit in due if found[visit] != (due[visit], True)}


FOURS = [tuple(CAST)[first : first + 4] for first in range(0, len(CAST), 4)]


# The records take longer to make than one of the cast takes to go round.
@pytest.mark.parametrize("names", FOURS, ids=", ".join)
def test_what_a_token_opens_is_what_the_roles_of_its_person_open(world, asker, names):
    """A-02"""
    wrong = {}
    for name in names:
        program = asker(CAST[name])
        wrong[name] = goes_round(program, world, {one: expected(program.who, *one) for one in visits(world)})
    assert {name: told for name, told in wrong.items() if told} == {}


def test_a_token_changes_only_what_its_scope_names(world, asker):
    """A-02"""
    wrong = {}
    for scope in Scope:
        program = asker(CAST["administrator"], scope)
        due = {
            one: expected(program.who, *one) if FOUND[one[0]][2].scope in {Scope.READ, scope} else REFUSED
            for one in visits(world, "own")
        }
        wrong[scope] = goes_round(program, world, due)
    assert {scope: told for scope, told in wrong.items() if told} == {}


def test_a_token_that_is_not_in_force_opens_nothing_not_even_what_is_public(world, asker, make_person):
    """A-01"""
    found = {}
    for what in ("revoked", "expired", "of somebody who may not sign in any more", "unknown"):
        person = make_person("administrator")
        held, secret = token(person)
        if what == "revoked":
            revoke_token(viewer_for(person, timezone.localdate()), held)
        if what == "expired":
            ApiToken.objects.filter(pk=held.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
        if what == "of somebody who may not sign in any more":
            Person.objects.filter(pk=person.pk).update(is_active=False)
        program = Asker(CAST["administrator"], "bagalau_unknown" if what == "unknown" else secret)
        written = journal.length()
        found[what] = {program.ask(world, *one, written) for one in visits(world, "own")}
    assert {one for answers in found.values() for one in answers} == {(NO_TOKEN, True)}
