"""Who sees and may do what."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from bagalau.lib.problems import Problem
from bagalau.people.access import require, visible
from bagalau.people.models import Person, RoleGrant, Unit
from bagalau.people.queries import possible_owners
from bagalau.people.rules import EVERYBODY, Action, Role

pytestmark = pytest.mark.django_db
READ = Action("thing.read", frozenset({Role.READER}))
PUBLISHED = Action("thing.view", frozenset({Role.READER}), public=True)
OWN = Action("thing.report", frozenset({Role.READER}), own=True)


def record(unit=None, pk=1, **more):
    return SimpleNamespace(pk=pk, unit_id=unit and unit.pk, access_keys=(("thing", pk),), **more)


def test_a_role_for_a_unit_counts_below_it_but_not_above_or_beside(make_person, viewer, office):
    """P-02"""
    reads = viewer(make_person("reader", unit=office.country))
    assert reads.may(READ, record(office.country))
    assert reads.may(READ, record(office.presence))
    assert not reads.may(READ, record(office.region))
    assert not reads.may(READ, record(office.neighbour))
    assert not reads.may(READ, record(None))


def test_units_whose_numbers_begin_alike_are_not_mixed_up(make_person, viewer, office):
    """P-02: /1/ is no prefix of /11/."""
    other = Unit.objects.create(code="X", type="ngo", name_en="Other", path="")
    other.path = f"/{office.hq.pk}1/"
    other.save()
    assert not viewer(make_person("reader", unit=office.hq)).may(READ, record(other))


def test_a_role_for_a_record_counts_for_it_and_what_belongs_to_it(make_person, viewer):
    """P-02"""
    reads = viewer(make_person("reader", record=("thing", 5)))
    assert reads.may(READ, record(pk=5))
    assert not reads.may(READ, record(pk=6))
    part = SimpleNamespace(pk=9, unit_id=None, access_keys=(("part", 9), ("thing", 5)))
    assert reads.may(READ, part)


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2025, 5, 31), False), (date(2025, 6, 1), True), (date(2025, 6, 30), True),
                            (date(2025, 7, 1), False)],
)  # fmt: skip
def test_a_role_counts_on_its_days_only(make_person, viewer, today, expected):
    """P-01"""
    person = make_person("reader", starts=date(2025, 6, 1), ends=date(2025, 6, 30))
    assert viewer(person, today).can(READ) is expected


def test_an_inactive_person_is_the_public(make_person, viewer):
    person = make_person("administrator", is_active=False)
    assert viewer(person).is_public
    assert not viewer(person).grants


def test_the_public_may_do_what_says_so_and_nothing_else(viewer):
    """P-03"""
    public = viewer(None)
    assert public.can(PUBLISHED)
    assert not public.can(READ)
    assert not public.can(OWN)
    assert not public.may(PUBLISHED, record(visibility="unit"))
    assert public.may(PUBLISHED, record(visibility="public"))


def test_whoever_is_responsible_may_do_what_is_open_to_owners(make_person, viewer):
    """P-03"""
    person = make_person()
    assert viewer(person).may(OWN, record(owner_ids=[person.pk]))
    assert not viewer(person).may(OWN, record(owner_ids=[]))
    assert not viewer(person).may(READ, record(owner_ids=[person.pk]))


def test_a_refusal_is_a_sentence_with_status_403(make_person, viewer, office):
    reads = viewer(make_person("reader", unit=office.country))
    require(reads, READ)
    with pytest.raises(Problem) as refused:
        require(reads, READ, record(office.neighbour))
    assert (refused.value.code, refused.value.status) == ("not-allowed", 403)


def test_the_condition_of_a_list_is_the_door_of_each_record(make_person, viewer, office):
    """What ``visible`` leaves and what ``may`` allows are the same."""
    action = Action("person.test", EVERYBODY)
    for unit in (office.country, office.presence, office.neighbour, office.hq):
        make_person(home=unit)
    reads = viewer(make_person("reader", unit=office.country))
    listed = set(Person.objects.filter(visible(reads, action, kind="person")))
    assert listed == {person for person in Person.objects.all() if reads.may(action, person)}
    assert listed


def test_a_viewer_costs_two_queries(make_person, viewer, office, django_assert_num_queries):
    person = make_person("reader", unit=office.country)
    RoleGrant.objects.create(person=person, role="auditor", unit=office.hq)
    with django_assert_num_queries(2):
        viewer(person).can(READ)


def test_only_people_above_and_below_a_unit_and_who_are_it_already_can_be_made_responsible(make_person, viewer, office):
    for home in (office.hq, office.country, office.presence, office.neighbour):
        make_person(name=home.code, home=home)
    gone = make_person(name="Gone", home=office.country, is_active=False)
    make_person(name="Left", home=office.presence, is_active=False)
    offered = possible_owners(
        viewer(make_person(home=office.neighbour)), office.country, Person.objects.filter(pk=gone.pk)
    )
    assert {person.name for person in offered} == {"HQ", "CO1", "PP1", "Gone"}
    assert not possible_owners(viewer(None), office.country, Person.objects.all()).exists()
