"""Reports, value lists, parameters, and the sheet that updates many commitments, through the interface."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bagalau.api.tests import Program, refusal, said
from bagalau.commitments.models import Commitment
from bagalau.commitments.tests.filling import filled
from bagalau.evaluations.tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer, program):
    return program(officer)


@pytest.fixture
def review(office):
    return making.evaluation(office.country, visibility="public")


def test_a_report_is_the_file_that_the_page_gives(ask, review):
    making.promise(review)
    assert "key-actions" in {row["name"] for row in said(ask.get("/reports"))["reports"]}
    made = ask.get(f"/reports/key-actions?evaluation={review.pk}")
    assert (made["Content-Type"], made["Cache-Control"]) == ("application/octet-stream", "private, no-cache")
    assert "Mend the mill" in json.dumps(json.loads(made.content))
    assert ask.get("/reports/key-actions?format=xlsx").content.startswith(b"PK")


def test_a_report_that_is_not_there_or_takes_something_else_is_refused(ask, review):
    assert refusal(ask.get("/reports/secrets")) == (404, "not-found")
    assert refusal(ask.get("/reports/response-matrix")) == (422, "invalid")
    assert refusal(ask.get("/reports/response-matrix?evaluation=4711")) == (422, "invalid")
    assert refusal(Program().get("/reports/key-actions?as_of=2020-01-01")) == (403, "not-allowed")


def test_value_lists_are_told_in_the_language_that_is_asked_for(ask):
    names = {
        language: {row["code"]: row["name"] for row in said(ask.get("/value-lists", Accept_Language=language))["lists"]}
        for language in ("en", "ru")
    }
    assert set(names["en"]) == set(names["ru"])
    assert names["en"] != names["ru"]


def test_parameters_are_told_as_they_are_today(ask):
    found = {row["name"]: row for row in said(ask.get("/parameters"))["parameters"]}
    assert (found["response.days"]["value"], found["response.days"]["verified"]) == ("42", True)


def test_many_commitments_are_updated_by_a_sheet_as_it_was_looked_at(ask, review):
    rows = [making.promise(review, f"Promise {number}", due="2030") for number in range(3)]
    sheet = ask.get("/commitments/sheet?words=promise")
    assert sheet["Content-Type"] == "application/octet-stream"
    back = filled(sheet.getvalue(), {rows[0].pk: {"new_comment": "The wood is cut."}, rows[1].pk: {"new_due": "never"}})
    sent = said(send(ask, back))
    assert {(line["commitment"], bool(line["mistakes"])) for line in sent["lines"]} == {
        (rows[0].pk, False),
        (rows[1].pk, True),
    }
    path = f"/sheets/{sent['id']}"
    assert refusal(ask.post(f"{path}/save", {"shown": "x"})) == (409, "changed-meanwhile")
    assert said(ask.post(f"{path}/save", {"shown": sent["shown"]}))["state"] == "saved"
    assert Commitment.objects.get(pk=rows[0].pk).comment == "The wood is cut."
    assert [row["id"] for row in said(ask.get("/sheets"))["items"]] == [sent["id"]]
    assert said(ask("post", f"{path}/undo"))["state"] == "undone"
    assert Commitment.objects.get(pk=rows[0].pk).comment == ""


def send(ask, data):
    file = SimpleUploadedFile("back.xlsx", data)
    return ask.client.post("/api/v1/sheets", {"file": file}, headers={"authorization": f"Bearer {ask.secret}"})


def test_a_sheet_belongs_to_whoever_sent_it_and_must_be_one(ask, review, administrator, program):
    making.promise(review, "Promise")
    assert send(ask, b"no workbook").status_code == 422
    sheet = ask.get("/commitments/sheet").getvalue()
    key = Commitment.objects.get().pk
    sent = said(send(ask, filled(sheet, {key: {"new_comment": "The wood is cut."}})))
    assert refusal(program(administrator).get(f"/sheets/{sent['id']}")) == (404, "not-found")
