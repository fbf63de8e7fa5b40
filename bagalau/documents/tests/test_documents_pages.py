"""Pages of documents: who sees what, what they show, what their forms do; the lists."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagalau.documents import storage
from bagalau.documents.actions import About, accept, add_file, add_version, change_document
from bagalau.documents.models import Document, Draft
from bagalau.evaluations.tests.making import ERC_PAGE, PLAN, bring, paper
from bagalau.formats.tests.files import docx, paragraph, run
from bagalau.lib.problems import Problem

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


def test_what_somebody_else_said_of_a_document_meanwhile_is_not_overwritten(actor, office, officer, signed_in):
    document = add_file(actor, b"one", "one.txt", About(office.country))
    browser, address = signed_in(officer), reverse("document_edit", args=[document.pk])
    given = {"title": "New", "type": "annex", "visibility": "internal"}
    given["seen"] = browser.get(address).context["form"]["seen"].value()
    change_document(actor, document, {"title": "Newer"})
    refused = browser.post(address, given)
    assert (refused.status_code, Document.objects.get().title) == (422, "Newer")
    assert "changed this document meanwhile" in refused.content.decode()
    assert refused.context["form"]["title"].value() == "New"
    given["seen"] = refused.context["form"]["seen"].value()
    assert browser.post(address, given).status_code == 302
    assert Document.objects.get().title == "New"


def test_somebody_without_a_role_sees_what_is_public(make_person, actor, office, signed_in):
    add_file(actor, b"1", "1", About(office.country, "Open", visibility="public"))
    add_file(actor, b"2", "2", About(office.country, "Closed"))
    assert shown(signed_in(make_person()), "documents") == ["Open"]


def test_a_file_that_shows_its_tracked_changes_is_not_made_public(actor, office, officer, signed_in):
    """D-07"""
    data = docx(paragraph(run("kept") + f"<w:del>{run(' and gone')}</w:del>"))
    document = add_file(actor, data, "report.docx", About(office.country, "Report", "report"))
    address = reverse("document_edit", args=[document.pk])
    wanted = {"title": "Report", "type": "report", "visibility": "public"}
    answer = signed_in(officer).post(address, wanted)
    assert answer.status_code == 422
    assert "still shows its tracked changes" in answer.context["form"].errors["visibility"][0]
    add_version(actor, document, docx(paragraph(run("kept"))), "report.docx")
    assert signed_in(officer).post(address, wanted).status_code == 302
    document.refresh_from_db()
    with pytest.raises(Problem, match="tracked changes"):
        add_version(actor, document, data, "report.docx")
    with pytest.raises(Problem, match="tracked changes"):
        add_file(actor, data + b"\0", "another.docx", About(office.country, "Another", "report", visibility="public"))
    assert document.versions.count() == 2


@pytest.mark.parametrize("kind", ["inception-report", "draft-report", "audit-trail"])
def test_a_working_paper_is_never_public(kind, actor, office, officer, signed_in):
    """D-05"""
    document = add_file(actor, b"one", "one.txt", About(office.country))
    address = reverse("document_edit", args=[document.pk])
    wanted = {"title": "Notes", "type": kind, "visibility": "public"}
    answer = signed_in(officer).post(address, wanted)
    assert answer.status_code == 422
    assert "are never public" in answer.context["form"].errors["visibility"][0]
    document.refresh_from_db()
    assert (document.title, document.visibility) == ("one.txt", "internal")
    assert signed_in(officer).post(address, wanted | {"visibility": "internal"}).status_code == 302
    with pytest.raises(Problem, match="are never public"):
        add_file(actor, b"two", "two.txt", About(office.country, type=kind, visibility="public"))
