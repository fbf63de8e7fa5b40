"""Setting parameters and tagging records, as people do it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.reference import parameters
from bagalau.reference.actions import set_parameter, set_tags
from bagalau.reference.lists import term
from bagalau.reference.models import Tag
from bagalau.reference.queries import tags_of
from bagalau.reference.rules import Term

pytestmark = pytest.mark.django_db


def known(list_code: str, code: str) -> Term:
    found = term(list_code, code)
    assert found is not None
    return found


def test_an_administrator_sets_a_parameter_from_a_day_on_and_the_page_tells_who_did(administrator, signed_in):
    """F-04"""
    browser = signed_in(administrator)
    form = {"value": "30", "since": "2025-01-01", "reason": "Decided by the board."}
    assert browser.post(reverse("parameter_set", args=["response.days"]), form).status_code == 302
    assert parameters.value("response.days", date(2024, 12, 31)) == 42
    assert parameters.value("response.days", date(2025, 1, 1)) == 30
    shown = browser.get(reverse("parameters")).content.decode()
    assert "Decided by the board." in shown
    assert "Aigul Admin" in shown
    line = JournalEntry.objects.get(verb="set parameter")
    assert (line.record_label, line.after["value"]) == ("response.days 30", "30")


@pytest.mark.parametrize(
    "form", [{"value": "-1"}, {"value": "3651"}, {"value": "many"}, {"since": "someday"}, {"reason": ""}]
)
def test_a_value_that_makes_no_sense_is_refused_and_kept_in_the_form(form, administrator, signed_in):
    sent = {"value": "30", "since": "2025-01-01", "reason": "Decided."} | form
    answer = signed_in(administrator).post(reverse("parameter_set", args=["response.days"]), sent)
    assert answer.status_code == 200
    assert b'class="field-error"' in answer.content
    assert not JournalEntry.objects.filter(verb="set parameter").exists()


def test_an_officer_sees_the_parameters_and_may_not_set_them(officer, signed_in, viewer):
    assert signed_in(officer).get(reverse("parameters")).status_code == 200
    with pytest.raises(Problem) as refused:
        set_parameter(viewer(officer), "response.days", Decimal(1), date(2025, 1, 1), "I would like to.")
    assert refused.value.status == 403


def test_an_unknown_parameter_is_no_page(administrator, signed_in):
    assert signed_in(administrator).get(reverse("parameter_set", args=["response.weeks"])).status_code == 404


def test_the_lists_are_shown_with_what_is_not_verified_and_what_no_longer_holds(reader, signed_in):
    shown = signed_in(reader).get(reverse("value_lists")).content.decode()
    assert "Evidence, Data and statistics" in shown
    assert "not verified" in shown
    assert "until" in shown


def test_a_record_has_exactly_the_terms_it_is_given(office):
    review = evaluation(office.country, "Review")
    relevance, impact, energy = known("criteria", "relevance"), known("criteria", "impact"), known("sdg", "7")
    assert set_tags(review, [relevance, impact, energy])
    assert not set_tags(review, [impact, relevance, energy])
    assert set_tags(review, [impact], lists=["criteria"])
    assert [tag.name for tag in tags_of("evaluation", [review.pk])[review.pk]] == [
        "Impact",
        "7 Affordable and clean energy",
    ]
    assert {tag.version for tag in Tag.objects.all()} == {"2015", "2019"}


def test_a_term_of_a_list_for_other_records_is_refused(office):
    review = evaluation(office.country, "Review")
    with pytest.raises(Problem, match="no value for this"):
        set_tags(review, [known("erc-themes", "youth")])
    with pytest.raises(Problem, match="Choose one"):
        set_tags(review, [known("evaluation-types", "outcome"), known("evaluation-types", "impact")])
    assert not Tag.objects.exists()
