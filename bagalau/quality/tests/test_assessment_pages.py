"""The list of assessments and the page of one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.documents.actions import accept
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.models import Assessment
from bagalau.quality.tests import records
from bagalau.quality.tests.bringing import brought, settled
from bagalau.quality.tests.papers import paper_text

pytestmark = pytest.mark.django_db


def address(of):
    return reverse("assessment", args=[of.pk])


@pytest.fixture
def mill(officer, office, viewer):
    """An assessment of the country office with both questions answered."""
    actor = viewer(officer)
    of = records.begun(actor, office.country, assessor=officer)
    save_answer(
        actor, of, "flow", {"value": "3", "clauses": {"3.a": True, "3.b": False}, "evidence": "<b>The weir</b>"}
    )
    save_answer(actor, of, "stones", {"value": "No"})
    return Assessment.objects.get(pk=of.pk)


def test_the_page_tells_how_each_rating_came_about(mill, reader, signed_in):
    page = signed_in(reader).get(address(mill)).content.decode()
    assert "Water: 3 → mean 3.00 → Exemplary" in page
    assert "Stones: 1 (No = 1) → mean 1.00 → Inadequate" in page
    assert "No rating: 2 sections are rated, and the rule counts among 7" in page


def test_the_page_shows_what_was_chosen_with_its_statements_and_no_markup_of_others(mill, reader, signed_in):
    page = signed_in(reader).get(address(mill)).content.decode()
    assert "The weir is whole." in page
    assert "&lt;b&gt;The weir&lt;/b&gt;" in page
    assert "not verified" in page


def test_a_reader_sees_and_a_stranger_and_the_public_do_not(mill, reader, stranger, signed_in):
    assert signed_in(reader).get(address(mill)).status_code == 200
    assert signed_in(stranger).get(address(mill)).status_code == 404
    assert signed_in().get(address(mill)).status_code == 404


def test_the_public_sees_a_published_assessment_without_names(mill, officer, signed_in):
    Assessment.objects.filter(pk=mill.pk).update(visibility="public")
    page = signed_in().get(address(mill)).content.decode()
    assert "Exemplary" in page
    assert officer.name not in page
    assert officer.name not in signed_in().get(reverse("assessments")).content.decode()


def test_an_assessor_without_a_role_sees_the_own_one(mill, make_person, signed_in):
    person = make_person(name="Askar Assessor")
    Assessment.objects.filter(pk=mill.pk).update(assessor=person)
    page = signed_in(person).get(address(mill)).content.decode()
    assert "Askar Assessor" in page
    assert mill.title in signed_in(person).get(reverse("assessments"), {"mine": "assessor"}).content.decode()
    assert mill.title not in signed_in(person).get(reverse("assessments"), {"mine": "approver"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "mill"}, True),
        ({"words": "weir"}, False),
        ({"stage": "closure", "year": "2025", "status": "draft"}, True),
        ({"status": "under_way", "rates": "project"}, True),
        ({"overall": "none"}, True),
        ({"overall": "satisfactory"}, False),
        ({"doubtful": "no such"}, True),
        ({"mine": "yes"}, True),
    ],
)
def test_the_list_is_filtered(mill, officer, signed_in, asked, found):
    assert (mill.title in signed_in(officer).get(reverse("assessments"), asked).content.decode()) is found


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_list_is_exported(mill, reader, signed_in, form):
    file = b"".join(signed_in(reader).get(reverse("assessments"), {"format": form}))
    assert mill.title.encode() in file


def test_what_the_reviewer_of_a_paper_chose_is_marked(officer, office, viewer, signed_in):
    actor = viewer(officer)
    of = accept(actor, settled(actor, brought(actor, office.country, paper_text(open_ones=(2, 12)))))
    page = signed_in(officer).get(address(of)).content.decode()
    assert page.count("decided in the review of the paper") == 2
    Assessment.objects.filter(pk=of.pk).update(from_source=False)
    assert "decided in the review" not in signed_in(officer).get(address(of)).content.decode()
