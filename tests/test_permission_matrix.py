"""Every address for every role: what opens is what the action of the page says, and a refusal changes nothing.

``tests.pages`` says of each address what it shows and what it takes. Who may open it is worked out here from the
page's action alone, so that a page which forgets to ask, or asks for something else, is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from bagalau.documents.actions import About, add_file
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.models import Person, RoleGrant
from bagalau.people.queries import viewer_for
from bagalau.people.rules import Action, Role
from tests.pages import ABSENT, LED_TO_SIGN_IN, NOT_SO, PAGES, REFUSED, Make, Page, gathered, names, said

pytestmark = pytest.mark.django_db

TODAY = date(2025, 6, 16)
DOORS: dict[str, Action] = gathered("DOORS")
OPEN_TO_ALL = names("OPEN_TO_ALL")
SHARED = names("SHARED")

# Of our own pages; people.tests tries those of the library.
ACTIONS: dict[str, Action] = {
    found.name: found.callback.action
    for included in get_resolver().url_patterns
    for found in included.url_patterns
    if hasattr(getattr(found, "callback", None), "action")
}


@dataclass(frozen=True)
class Who:
    """Somebody by the roles held in the country office and in the neighbouring one."""

    here: frozenset[Role] = frozenset()
    elsewhere: frozenset[Role] = frozenset()
    signed_in: bool = True
    responsible: bool = False  # for the commitment of the country office

    def may_somewhere(self, action: Action) -> bool:
        by_role = bool((self.here | self.elsewhere) & action.roles) and not action.everywhere
        return by_role or action.public or (action.own and self.signed_in)

    def may(self, action: Action, where: str, kind: str) -> bool:
        """``where``: the place of the record, a key of ``World.places``."""
        roles = self.here if where == "own" else self.elsewhere
        own = action.own and self.responsible and (where, kind) == ("own", "commitment")
        return bool(roles & action.roles) or own or (action.public and where == "public")


CAST = {
    "the public": Who(signed_in=False),
    "somebody without a role": Who(),
    "somebody responsible": Who(responsible=True),
    **{f"{role}": Who(frozenset({role})) for role in Role},
    # Whoever asks only whether a role allows something somewhere is found by these.
    "an auditor who administers elsewhere": Who(frozenset({Role.AUDITOR}), frozenset({Role.ADMINISTRATOR})),
    "an administrator who reads elsewhere": Who(frozenset({Role.ADMINISTRATOR}), frozenset({Role.READER})),
}


@dataclass(frozen=True)
class World:
    """The records by kind and place: of the country office, of the neighbours, and public ones of the neighbours."""

    places: dict[str, dict[str, tuple[Any, ...]]]
    units: dict[str, int]
    document: int

    def form(self, sent: dict[str, Any], where: str) -> dict[str, Any]:
        """What is sent, with the keys of the records it names."""
        named: dict[str, Any] = {**self.units, "here": self.units["country" if where == "own" else "neighbour"]}
        named |= {"document": self.document, "a file": SimpleUploadedFile("note.txt", b"A note about the mill.")}
        return {name: named.get(value, value) for name, value in sent.items()}


@pytest.fixture(autouse=True)
def _pages_without_words(monkeypatch):
    """Who may is decided before a page is rendered; rendering is most of the time and has its own tests."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_given: "")


@pytest.fixture(scope="module")
def office(kept_office):
    return kept_office


@pytest.fixture(scope="module")
def make_person(make_kept_person):
    return make_kept_person


@pytest.fixture(scope="module")
def world(office, make_person, tmp_path_factory) -> Iterator[World]:
    """Made once: each test leaves it as it was."""
    with override_settings(FILES_FOLDER=tmp_path_factory.mktemp("files")):
        yield _world(office, make_person, viewer_for(make_person("administrator", name="Maker of the world"), TODAY))


def _world(office: Any, make_person: Any, maker: Viewer) -> World:
    places: dict[str, dict[str, tuple[Any, ...]]] = {}
    shared = add_file(maker, b"An annex for all.", "annex.txt", About(office.neighbour, visibility="public"))
    for where, unit, visibility in (
        ("own", office.country, "internal"),
        ("foreign", office.neighbour, "internal"),
        ("public", office.neighbour, "public"),
    ):
        make = Make(maker, unit, where, visibility, make_person, places.setdefault(where, {}))
        for records in said("records"):
            make.there.update(records(make))
    units = {name: getattr(office, name).pk for name in ("region", "country", "neighbour")}
    return World(places, units, shared.pk)


@pytest.fixture
def browser(world, office, make_person, signed_in):
    """``browser(who)``: a browser in which somebody is signed in who is so."""

    def enter(who: Who) -> Client:
        if not who.signed_in:
            return signed_in()
        person: Person = make_person(home=office.country)
        for unit, roles in ((office.country, who.here), (office.neighbour, who.elsewhere)):
            RoleGrant.objects.bulk_create([RoleGrant(person=person, role=role, unit=unit) for role in roles])
        if who.responsible:
            person.responsible_for.add(world.places["own"]["commitment"][0])
        return signed_in(person)

    return enter


def visits(world: World) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """Each page with each record that it can show: name of the page, place of the record, arguments."""
    for name, page in PAGES.items():
        if not page.record:
            yield name, "", ()
        for where, records in world.places.items() if page.record else ():
            if page.record in records:
                yield name, where, records[page.record]


def expected(who: Who, name: str, where: str, method: str) -> int:
    """The answer that the action of a page asks for, and the door of its record."""
    page, action = PAGES[name], ACTIONS[name]
    if not who.may_somewhere(action):
        return REFUSED if who.signed_in else LED_TO_SIGN_IN
    if (method, page.get) == ("get", NOT_SO):
        return NOT_SO
    if page.record in DOORS and not who.may(DOORS[page.record], where, page.record):
        return ABSENT
    guarded = (page.record in DOORS or page.record in SHARED) and name not in OPEN_TO_ALL
    if page.for_unit or not guarded:
        refused = page.for_unit if method == "post" and not who.may(action, where or "own", page.record) else None
        return refused or good(page, method)
    return good(page, method) if who.may(action, where, page.record) else REFUSED


def good(page: Page, method: str) -> int:
    return page.get if method == "get" else page.post or 0


def test_every_address_has_its_entry():
    assert set(ACTIONS) == set(PAGES)


@pytest.mark.parametrize("name", CAST)
def test_what_the_roles_of_somebody_open_and_take(world, browser, name):
    who = CAST[name]
    client = browser(who)
    cookies = copy(client.cookies)
    wrong = {}
    written = journal.length()
    for page, where, arguments in visits(world):
        address = reverse(page, args=arguments)
        for method, form in forms(world, page, where):
            due = (expected(who, page, where, method), True)
            client.cookies = copy(cookies)
            with transaction.atomic():
                found = asked(client, method, address, form, written)
                transaction.set_rollback(True)
            if found != due:
                wrong[method, page, where] = f"{found} instead of {due}"
    assert wrong == {}


def forms(world: World, page: str, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A look at the page, and if it takes a form, that form."""
    yield "get", dict(PAGES[page].query)
    if PAGES[page].post is not None:
        yield "post", world.form(dict(PAGES[page].sent), where)


def asked(client: Client, method: str, address: str, form: dict[str, Any], written: int) -> tuple[int, bool]:
    """The answer, and whether the journal has the lines it had if somebody only looked or was refused."""
    response = getattr(client, method)(address, form)
    to_sign_in = response.get("Location", "").startswith(f"{reverse('account_login')}?next=")
    status = LED_TO_SIGN_IN if to_sign_in else response.status_code
    return status, (method == "post" and status < 400) or journal.length() == written


def test_a_role_given_for_one_evaluation_opens_it_with_what_belongs_to_it(world, make_person, signed_in):
    """P-02"""
    own, foreign = world.places["own"], world.places["foreign"]
    for role in Role:
        client = signed_in(make_person(role, record=("evaluation", foreign["evaluation"][0])))
        for kind in ("evaluation", "commitment"):
            assert client.get(reverse(kind, args=foreign[kind])).status_code == 200, role
            assert client.get(reverse(kind, args=own[kind])).status_code == ABSENT, role
