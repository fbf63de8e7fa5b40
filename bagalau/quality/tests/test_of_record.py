"""The assessments of a record on its own page: what was assessed, what is due, and for whom."""

from __future__ import annotations

import pytest

from bagalau.evaluations.tests.making import evaluation
from bagalau.projects.actions import store
from bagalau.projects.models import Project
from bagalau.quality.actions.dues import renew
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.queries.of_record import of_record
from bagalau.quality.rules.questionnaire import Rates, Stage
from bagalau.quality.tests.records import begun, known

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(viewer, officer):
    return viewer(officer)


@pytest.fixture
def bridges(actor, office):
    told = {"title": "Bridges over the Irtysh", "start": "2024-01", "end": "2026-12"}
    return store(actor, Project(unit=office.country), told)


@pytest.fixture
def subject(bridges):
    return Subject.objects.get(kind=Rates.PROJECT, key=bridges.pk)


def page_of(signed_in, person, project):
    return signed_in(person).get(f"/projects/{project.pk}/").content.decode()


def test_the_page_of_a_project_tells_its_assessments_by_stage_with_rating_and_state(
    actor, office, subject, bridges, signed_in, officer
):
    made = begun(actor, office.country, of=subject)
    Assessment.objects.filter(pk=made.pk).update(overall="highly-satisfactory")
    page = page_of(signed_in, officer, bridges)
    assert 'id="assurance"' in page
    assert f'href="/quality/assessments/{made.pk}/"' in page
    assert "Highly Satisfactory" in page
    assert "Draft" in page


def test_what_is_due_is_told_with_its_day(actor, subject, bridges, signed_in, officer):
    renew(subject, actor.today)
    of = of_record(actor, Rates.PROJECT, bridges.pk)
    assert of is not None
    assert [one.stage for one in of.stages] == [Stage.DESIGN, Stage.IMPLEMENTATION, Stage.CLOSURE]
    page = page_of(signed_in, officer, bridges)
    assert "Pending" in page
    assert "Overdue by" in page
    assert "due 1 Jan 2024" in " ".join(page.split())


def test_who_may_begins_the_stage_that_is_due_from_there(actor, subject, bridges, signed_in, officer, reader):
    renew(subject, actor.today)
    address = f"/quality/subjects/{subject.pk}/assess/?stage=design"
    assert address in page_of(signed_in, officer, bridges)
    assert signed_in(officer).get(address).status_code == 200
    assert address not in page_of(signed_in, reader, bridges)


def test_two_questionnaires_of_one_stage_are_told_apart(actor, office, subject, bridges, signed_in, officer):
    begun(actor, office.country, of=subject)
    page = page_of(signed_in, officer, bridges)
    assert "Quality of a mill" not in page
    begun(actor, office.country, known(actor), subject)
    assert "Quality of a mill" in page_of(signed_in, officer, bridges)


def test_an_evaluation_has_the_same_part(actor, office, signed_in, officer):
    made = evaluation(office.country, "How the bridges stand")
    subject = Subject.objects.create(kind=Rates.EVALUATION, key=made.pk, unit=made.unit, title=made.title)
    of = begun(actor, office.country, known(actor, "evaluation-quality-undp@2021"), subject)
    page = signed_in(officer).get(f"/evaluations/{made.pk}/").content.decode()
    assert f'href="/quality/assessments/{of.pk}/"' in page
    assert "Quality of a decentralised evaluation" in page


def test_a_stranger_and_the_public_are_told_nothing_of_it(actor, office, subject, bridges, signed_in, stranger, viewer):
    begun(actor, office.country, of=subject)
    assert of_record(viewer(stranger), Rates.PROJECT, bridges.pk) is None
    Project.objects.update(visibility="public")
    Subject.objects.update(visibility="public")
    for person in (stranger, None):
        assert 'id="assurance"' not in page_of(signed_in, person, bridges)
    of = of_record(viewer(stranger), Rates.PROJECT, bridges.pk)
    assert of is None or of.count == 0


def test_a_record_with_many_assessments_takes_as_many_queries_as_with_one(
    actor, office, subject, bridges, django_assert_num_queries
):
    made = begun(actor, office.country, of=subject)
    for number in range(2, 9):
        begun(actor, office.country, made.questionnaire, subject, about=f"Partner {number}")
    Assessment.objects.update(overall="satisfactory")
    with django_assert_num_queries(4):
        of = of_record(actor, Rates.PROJECT, bridges.pk)
    assert of is not None
    assert of.count == 8
