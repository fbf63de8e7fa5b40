"""What quality assurance knows of an evaluation: kept up with every change of it, and made for those on record."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions import set_visibility, store
from bagalau.evaluations.actions.life import move
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.rules import Stage
from bagalau.lib.periods import When
from bagalau.quality.models import Subject
from bagalau.quality.rules.questionnaire import Rates

pytestmark = pytest.mark.django_db
migration = import_module("bagalau.evaluations.migrations.0008_what_is_rated")


def rated(evaluation):
    return Subject.objects.get(kind=Rates.EVALUATION, key=evaluation.pk)


@pytest.fixture
def actor(viewer, officer):
    return viewer(officer)


@pytest.fixture
def made(actor, office):
    planned = {"title": "How wells are kept", "planned_end": When.parse("2025-10")}
    return store(actor, Evaluation(unit=office.country), planned)


def test_an_evaluation_is_known_as_soon_as_it_is_made_and_follows_its_page(actor, made, make_person):
    found = rated(made)
    assert (found.title, found.ends, found.closed_on, found.manager) == (made.title, date(2025, 10, 31), None, None)
    leads = make_person(name="Leads It")
    done = {"stage": Stage.COMPLETED, "completed": When.parse("2025-05-20"), "manager": leads}
    store(actor, made, done)
    found = rated(made)
    assert (found.ends, found.closed_on, found.manager) == (date(2025, 5, 20), date(2025, 5, 20), leads)
    set_visibility(actor, made, Visibility.PUBLIC)
    assert rated(made).visibility == Visibility.PUBLIC
    assert Subject.objects.count() == 1


def test_a_cancelled_one_has_its_day_until_it_is_taken_up_again(actor, made):
    made = move(actor, made, Stage.CANCELLED, reason="No money is left")
    assert rated(made).dropped_on == made.steps.first().at.date()
    store(actor, made, {"planned_end": When.parse("2026-01")})
    assert rated(made).dropped_on == made.steps.last().at.date()
    move(actor, made, Stage.PLANNED, reason="There is money again")
    assert rated(made).dropped_on is None


def test_evaluations_on_record_already_get_theirs_and_lose_it_on_the_way_back(actor, made):
    move(actor, made, Stage.CANCELLED, reason="No money is left")
    kept = {name: value for name, value in vars(rated(made)).items() if name not in {"id", "_state"}}
    Subject.objects.all().delete()
    editor = SimpleNamespace(connection=connection)
    for _time in range(2):
        migration.keep(apps, editor)
    assert {name: getattr(rated(made), name) for name in kept} == kept
    migration.let_go(apps, editor)
    assert not Subject.objects.exists()
