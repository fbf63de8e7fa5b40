"""What quality assurance knows of a project: kept up with every change of it, and made for those on record already."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from bagalau.documents.rules import Visibility
from bagalau.projects.actions import set_visibility, store
from bagalau.projects.actions.life import take_step
from bagalau.projects.actions.rated import told
from bagalau.projects.models import Project, ProjectStep
from bagalau.projects.rules.life import Phase
from bagalau.projects.tests.ready import SIGNED_ON
from bagalau.quality.actions.subjects import named_subject
from bagalau.quality.models import Subject
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.tests.records import begun

pytestmark = pytest.mark.django_db
migration = import_module("bagalau.projects.migrations.0002_what_is_rated")


def rated(project):
    return Subject.objects.get(kind=Rates.PROJECT, key=project.pk)


def test_a_project_is_known_as_soon_as_it_is_made_and_follows_its_cover(actor, office, make_person):
    project = store(actor, Project(unit=office.country), {"title": "Wells of the valley", "number": "00012"})
    found = rated(project)
    assert (found.title, found.number, found.unit, found.manager) == (
        "Wells of the valley",
        "00012",
        office.country,
        None,
    )
    assert (found.starts, found.signed_on, found.visibility) == (None, None, Visibility.INTERNAL)
    leads = make_person(name="Leads It")
    store(actor, project, {"title": "Wells of the valleys", "award_id": "00099", "manager": leads})
    found = rated(project)
    assert (found.title, found.number, found.manager) == ("Wells of the valleys", "00099", leads)
    assert Subject.objects.count() == 1


def test_signature_closure_and_cancellation_give_its_days(head, signed):
    """QD: what is due counts from these days"""
    found = rated(signed)
    assert (found.signed_on, found.closed_on, found.dropped_on) == (SIGNED_ON, None, None)
    assert (found.starts, found.ends) == (signed.start.first_day, signed.end.last_day)
    take_step(head, signed, Phase.CANCELLED, date(2025, 2, 3), reason="The donor withdrew")
    assert rated(signed).dropped_on == date(2025, 2, 3)


def test_a_step_is_of_the_day_on_which_the_office_took_it(signed, settings):
    settings.TIME_ZONE = "Asia/Almaty"
    timezone.deactivate()
    at = datetime(2025, 3, 31, 21, tzinfo=UTC)  # already April in Almaty
    signed.status = Phase.CANCELLED
    assert told(signed, [ProjectStep(project=signed, status=Phase.CANCELLED, at=at)]).dropped_on == date(2025, 4, 1)


def test_publication_is_told(head, actor, signed):
    set_visibility(head, signed, Visibility.PUBLIC)
    assert rated(signed).visibility == Visibility.PUBLIC


def test_what_only_a_paper_named_is_taken_over_and_a_paper_finds_what_is_there(actor, office):
    """QP-01"""
    only_named = named_subject(Rates.PROJECT, office.country, "00099", "Wells of the valley")
    only_named.save()
    project = store(actor, Project(unit=office.country), {"title": "Wells of the valley", "award_id": "00099"})
    assert rated(project).pk == only_named.pk
    assert named_subject(Rates.PROJECT, office.country, "00099", "Wells, valley").pk == only_named.pk
    elsewhere = store(actor, Project(unit=office.country), {"title": "Roads", "award_id": "00100"})
    assert rated(elsewhere).pk != only_named.pk


def test_projects_on_record_already_get_theirs_and_lose_it_on_the_way_back(signed):
    kept = {name: value for name, value in vars(rated(signed)).items() if name not in {"id", "_state"}}
    Subject.objects.all().delete()
    editor = SimpleNamespace(connection=connection)
    for _time in range(2):
        migration.keep(apps, editor)
    assert {name: getattr(rated(signed), name) for name in kept} == kept
    migration.let_go(apps, editor)
    assert not Subject.objects.exists()


def test_what_was_assessed_survives_the_way_back_and_is_found_again(actor, office, signed):
    before = rated(signed)
    assessment = begun(actor, office.country, of=before)
    editor = SimpleNamespace(connection=connection)
    migration.let_go(apps, editor)
    assert Subject.objects.get(pk=before.pk).key is None
    migration.keep(apps, editor)
    assert rated(signed).pk == before.pk
    assert rated(signed).assessments.get() == assessment
