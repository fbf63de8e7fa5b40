"""Assessments of one subject side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bagalau.people.rules import Role
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.models import Assessment
from bagalau.quality.rules.changing import changes
from bagalau.quality.rules.life import State
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
BETTER, WORSE, SAME = "better", "worse", "same"


@pytest.mark.parametrize(
    ("values", "risk", "told"),
    [
        ((), False, []),
        ((3,), False, [None]),
        ((1, 3, 3, 2), False, [None, BETTER, SAME, WORSE]),
        ((2, None, 3), False, [None, None, BETTER]),
        ((None, 2), False, [None, None]),
        ((1, 4, 2), True, [None, WORSE, BETTER]),
    ],
)
def test_each_value_is_compared_with_the_last_one_before(values, risk, told):
    """QO-06"""
    assert changes([None if one is None else Decimal(one) for one in values], risk=risk) == told


@pytest.fixture
def subject(officer, office, viewer):
    """A project with an assessment of the implementation of two years and one of the closure."""
    actor, of = viewer(officer), records.rated(office.country, "Mills <b>of</b> the north")
    design, closure = (records.known(actor, name) for name in ("project-implementation@2018", "project-closure@2018"))
    for questionnaire, year, value in ((design, 2022, "3"), (design, 2024, "2"), (closure, 2025, "3")):
        made = records.begun(actor, office.country, questionnaire, of, year=year)
        save_answer(actor, made, "external-changes", {"value": value})
        Assessment.objects.filter(pk=made.pk).update(status=State.APPROVED)
    return of


def test_questions_of_all_stages_stand_side_by_side_with_what_rose_and_fell(subject, officer, signed_in):
    """QO-06"""
    page = signed_in(officer).get(f"/quality/subjects/{subject.pk}/").content.decode()
    assert [told for told in ("Implementation 2022", "Closure 2025", "2 ↓</a>", "3 ↑</a>") if told not in page] == []
    assert page.count("#question-external-changes") == 3
    assert "1 question better than before" in " ".join(page.split())
    assert "<b>of</b>" not in page


def test_what_was_reopened_stands_in_its_last_version_alone(subject, officer, signed_in):
    Assessment.objects.filter(year=2024).update(status=State.REPLACED)
    page = signed_in(officer).get(f"/quality/subjects/{subject.pk}/").content.decode()
    assert "Implementation 2024" not in page


def test_a_subject_of_others_is_absent_for_a_stranger(subject, make_person, office, signed_in):
    stranger = make_person(Role.READER, unit=office.neighbour)
    assert signed_in(stranger).get(f"/quality/subjects/{subject.pk}/").status_code == 404


def test_a_subject_without_assessments_says_so(officer, office, signed_in):
    of = records.rated(office.country)
    assert "no assessment of this yet" in signed_in(officer).get(f"/quality/subjects/{of.pk}/").content.decode()
