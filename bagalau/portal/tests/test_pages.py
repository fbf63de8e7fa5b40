"""The start page and the menu: for each viewer what that viewer can open, with the right numbers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagalau.evaluations.tests.making import ERC_PAGE, bring, evaluation, promise
from bagalau.people.rules import Role
from bagalau.portal import counting, queries

pytestmark = pytest.mark.django_db
PEOPLE = {Role.ADMINISTRATOR, Role.OVERSIGHT, Role.HEAD_OF_UNIT, Role.AUDITOR}
ROSTER = {Role.OVERSIGHT, Role.HEAD_OF_UNIT} | {
    Role.ADMINISTRATOR,
    Role.EVALUATION_FOCAL_POINT,
    Role.EVALUATION_MANAGER,
    Role.PROGRAMME_OFFICER,
}
JOURNAL = {Role.ADMINISTRATOR, Role.OVERSIGHT, Role.AUDITOR}
UPLOADERS = set(Role) - {Role.BOARD_MEMBER, Role.OVERSIGHT, Role.READER, Role.AUDITOR}


def day(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def portfolio(office, officer, viewer):
    own, other = evaluation(office.country, "Ours"), evaluation(office.neighbour, "Theirs")
    for source in (own, other):
        for number in range(3):
            promise(source, f"Late {number}", day(-10 - number))
        promise(source, "Long late", day(-1500), status="initiated")
        promise(source, "Soon", day(30))
        promise(source, "Later", day(300))
        promise(source, "Some day", None)
        promise(source, "Done", day(-10), status="completed")
    bring(viewer(officer), office.country, ERC_PAGE)
    return own


def test_the_start_page_counts_what_is_open_to_the_officer(portfolio, officer, signed_in):
    home = signed_in(officer).get("/").context["home"]
    assert {state: number.value for state, number in home.states.items()} == {
        "overdue": 4,
        "due_soon": 1,
        "no_deadline": 1,
    }
    assert list(home.own) == []


def test_each_number_leads_to_a_list_of_as_many(portfolio, officer, signed_in):
    browser = signed_in(officer)
    home = browser.get("/").context["home"]
    for state, number in home.states.items():
        assert f'href="/commitments/?state={state}"' in browser.get("/").content.decode()
        assert browser.get(f"/commitments/?state={state}").context["table"].count == number.value


def test_what_is_mine_stands_first(portfolio, officer, make_person, signed_in):
    mine, person = promise(portfolio, "Mine", day(3)), make_person(name="Miller")
    for owner in (officer, person):
        mine.responsible_people.add(owner)
        assert list(signed_in(owner).get("/").context["home"].own) == [mine]
    page = signed_in(person).get("/").content.decode()
    assert "Mine" in page
    assert "Long late" not in page


def test_a_number_stops_where_counting_would_cost(portfolio, officer, viewer, monkeypatch):
    monkeypatch.setattr(counting, "LIMIT", 3)
    assert str(queries.home(viewer(officer, timezone.localdate())).states["overdue"]) == "3+"


def test_the_public_is_welcomed_with_what_was_published(portfolio, office, signed_in):
    evaluation(office.country, "Open review", visibility="public", stage="completed", completed="2024-05")
    evaluation(office.country, "Planned review", visibility="public")
    page = signed_in().get("/").content.decode()
    assert "Open review" in page
    for words in ("Ours", "Planned review", "Long late", "waiting for review"):
        assert words not in page
    assert reverse("account_login") in page


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_shows_what_a_role_can_open(make_person, signed_in, office, role):
    browser = signed_in(make_person(role, unit=office.country))
    menu = browser.get("/").context["navigation"]
    addresses = [item.url for item in menu.all]
    first = ["/projects/", "/evaluations/", "/quality/", "/commitments/", "/oversight/", "/documents/", "/drafts/"]
    more = ["/plans/", "/responses/", "/checks/", "/recurring/", "/reports/", "/statistics/"]
    more += [*["/roster/"] * (role in ROSTER), "/units/", *["/people/"] * (role in PEOPLE)]
    expected = [*first, *more, "/parameters/", "/lists/"]  # the journal is for those whose role holds everywhere
    assert addresses == expected
    assert menu.can_upload == (role in UPLOADERS)
    for address in addresses:
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_shows_the_journal_to_those_whose_role_holds_everywhere(make_person, signed_in, role):
    addresses = [item.url for item in signed_in(make_person(role)).get("/").context["navigation"].all]
    assert ("/journal/" in addresses) == (role in JOURNAL)


def test_the_menu_of_the_public_and_of_people_without_a_role_holds_what_is_public(make_person, signed_in):
    for browser in (signed_in(), signed_in(make_person())):
        menu = browser.get("/").context["navigation"]
        public = ["/projects/", "/evaluations/", "/quality/", "/commitments/", "/documents/", "/plans/", "/responses/"]
        assert [item.url for item in menu.all] == [*public, "/reports/", "/statistics/"]
        for item in menu.all:
            assert browser.get(item.url).status_code == 200


def test_the_menu_says_where_one_is(officer, signed_in):
    for address, here in (("/commitments/", "/commitments/"), ("/", None), ("/units/new/", "/units/")):
        menu = signed_in(officer).get(address).context["navigation"]
        assert next((item.url for item in menu.all if item.here), None) == here
