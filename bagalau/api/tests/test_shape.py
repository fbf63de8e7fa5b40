"""Every refusal has one shape, whoever refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver

from bagalau.api.tests import Program, refusal, said
from bagalau.api.v1.description import doors
from bagalau.api.v1.interface import addresses
from bagalau.evaluations.tests import making
from bagalau.people.middleware import LIBRARY_PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(office):
    return making.evaluation(office.country, "Review of the mills", visibility="public")


def sent(ask: Program, method: str, path: str, body: bytes) -> Any:
    headers = {"authorization": f"Bearer {ask.secret}"}
    return ask.client.generic(method, f"/api/v1{path}", body, "application/json", headers=headers)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/no/such/address", b"", 404, "not-found"),
        ("GET", "/evaluations/", b"", 404, "not-found"),
        ("GET", "/evaluations/99999999999999999999999999", b"", 404, "not-found"),
        ("PUT", "/evaluations", b"", 405, "not-so"),
        ("TRACE", "/evaluations", b"", 405, "not-so"),
        ("GET", "/evaluations?limit=0", b"", 422, "invalid"),
        ("GET", "/evaluations?limit=201", b"", 422, "invalid"),
        ("GET", "/evaluations?year=abc", b"", 422, "invalid"),
        ("GET", "/evaluations?colour=red", b"", 422, "invalid"),
        ("GET", "/evaluations?cursor=nonsense", b"", 400, "bad-cursor"),
        ("GET", "/evaluations?updated_since=yesterday", b"", 422, "invalid"),
        ("GET", "/evaluations?updated_since=2025-01-01T00:00:00", b"", 422, "invalid"),
        ("GET", "/evaluations?unit=4711", b"", 422, "invalid"),
        ("POST", "/evaluations", b"{", 400, "bad-json"),
        ("POST", "/evaluations", b'{"title": NaN}', 400, "bad-json"),
        ("POST", "/evaluations", b"[" * 100_000, 400, "bad-json"),
        ("POST", "/evaluations", b"[]", 422, "invalid"),
        ("POST", "/evaluations", b"null", 422, "invalid"),
        ("POST", "/evaluations", b"", 422, "invalid"),
        ("POST", "/evaluations", b'{"title": "\xff"}', 400, "bad-json"),
        ("POST", "/evaluations", b'{"title": "\\ud800", "unit": 1}', 422, "invalid"),
        ("POST", "/evaluations", b'{"title": "a\\u0000b", "unit": 1}', 422, "invalid"),
        ("POST", "/evaluations", b'{"unit": 1, "title": "x", "colour": "red"}', 422, "invalid"),
        ("POST", "/evaluations", b'{"unit": 1e400, "title": "x"}', 422, "invalid"),
        ("POST", "/evaluations", b'{"unit": ' + b"9" * 5000 + b"}", 400, "bad-json"),
        ("POST", "/evaluations", b'{"title": "' + b"x" * 6_000_000 + b'"}', 413, "too-large"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_shape(
    administrator, program, review, method, path, body, status, code
):
    assert refusal(sent(program(administrator), method, path, body)) == (status, code)


def test_what_cannot_be_asked_says_what_can(administrator, program):
    assert set(program(administrator)("put", "/evaluations", {})["Allow"].split(", ")) == READ | {"POST"}


READ = {"GET", "HEAD", "OPTIONS"}


def test_whoever_asks_for_the_head_is_answered_like_get_without_the_body(administrator, program, review):
    ask = program(administrator)
    for path in ("/evaluations", f"/evaluations/{review.pk}", "/journal"):
        whole, head = ask.get(path), ask("head", path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("Content-Type", "Content-Length", "Cache-Control", "Vary"):
            assert head[name] == whole[name], name
    known = ask.get(f"/evaluations/{review.pk}")["ETag"]
    assert ask("head", f"/evaluations/{review.pk}", If_None_Match=known).status_code == 304


def test_the_head_opens_no_more_than_the_whole(review):
    assert [Program()("head", path).status_code for path in ("/journal", "/evaluations/77", "/no/such")] == [
        401,
        404,
        404,
    ]


def test_whoever_asks_what_can_be_asked_is_told(program, reader, review):
    for ask in (Program(), program(reader)):
        answer = ask("options", f"/evaluations/{review.pk}")
        assert (answer.status_code, answer.content, set(answer["Allow"].split(", "))) == (204, b"", READ | {"PATCH"})
    assert refusal(Program()("options", "/no/such")) == (404, "not-found")


def test_each_field_that_is_wrong_has_its_sentence(officer, program, review):
    answer = program(officer).post("/evaluations", {"budget": -1, "stage": "done", "mandatory": "perhaps"})
    details = said(answer)["details"]
    assert set(details) == {"unit", "title", "budget", "stage", "mandatory"}
    assert details["unit"] == "This is missing."
    assert details["stage"] == "There is no such field."
    assert details["budget"] == "This must be at least 0."


def test_more_than_can_be_sent_at_once_is_refused_before_it_is_read(officer, program):
    ask = program(officer)
    answer = ask.client.generic("POST", "/api/v1/documents", b"x", headers={"content-length": str(61 * 2**20)})
    assert refusal(answer) == (413, "too-large")


def test_a_fault_of_ours_is_told_as_such_and_tells_nothing_else(program, officer, monkeypatch, review):
    def broken(*_given: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("bagalau.api.v1.evaluations.looks.queries.evaluation", broken)
    answer = program(officer).get(f"/evaluations/{review.pk}")
    assert refusal(answer) == (500, "broken")
    assert b"secret" not in answer.content


def test_no_address_bears_the_name_of_a_page():
    pages = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    names = {pattern.name for pattern in addresses()}
    assert not pages & names
    assert not names & set(LIBRARY_PAGES)


@pytest.mark.parametrize(
    "path", [path for method, path, _door, _op in doors() if (method, "{" in path) == ("get", False)]
)
def test_lists_are_not_kept_by_others_than_who_asked(program, administrator, path):
    answer = program(administrator).get(path)
    assert answer.status_code in (200, 422)  # something to be alike to must be named
    assert answer["Cache-Control"].startswith("private, no-")
    assert {"Authorization", "Accept-Language"} <= set(answer["Vary"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_records_are_not_kept_by_others_than_who_asked(program, officer, review):
    promise = making.promise(review)
    for path in (f"/evaluations/{review.pk}", f"/evaluations/{review.pk}/content", f"/commitments/{promise.pk}"):
        for ask in (program(officer), Program()):
            assert ask.get(path)["Cache-Control"] == "private, no-cache"


HOSTILE = "<script>alert(1)</script>\u202e=HYPERLINK(1)' OR 1=1 --"


def test_hostile_text_comes_back_as_it_was_sent(officer, program, review):
    ask = program(officer)
    made = said(ask.post(f"/evaluations/{review.pk}/findings", {"text": HOSTILE}))
    assert said(ask.get(f"/findings/{made['id']}"))["text"] == HOSTILE
    assert ask.get(f"/findings/{made['id']}")["Content-Type"] == "application/json"


def test_a_text_of_a_megabyte_is_refused_with_a_sentence(officer, program, review):
    answer = program(officer).post(f"/evaluations/{review.pk}/findings", {"text": "x" * 2**20})
    assert refusal(answer) == (422, "invalid")
    assert "too long" in said(answer)["details"]["text"]
