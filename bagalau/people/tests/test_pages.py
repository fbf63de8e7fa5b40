"""The pages of people: who opens them, what they show, what they do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.people import journal
from bagalau.people.models import JournalEntry, Person, RoleGrant, Unit
from bagalau.people.rules import Role

pytestmark = pytest.mark.django_db

ADMINISTRATOR = {Role.ADMINISTRATOR}
SEE_PEOPLE = {Role.ADMINISTRATOR, Role.OVERSIGHT, Role.HEAD_OF_UNIT, Role.AUDITOR}
SEE_JOURNAL = {Role.ADMINISTRATOR, Role.OVERSIGHT, Role.AUDITOR}
EVERYBODY = set(Role)
PAGES = {
    "units": EVERYBODY,
    "unit": EVERYBODY,
    "unit_history": EVERYBODY,
    "unit_new": ADMINISTRATOR,
    "unit_edit": ADMINISTRATOR,
    "people": SEE_PEOPLE,
    "person": SEE_PEOPLE,
    "person_history": SEE_PEOPLE,
    "person_edit": ADMINISTRATOR,
    "invite": ADMINISTRATOR,
    "role_new": ADMINISTRATOR,
    "journal": SEE_JOURNAL,
    "account": EVERYBODY,
}
POSTS = {"invite_again": ADMINISTRATOR, "role_end": ADMINISTRATOR}


@pytest.fixture
def address(office, make_person):
    """``address(name)`` of a page, about the country office, an invited person there and a role of theirs."""
    invited = make_person("reader", unit=office.country, name="Invited")
    invited.set_unusable_password()
    invited.save()
    keys = {"unit": office.country.pk, "role_end": invited.grants.get().pk}
    of_a_record = {"unit", "unit_edit", "unit_history"}
    alone = {"units", "unit_new", "people", "invite", "journal", "account"}

    def build(name: str) -> str:
        if name in alone:
            return reverse(name)
        return reverse(name, args=[keys["unit"] if name in of_a_record else keys.get(name, invited.pk)])

    return build


@pytest.mark.parametrize("role", list(Role))
def test_pages_open_to_the_roles_that_may(make_person, signed_in, address, role):
    browser = signed_in(make_person(role))
    opened = {name: browser.get(address(name)).status_code for name in PAGES}
    assert opened == {name: 200 if role in roles else 403 for name, roles in PAGES.items()}


@pytest.mark.parametrize("role", list(Role))
def test_buttons_work_for_the_roles_that_may(make_person, signed_in, address, role):
    browser = signed_in(make_person(role))
    pressed = {name: browser.post(address(name)).status_code for name in POSTS}
    assert pressed == {name: 302 if role in roles else 403 for name, roles in POSTS.items()}


@pytest.mark.parametrize("role", [role for role in Role if role not in ADMINISTRATOR])
def test_forms_are_refused_to_everybody_else(make_person, signed_in, address, role):
    browser = signed_in(make_person(role))
    for name in ("unit_new", "unit_edit", "person_edit", "invite", "role_new"):
        assert browser.post(address(name), {"name_en": "X"}).status_code == 403
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("name", [*PAGES, *POSTS])
def test_nobody_signed_in_is_led_to_sign_in(signed_in, address, name):
    answer = signed_in().post(address(name)) if name in POSTS else signed_in().get(address(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_person_without_roles_has_an_account_and_nothing_else(make_person, signed_in, address):
    browser = signed_in(make_person())
    opened = {name: browser.get(address(name)).status_code for name in PAGES}
    assert opened == {name: 200 if name == "account" else 403 for name in PAGES}


def test_the_head_of_a_unit_sees_its_people_and_nobody_else(make_person, signed_in, office, reader, stranger):
    browser = signed_in(make_person("head_of_unit", unit=office.country))
    assert browser.get(reverse("person", args=[reader.pk])).status_code == 200
    assert browser.get(reverse("person", args=[stranger.pk])).status_code == 404
    assert browser.get(reverse("person_history", args=[stranger.pk])).status_code == 404
    page = browser.get(reverse("people")).content.decode()
    assert "Rauan Reader" in page
    assert "Saule Stranger" not in page


@pytest.mark.parametrize("name", ["unit", "person", "person_edit", "unit_history"])
@pytest.mark.parametrize("pk", [0, 999_999, 2**64])
def test_what_is_absent_is_a_page_that_says_so(administrator, signed_in, name, pk):
    assert signed_in(administrator).get(reverse(name, args=[pk])).status_code == 404


def test_buttons_are_not_links(administrator, signed_in, address):
    for name in POSTS:
        assert signed_in(administrator).get(address(name)).status_code == 405


def test_the_tree_shows_each_part_below_its_unit(reader, signed_in, office):
    page = signed_in(reader).get(reverse("units"))
    order = [unit.code for unit in page.context["units"]]
    assert order == ["HQ", "RO", "CO1", "PP1", "CO2"]
    assert [unit.people_count for unit in page.context["units"]] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize("name", ["units", "people", "journal"])
def test_lists_cost_the_same_for_many_rows(
    administrator, make_person, signed_in, office, name, django_assert_max_num_queries
):
    for _row in range(12):
        make_person("reader", unit=office.country)
    browser = signed_in(administrator)
    with django_assert_max_num_queries(10):
        assert browser.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name=rauan", {"Rauan Reader"}),
        ("name=ЖАННА", {"Жанна Сериккызы"}),
        ("name=жан", {"Жанна Сериккызы"}),
        ("name=.*", set()),
        ("role=reader", {"Rauan Reader"}),
        ("role=nonsense", {"Aigul Admin", "Rauan Reader", "Saule Stranger", "Жанна Сериккызы"}),
    ],
)
def test_people_are_found_by_name_in_any_script_and_by_role(
    administrator, reader, stranger, make_person, signed_in, query, expected
):
    make_person(name="Жанна Сериккызы")
    found = signed_in(administrator).get(f"{reverse('people')}?{query}").context["table"].page.rows
    assert {person.name for person in found} == expected


def test_people_are_found_by_unit_with_all_that_lies_under_it(administrator, make_person, signed_in, office, stranger):
    make_person(name="Deep", home=office.presence)
    found = signed_in(administrator).get(f"{reverse('people')}?unit={office.country.pk}").context["table"].page.rows
    assert {person.name for person in found} == {"Aigul Admin", "Deep"}


def test_the_list_of_people_can_be_had_as_a_file(administrator, signed_in):
    answer = signed_in(administrator).get(f"{reverse('people')}?format=csv")
    assert b"Aigul Admin" in b"".join(answer.streaming_content)


def test_a_unit_is_added_and_edited_on_its_pages(administrator, signed_in, office):
    browser = signed_in(administrator)
    given = {"name_en": "Friends", "type": "ngo", "code": "N1", "parent": office.country.pk}
    browser.post(reverse("unit_new"), given)
    unit = Unit.objects.get(code="N1")
    browser.post(reverse("unit_edit", args=[unit.pk]), {**given, "name_kk": "Достар"})
    unit.refresh_from_db()
    assert unit.name_kk == "Достар"
    line = JournalEntry.objects.latest("number")
    assert (line.before, line.after) == ({"name_kk": ""}, {"name_kk": "Достар"})


def test_a_code_that_is_taken_is_told_beside_the_field(administrator, signed_in, office):
    given = {"name_en": "Friends", "type": "ngo", "code": "CO1", "parent": office.country.pk}
    answer = signed_in(administrator).post(reverse("unit_new"), given)
    assert answer.status_code == 200
    assert "code" in answer.context["form"].errors


def test_a_person_is_edited_and_the_journal_shows_before_and_after(administrator, reader, signed_in, office):
    browser = signed_in(administrator)
    given = {"name": "Rauan Renamed", "email": "New@Example.org", "language": "ru", "is_active": "on"}
    answer = browser.post(reverse("person_edit", args=[reader.pk]), {**given, "unit": office.country.pk})
    assert answer.status_code == 302
    reader.refresh_from_db()
    assert (reader.name, reader.email) == ("Rauan Renamed", "new@example.org")
    page = browser.get(reverse("person_history", args=[reader.pk])).content.decode()
    assert "Rauan Reader" in page
    assert "Rauan Renamed" in page
    assert "Russian" in page  # words, not codes


def test_a_role_is_given_with_its_days_and_ended(administrator, reader, signed_in, office):
    browser = signed_in(administrator)
    given = {"role": "auditor", "role_unit": office.hq.pk, "starts": "2025-01-01", "ends": "2025-12-31"}
    browser.post(reverse("role_new", args=[reader.pk]), given)
    grant = RoleGrant.objects.get(person=reader, role="auditor")
    assert (grant.unit, str(grant.starts), str(grant.ends)) == (office.hq, "2025-01-01", "2025-12-31")
    assert "not in force today" in browser.get(reverse("person", args=[reader.pk])).content.decode()
    browser.post(reverse("role_end", args=[grant.pk]))
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()


def test_a_role_is_given_for_one_record_by_the_address_of_its_page(
    administrator, stranger, signed_in, office, settings
):
    settings.RECORD_ROLES = ("unit",)
    address = f"https://bagalau.example.org{reverse('unit', args=[office.country.pk])}"
    given = {"role": "reader", "role_unit": office.hq.pk, "record": address}
    signed_in(administrator).post(reverse("role_new", args=[stranger.pk]), given)
    grant = RoleGrant.objects.get(person=stranger, role="reader")
    assert (grant.unit, grant.record_kind, grant.record_id) == (None, "unit", office.country.pk)


def test_no_role_is_given_for_one_record_of_a_kind_that_such_roles_do_not_open(
    administrator, reader, signed_in, office
):
    for kind, key in (("unit", office.country.pk), ("person", reader.pk)):
        given = {"role": "auditor", "record": reverse(kind, args=[key])}
        answer = signed_in(administrator).post(reverse("role_new", args=[reader.pk]), given)
        assert "No record has this address" in answer.content.decode()
    assert not RoleGrant.objects.filter(person=reader, role="auditor").exists()


@pytest.mark.parametrize("address", ["/units/987654/", "/units/", "nonsense", "http://[", "/evaluations/1/history/"])
def test_an_address_without_a_record_gives_no_role(administrator, reader, signed_in, address):
    given = {"role": "auditor", "record": address}
    answer = signed_in(administrator).post(reverse("role_new", args=[reader.pk]), given)
    assert "No record has this address" in answer.content.decode()
    assert not RoleGrant.objects.filter(person=reader, role="auditor").exists()


def test_days_in_the_wrong_order_are_told(administrator, reader, signed_in):
    given = {"role": "auditor", "starts": "2025-12-31", "ends": "2025-01-01"}
    answer = signed_in(administrator).post(reverse("role_new", args=[reader.pk]), given)
    assert "cannot lie before" in answer.content.decode()


def test_the_journal_is_filtered_and_paged(administrator, reader, signed_in, office, viewer):
    for number in range(60):
        journal.write(reader, "change", office.country, {"n": number}, {"n": number + 1})
    journal.write(administrator, "grant role", reader, {}, {"role": "reader"})
    browser = signed_in(administrator)
    page = browser.get(reverse("journal"))
    assert [line.entry.number for line in page.context["lines"]] == list(range(61, 11, -1))
    older = browser.get(reverse("journal") + page.context["older"])
    assert [line.entry.number for line in older.context["lines"]] == list(range(11, 0, -1))
    for query, count in (("person=rauan", 50), ("person=aigul", 1), ("kind=person", 1), ("verb=grant role", 1)):
        assert len(browser.get(f"{reverse('journal')}?{query}").context["lines"]) == count


def test_the_journal_opens_to_an_auditor_of_everything_and_not_of_one_unit_or_record(make_person, signed_in, office):
    """P-03"""
    everything = make_person("auditor")
    of_a_unit = make_person("auditor", unit=office.hq)
    of_a_record = make_person("auditor", record=("evaluation", 1))
    opened = [signed_in(one).get(reverse("journal")).status_code for one in (everything, of_a_unit, of_a_record)]
    assert opened == [200, 403, 403]


@pytest.mark.parametrize(
    ("back", "target"),
    [("/units/", "/units/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/"), ("", "/")],
)
def test_the_language_is_changed_and_leads_back_but_nowhere_else(reader, signed_in, back, target):
    browser = signed_in(reader)
    answer = browser.post(reverse("language"), {"language": "kk", "next": back})
    assert answer.url == target
    assert browser.cookies["django_language"].value == "kk"
    assert Person.objects.get(pk=reader.pk).language == "kk"


def test_an_unknown_language_is_refused(signed_in):
    assert signed_in().post(reverse("language"), {"language": "xx"}).status_code == 400
