"""Every address, every role: what opens, what is refused, what looks as if it were not there.

What to expect follows from the action that a page names and from the table of addresses below. A new address without
an entry fails. Each role is given for the country office; records are tried in that office (``own``), in the
neighbouring one (``foreign``), and there when they are public (``open``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from bagalau.documents.actions import About, add_file
from bagalau.documents.models import Draft
from bagalau.evaluations.tests.making import GATE_RESPONSE, bring, evaluation, promise
from bagalau.people.middleware import LIBRARY_PAGES, action_of
from bagalau.people.rules import Action, Role

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Entry:
    """How an address answers those who may: ``of`` names the records whose keys it takes; ``post`` None: it is no form.

    ``views`` says that the page only shows the record, ``shared`` that the record is everybody's, ``can_be_open`` that
    it may be public.
    """

    of: tuple[str, ...] = ()
    get: int = 200
    post: int | None = None
    sent: dict[str, str] = field(default_factory=dict)
    views: bool = False
    shared: bool = False
    can_be_open: bool = False


LEADS_BACK = {"get": 302}
ADDRESSES: dict[str, Entry] = {
    "home": Entry(),
    "units": Entry(),
    "unit_new": Entry(post=200),
    "unit": Entry(("unit",), views=True, shared=True),
    "unit_edit": Entry(("unit",), post=200, shared=True),
    "unit_history": Entry(("unit",), views=True, shared=True),
    "people": Entry(),
    "invite": Entry(post=200),
    "person": Entry(("person",), views=True),
    "person_edit": Entry(("person",), post=200),
    "person_history": Entry(("person",), views=True),
    "invite_again": Entry(("person",), get=405, post=302),
    "role_new": Entry(("person",), post=200),
    "role_end": Entry(("grant",), get=405, post=302),
    "journal": Entry(),
    "account": Entry(post=200),
    "language": Entry(get=405, post=302, sent={"language": "kk"}),
    "documents": Entry(),
    "import": Entry(post=422),
    "document": Entry(("document",), views=True, can_be_open=True),
    "document_edit": Entry(("document",), post=200, can_be_open=True),
    "version_add": Entry(("document",), **LEADS_BACK, post=422, can_be_open=True),
    "document_history": Entry(("document",), can_be_open=True),
    "download": Entry(("version",), views=True, can_be_open=True),
    "drafts": Entry(),
    "draft": Entry(("draft",), views=True),
    "draft_field": Entry(("draft",), get=404),  # without a path there is no field
    "draft_correct": Entry(("draft",), **LEADS_BACK, post=302, sent={"path": "title", "text": "A title"}),
    "draft_row": Entry(("draft",), **LEADS_BACK, post=302, sent={"path": "recommendations[0]"}),
    "draft_settle": Entry(("draft",), **LEADS_BACK, post=302, sent={"number": "0"}),
    "draft_accept": Entry(("draft",), **LEADS_BACK, post=302),
    "draft_reject": Entry(("draft",), **LEADS_BACK, post=302, sent={"reason": "Wrong office."}),
    "draft_history": Entry(("draft",), views=True),
    "commitments": Entry(),
    "commitment": Entry(("commitment",), views=True, can_be_open=True),
    "commitment_update": Entry(("commitment",), **LEADS_BACK, post=302, sent={"status": "initiated"}, can_be_open=True),
    "commitment_responsible": Entry(("commitment",), **LEADS_BACK, post=302, can_be_open=True),
    "commitment_history": Entry(("commitment",), can_be_open=True),
    "evaluations": Entry(),
    "evaluation": Entry(("evaluation",), views=True, can_be_open=True),
    "evaluation_publish": Entry(("evaluation",), **LEADS_BACK, post=302, can_be_open=True),
    "evaluation_attach": Entry(("evaluation", "listed"), post=200, can_be_open=True),
    "evaluation_history": Entry(("evaluation",), can_be_open=True),
}
# Pages of the sign-in library: the answers to the public and to somebody signed in.
LIBRARY: dict[str, tuple[int, int]] = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_reauthenticate": (302, 200),
    "account_change_password": (302, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (302, 302),
    "mfa_index": (302, 200),
    "mfa_activate_totp": (302, 302),
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_download_recovery_codes": (302, 404),
}
# Addresses that carry a secret; people.tests and these libraries' own tests try them with a good one.
SECRETS = {
    "invitation": ([1, "no-token"], 410),
    "account_reset_password_from_key": (["1", "no-key"], 200),
    "account_confirm_email": (["no-key"], 404),
}


def leaves(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every address there is."""
    for found in resolver.url_patterns:
        yield from [found] if isinstance(found, URLPattern) else leaves(found)


EVERY = {str(found.name): found for found in leaves(get_resolver())}
CLOSED = {name for name, found in EVERY.items() if action_of(found.callback, name) is None} - set(SECRETS)
SIGN_IN = 302


def action(name: str) -> Action:
    found = action_of(EVERY[name].callback, name)
    assert found is not None, name
    return found


def test_every_address_has_an_entry():
    assert set(EVERY) == {*ADDRESSES, *LIBRARY, *SECRETS, *CLOSED}
    assert {*LIBRARY, "account_reset_password_from_key"} == set(LIBRARY_PAGES)


def test_no_page_is_closed_but_those_of_the_library_that_nobody_needs():
    assert all(name.startswith("account_") for name in CLOSED)


Keys = dict[str, int]
Answers = dict[tuple[str, str], int]


@pytest.fixture
def records(office, officer, stranger, viewer, make_person) -> dict[str, Keys]:
    """The keys of one record of each kind: of the own office, of the neighbouring one, and public there."""

    def of(unit: Any, actor: Any, visibility: str) -> Keys:
        person = make_person("reader", unit=unit, name="Invited")
        person.set_unusable_password()
        person.save()
        reviewed = evaluation(unit, f"{visibility} {unit}", visibility=visibility)
        draft: Draft = bring(actor, unit, GATE_RESPONSE, visibility=visibility).draft
        document = add_file(actor, f"{visibility} {unit}".encode(), "a.txt", About(unit, visibility=visibility))
        return {
            "unit": unit.pk,
            "person": person.pk,
            "grant": person.grants.get().pk,
            "evaluation": reviewed.pk,
            "listed": reviewed.listed_documents.create(title="Report").pk,
            "commitment": promise(reviewed).pk,
            "document": document.pk,
            "version": document.versions.get().pk,
            "draft": draft.pk,
        }

    return {
        "own": of(office.country, viewer(officer), "internal"),
        "foreign": of(office.neighbour, viewer(stranger), "internal"),
        "open": of(office.neighbour, viewer(stranger), "public"),
    }


def methods(name: str) -> list[str]:
    return ["GET"] if ADDRESSES[name].post is None else ["GET", "POST"]


def answers(browser: Any, keys: Keys, names: Iterator[str]) -> Answers:
    """How each address answers; what a request changed is taken back."""
    found: Answers = {}
    for name in names:
        entry = ADDRESSES[name]
        address = reverse(name, args=[keys[kind] for kind in entry.of])
        for method in methods(name):
            with transaction.atomic():
                answer = browser.get(address) if method == "GET" else browser.post(address, entry.sent)
                transaction.set_rollback(True)
            found[name, method] = answer.status_code
            if answer.status_code == SIGN_IN and answer.url.startswith(reverse("account_login")):
                found[name, method] = 401  # led to sign in
            answer.close()
    return found


def expect(names: Iterator[str], status: Callable[[str, str], int]) -> Answers:
    return {(name, method): status(name, method) for name in names for method in methods(name)}


def good(name: str, method: str) -> int:
    entry = ADDRESSES[name]
    return entry.get if method == "GET" or entry.post is None else entry.post


WITHOUT_RECORD = [name for name, entry in ADDRESSES.items() if not entry.of]
OF_RECORDS = [name for name, entry in ADDRESSES.items() if entry.of]
CAN_BE_OPEN = [name for name, entry in ADDRESSES.items() if entry.can_be_open]


@pytest.mark.parametrize("role", list(Role))
def test_pages_without_a_record_open_to_the_roles_of_their_action(role, make_person, signed_in, office):
    def status(name: str, method: str) -> int:
        asked = action(name)
        return good(name, method) if asked.public or asked.own or role in asked.roles else 403

    browser = signed_in(make_person(role, unit=office.country))
    assert answers(browser, {}, iter(WITHOUT_RECORD)) == expect(iter(WITHOUT_RECORD), status)


def own(name: str, method: str, role: Role) -> int:
    """A record of the unit for which the role is given."""
    asked = action(name)
    return good(name, method) if asked.public or role in asked.roles else 403


def foreign(name: str, method: str, role: Role) -> int:
    """A record of another unit looks as if it were not there."""
    asked, entry = action(name), ADDRESSES[name]
    if not (asked.public or asked.own or role in asked.roles):
        return 403
    if entry.shared:
        return good(name, method) if entry.views else 403
    return 405 if method == "GET" and entry.get == 405 else 404


def public(name: str, method: str, role: Role) -> int:
    """A public record of another unit can be read, and nothing else."""
    return good(name, method) if ADDRESSES[name].views else 403


@pytest.mark.parametrize("role", list(Role))
def test_records_open_to_the_roles_of_their_action_in_their_unit(role, make_person, signed_in, office, records):
    browser = signed_in(make_person(role, unit=office.country))
    for where, names, status in (
        ("own", OF_RECORDS, own),
        ("foreign", OF_RECORDS, foreign),
        ("open", CAN_BE_OPEN, public),
    ):
        found = answers(browser, records[where], iter(names))
        assert found == expect(iter(names), partial(status, role=role)), where


@pytest.mark.parametrize("where", ["own", "open"])
def test_the_public_reads_what_is_public_and_is_led_to_sign_in_elsewhere(signed_in, records, where):
    def status(name: str, method: str) -> int:
        if not action(name).public:
            return 401
        return good(name, method) if where == "open" or not ADDRESSES[name].of else 404

    names = [*WITHOUT_RECORD, *(CAN_BE_OPEN if where == "open" else OF_RECORDS)]
    assert answers(signed_in(), records[where], iter(names)) == expect(iter(names), status)


@pytest.mark.parametrize("where", ["own", "open"])
def test_somebody_without_a_role_has_an_account_and_what_is_public(make_person, signed_in, records, where):
    def status(name: str, method: str) -> int:
        asked, of = action(name), ADDRESSES[name].of
        if asked.own and not asked.public:
            return good(name, method) if not of else 404 if where == "own" else 403
        if not asked.public:
            return 403
        return good(name, method) if where == "open" or not of else 404

    names = [*WITHOUT_RECORD, *(CAN_BE_OPEN if where == "open" else OF_RECORDS)]
    assert answers(signed_in(make_person()), records[where], iter(names)) == expect(iter(names), status)


def test_an_administrator_of_everything_opens_everything(administrator, signed_in, records):
    names = [*WITHOUT_RECORD, *OF_RECORDS]
    for keys in records.values():
        assert answers(signed_in(administrator), keys, iter(names)) == expect(iter(names), good)


def test_a_role_given_for_one_evaluation_opens_it_with_what_belongs_to_it(make_person, signed_in, records):
    keys = records["foreign"]
    for role in Role:
        browser = signed_in(make_person(role, record=("evaluation", keys["evaluation"])))
        for name in ("evaluation", "commitment"):
            assert browser.get(reverse(name, args=[keys[name]])).status_code == 200
            assert browser.get(reverse(name, args=[records["own"][name]])).status_code == 404


def test_pages_of_the_library_open_as_far_as_they_are_needed(signed_in, reader):
    for at, browser in enumerate((signed_in(), signed_in(reader))):
        found = {name: browser.get(reverse(name)).status_code for name in LIBRARY}
        assert found == {name: both[at] for name, both in LIBRARY.items()}


def test_closed_pages_are_closed_to_everybody(signed_in, administrator):
    for browser in (signed_in(), signed_in(administrator)):
        for name in CLOSED:
            assert browser.get(reverse(name)).status_code == 404, name
            assert browser.post(reverse(name)).status_code == 404, name


def test_a_wrong_secret_opens_nothing(signed_in):
    for name, (given, status) in SECRETS.items():
        assert signed_in().get(reverse(name, args=given)).status_code == status, name
