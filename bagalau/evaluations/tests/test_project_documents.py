"""Plans cover a project whose document is on record, with the facts that it states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagalau.evaluations.actions.plans_projects import cover
from bagalau.evaluations.models import CoveredProject
from bagalau.evaluations.queries.plans_documents import covering
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.projects import actions
from bagalau.projects.models import Project
from bagalau.projects.rules import record as r

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(actor, office):
    told = r.Project(
        title="Bridges over the Irtysh",
        award_id="00071234",
        start=When.parse("2024-03"),
        end=When.parse("2026"),
        required=Decimal(4_000_000),
        contributions=(r.Contribution(name="Green Climate Fund"),),
    )
    made = Project(unit=office.country)
    actions.take_record(actor, made, told)
    return Project.objects.get(pk=made.pk)


def test_a_covered_project_has_the_facts_of_its_document(document, actor):
    covered = cover(actor, document)
    assert (covered.number, covered.budget, covered.funders) == ("00071234", Decimal(4_000_000), ["Green Climate Fund"])
    assert (covered.starts, covered.ends) == (date(2024, 3, 1), date(2026, 12, 31))


def test_covering_again_brings_the_facts_up_to_date_and_keeps_what_people_added(document, actor):
    first = cover(actor, document)
    CoveredProject.objects.update(expenditure=7)
    actions.store(actor, document, {"required": Decimal(5_000_000)})
    again = cover(actor, Project.objects.get(pk=document.pk))
    assert (again.pk, again.budget, again.expenditure) == (first.pk, Decimal(5_000_000), Decimal(7))


def test_the_project_knows_its_evaluations_through_the_plans(document, actor, viewer, stranger, office):
    covered = cover(actor, document)
    made = evaluation(office.country, "Midterm evaluation of the bridges")
    made.projects.add(covered)
    assert [row.title for row in covering(actor, document)[2]] == [made.title]
    assert list(covering(viewer(stranger), document)[2]) == []


def test_a_reader_and_a_stranger_cover_nothing(document, viewer, reader, stranger):
    for person in (reader, stranger):
        with pytest.raises(Problem) as refused:
            cover(viewer(person), document)
        assert refused.value.status == 403
