"""Units, people and roles change, and the journal tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from bagalau.lib.problems import Problem
from bagalau.people import actions
from bagalau.people.actions import PersonFields, UnitFields
from bagalau.people.models import JournalEntry, Person, RoleGrant, Unit
from bagalau.people.rules import Role

pytestmark = pytest.mark.django_db


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def fields_of(unit: Unit) -> UnitFields:
    return UnitFields(unit.type, unit.code, unit.name_en, unit.name_ru, unit.name_kk, unit.parent)


def test_a_unit_is_added_at_its_place_with_one_line(administrator, viewer, office):
    unit = actions.add_unit(
        viewer(administrator), UnitFields("ngo", "N1", "Friends of the lake", parent=office.country)
    )
    assert unit.path == f"{office.country.path}{unit.pk}/"
    line = last()
    assert (line.verb, line.record_kind, line.record_id, line.actor) == ("add", "unit", unit.pk, administrator)
    assert line.after["parent"] == "Country office of Alania"
    assert line.before == {}


def test_a_moved_unit_takes_everything_under_it_along(administrator, viewer, office):
    office.country.refresh_from_db()
    given = replace(fields_of(office.country), parent=office.neighbour)
    actions.change_unit(viewer(administrator), office.country, given)
    office.presence.refresh_from_db()
    assert office.presence.path == f"{office.neighbour.path}{office.country.pk}/{office.presence.pk}/"
    assert last().before == {"parent": "Regional office of the steppe"}
    assert last().after == {"parent": "Country office of Borland"}


@pytest.mark.parametrize("place", ["country", "presence"])
def test_a_unit_cannot_be_moved_below_itself(administrator, viewer, office, place):
    given = replace(fields_of(office.country), parent=getattr(office, place))
    with pytest.raises(Problem, match="part of itself"):
        actions.change_unit(viewer(administrator), office.country, given)


def test_mail_addresses_are_kept_in_one_spelling_and_once(administrator, viewer):
    person = actions.add_person(viewer(administrator), PersonFields("Dana", " Dana@Example.ORG "))
    assert person.email == "dana@example.org"
    with pytest.raises(ValidationError):
        actions.add_person(viewer(administrator), PersonFields("Other Dana", "DANA@example.org"))


def test_people_without_mail_address_can_be_named_many_times(administrator, viewer):
    for name in ("Partner one", "Partner two"):
        assert actions.add_person(viewer(administrator), PersonFields(name)).email is None


def test_roles_are_granted_and_ended_with_a_line_each(administrator, reader, viewer, office):
    grant = actions.grant_role(viewer(administrator), reader, Role.CONTRIBUTOR, unit=office.country)
    assert (last().verb, last().after["role"]) == ("grant role", "contributor")
    actions.end_role(viewer(administrator), grant)
    assert (last().verb, last().before["unit"]) == ("end role", "Country office of Alania")
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()


def test_an_administrator_cannot_shut_the_own_door(administrator, viewer):
    own = administrator.grants.get()
    with pytest.raises(Problem, match="your own role"):
        actions.end_role(viewer(administrator), own)
    with pytest.raises(Problem, match="your own right"):
        actions.change_person(
            viewer(administrator), administrator, PersonFields("A", administrator.email), is_active=False
        )


@pytest.mark.parametrize("who", ["officer", "reader", "stranger"])
def test_only_administrators_change_units_people_and_roles(request, viewer, office, who):
    actor = viewer(request.getfixturevalue(who))
    attempts = [
        lambda: actions.add_unit(actor, UnitFields("co", "C9", "New", parent=office.country)),
        lambda: actions.change_unit(actor, office.country, fields_of(office.country)),
        lambda: actions.add_person(actor, PersonFields("New", unit=office.country)),
        lambda: actions.change_person(actor, actor.person, PersonFields("New", "new@example.org")),
        lambda: actions.grant_role(actor, actor.person, Role.ADMINISTRATOR, unit=office.country),
        lambda: actions.end_role(actor, actor.person.grants.get()),
        lambda: actions.renew_invitation(actor, actor.person),
    ]
    for attempt in attempts:
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.status == 403
    assert not JournalEntry.objects.exists()


def test_an_administrator_of_one_unit_gives_nothing_beyond_it(make_person, administrator, viewer, office):
    local = make_person("administrator", unit=office.country, name="Local")
    actor, colleague = viewer(local), make_person(name="Colleague", home=office.country)
    actions.grant_role(actor, colleague, Role.READER, unit=office.presence)
    actions.add_unit(actor, UnitFields("ngo", "N1", "Friends", parent=office.country))
    attempts = [
        lambda: actions.grant_role(actor, local, Role.ADMINISTRATOR),
        lambda: actions.grant_role(actor, local, Role.READER, unit=office.neighbour),
        lambda: actions.grant_role(actor, local, Role.READER, record=("evaluation", 1)),
        lambda: actions.end_role(actor, administrator.grants.get()),
        lambda: actions.add_unit(actor, UnitFields("co", "C9", "New root")),
        lambda: actions.add_unit(actor, UnitFields("co", "C9", "Beside", parent=office.region)),
        lambda: actions.change_unit(actor, office.neighbour, fields_of(office.neighbour)),
        lambda: actions.change_unit(actor, office.presence, replace(fields_of(office.presence), parent=office.hq)),
        lambda: actions.add_person(actor, PersonFields("Somebody", unit=office.neighbour)),
        lambda: actions.change_person(actor, colleague, PersonFields("Sent away", unit=office.neighbour)),
    ]
    for attempt in attempts:
        with pytest.raises(Problem, match="roles do not allow"):
            attempt()


def test_an_administrator_of_one_unit_cannot_take_over_a_person_with_wider_roles(make_person, viewer, office):
    """A changed mail address would let them ask for a new password."""
    local = make_person("administrator", unit=office.country)
    chief = make_person("administrator", home=office.country, email="chief@example.org")
    with pytest.raises(Problem, match="roles do not allow"):
        actions.change_person(viewer(local), chief, PersonFields("Chief", "mine@example.org", unit=office.country))
    chief.refresh_from_db()
    assert chief.email == "chief@example.org"


def test_an_action_that_fails_leaves_no_line(administrator, viewer, office):
    with pytest.raises(ValidationError):
        actions.invite(viewer(administrator), PersonFields("", "new@example.org"), Role.READER, None)
    assert not Person.objects.filter(email="new@example.org").exists()
    assert not JournalEntry.objects.exists()


def test_the_chosen_language_is_kept_and_noted_once(reader, viewer):
    for _time in range(2):
        actions.set_language(viewer(reader), "kk")
    reader.refresh_from_db()
    assert reader.language == "kk"
    assert JournalEntry.objects.count() == 1
    actions.set_language(viewer(None), "ru")
    assert JournalEntry.objects.count() == 1
