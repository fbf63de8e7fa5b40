"""Pages of the public may be kept and asked after; what is taken back is gone at once, and nobody's own is kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.evaluations.tests.making import evaluation
from bagalau.people import journal

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(office):
    return evaluation(office.country, "Open review", visibility="public", stage="completed", completed="2024-05")


def again(browser, path, answer, **headers):
    return browser.get(path, headers={"if-none-match": answer["ETag"], **headers})


def paths(of):
    return ("/", "/statistics/", "/evaluations/", f"/evaluations/{of.pk}/", "/feeds/evaluations.atom", "/sitemap.xml")


def test_a_page_of_the_public_may_be_kept_and_sets_no_cookie(published, signed_in):
    browser = signed_in()
    for path in paths(published):
        answer = browser.get(path)
        assert answer["Cache-Control"] == "public, max-age=60", path
        assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", ")), path
        assert not answer.cookies, path
        assert again(browser, path, answer).status_code == 304, path
        assert browser.head(path)["ETag"] == answer["ETag"], path


def test_what_has_not_changed_costs_one_look_at_the_journal(published, signed_in, django_assert_num_queries):
    browser = signed_in()
    first = browser.get(f"/evaluations/{published.pk}/")
    with django_assert_num_queries(1):
        answer = again(browser, f"/evaluations/{published.pk}/", first)
    assert answer.content == b""
    assert answer["Cache-Control"] == first["Cache-Control"]


def test_any_action_makes_every_page_new(published, reader, signed_in):
    browser = signed_in()
    first = browser.get("/evaluations/")
    journal.write(reader, "change", published, {"title": "a"}, {"title": "b"})
    assert again(browser, "/evaluations/", first).status_code == 200


def test_what_is_taken_back_is_gone_at_once(published, officer, signed_in):
    browser, path = signed_in(), f"/evaluations/{published.pk}/"
    first = browser.get(path)
    signed_in(officer).post(reverse("evaluation_publish", args=[published.pk]), {"visibility": "internal"})
    answer = again(browser, path, first)
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_a_page_in_another_language_or_at_another_address_is_another_page(published, signed_in):
    browser = signed_in()
    first = browser.get("/evaluations/")
    assert again(browser, "/evaluations/", first, **{"accept-language": "ru"}).status_code == 200
    assert again(browser, "/evaluations/?sort=title", first).status_code == 200
    assert again(browser, "/statistics/", first).status_code == 200
    assert browser.get("/evaluations/", headers={"if-none-match": "*"}).status_code == 200


def test_nothing_of_somebody_with_a_session_is_kept(published, reader, signed_in):
    first = signed_in().get("/evaluations/")
    answer = again(signed_in(reader), "/evaluations/", first)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_pages_with_forms_and_searches_are_not_kept(published, signed_in):
    for path in ("/account/login/", "/search/?q=review"):
        answer = signed_in().get(path)
        assert "ETag" not in answer
        assert "no-store" in answer["Cache-Control"]


def test_an_address_can_ask_for_a_language_which_is_then_remembered(published, signed_in):
    browser = signed_in()
    first = browser.get("/?lang=kk")
    assert '<html lang="kk">' in first.content.decode()
    assert "no-store" in first["Cache-Control"]  # it sets the cookie
    assert '<html lang="kk">' in browser.get("/").content.decode()
    second = browser.get("/?lang=kk")
    assert not second.cookies
    assert second["Cache-Control"] == "public, max-age=60"
    assert '<html lang="kk">' in browser.get("/?lang=xx").content.decode()


def test_the_language_of_somebody_signed_in_is_their_own(reader, signed_in):
    assert '<html lang="en">' in signed_in(reader).get("/?lang=kk").content.decode()


def test_nothing_that_is_asked_with_a_token_is_kept(published, signed_in):
    browser = signed_in()
    first = browser.get("/evaluations/")
    assert "Authorization" in first["Vary"].split(", ")
    answer = again(browser, "/evaluations/", first, authorization="Bearer bagalau_somebody")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_no_answer_of_the_programming_interface_is_kept(published, signed_in):
    for path in ("/api/v1/evaluations", f"/api/v1/evaluations/{published.pk}"):
        answer = signed_in().get(path)
        assert answer["Cache-Control"] == "private, no-cache"
        assert "Authorization" in answer["Vary"].split(", ")
