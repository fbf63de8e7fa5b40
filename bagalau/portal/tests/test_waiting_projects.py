"""Projects that wait for a step, and revisions that wait for the board: on the start page and in notices."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bagalau.portal.waiting import waiting
from bagalau.projects.models import Project
from bagalau.reminders.asking import Reach, projects
from bagalau.reminders.rules import TERMS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(make_person, office, viewer):
    """Two heads of the country office, a member of the board of the one project, and the neighbours' head."""

    def there(status: str, **revision):
        of = Project.objects.create(unit=office.country, title="Bridges", status=status)
        people = {
            "first": make_person("head_of_unit", unit=office.country),
            "second": make_person("head_of_unit", unit=office.country),
            "board": make_person("board_member", record=("project", of.pk)),
            "stranger": make_person("head_of_unit", unit=office.neighbour),
        }
        of.steps.create(at=timezone.now(), by=people["first"], status=status)
        if revision:
            of.versions.create(number=2, reason="Rain", opened_by=people["first"], **revision)
        return people

    return there


def lines(viewer, people) -> dict[str, list[str]]:
    return {name: [one.line.name for one in waiting(viewer(person))] for name, person in people.items()}


def told(people, today) -> set[str]:
    names = {person.pk: name for name, person in people.items()}
    return {names[pk] for ask in projects.asked(today, TERMS, Reach(today)) for pk in ask.people}


def test_what_was_appraised_waits_for_those_who_may_approve_and_did_not_appraise(cast, viewer):
    """PL-12, M-07"""
    people = cast("appraised")
    wait = ["projects-appraised"]
    assert lines(viewer, people) == {"first": [], "second": wait, "board": wait, "stranger": []}
    assert told(people, viewer().today) == {"second", "board"}


def test_what_was_approved_waits_for_the_signature_of_a_head(cast, viewer):
    people = cast("approved")
    wait = ["projects-approved"]
    assert lines(viewer, people) == {"first": wait, "second": wait, "board": [], "stranger": []}
    assert told(people, viewer().today) == {"first", "second"}


def test_a_revision_waits_for_those_of_the_board_who_did_not_bring_it(cast, viewer):
    """PL-12, M-07"""
    people = cast("active", kind="general", state="submitted", submitted_at=timezone.now())
    wait = ["revisions"]
    assert lines(viewer, people) == {"first": [], "second": wait, "board": wait, "stranger": []}
    assert told(people, viewer().today) == {"second", "board"}


@pytest.mark.parametrize(("status", "state"), [("active", "open"), ("draft", "withdrawn")])
def test_nothing_waits_where_nothing_is_asked(cast, viewer, status, state):
    people = cast(status, kind="general", state=state)
    assert set(map(tuple, lines(viewer, people).values())) == {()}
    assert told(people, viewer().today) == set()
