"""Synthetic projects: the same for the same scale, and right as a record unless spoiled."""

from __future__ import annotations

import random

import pytest

from bagalau.lib.problems import Problem
from bagalau.lib.severity import Severity
from bagalau.people.models import JournalEntry
from bagalau.projects.actions.counting import recount
from bagalau.projects.demo import add_projects
from bagalau.projects.demo.records import YEARS, Maker
from bagalau.projects.demo.words import LANGUAGES
from bagalau.projects.models import BudgetLine, Indicator, Project, ProjectVersion, WorkPlan
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.shape import build, plain

pytestmark = pytest.mark.django_db
SCALE = 12


@pytest.fixture
def added(viewer, administrator, office, officer):
    units = [office.country, office.neighbour]
    return add_projects(viewer(administrator), SCALE, units, {office.country.pk: [officer]})


def test_it_holds_what_it_says(added):
    assert added["projects"] == Project.objects.count() == SCALE
    assert WorkPlan.objects.count() == SCALE * YEARS
    assert BudgetLine.objects.count() == SCALE * YEARS * 20
    assert Indicator.objects.count() == SCALE * 7
    assert JournalEntry.objects.filter(verb="add synthetic projects").count() == 1


@pytest.mark.usefixtures("added")
def test_the_counts_are_those_that_an_action_would_make():
    for project in Project.objects.all():
        before = {name: getattr(project, name) for name in ("total", "errors", "warnings", "figures", "ends_on")}
        recount(project)
        assert before == {name: getattr(project, name) for name in before}, project


@pytest.mark.usefixtures("added")
def test_money_adds_up_in_all_but_those_that_were_spoiled(administrator):
    found = set(Project.objects.values_list("errors", flat=True))
    assert 0 in found
    for project in Project.objects.filter(errors=0):
        assert project.total == project.required


@pytest.mark.usefixtures("added")
def test_what_was_signed_has_a_version_that_says_what_the_record_says():
    for version in ProjectVersion.objects.select_related("project"):
        assert version.project.status not in {"draft", "appraised", "approved"}
        assert build(r.Project, version.content) == record_of(version.project)
        assert version.project.steps.count() > 3


def test_the_same_lots_make_the_same_records():
    def made():
        maker = Maker(random.Random("lots"))
        return [plain(maker.record(number, words, 2025)) for number, words in enumerate(LANGUAGES)]

    assert made() == made()


@pytest.mark.usefixtures("added")
def test_every_language_is_there_and_every_error_is_of_a_line():
    assert {languages[0] for languages in Project.objects.values_list("languages", flat=True)} <= {
        words.language for words in LANGUAGES
    }

    wrong = {
        one.rule
        for project in Project.objects.all()
        for one in check(record_of(project))
        if one.severity == Severity.ERROR
    }
    assert wrong <= {"PD-01", "PD-02", "PD-03", "PD-07", "PD-21"}


def test_only_who_administers_everything_adds_them(viewer, officer, office):
    with pytest.raises(Problem) as refused:
        add_projects(viewer(officer), 1, [office.country], {})
    assert refused.value.status == 403
