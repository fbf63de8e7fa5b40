"""Pages of drafts: the review with its buttons, corrections, decisions, the history."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.documents.actions import accept, correct, take_out
from bagalau.documents.models import Draft
from bagalau.evaluations.tests.making import ERC_PAGE, QUALITY, bring

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def draft(actor, office) -> Draft:
    return bring(actor, office.country, ERC_PAGE).draft


def test_the_review_marks_what_was_read_and_shows_the_record(draft, officer, signed_in):
    page = signed_in(officer).get(reverse("draft", args=[draft.pk]))
    assert "".join(segment.text for segment in page.context["segments"]) == draft.text
    assert page.context["differences"] is None
    text = page.content.decode()
    assert "Accept into the record" in text
    assert 'class="is-read' in text
    start = draft.spans["completed"][0][0]
    lit = signed_in(officer).get(f"{reverse('draft', args=[draft.pk])}?at={start}").context["segments"]
    assert "".join(segment.text for segment in lit if segment.lit) == "03/2020"


@pytest.mark.parametrize(
    "query",
    [
        "at=x",
        "at=²",
        "at=" + "9" * 5000,
        "edit=nothing",
        "edit=findings[999999999].text",
        "edit=title[0]",
        "edit=findings]",
    ],
)
def test_nonsense_in_the_address_of_a_review_shows_the_review(draft, reader, signed_in, query):
    assert signed_in(reader).get(f"{reverse('draft', args=[draft.pk])}?{query}").status_code == 200


def test_a_reader_sees_a_review_without_any_button(draft, reader, signed_in):
    page = signed_in(reader).get(f"{reverse('draft', args=[draft.pk])}?edit=title").content.decode()
    assert "Accept into the record" not in page
    assert 'name="text"' not in page
    assert "Take out" not in page
    assert signed_in(reader).post(reverse("draft_accept", args=[draft.pk])).status_code == 403


def test_a_value_is_corrected_and_leads_back_to_its_place(draft, officer, signed_in):
    browser = signed_in(officer)
    answer = browser.post(reverse("draft_correct", args=[draft.pk]), {"path": "gef.phase", "text": "GEF-7"})
    assert answer.url == f"{reverse('draft', args=[draft.pk])}#f-gef-phase"
    fragment = browser.post(
        reverse("draft_correct", args=[draft.pk]), {"path": "title", "text": "<b>New"}, headers=HTMX
    ).content.decode()
    assert "&lt;b&gt;New" in fragment
    assert "corrected" in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_wrong_value_gives_its_sentence_and_keeps_what_was_typed(draft, officer, signed_in, headers):
    given = {"path": "completed", "text": "in spring & autumn"}
    answer = signed_in(officer).post(reverse("draft_correct", args=[draft.pk]), given, headers=headers)
    assert answer.status_code == (200 if headers else 400)
    page = answer.content.decode()
    assert "Write a date as 2024-12-31" in page
    assert 'value="in spring &amp; autumn"' in page


def test_a_row_that_was_missed_can_be_added(draft, officer, signed_in):
    browser = signed_in(officer)
    page = browser.get(f"{reverse('draft', args=[draft.pk])}?edit=lessons[2].text").content.decode()
    assert 'value="lessons[2].text"' in page
    browser.post(reverse("draft_correct", args=[draft.pk]), {"path": "lessons[2].text", "text": "Third."})
    browser.post(reverse("draft_correct", args=[draft.pk]), {"path": "lessons[2].number", "text": "3"})
    browser.post(reverse("draft_accept", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.status == "accepted"


def test_rows_and_doubts_have_their_buttons(draft, officer, signed_in):
    browser = signed_in(officer)
    for name, given in (
        ("draft_row", {"path": "findings[0]"}),
        ("draft_settle", {"number": "0"}),
        ("draft_settle", {"number": "x"}),
    ):
        assert browser.post(reverse(name, args=[draft.pk]), given).status_code == 302
    draft.refresh_from_db()
    assert (draft.removed, draft.settled) == (["findings[0]"], [0])
    assert "Put back" in browser.get(reverse("draft", args=[draft.pk])).content.decode()
    browser.post(reverse("draft_row", args=[draft.pk]), {"path": "findings[0]", "do": "back"})
    browser.post(reverse("draft_settle", args=[draft.pk]), {"number": "0", "do": "again"})
    draft.refresh_from_db()
    assert (draft.removed, draft.settled) == ([], [])


def test_accepting_leads_to_the_record_and_the_draft_is_closed(draft, officer, signed_in):
    browser = signed_in(officer)
    answer = browser.post(reverse("draft_accept", args=[draft.pk]))
    draft.refresh_from_db()
    assert answer.url == reverse("evaluation", args=[draft.record_id])
    page = browser.get(reverse("draft", args=[draft.pk])).content.decode()
    assert "To the record" in page
    assert "Accept into the record" not in page
    assert browser.post(reverse("draft_accept", args=[draft.pk])).status_code == 409
    assert browser.post(reverse("draft_correct", args=[draft.pk]), {"path": "title", "text": "x"}).status_code == 409


def test_what_must_be_mended_is_named_on_the_review(draft, actor, officer, signed_in):
    correct(actor, draft, "title", "")
    answer = signed_in(officer).post(reverse("draft_accept", args=[draft.pk]))
    assert answer.status_code == 422
    assert "An evaluation needs a title." in answer.content.decode()


def test_a_copy_shows_what_it_would_change(draft, actor, office, officer, signed_in):
    accept(actor, draft)
    copy = bring(actor, office.country, ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020")).draft
    page = signed_in(officer).get(reverse("draft", args=[copy.pk]))
    (change,) = page.context["differences"]
    assert (change["path"], change["before"], change["after"]) == ("completed", "2020-03", "2020-04")
    assert "Accept and update the record" in page.content.decode()
    assert "<del>" in page.content.decode()


def test_a_kind_without_a_home_says_so_on_its_button(actor, office, officer, signed_in, settings):
    settings.DOCUMENT_HOMES = []
    draft = bring(actor, office.country, QUALITY).draft
    browser = signed_in(officer)
    assert "Keep as reviewed" in browser.get(reverse("draft", args=[draft.pk])).content.decode()
    assert browser.post(reverse("draft_accept", args=[draft.pk])).url == reverse("draft", args=[draft.pk])


def test_rejecting_needs_its_reason(draft, officer, signed_in):
    browser = signed_in(officer)
    answer = browser.post(reverse("draft_reject", args=[draft.pk]), {"reason": " "})
    assert answer.status_code == 400
    assert "Say why" in answer.content.decode()
    assert browser.post(reverse("draft_reject", args=[draft.pk]), {"reason": "Wrong office."}).url == reverse("drafts")
    assert "Wrong office." in browser.get(reverse("draft", args=[draft.pk])).content.decode()


def test_the_history_of_a_draft_tells_what_reviewers_did(draft, actor, officer, signed_in):
    correct(actor, draft, "title", "A better title")
    take_out(actor, draft, "lessons[0]")
    page = signed_in(officer).get(reverse("draft_history", args=[draft.pk])).content.decode()
    assert "A better title" in page
    assert "lessons[0]" in page


def test_what_a_copy_would_change_is_for_those_who_may_bring_it(draft, actor, reader, officer, office, signed_in):
    accept(actor, draft)
    copy = bring(actor, office.country, ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020")).draft
    address = reverse("draft", args=[copy.pk])
    assert "A later copy of a known record" in signed_in(officer).get(address).content.decode()
    assert "A later copy of a known record" not in signed_in(reader).get(address).content.decode()
