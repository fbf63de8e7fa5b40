"""The roster and teams through the interface, with declarations of interests."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bagalau.api.tests import refusal, said
from bagalau.evaluations.models import Declaration
from bagalau.evaluations.tests import making

pytestmark = pytest.mark.django_db
VERA = {"name": "Vera Vetted", "expertise": ["Mills"], "vetting": "vetted", "vetted_until": "2099-12-31"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def ask(officer, program):
    return program(officer)


@pytest.fixture
def review(office):
    return making.evaluation(office.country, stage="completed", completed="2024-05")


@pytest.fixture
def vera(ask, office):
    return said(ask.post("/evaluators", VERA | {"unit": office.country.pk}))


def declare(ask, review, headers=None, **given):
    path = f"/api/v1/evaluations/{review.pk}/declarations"
    sent = {"declared_on": "2024-01-31", "has_conflict": "true", "statement": "I drew the plans."} | given
    return ask.client.post(path, sent, headers={"authorization": f"Bearer {ask.secret}"} | (headers or {}))


def test_somebody_is_added_to_the_roster_and_changed(ask, vera, office):
    path = f"/evaluators/{vera['id']}"
    assert (vera["standing"], vera["unit"]["id"], vera["record"]) == ("vetted", office.country.pk, [])
    tag = ask.get(path)["ETag"]
    assert said(ask("patch", path, {"languages": ["Kazakh"]}, If_Match=tag))["expertise"] == ["Mills"]
    assert refusal(ask("patch", path, {"languages": []}, If_Match=tag)) == (412, "changed-meanwhile")
    assert [row["id"] for row in said(ask.get("/evaluators?expertise=mill&vetting=vetted"))["items"]] == [vera["id"]]
    assert said(ask.get("/evaluators?language=russian"))["items"] == []


def test_the_roster_is_kept_by_those_who_may(vera, stranger, reader, program):
    assert refusal(program(stranger)("patch", f"/evaluators/{vera['id']}", {"name": "x"})) == (403, "not-allowed")
    assert refusal(program(reader).get("/evaluators")) == (403, "not-allowed")
    assert refusal(program(stranger).post("/evaluators", VERA | {"unit": vera["unit"]["id"]})) == (422, "invalid")


def test_a_member_joins_is_rated_and_leaves(ask, review, vera):
    path = f"/evaluations/{review.pk}/team"
    (member,) = said(ask.post(path, {"evaluator": vera["id"], "role": "leader"}))["members"]
    assert (member["name"], member["doubts"]) == ("Vera Vetted", ["undeclared"])
    assert refusal(ask.post(path, {"evaluator": vera["id"]})) == (422, "invalid")  # nobody is in a team twice
    (member,) = said(ask("patch", f"{path}/{member['id']}", {"title": "Engineer"}))["members"]
    assert (member["name"], member["title"]) == ("Vera Vetted", "Engineer")
    rated = said(ask("put", f"{path}/{member['id']}/performance", {"performance": 4, "note": "Quick."}))
    assert rated["members"][0]["performance"] == 4
    assert said(ask.get(f"/evaluators/{vera['id']}"))["record"][0]["performance"] == 4
    assert refusal(ask("delete", f"{path}/{member['id']}")) == (422, "missing")  # a completed evaluation needs one


def test_how_a_member_did_is_for_those_who_see_the_roster(ask, review, vera, reader, program):
    path = f"/evaluations/{review.pk}/team"
    (member,) = said(ask.post(path, {"evaluator": vera["id"]}))["members"]
    ask("put", f"{path}/{member['id']}/performance", {"performance": 2})
    assert said(program(reader).get(path))["members"][0]["performance"] is None


def test_a_declared_conflict_keeps_somebody_out_until_another_clears_it(
    ask, review, vera, make_person, office, program
):
    head = program(make_person("head_of_unit", unit=office.country))
    paper = SimpleUploadedFile("signed.txt", b"I drew the plans of the mill.")
    made = declare(ask, review, evaluator=vera["id"], file=paper)
    assert made.status_code == 201
    (row,) = said(made)["declarations"]
    assert (row["open"], row["document"] is None) == (True, False)
    join = (f"/evaluations/{review.pk}/team", {"evaluator": vera["id"]})
    assert refusal(ask.post(*join)) == (422, "conflict-declared")
    clear = (f"/evaluations/{review.pk}/declarations/{row['id']}/clearance", {"reason": "It was another mill."})
    assert refusal(ask.post(*clear)) == (403, "not-allowed")
    assert said(head.post(*clear))["declarations"][0]["cleared_reason"] == "It was another mill."
    assert refusal(head.post(*clear)) == (409, "nothing-to-clear")
    assert ask.post(*join).status_code == 201


def test_a_declaration_needs_no_paper_but_its_words(ask, review, vera):
    assert declare(ask, review, evaluator=vera["id"]).status_code == 201
    assert refusal(declare(ask, review, evaluator=vera["id"], statement="")) == (422, "statement-missing")
    assert refusal(declare(ask, review, evaluator="4711")) == (422, "invalid")
    assert Declaration.objects.count() == 1


def test_a_form_without_a_file_counts_once_too(ask, review, vera):
    key = {"idempotency-key": "one"}
    first, second = (declare(ask, review, key, evaluator=vera["id"]) for _time in range(2))
    assert (first.status_code, second["Idempotent-Replayed"], first.content) == (201, "true", second.content)
    assert refusal(declare(ask, review, key, evaluator=vera["id"], statement="Other.")) == (422, "key-reused")
