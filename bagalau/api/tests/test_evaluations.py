"""An evaluation through the interface: made, completed, answered, published."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bagalau.api.tests import Program, refusal, said
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests import making

pytestmark = pytest.mark.django_db
NEW = {
    "title": "Review of the mills",
    "type": "Project",
    "planned_end": "2025-12",
    "budget": "1000.50",
    "currency": "USD",
}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def ask(officer, program):
    return program(officer)


@pytest.fixture
def head(make_person, office, program):
    return program(make_person("head_of_unit", unit=office.country, name="Hamit Head"))


@pytest.fixture
def completed(office):
    return making.evaluation(
        office.country, "Review of the mills", stage="completed", completed="2025-05", visibility="public"
    )


def test_an_evaluation_is_made_and_read_as_it_was_sent(ask, office):
    made = ask.post("/evaluations", NEW | {"unit": office.country.pk, "gef": {"is_gef": True, "pims": "77"}})
    shown = said(made)
    assert made.status_code == 201
    assert (shown["planned_end"], shown["budget"], shown["gef"]) == (
        "2025-12",
        "1000.50",
        {"is_gef": True, "pims": "77"},
    )
    assert shown == said(ask.get(f"/evaluations/{shown['id']}"))


def test_what_is_left_out_of_a_change_stays_as_it_is(ask, office):
    key = said(ask.post("/evaluations", NEW | {"unit": office.country.pk, "countries": ["Alania"]}))["id"]
    agencies = [{"name": "Office of the lakes", "role": "lead"}]
    shown = said(ask("patch", f"/evaluations/{key}", {"joint_evaluation": True, "agencies": agencies}))
    assert (shown["title"], shown["countries"], shown["agencies"][0]["role"]) == (NEW["title"], ["Alania"], "lead")
    shown = said(ask("patch", f"/evaluations/{key}", {"countries": [], "budget": None}))
    assert (shown["countries"], shown["budget"], len(shown["agencies"])) == ([], None, 1)


def test_two_changes_of_what_both_looked_at_do_not_overwrite_each_other(ask, completed):
    path = f"/evaluations/{completed.pk}"
    tag = ask.get(path)["ETag"]
    assert ask("patch", path, {"location": "The valley"}, If_Match=tag).status_code == 200
    assert refusal(ask("patch", path, {"location": "The hill"}, If_Match=tag)) == (412, "changed-meanwhile")
    assert said(ask.get(path))["location"] == "The valley"


def test_the_rules_of_the_pages_hold(ask, office):
    key = said(ask.post("/evaluations", NEW | {"unit": office.country.pk}))["id"]
    answer = ask.post(f"/evaluations/{key}/stage", {"stage": "completed"})
    assert answer.status_code == 422
    assert refusal(ask.post(f"/evaluations/{key}/stage", {"stage": "cancelled"})) == (422, "missing")
    assert Evaluation.objects.get().stage == "planned"


def test_a_manager_is_somebody_whose_role_fits(ask, office, reader, officer):
    key = said(ask.post("/evaluations", NEW | {"unit": office.country.pk}))["id"]
    assert refusal(ask("patch", f"/evaluations/{key}", {"manager": reader.pk})) == (422, "invalid")
    shown = said(ask("patch", f"/evaluations/{key}", {"manager": officer.pk}))
    assert shown["manager"] == {"id": officer.pk, "name": officer.name}


def test_what_the_office_keeps_to_itself_is_not_shown_outside(ask, completed, officer):
    path = f"/evaluations/{completed.pk}"
    ask("patch", path, {"comments": "Between us.", "manager": officer.pk, "reference_group": [{"name": "Aida Sen"}]})
    completed.team.create(name="Mira Member", email="mira@example.org")
    shown = said(Program().get(path))
    assert [shown[name] for name in ("comments", "manager", "reference_group", "variance_note")] == [None] * 4
    assert shown["team"][0] == {"name": "Mira Member", "title": "", "role": None, "nationality": "", "email": None}
    assert b"mira@example.org" in ask.get(path).content
    assert refusal(Program().get(f"{path}/steps")) == (401, "token-needed")


def test_findings_are_linked_tagged_changed_and_taken_out(ask, completed):
    path = f"/evaluations/{completed.pk}"
    finding = said(ask.post(f"{path}/findings", {"text": "The roof leaks."}))
    sent = {"text": "(i) Mend the roof; (ii) sweep the yard.", "findings": [finding["id"]], "priority": "high"}
    made = said(ask.post(f"{path}/recommendations", sent))
    assert (made["number"], made["findings"], made["priority"]) == (1, [finding["id"]], "high")
    assert [part["label"] for part in made["parts"]] == ["i", "ii"]
    change = {"terms": [{"list": "criteria", "code": "relevance"}]}
    changed = said(ask("patch", f"/recommendations/{made['id']}", change))
    assert (changed["findings"], changed["priority"], changed["terms"][0]["code"]) == (
        [finding["id"]],
        "high",
        "relevance",
    )
    part = said(ask("patch", f"/parts/{made['parts'][0]['id']}", {"time_frame": "in spring"}))
    assert (part["time_frame"], part["text"]) == ("in spring", "Mend the roof")
    assert ask("delete", f"/findings/{finding['id']}").status_code == 200
    assert refusal(ask.get(f"/findings/{finding['id']}")) == (404, "not-found")
    whole = said(ask.get(f"{path}/content"))
    assert (whole["findings"], whole["recommendations"][0]["parts"]["ii"]) == ([], "sweep the yard.")


def test_a_term_or_a_record_that_there_is_not_is_named(ask, completed):
    path = f"/evaluations/{completed.pk}/lessons"
    details = said(ask.post(path, {"text": "x", "terms": [{"list": "criteria", "code": "beauty"}]}))["details"]
    assert "criteria: beauty" in details["terms"]
    assert "4711" in said(ask.post(path, {"text": "x", "findings": [4711]}))["details"]["findings"]
    assert "lessons" in said(ask.post(path, {"text": "x", "lessons": [1]}))["details"]


def test_a_response_is_drafted_submitted_approved_and_published(ask, head, completed, office):
    path = f"/evaluations/{completed.pk}"
    to = said(ask.post(f"{path}/recommendations", {"text": "Mend the roof."}))["id"]
    response = said(ask.post(f"{path}/responses", {"unit": office.country.pk}))
    own = f"/responses/{response['id']}"
    assert response["gaps"][0] == {"missing": "answer", "recommendation": to, "number": 1, "part": ""}
    assert refusal(ask("put", f"{own}/answers/{to}", {"stance": "rejected"})) == (422, "reason-missing")
    assert ask("put", f"{own}/answers/{to}", {"stance": "accepted", "text": "Yes."}).status_code == 200
    sent = {"recommendation": to, "text": "Mend the roof", "responsible": "The miller", "due": "2099-06"}
    shown = said(ask.post(f"{own}/actions", sent))
    assert (shown["gaps"], shown["answers"][0]["actions"][0]["commitment"]["due"]) == ([], "2099-06")
    assert said(ask.post(f"{own}/steps", {"step": "submit"}))["approval"] == "submitted"
    assert refusal(ask.post(f"{own}/steps", {"step": "approve"})) == (403, "not-allowed")
    assert refusal(head.post(f"{own}/steps", {"step": "return"})) == (422, "reason-missing")
    assert said(head.post(f"{own}/steps", {"step": "approve"}))["approval"] == "approved"
    assert refusal(ask("patch", own, {"description": "More."})) == (409, "response-approved")
    assert refusal(Program().get(own)) == (404, "not-found")
    assert said(head.post(f"{own}/steps", {"step": "publish"}))["approval"] == "published"
    public = said(Program().get(own))
    assert (public["gaps"], public["answers"][0]["stance"]) == (None, "accepted")
    assert [row["commitment"]["text"] for row in said(Program().get("/key-actions"))["items"]] == ["Mend the roof"]
    assert [row["number"] for row in said(ask.get(f"{own}/versions"))["items"]] == [1]
    assert said(ask.get(f"{own}/versions/1"))["content"]["answers"][0]["stance"] == "accepted"
    assert said(ask.get(f"{own}/steps"))["items"][0]["approval"] == "published"


def test_a_file_is_sent_listed_and_fetched_again(ask, completed):
    form = {"type": "report", "visibility": "public", "file": SimpleUploadedFile("report.pdf", b"%PDF a report")}
    headers = {"authorization": f"Bearer {ask.secret}"}
    made = ask.client.post(f"/api/v1/evaluations/{completed.pk}/documents", form, headers=headers)
    listed = said(made)["documents"][0]
    assert (made.status_code, listed["type"]) == (201, "report")
    document = said(Program().get(f"/documents/{listed['document']}"))
    answer: Any = Program().get(document["versions"][0]["content"])
    assert b"".join(answer.streaming_content) == b"%PDF a report"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_plan_goes_its_way_and_changes_by_request(ask, head, office, make_person, program):
    above = program(make_person("evaluation_focal_point", unit=office.region, name="Rosa Regional"))
    sent = {"unit": office.country.pk, "starts": "2026-01-01", "ends": "2029-12-31", "rationale": "Mills matter."}
    plan = said(ask.post("/plans", sent))
    path = f"/plans/{plan['id']}"
    line = {"title": "Review of the mills", "planned_end": "2027-06", "cost": "5", "funding_source": "Mills"}
    shown = said(ask.post(f"{path}/lines", line | {"costs": {"travel": "2", "data": "3"}}))
    assert (shown["lines"][0]["cost"], shown["lines"][0]["costs"]["travel"]) == ("5.00", "2.00")
    assert refusal(ask.post(f"{path}/steps", {"step": "approve"}))[0] in {403, 409}
    for who, step in ((head, "submit"), (above, "approve"), (ask, "post")):
        answer = who.post(f"{path}/steps", {"step": step})
        assert answer.status_code == 200, said(answer)
    posted = said(ask.get(path))
    assert (posted["status"], posted["lines"][0]["evaluation"] is not None) == ("posted", True)
    wanted = {"kind": "date", "line": posted["lines"][0]["id"], "wanted": {"planned_end": "2028-06"}}
    change = said(ask.post(f"{path}/changes", wanted | {"rationale": "The dams broke."}))
    assert (change["before"], change["after"]) == ({"planned_end": "2027-06"}, {"planned_end": "2028-06"})
    assert [row["id"] for row in said(above.get("/plan-changes?waiting=me"))["items"]] == [change["id"]]
    assert refusal(ask.post(f"/plan-changes/{change['id']}/decision", {"approved": True}))[0] == 403
    assert said(above.post(f"/plan-changes/{change['id']}/decision", {"approved": True}))["status"] == "approved"
    assert said(ask.get(path))["lines"][0]["planned_end"] == "2028-06"
    assert said(Program().get(path))["rationale"] is None


def test_a_project_tells_which_evaluations_it_asks_for(ask, office):
    sent = {"unit": office.country.pk, "number": "77", "title": "Mills", "budget": "6000000"}
    shown = said(ask.post("/projects", sent))
    assert {demand["need"] for demand in shown["demands"]} == {"midterm", "final"}
    assert not any(demand["covered"] for demand in shown["demands"])
    changed = said(ask("patch", f"/projects/{shown['id']}", {"title": "Wells"}))
    assert (changed["title"], changed["budget"]) == ("Wells", "6000000.00")
