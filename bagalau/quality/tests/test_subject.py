"""Assessments of one subject side by side."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from html import escape

import pytest

from bagalau.people.rules import Role
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.dues import renew
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


def test_an_answer_on_another_scale_is_not_compared():
    """QO-06"""
    three, two = (frozenset((str(one), Decimal(one)) for one in some) for some in ((1, 2, 3), (1, 3)))
    assert changes([Decimal(2), Decimal(3), Decimal(1)], [three, two, two]) == [None, None, WORSE]


def test_a_new_version_stands_beside_the_approved_one_and_is_not_compared(
    subject, officer, make_person, office, viewer, signed_in
):
    """QO-06"""
    closure = Assessment.objects.get(year=2025)
    made = records.begun(viewer(officer), office.country, closure.questionnaire, subject)
    Assessment.objects.filter(pk=made.pk).update(version=2, previous=closure)
    save_answer(viewer(officer), made, "external-changes", {"value": "1"})
    page = " ".join(signed_in(officer).get(f"/quality/subjects/{subject.pk}/").content.decode().split())
    assert "Closure 2025, version 2, draft" in page
    assert ("1 ↓" in page, "3 ↑</a>" in page) == (False, True)
    assert "1 question better than before" in page


def test_a_question_that_is_worded_otherwise_shows_the_wording_of_each_stage(subject, officer, signed_in):
    page = signed_in(officer).get(f"/quality/subjects/{subject.pk}/").content.decode()
    for of in Assessment.objects.all():
        question = of.questionnaire.questionnaire.question("external-changes")
        assert question is not None
        assert f'title="{escape(question.text["en"])}' in page


def test_what_is_overdue_is_told_in_the_same_words_on_all_pages(subject, officer, viewer, signed_in):
    subject.signed_on, subject.ends = viewer(officer).today - timedelta(days=3), date(2028, 12, 31)
    subject.save()
    renew(subject, viewer(officer).today)
    for address in (f"/quality/subjects/{subject.pk}/", "/quality/due/"):
        assert "Overdue by" in signed_in(officer).get(address).content.decode()


def test_the_list_tells_the_day_of_the_stage_where_an_assessment_has_none(officer, office, viewer, signed_in):
    of = records.rated(office.country, ends=date(2025, 3, 7))
    records.begun(viewer(officer), office.country, of=of)
    assert "7 Mar 2025" in signed_in(officer).get("/quality/").content.decode()


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


def test_assessments_and_their_lists_lead_to_it(subject, officer, stranger, signed_in):
    link = f'href="/quality/subjects/{subject.pk}/"'
    of = Assessment.objects.filter(subject=subject).latest("pk")
    client = signed_in(officer)
    for address in (f"/quality/assessments/{of.pk}/", "/quality/", "/quality/due/"):
        assert link in client.get(address).content.decode(), address
    Assessment.objects.update(visibility="public")
    for address in (f"/quality/assessments/{of.pk}/", "/quality/"):
        page = signed_in(stranger).get(address)
        assert (page.status_code, link in page.content.decode()) == (200, False), address


def test_oversight_of_evaluations_and_of_quality_lead_to_each_other(officer, signed_in):
    client = signed_in(officer)
    assert 'href="/quality/oversight/"' in client.get("/oversight/").content.decode()
    assert '<a href="/oversight/">Oversight of evaluations</a>' in client.get("/quality/oversight/").content.decode()
