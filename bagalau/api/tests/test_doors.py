"""Who is asked for what before an operation begins."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve
from ninja import NinjaAPI

from bagalau.api.rules import Scope
from bagalau.api.tests import Program, refusal, said
from bagalau.api.v1.description import doors
from bagalau.api.v1.doors import Token, shut
from bagalau.api.v1.interface import INTERFACE
from bagalau.evaluations.tests import making
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(office):
    return making.evaluation(office.country, "Review of the mills", visibility="public")


def test_every_operation_has_a_door_that_names_its_action():
    operations = [
        operation
        for router in INTERFACE._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert len(operations) == len(list(doors()))
    assert all(isinstance(operation.auth_callbacks[0], Token) for operation in operations)


def test_an_operation_that_names_no_action_stays_shut():
    api = NinjaAPI(auth=shut, urls_namespace="of a test")
    with pytest.raises(Problem) as refused:
        shut(None)  # type: ignore[arg-type]
    assert (refused.value.status, api.auth) == (404, [shut])


def test_every_address_leads_to_its_operation_and_to_no_other():
    for method, path, _door, operation in doors():
        found = resolve(path.replace("{", "").replace("}", "") if "{" not in path else _filled(path))
        (view,) = (cell.cell_contents for cell in found.func.__closure__ or ())
        assert view._find_operation(type("Request", (), {"method": method.upper()})) is operation, path


def _filled(path: str) -> str:
    return "/".join("1" if step.startswith("{") else step for step in path.split("/"))


def test_the_public_reads_what_is_public(review, office):
    making.evaluation(office.country, "Review of the wells")
    found = said(Program().get("/evaluations"))["items"]
    assert [row["title"] for row in found] == ["Review of the mills"]
    assert found[0]["quality_rating"] is None


def test_whoever_is_signed_in_to_the_pages_is_not_signed_in_here(administrator, signed_in, review):
    browser: Client = signed_in(administrator)
    assert browser.get("/api/v1/journal").status_code == 401
    sent = browser.patch(f"/api/v1/evaluations/{review.pk}", '{"title": "x"}', content_type="application/json")
    assert sent.status_code == 401


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic YTpi", "x", ""])
def test_what_is_no_token_is_refused_even_where_none_is_needed(review, header):
    answer = Program().get("/evaluations", Authorization=header)
    assert refusal(answer) == (401, "token-needed")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_without_the_scope_is_told_which_one_it_needs(officer, program, review):
    answer = program(officer, Scope.WRITE_PLANS)("patch", f"/evaluations/{review.pk}", {"title": "x"})
    assert refusal(answer) == (403, "scope-missing")
    assert "write:evaluations" in said(answer)["sentence"]


def test_a_body_has_the_form_that_is_asked_for(officer, program, review):
    ask = program(officer)
    for path, kind in ((f"/evaluations/{review.pk}/findings", "text/plain"), ("/documents", "application/json")):
        answer = ask.client.post(
            f"/api/v1{path}", "x=1", content_type=kind, headers={"authorization": f"Bearer {ask.secret}"}
        )
        assert refusal(answer) == (415, "wrong-form")


def test_more_than_so_many_requests_wait_for_the_next_minute(officer, program, review, settings, monkeypatch):
    """A-05"""
    monkeypatch.setattr("bagalau.api.v1.doors.time.time", lambda: 60.0 * 1000 + 15)
    settings.API_PER_MINUTE = {"token": 2, "address": 1}
    ask = program(officer)
    assert [ask.get("/units").status_code for _time in range(3)] == [200, 200, 429]
    late = ask.get("/units")
    assert (refusal(late), late["Retry-After"]) == ((429, "too-many"), "45")
    assert [Program().get("/evaluations").status_code for _time in range(2)] == [200, 429]
    assert Program("bagalau_guessed").get("/units").status_code == 429
    monkeypatch.setattr("bagalau.api.v1.doors.time.time", lambda: 60.0 * 1001)
    assert ask.get("/units").status_code == 200


@pytest.mark.parametrize(("language", "word"), [("en", "open"), ("ru", "доступ"), ("kk", "ашы")])
def test_refusals_speak_the_language_that_is_asked_for(language, word):
    answer = Program().get("/evaluations/77", Accept_Language=language)
    assert refusal(answer) == (404, "not-found")
    assert word in said(answer)["sentence"]
