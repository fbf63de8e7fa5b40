"""A request with a key is carried out once, however often it is sent (A-04)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from bagalau.api import actions
from bagalau.api.models import KeyedRequest
from bagalau.api.rules import ABANDONED, KEPT
from bagalau.api.tests import refusal, said
from bagalau.evaluations.actions import content
from bagalau.evaluations.models import Evaluation, Finding
from bagalau.evaluations.tests import making
from bagalau.formats.read import read
from bagalau.lib.problems import Problem
from bagalau.people import journal

pytestmark = pytest.mark.django_db
TEXT = {"text": "The roof leaks."}


@pytest.fixture
def review(office):
    return making.evaluation(office.country, "Review of the mills")


@pytest.fixture
def ask(officer, program):
    return program(officer)


@pytest.fixture
def path(review):
    return f"/evaluations/{review.pk}/findings"


def test_the_same_request_gets_the_same_answer_and_does_nothing_more(ask, path):
    first = ask.post(path, TEXT, Idempotency_Key="a-1")
    lines = journal.length()
    again = ask.post(path, TEXT, Idempotency_Key="a-1")
    assert (again.status_code, again.content, again["ETag"]) == (201, first.content, first["ETag"])
    assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
    assert (Finding.objects.count(), journal.length()) == (1, lines)


def test_another_request_under_the_key_is_refused(ask, path):
    ask.post(path, TEXT, Idempotency_Key="a-1")
    assert refusal(ask.post(path, {"text": "The door jams."}, Idempotency_Key="a-1")) == (422, "key-reused")
    assert refusal(ask.post(path.replace("findings", "lessons"), TEXT, Idempotency_Key="a-1")) == (422, "key-reused")
    assert Finding.objects.count() == 1


def test_keys_are_those_of_their_person(ask, path, administrator, program):
    ask.post(path, TEXT, Idempotency_Key="a-1")
    assert program(administrator).post(path, TEXT, Idempotency_Key="a-1").status_code == 201
    assert Finding.objects.count() == 2


def test_without_a_key_a_request_counts_each_time(ask, path):
    for _time in range(2):
        assert ask.post(path, TEXT).status_code == 201
    assert Finding.objects.count() == 2


def test_the_same_request_while_the_first_is_under_way_is_told_to_wait(ask, path, monkeypatch):
    found: list[tuple[int, str]] = []

    def twice(*given, **named):
        if not found:
            found.append(refusal(ask.post(path, TEXT, Idempotency_Key="a-1")))
        return added(*given, **named)

    added = content.add_statement
    monkeypatch.setattr(content, "add_statement", twice)
    assert ask.post(path, TEXT, Idempotency_Key="a-1").status_code == 201
    assert found == [(409, "key-busy")]
    assert Finding.objects.count() == 1


def test_a_refusal_by_the_rules_is_repeated_as_it_was(ask, path):
    first = ask.post(path, TEXT | {"findings": [1]}, Idempotency_Key="a-1")
    again = ask.post(path, TEXT | {"findings": [1]}, Idempotency_Key="a-1")
    assert refusal(first) == refusal(again) == (422, "invalid")
    assert again["Idempotent-Replayed"] == "true"


def test_a_refusal_of_the_moment_is_not_kept(ask, path, monkeypatch):
    def busy(*_given, **_named):
        raise Problem("changed-meanwhile", "Somebody changed this meanwhile.", status=409)

    with monkeypatch.context() as patched:
        patched.setattr(content, "add_statement", busy)
        assert ask.post(path, TEXT, Idempotency_Key="a-1").status_code == 409
    assert ask.post(path, TEXT, Idempotency_Key="a-1").status_code == 201


def test_what_breaks_on_the_way_leaves_nothing_and_may_be_sent_again(ask, path, monkeypatch):
    def broken(*given, **named):
        added(*given, **named)
        raise RuntimeError

    added = content.add_statement
    with monkeypatch.context() as patched:
        patched.setattr(content, "add_statement", broken)
        assert refusal(ask.post(path, TEXT, Idempotency_Key="a-1")) == (500, "broken")
    assert Finding.objects.count() == 0
    assert ask.post(path, TEXT, Idempotency_Key="a-1").status_code == 201
    assert Finding.objects.count() == 1


def begun(person, ago, **given):
    """A request whose server was killed in the middle of it."""
    return KeyedRequest.objects.create(person=person, key="a-1", digest="x", begun_at=timezone.now() - ago, **given)


def test_a_key_that_was_left_behind_is_free_after_a_while(ask, path, officer):
    row = begun(officer, ABANDONED / 2)
    assert refusal(ask.post(path, TEXT, Idempotency_Key="a-1")) == (422, "key-reused")
    KeyedRequest.objects.update(begun_at=timezone.now() - ABANDONED * 2)
    assert ask.post(path, TEXT, Idempotency_Key="a-1").status_code == 201
    with pytest.raises(Problem) as refused:  # the server was only slow, and comes back
        actions.finish(row, actions.Kept(201, "{}", {}))
    assert refused.value.status == 409


def test_an_answer_is_kept_for_a_day(ask, path, officer):
    begun(officer, KEPT + timedelta(seconds=1), status=201, answer="{}")
    assert ask.post(path, TEXT, Idempotency_Key="a-1").status_code == 201
    assert said(ask.post(path, TEXT, Idempotency_Key="a-1"))["text"] == TEXT["text"]


@pytest.mark.parametrize("key", ["", "with blank", "x" * 201, "ключ"])
def test_a_key_has_a_form(ask, path, key):
    answer = ask.client.post(
        f"/api/v1{path}",
        TEXT,
        content_type="application/json",
        headers={"authorization": f"Bearer {ask.secret}", "idempotency-key": key},
    )
    assert refusal(answer) == (400, "bad-key")


def test_a_file_that_is_sent_twice_is_kept_once(ask, office, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path

    def send(data: bytes) -> int:
        form = {"unit": office.country.pk, "file": SimpleUploadedFile("note.txt", data)}
        headers = {"authorization": f"Bearer {ask.secret}", "idempotency-key": "a-1"}
        answer: int = ask.client.post("/api/v1/documents", form, headers=headers).status_code
        return answer

    assert [send(b"A note."), send(b"A note."), send(b"Another note.")] == [201, 201, 422]


def test_nobody_waits_while_a_file_is_read(ask, office, settings, tmp_path, monkeypatch):
    settings.FILES_FOLDER = tmp_path
    within, around = [], len(connection.savepoint_ids)

    def reading(*given: Any) -> Any:
        within.append(len(connection.savepoint_ids))
        return read(*given)

    monkeypatch.setattr("bagalau.documents.actions.files.read", reading)
    form = {"unit": office.country.pk, "purpose": "read"}
    headers = {"authorization": f"Bearer {ask.secret}", "idempotency-key": "a-1"}
    answers = [
        ask.client.post(
            "/api/v1/documents",
            form | {"file": SimpleUploadedFile("page.txt", making.paper(making.ERC_PAGE))},
            headers=headers,
        )
        for _time in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert within == [around]


def test_many_keys_leave_nothing_behind_for_ever(ask, path, officer):
    begun(officer, KEPT * 2, status=201, answer="{}")
    ask.post(path, TEXT, Idempotency_Key="a-2")
    assert list(KeyedRequest.objects.values_list("key", flat=True)) == ["a-2"]
    assert Evaluation.objects.count() == 1
