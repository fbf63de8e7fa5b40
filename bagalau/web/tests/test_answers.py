"""Safe headers on every answer, and refusals as the page or the JSON that was asked for."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from bagalau.documents.actions import About, add_file
from bagalau.evaluations.tests.making import bring
from bagalau.lib.problems import Problem
from bagalau.web.middleware import CONTENT_POLICY, problem_page
from bagalau.web.views import not_found

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def download(officer, viewer, office):
    """The address of a file's download."""
    document = add_file(viewer(officer), b"<script>alert(1)</script>", "page.html", About(office.country))
    return reverse("download", args=[document.versions.get().pk])


def addresses(draft: int) -> list[str]:
    lists = ["/", "/units/", "/evaluations/", "/commitments/", "/documents/", "/drafts/", "/documents/add/"]
    return [
        *lists,
        f"/drafts/{draft}/",
        "/commitments/?format=csv",
        "/commitments/?format=xlsx",
        "/account/",
        "/no/such/",
    ]


def test_every_answer_carries_the_headers_that_keep_a_browser_safe(officer, viewer, office, signed_in, download):
    draft = bring(viewer(officer), office.country, "erc_evaluation/full_page").draft
    browser = signed_in(officer)
    for address in [*addresses(draft.pk), download, reverse("document", args=[draft.version.document_id])]:
        answer = browser.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["X-Frame-Options"] == "DENY", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert "camera=()" in answer["Permissions-Policy"], address
        if answer["Content-Type"].startswith("text/html"):
            assert answer["Cache-Control"] == "private, no-store", address
            assert policy == CONTENT_POLICY


def test_pages_hold_no_script_or_style_of_their_own(officer, viewer, office, signed_in):
    draft = bring(viewer(officer), office.country, "erc_evaluation/full_page").draft
    browser = signed_in(officer)
    for address in addresses(draft.pk):
        answer = browser.get(address)
        if not answer.streaming:
            page = answer.content.decode()
            assert " style=" not in page, address
            assert " onclick=" not in page, address
            assert page.count("<script") == page.count("<script src="), address


def test_a_download_runs_nowhere(officer, signed_in, download):
    answer = signed_in(officer).get(download)
    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"


def test_an_address_that_is_none_gives_a_page_that_leads_back(signed_in):
    answer = signed_in().get("/no/such/page/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "There is no such page, or it is not open to you." in page
    assert 'href="/"' in page
    assert 'class="top-nav"' in page


def test_what_is_not_allowed_gives_a_page_that_says_whom_to_ask(reader, signed_in):
    answer = signed_in(reader).get(reverse("people"))
    assert answer.status_code == 403
    assert "Ask an administrator" in answer.content.decode()


def test_a_program_gets_a_refusal_as_json(reader, signed_in):
    answer = signed_in(reader).get(reverse("people"), headers=JSON)
    assert answer.status_code == 403
    assert answer.json() == {
        "code": "not-allowed",
        "detail": "Your roles do not allow this. Ask an administrator if you think they should.",
        "details": {},
    }
    assert signed_in(reader).get("/no/such/", headers=JSON).json()["code"] == "not-found"


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""])
def test_a_browser_gets_a_page(reader, signed_in, accept):
    answer = signed_in(reader).get(reverse("people"), headers={"accept": accept})
    assert answer["Content-Type"].startswith("text/html")


def test_a_problem_names_each_place(office):
    request = RequestFactory().get("/", headers=JSON)
    problem = Problem(
        "x", "No %(thing)s <here>.", status=422, values={"thing": "mill"}, details={"title": "Write one."}
    )
    answer = problem_page(request, problem)
    assert answer.status_code == 422
    assert json.loads(answer.content) == {"code": "x", "detail": "No mill <here>.", "details": {"title": "Write one."}}
    request = RequestFactory().get("/", headers={"accept": "text/html"})
    page = problem_page(request, problem).content.decode()
    assert "No mill &lt;here&gt;." in page
    assert "Write one." in page


def test_a_refusal_is_shown_although_nobody_knows_the_viewer_yet():
    assert not_found(RequestFactory().get("/x"), Exception()).status_code == 404


def test_a_fault_of_ours_gives_a_page_without_any_detail(monkeypatch, reader, signed_in):
    def broken(viewer):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("bagalau.portal.queries.latest", broken)
    browser = signed_in(reader)
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Something broke" in page
    assert "secret detail" not in page
    assert answer["Content-Security-Policy"] == CONTENT_POLICY


def test_a_form_without_its_key_is_refused_with_what_to_do(officer):
    browser = Client(enforce_csrf_checks=True, headers={"accept": "text/html"})
    browser.force_login(officer, settings.AUTHENTICATION_BACKENDS[1])
    answer = browser.post(reverse("import"), {"purpose": "keep"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused(signed_in):
    assert signed_in().get("/", headers={"host": "evil.example"}).status_code == 400
