"""What evaluations tell quality assurance: to whom, in how many queries, and that it is true."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.documents.models import Document
from bagalau.evaluations import assessed
from bagalau.evaluations.actions.plans_projects import cover
from bagalau.evaluations.models import Lesson, ListedDocument, Recommendation
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.projects.actions import store
from bagalau.projects.models import Project
from bagalau.quality import hints
from bagalau.quality.models import Subject
from bagalau.quality.rules.questionnaire import Rates

pytestmark = pytest.mark.django_db
PROJECT = {"evaluations", "lessons", "documents"}
EVALUATION = {"evaluations", "documents", "lessons"}


@pytest.fixture
def actor(viewer, officer):
    return viewer(officer)


@pytest.fixture
def bridges(actor, office):
    return store(actor, Project(unit=office.country), {"title": "Bridges over the Irtysh"})


@pytest.fixture
def done(actor, office, bridges):
    """An evaluation of the bridges, with a lesson, and with a key action that is open and one that is not."""
    made = evaluation(office.country, "How the bridges stand", stage="completed", completed="2025-03-04")
    made.projects.add(cover(actor, bridges))
    promise(made, "Paint the bridges", "2026")
    promise(made, "Count the bridges", "2025", status="completed")
    Lesson.objects.create(evaluation=made, number=1, text="Steel is bought in summer.")
    return made


@pytest.fixture
def of_project(bridges):
    return Subject.objects.get(kind=Rates.PROJECT, key=bridges.pk)


@pytest.fixture
def of_evaluation(done):
    return Subject.objects.create(kind=Rates.EVALUATION, key=done.pk, unit=done.unit, title=done.title)


def told(viewer, subject, names):
    return [one.text for rows in assessed.hints(viewer, subject, names).values() for one in rows]


def test_a_project_is_told_its_evaluations_their_key_actions_and_lessons(actor, of_project, done):
    found = assessed.hints(actor, of_project, {"evaluations"})["evaluations"]
    assert [one.text for one in found] == [
        "“How the bridges stand”: Completed.",
        "Recommendations: 1; key actions that are open: 1 of 2.",
    ]
    assert (found[0].on, found[0].kind, found[0].key) == (date(2025, 3, 4), "evaluation", done.pk)
    assert told(actor, of_project, {"lessons"}) == ["Lesson 1: Steel is bought in summer."]


def test_an_evaluation_is_told_what_its_page_says_and_what_is_not_listed(actor, of_evaluation, done):
    found = told(actor, of_evaluation, EVALUATION)
    assert {"Status: Completed.", "Members of the team: 0.", "Lesson: 1.", "Recommendation: 1."} <= set(found)
    assert "Recommendations that name no finding and no conclusion: 1." in found
    assert {"No terms of reference are listed.", "No report is listed."} <= set(found)
    ListedDocument.objects.create(evaluation=done, title="The report", type="report")
    assert "No report is listed." not in told(actor, of_evaluation, {"documents"})
    assert "The report" in told(actor, of_evaluation, {"documents"})


def test_a_stranger_is_told_nothing_of_what_is_inside(viewer, stranger, of_project, of_evaluation, done):
    assert told(viewer(stranger), of_project, PROJECT) == []
    assert told(viewer(stranger), of_evaluation, EVALUATION) == []
    type(done).objects.update(visibility="public", stage="planned", completed_on=None)
    assert told(viewer(stranger), of_project, {"lessons"}) == []
    assert told(viewer(stranger), of_evaluation, EVALUATION) == ["Status: Planned."]


def test_a_listed_document_that_the_viewer_may_not_see_is_not_told(actor, office, of_evaluation, done):
    hidden = Document.objects.create(title="Secret annex", unit=office.neighbour)
    ListedDocument.objects.create(evaluation=done, title="Secret annex", type="annex", document=hidden)
    assert "Secret annex" not in told(actor, of_evaluation, {"documents"})


def test_titles_stand_only_for_what_the_viewer_may_see(viewer, reader, stranger, done):
    recommendation = Recommendation.objects.get()
    action = recommendation.key_actions.earliest("place", "pk").commitment
    wanted = {"evaluation": [done.pk], "recommendation": [recommendation.pk], "commitment": [action.pk]}
    assert hints.titles(viewer(reader), wanted) == {
        ("evaluation", done.pk): "How the bridges stand",
        ("recommendation", recommendation.pk): "Recommendation 1. Mend",
        ("commitment", action.pk): "Paint the bridges",
    }
    assert hints.titles(viewer(stranger), wanted) == {}


def test_the_number_of_queries_does_not_depend_on_what_there_is(
    actor, office, bridges, of_project, of_evaluation, done, django_assert_max_num_queries, django_assert_num_queries
):
    for subject, names in ((of_project, PROJECT), (of_evaluation, EVALUATION)):
        with django_assert_max_num_queries(14) as few:
            assessed.hints(actor, subject, names)
        for number in range(2, 9):
            Lesson.objects.create(evaluation=done, number=number + len(names) * subject.pk * 10, text="More")
            promise(done, f"Paint bridge {number}")
            more = evaluation(office.country, f"Bridge {subject.pk}-{number}")
            more.projects.add(cover(actor, bridges))
        with django_assert_num_queries(len(few)):
            assessed.hints(actor, subject, names)
