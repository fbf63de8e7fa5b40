"""Commitments through the interface."""

from __future__ import annotations

import pytest

from bagalau.api.tests import refusal, said
from bagalau.evaluations.tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(office):
    return making.promise(making.evaluation(office.country), "Mend the mill", due="2025-12", comment="Slowly.")


def test_a_list_is_paged_to_its_end_and_each_row_comes_once(office, officer, program):
    review = making.evaluation(office.country)
    for number in range(7):
        making.promise(review, f"Promise {number}", due="2025-12-31")
    ask, path, found = program(officer), "/commitments?limit=3", []
    while path:
        shown = said(ask.get(path))
        assert len(shown["items"]) <= 3
        found += [row["text"] for row in shown["items"]]
        path = shown["next"]
    assert found == [f"Promise {number}" for number in range(7)]


def test_a_commitment_has_its_facts_and_where_it_comes_from(officer, program, promise):
    row = said(program(officer).get(f"/commitments/{promise.pk}"))
    assert (row["text"], row["due"], row["state"], row["status"]) == (
        "Mend the mill",
        "2025-12",
        "overdue",
        "not_initiated",
    )
    assert row["source"]["kind"] == "evaluation"
    assert row["comment"] == "Slowly."
    assert row["people"] == []


def test_an_update_is_said_by_whoever_may_and_by_nobody_else(officer, reader, stranger, program, promise):
    sent = {"status": "initiated", "comment": "The wood is cut."}
    path = f"/commitments/{promise.pk}/updates"
    assert refusal(program().post(path, sent)) == (401, "token-needed")
    assert refusal(program(reader).post(path, sent)) == (403, "not-allowed")
    assert refusal(program(stranger).post(path, sent)) == (404, "not-found")
    done = program(officer).post(path, sent)
    assert (done.status_code, said(done)["status"]) == (200, "initiated")
    lines = said(program(officer).get(path))["items"]
    assert lines[0]["comment"] == "The wood is cut."


def test_who_looked_at_an_older_state_does_not_overwrite_the_newer(officer, program, promise):
    ask, path = program(officer), f"/commitments/{promise.pk}/updates"
    tag = ask.get(f"/commitments/{promise.pk}")["ETag"]
    first = {"status": "initiated", "comment": "First."}
    assert ask.post(path, first, If_Match=tag).status_code == 200
    assert refusal(ask.post(path, first | {"comment": "Second."}, If_Match=tag)) == (412, "changed-meanwhile")
    assert ask.get(f"/commitments/{promise.pk}", If_None_Match=tag).status_code == 200


def test_nothing_new_is_told_in_no_bytes(officer, program, promise):
    ask = program(officer)
    tag = ask.get(f"/commitments/{promise.pk}")["ETag"]
    again = ask.get(f"/commitments/{promise.pk}", If_None_Match=tag)
    assert (again.status_code, again.content) == (304, b"")
