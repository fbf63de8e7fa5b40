"""Pages of documents and drafts: who sees what, what they show, what their forms do."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagalau.documents import storage
from bagalau.documents.actions import About, accept, add_file, correct, take_out
from bagalau.documents.models import Document, Draft
from bagalau.evaluations.tests.making import ERC_PAGE, PLAN, bring, paper

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def draft(actor, office) -> Draft:
    return bring(actor, office.country, ERC_PAGE).draft


def file(data: bytes, name: str = "page.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def shown(browser, name: str, query: str = "") -> list[str]:
    """The titles on a list."""
    return [row.title for row in browser.get(f"{reverse(name)}?{query}").context["table"].page.rows]


def test_the_public_sees_public_documents_and_no_draft(office, officer, signed_in, viewer):
    for visibility in ("public", "internal"):
        add_file(
            viewer(officer), visibility.encode(), "x.txt", About(office.country, visibility, visibility=visibility)
        )
    assert shown(signed_in(), "documents") == ["public"]
    assert set(shown(signed_in(officer), "documents")) == {"public", "internal"}
    assert signed_in().get(reverse("drafts")).status_code == 302


def test_a_stranger_sees_of_a_public_document_what_the_public_sees(actor, office, stranger, officer, signed_in):
    draft = bring(actor, office.country, ERC_PAGE, visibility="public").draft
    address = reverse("document", args=[draft.version.document_id])
    for browser in (signed_in(), signed_in(stranger)):
        page = browser.get(address).content.decode()
        assert reverse("download", args=[draft.version_id]) in page
        assert reverse("draft", args=[draft.pk]) not in page
        assert "Olzhas Officer" not in page
        assert "Add a version" not in page
    page = signed_in(officer).get(address).content.decode()
    assert reverse("draft", args=[draft.pk]) in page
    assert "Olzhas Officer" in page
    assert signed_in(stranger).get(reverse("document_history", args=[draft.version.document_id])).status_code == 403


@pytest.mark.parametrize("name", ["draft", "draft_field", "draft_history"])
def test_a_draft_is_never_public_whatever_its_document(actor, office, stranger, signed_in, name):
    draft = bring(actor, office.country, ERC_PAGE, visibility="public").draft
    address = f"{reverse(name, args=[draft.pk])}?path=title"
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in().get(address).status_code == 302
    assert shown(signed_in(stranger), "drafts") == []


def test_a_download_is_an_attachment_and_counts(draft, officer, reader, signed_in):
    address = reverse("download", args=[draft.version_id])
    for person in (officer, reader):
        answer = signed_in(person).get(address)
        assert b"".join(answer.streaming_content) == paper(ERC_PAGE)
        assert answer["Content-Disposition"] == 'attachment; filename="full_page.txt"'
    assert Document.objects.get().downloads == 2
    assert signed_in().get(address).status_code == 404
    assert Document.objects.get().downloads == 2


@pytest.mark.parametrize("name", ["отчёт «1».pdf", "a\nb.txt", 'q"uote.txt', "../../etc/passwd"])
def test_a_file_keeps_its_name_however_odd(actor, office, officer, signed_in, name):
    document = add_file(actor, b"x", name, About(office.country, title="Odd"))
    answer = signed_in(officer).get(reverse("download", args=[document.versions.get().pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer["Content-Disposition"]


def test_a_file_that_is_missing_in_the_store_is_said_and_does_not_count(draft, officer, signed_in):
    storage.path_of(draft.version.file.sha256).unlink()
    answer = signed_in(officer).get(reverse("download", args=[draft.version_id]))
    assert answer.status_code == 410
    assert "restore it from a backup" in answer.content.decode()
    assert Document.objects.get().downloads == 0


def given(office, data: bytes, **more):
    fields = {"purpose": "read", "unit": office.country.pk, "visibility": "internal"}
    return {**fields, "file": file(data), **more}


def test_a_file_that_is_read_leads_to_its_draft(officer, signed_in, office):
    browser = signed_in(officer)
    answer = browser.post(reverse("import"), given(office, paper(ERC_PAGE)))
    assert answer.url == reverse("draft", args=[Draft.objects.get().pk])
    again = browser.post(reverse("import"), given(office, paper(ERC_PAGE)), follow=True)
    assert "was read before" in again.content.decode()
    assert Draft.objects.count() == 1


def test_a_file_that_is_kept_leads_to_its_document(officer, signed_in, office):
    answer = signed_in(officer).post(
        reverse("import"), given(office, b"photo", purpose="keep", title="A photo", type="evidence", source="by mail")
    )
    document = Document.objects.get()
    assert answer.url == reverse("document", args=[document.pk])
    assert (document.title, document.type, document.source) == ("A photo", "evidence", "by mail")


@pytest.mark.parametrize(
    ("data", "more", "words"),
    [
        (b"Dear grandmother", {}, "no document of a kind"),
        (b"", {}, "empty"),
        (b"x", {"unit": ""}, "required"),
        (b"x", {"unit": "999999"}, "Select a valid choice"),
        (b"x", {"type": "nonsense"}, "Select a valid choice"),
    ],
)
def test_a_file_that_is_refused_is_told_above_the_form(officer, signed_in, office, data, more, words):
    answer = signed_in(officer).post(reverse("import"), given(office, data, **more))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Document.objects.exists()


def test_a_giant_file_is_refused_by_its_size(officer, signed_in, office, monkeypatch):
    monkeypatch.setattr("bagalau.documents.forms.MAX_BYTES", 3)
    for purpose in ("read", "keep"):
        answer = signed_in(officer).post(reverse("import"), given(office, b"four", purpose=purpose))
        assert "more than 50 MB" in answer.content.decode()


def test_files_are_added_for_units_of_ones_own(officer, signed_in, office):
    page = signed_in(officer).get(reverse("import"))
    assert set(page.context["form"].fields["unit"].queryset) == {office.country, office.presence}
    answer = signed_in(officer).post(reverse("import"), given(office, paper(ERC_PAGE), unit=office.neighbour.pk))
    assert answer.status_code == 422


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


def test_a_kind_without_a_home_says_so_on_its_button(actor, office, officer, signed_in):
    draft = bring(actor, office.country, PLAN).draft
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


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"The report", "Отчёт о мельнице", "The page"}),
        ("words=report", {"The report"}),
        ("words=post", {"The page"}),
        ("words=отчёт О", {"Отчёт о мельнице"}),
        ("type=report", {"The report", "Отчёт о мельнице"}),
        ("language=ru", {"Отчёт о мельнице"}),
        ("visibility=public", {"The page"}),
        ("type=report&language=en", {"The report"}),
    ],
)
def test_documents_are_found_by_each_filter(actor, office, officer, signed_in, query, titles):
    add_file(actor, b"1", "1", About(office.country, "The report", "report", "en"))
    add_file(actor, b"2", "2", About(office.presence, "Отчёт о мельнице", "report", "ru"))
    add_file(actor, b"3", "3", About(office.country, "The page", source="the post", visibility="public"))
    assert set(shown(signed_in(officer), "documents", query)) == titles


def test_a_unit_has_the_documents_of_all_that_lies_under_it(administrator, viewer, office, signed_in):
    for unit in (office.country, office.presence, office.neighbour):
        add_file(viewer(administrator), unit.code.encode(), unit.code, About(unit))
    assert set(shown(signed_in(administrator), "documents", f"unit={office.country.pk}")) == {"CO1", "PP1"}


@pytest.mark.parametrize(
    ("query", "count"), [("", 2), ("status=waiting", 1), ("status=rejected", 0), ("words=orchard", 1)]
)
def test_drafts_are_found_by_status_and_words(draft, actor, office, officer, signed_in, query, count):
    accept(actor, bring(actor, office.country, PLAN).draft)
    assert len(shown(signed_in(officer), "drafts", query)) == count


def test_a_document_is_changed_and_given_a_version_on_its_page(actor, office, officer, signed_in):
    document = add_file(actor, b"one", "one.txt", About(office.country))
    browser = signed_in(officer)
    given = {"title": "New", "type": "annex", "language": "kk", "source": "", "visibility": "public"}
    browser.post(reverse("document_edit", args=[document.pk]), given)
    browser.post(reverse("version_add", args=[document.pk]), {"file": file(b"two", "two.txt")})
    document.refresh_from_db()
    assert (document.title, document.visibility, document.versions.count()) == ("New", "public", 2)
    page = browser.get(reverse("document_history", args=[document.pk])).content.decode()
    assert "Annex" in page


def test_somebody_without_a_role_sees_what_is_public(make_person, actor, office, signed_in):
    add_file(actor, b"1", "1", About(office.country, "Open", visibility="public"))
    add_file(actor, b"2", "2", About(office.country, "Closed"))
    assert shown(signed_in(make_person()), "documents") == ["Open"]
