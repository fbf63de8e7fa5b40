"""Reports as files: who may have which, what is asked, and how the file is sent."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from bagalau.evaluations.models import EvaluationStep
from bagalau.evaluations.tests.making import evaluation, promise

pytestmark = pytest.mark.django_db
REPORTS = {"response-matrix", "key-actions", "follow-up"}
PAPERS = {
    "project-document",
    "results-framework",
    "annual-work-plan",
    "risk-log",
    "quality-assessment",
    "quality-derivation",
}


@pytest.fixture
def review(office):
    of = evaluation(office.country, "Review of the mills", stage="completed", completed="2023-12")
    promise(of, "Mend the wheel", "2024-03")
    return of


def ask(browser, name, **query):
    return browser.get(reverse("report", args=[name]), query)


def names(answer) -> set[str]:
    return {kind.NAME for kind in answer.context["reports"]}


def test_the_catalogue_offers_what_the_viewer_may_have(officer, signed_in):
    mine, public = (signed_in(person).get(reverse("reports")) for person in (officer, None))
    assert names(mine) == REPORTS | PAPERS | {"annual"}
    assert names(public) == REPORTS | PAPERS
    lists = [data.name for data in public.context["data"]]
    projects = ["projects", "budgetlines", "indicators", "projectrisks"]
    quality = ["assessments", "answers", "assessmentratings", "managementactions"]
    assert lists == [*projects, *quality, "evaluations", "responses", "commitments", "evaluationplans", "documents"]


def test_every_list_of_the_catalogue_opens_for_whoever_is_offered_it(officer, signed_in):
    for person in (officer, None):
        browser = signed_in(person)
        for data in browser.get(reverse("reports")).context["data"]:
            answer = browser.get(reverse(data.name), {"format": "json"})
            assert (data.name, answer.status_code, answer["Content-Type"]) == (data.name, 200, "application/json")


@pytest.mark.parametrize(
    ("form", "begins", "media_type"),
    [
        ("pdf", b"%PDF", "application/pdf"),
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", b"{", "application/json"),
    ],
)
def test_a_file_is_sent_with_its_name(review, reader, signed_in, form, begins, media_type):
    answer = ask(signed_in(reader), "response-matrix", evaluation=review.pk, format=form)
    assert answer.content.startswith(begins)
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].startswith(f'attachment; filename="response-matrix-{review.pk}-')
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_is_shown_under_a_policy_of_its_own(review, reader, signed_in):
    answer = ask(signed_in(reader), "key-actions", evaluation=review.pk, format="html")
    assert answer["Content-Disposition"].startswith("inline")
    assert "default-src 'none'; style-src 'sha256-" in answer["Content-Security-Policy"]
    assert "script" not in answer["Content-Security-Policy"]


def test_the_language_of_the_report_is_not_that_of_the_page(review, reader, signed_in):
    answer = ask(signed_in(reader), "response-matrix", evaluation=review.pk, format="pdf", language="kk")
    text = pypdfium2.PdfDocument(io.BytesIO(answer.content))[0].get_textpage().get_text_bounded()
    assert "Негізгі іс-шара" in text


@pytest.mark.parametrize("words", ["{pk}", "http://testserver/evaluations/{pk}/", "of the MILLS"])
def test_an_evaluation_is_named_by_number_address_or_words(review, reader, signed_in, words):
    answer = ask(signed_in(reader), "follow-up", evaluation=words.format(pk=review.pk), period="first", format="json")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "This field is required"),
        ({"evaluation": "wells"}, "No evaluation that is open to you"),
        ({"evaluation": "9" * 30}, "No evaluation that is open to you"),
        ({"evaluation": "Review"}, "Several evaluations have these words"),
        ({"evaluation": "1", "as_of": "2999-01-01"}, "Choose today or an earlier day."),
        ({"evaluation": "1", "as_of": "soon"}, "Enter a valid date"),
        ({"evaluation": "1", "as_of": "0003-01-01"}, "Choose a day of 1990 or later."),
        ({"evaluation": "1", "language": "tlh"}, "Select a valid choice"),
        ({"evaluation": "1", "format": "exe"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_made_is_said_at_its_field_and_nothing_typed_is_lost(
    review, office, reader, signed_in, asked, sentence
):
    evaluation(office.country, "Review of the roads")
    answer = ask(signed_in(reader), "follow-up", **({"format": "pdf"} | asked))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert asked.get("evaluation", "") in answer.content.decode()


def test_nothing_is_told_of_evaluations_that_are_hidden(review, stranger, signed_in):
    for person in (stranger, None):
        answer = ask(signed_in(person), "response-matrix", evaluation=review.pk, format="pdf")
        assert answer.status_code == 422
        assert "mills" not in answer.content.decode()


def test_the_annual_report_is_offered_for_units_of_ones_own_roles(office, reader, signed_in):
    browser = signed_in(reader)
    own = ask(browser, "annual", unit=office.country.pk, year=2024, format="json")
    assert own.status_code == 200
    assert ask(browser, "annual", unit=office.neighbour.pk, year=2024, format="json").status_code == 422
    assert ask(browser, "annual", unit=office.country.pk, year=2999, format="json").status_code == 422


def test_reports_that_are_unknown_or_not_allowed_are_refused(signed_in, reader):
    assert ask(signed_in(reader), "secrets").status_code == 404
    assert ask(signed_in(), "secrets").status_code == 404
    assert ask(signed_in(), "annual").url.startswith(reverse("account_login"))


def test_only_the_office_asks_for_a_past_day(review, reader, signed_in):
    assert "as_of" in ask(signed_in(reader), "key-actions").context["form"].fields
    assert not {"as_of", "unit"} & set(ask(signed_in(), "key-actions").context["form"].fields)


def test_a_day_is_told_only_where_there_is_history(review, reader, signed_in):
    """EO-10: not before the record of the evaluation begins, and not of what is kept by versions."""
    EvaluationStep.objects.create(evaluation=review, at=timezone.now(), stage=review.stage)
    begun = timezone.localdate()
    asked = {"evaluation": review.pk, "period": "first", "format": "json"}
    for report, day, sentence in (
        ("follow-up", begun - timedelta(days=1), "The record of this evaluation begins on"),
        ("key-actions", begun - timedelta(days=1), "The record of this evaluation begins on"),
        ("response-matrix", begun, "This report is made for today alone."),
    ):
        answer = ask(signed_in(reader), report, **asked, as_of=day)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert ask(signed_in(reader), "follow-up", **asked, as_of=begun).status_code == 200


def test_the_form_begins_with_what_the_link_names(review, reader, signed_in):
    form = ask(signed_in(reader), "follow-up", evaluation=review.pk).context["form"]
    assert not form.is_bound
    assert form["evaluation"].value() == str(review.pk)
    assert form["language"].value() == "en"
