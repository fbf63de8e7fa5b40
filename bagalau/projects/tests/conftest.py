"""The cast of the tests of projects."""

# ruff: noqa: PLC0415 - models can be imported only where Django is, and the tests of rules leave it out

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bagalau.people.access import Viewer
    from bagalau.people.models import Person


@pytest.fixture
def actor(viewer: Callable[..., Viewer], officer: Person) -> Viewer:
    """The officer of the country office, as whoever acts."""
    return viewer(officer)


@pytest.fixture
def head(viewer, make_person, office):
    """Heads the country office."""
    return viewer(make_person("head_of_unit", unit=office.country, name="Hanna Head"))


@pytest.fixture
def ready(actor, office):
    """A draft that lacks nothing for its steps."""
    from bagalau.projects.actions import take_record
    from bagalau.projects.models import Project
    from bagalau.projects.tests.ready import RECORD

    made = Project(unit=office.country)
    take_record(actor, made, RECORD)
    return Project.objects.get(pk=made.pk)


@pytest.fixture
def board(viewer, make_person, ready):
    """Sits on the board of that one project."""
    return viewer(make_person("board_member", record=("project", ready.pk), name="Bolat Board"))


@pytest.fixture
def manager(viewer, make_person, ready):
    """Manages that one project, without a role beside."""
    person = make_person(name="Madina Manager")
    type(ready).objects.filter(pk=ready.pk).update(manager=person)
    return viewer(person)


@pytest.fixture
def signed(actor, ready):
    """That project, active since its document was signed on paper."""
    from bagalau.projects.actions.life import register
    from bagalau.projects.rules.life import Phase
    from bagalau.projects.tests.ready import SIGNED_ON

    return register(actor, ready, Phase.ACTIVE, {Phase.SIGNED: SIGNED_ON, Phase.ACTIVE: date(2024, 3, 1)})


@pytest.fixture
def unchecked(monkeypatch):
    """The checker finds nothing; what it finds has its own tests."""
    for user in ("actions.counting", "queries.revisions"):
        monkeypatch.setattr(f"bagalau.projects.{user}.check", lambda _told: [])
