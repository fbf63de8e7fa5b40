"""The form of an assessment: who sees it, what it saves with and without a script, and what it says to bad input."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagalau.documents.models import Document
from bagalau.quality.actions.answering import Behind, add_proof, save_answer
from bagalau.quality.models import AnswerDocument, Assessment
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
QUIET = {"HTTP_ACCEPT": "application/json"}
HOSTILE = '</textarea><script>alert("mill")</script>'


@pytest.fixture
def of(officer, office, viewer) -> Assessment:
    return records.begun(viewer(officer), office.country)


def at(name: str, of: Assessment, *more: object) -> str:
    return reverse(f"assessment_{name}", args=[of.pk, *more])


def sent(given: dict[str, Any], was: dict[str, Any] | None = None) -> dict[str, str]:
    """What the script sends."""
    return {"sent": json.dumps({"given": given, "was": was or {}})}


def test_who_works_on_it_sees_all_questions(of, officer, signed_in):
    page = signed_in(officer).get(at("answers", of)).content.decode()
    for words in (
        "Does the water reach the mill?",
        "Look at the weir first.",
        "The weir is whole.",
        "Do the stones turn?",
    ):
        assert words in page
    assert "0 of 2" in page


def test_others_do_not(of, reader, stranger, signed_in, make_person, office):
    assert signed_in(reader).get(at("answers", of)).status_code == 403
    assert signed_in(stranger).get(at("answers", of)).status_code == 404
    assert signed_in().get(at("answers", of)).status_code == 302
    assert signed_in(stranger).post(at("answer", of, "flow"), {"value": "3"}).status_code == 404
    assert signed_in(reader).post(at("answer", of, "flow"), {"value": "3"}).status_code == 403


def test_the_assessor_works_on_it_without_a_role(of, signed_in, make_person, office):
    assessor = make_person(home=office.country)
    Assessment.objects.filter(pk=of.pk).update(assessor=assessor)
    client = signed_in(assessor)
    assert client.get(at("answers", of)).status_code == 200
    assert client.post(at("answer", of, "flow"), sent({"value": "2"}), **QUIET).status_code == 200


def test_a_question_is_saved_without_a_script(of, officer, signed_in):
    form = {"value": "3", "was_value": "", "clause:3.a": "yes", "clause:3.b": "no", "evidence": "Two\r\nlines"}
    answer = signed_in(officer).post(at("answer", of, "flow"), form)
    assert answer["Location"].endswith("/answers/#q-flow")
    row = of.answers.get(question="flow")
    assert (row.value, row.clauses, row.evidence) == ("3", {"3.a": True, "3.b": False}, "Two\nlines")


def test_what_nobody_touched_is_not_sent_back(of, officer, administrator, viewer, signed_in):
    save_answer(viewer(administrator), of, "flow", {"evidence": "Hers"})
    form = {"value": "2", "was_value": "", "evidence": "", "was_evidence": ""}
    assert signed_in(officer).post(at("answer", of, "flow"), form).status_code == 302
    row = of.answers.get(question="flow")
    assert (row.value, row.evidence) == ("2", "Hers")


def test_both_texts_are_shown_where_somebody_else_was_first(of, officer, administrator, viewer, signed_in):
    save_answer(viewer(administrator), of, "flow", {"evidence": "Hers"})
    answer = signed_in(officer).post(at("answer", of, "flow"), {"evidence": "Mine", "was_evidence": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "\nMine</textarea>" in page
    assert "It says now:</b> <span>Hers</span>" in page
    again = signed_in(officer).post(at("answer", of, "flow"), {"evidence": "Mine", "was_evidence": "Hers"})
    assert again.status_code == 302
    assert of.answers.get(question="flow").evidence == "Mine"


def test_a_script_is_told_what_follows(of, officer, signed_in):
    client = signed_in(officer)
    told = client.post(at("answer", of, "stones"), sent({"value": "No"}, {"value": ""}), **QUIET).json()
    assert told["answers"] == {"stones": {"value": "No", "clauses": {}, "evidence": "", "no_action": ""}}
    assert "1 of 2" in told["parts"]["bar"]
    assert "answered without evidence" in told["parts"]["beside-stones"]
    assert "Inadequate" in told["parts"]["nav"]


def test_a_section_is_rated_so_far_until_all_of_it_is_answered(officer, office, viewer, signed_in):
    asked = records.known(viewer(officer))
    of = records.begun(viewer(officer), office.country, asked)
    first, second, *_others = asked.questionnaire.sections[0].questions
    desk = signed_in(officer)
    told = desk.post(at("answer", of, first.code), sent({"value": "3"}), **QUIET).json()
    assert 'answers-nav-rating quiet">so far Exemplary<' in told["parts"]["nav"]
    assert "tone-" not in told["parts"]["nav"]
    assert f"#q-{second.code}" in told["parts"]["bar"]
    assert "questions are not answered yet" in told["parts"]["bar"]
    assert "is not answered." not in desk.get(at("answers", of)).content.decode()
    for one in asked.questionnaire.sections[0].questions:
        told = desk.post(at("answer", of, one.code), sent({"value": "3"}), **QUIET).json()
    assert 'answers-nav-rating tone-done">Exemplary<' in told["parts"]["nav"]


def test_a_script_is_told_what_others_changed(of, officer, administrator, viewer, signed_in):
    client = signed_in(officer)
    first = client.get(at("changes", of)).json()
    assert set(client.get(at("changes", of), {"since": first["stamp"]}).json()) == {"stamp", "token"}
    save_answer(viewer(administrator), of, "flow", {"evidence": "Hers"})
    now = client.get(at("changes", of), {"since": first["stamp"]}).json()
    assert now["answers"]["flow"]["evidence"] == "Hers"
    assert now["answers"][""] == {"board_comment": "", "lessons": ""}
    assert "Aigul Admin" in now["parts"]["beside-flow"]
    paper = add_proof(viewer(administrator), of, "flow", Behind("Minutes"))
    later = client.get(at("changes", of), {"since": now["stamp"]}).json()
    assert "Minutes" in later["parts"]["proofs-flow"]
    paper.delete()
    assert "answers" in client.get(at("changes", of), {"since": later["stamp"]}).json()


@pytest.mark.parametrize(
    "form",
    [
        {"sent": "no JSON"},
        {"sent": "[]"},
        {"sent": "{}"},
        {"sent": '{"given": 1, "was": {}}'},
        sent({"value": 3}),
        sent({"evidence": ["x"]}),
        sent({"clauses": "3.a"}),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(of, officer, signed_in, form):
    answer = signed_in(officer).post(at("answer", of, "flow"), form, **QUIET)
    assert answer.status_code == 400
    assert of.answers.get(question="flow").edition == 1


def test_a_text_that_is_too_long_is_kept_in_the_form(of, officer, signed_in):
    answer = signed_in(officer).post(at("answer", of, "flow"), {"evidence": "x" * 20_001, "was_evidence": ""})
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert "longer than 20000 characters" in answer.content.decode()


def test_a_value_of_another_version_is_told_at_the_question(of, officer, signed_in):
    answer = signed_in(officer).post(at("answer", of, "flow"), {"value": "7", "was_value": ""})
    assert answer.status_code == 422
    assert "choose one of those it offers" in answer.content.decode()


@pytest.mark.parametrize("status", ["submitted", "approved"])
def test_what_is_not_worked_on_is_shown_and_not_changed(of, officer, office, signed_in, status):
    paper = Document.objects.create(unit=office.country, title="Minutes")
    Assessment.objects.filter(pk=of.pk).update(status=status)
    client = signed_in(officer)
    assert client.get(at("answers", of))["Location"] == reverse("assessment", args=[of.pk])
    for name, more, form in (
        ("answer", ["flow"], {"value": "3", "was_value": ""}),
        ("texts", [], {"lessons": "Grease", "was_lessons": ""}),
        ("proofs", ["flow"], {"document": paper.pk}),
    ):
        assert client.post(at(name, of, *more), form).status_code == 409
        assert client.post(at(name, of, *more), form, **QUIET).json()["code"] == "not-worked-on"


def test_hostile_words_are_shown_as_words(of, officer, viewer, signed_in, office):
    save_answer(viewer(officer), of, "flow", {"evidence": HOSTILE, "value": "1", "no_action": HOSTILE})
    paper = Document.objects.create(unit=office.country, title=HOSTILE)
    add_proof(viewer(officer), of, "flow", Behind(paper.title, paper))
    client = signed_in(officer)
    told = client.get(at("changes", of)).json()
    pages = [client.get(at("answers", of)).content.decode(), *told["parts"].values()]
    pages.append(client.get(at("proofs", of, "flow"), {"q": HOSTILE[:100]}).content.decode())
    for page in pages:
        assert 'alert("mill")' not in page


def test_a_document_is_found_and_put_behind_the_answer(of, officer, office, signed_in):
    found = Document.objects.create(unit=office.country, title="Minutes of the water board")
    hidden = Document.objects.create(unit=office.neighbour, title="Minutes of the neighbours")
    client = signed_in(officer)
    page = client.get(at("proofs", of, "flow"), {"q": "minutes"}).content.decode()
    assert "water board" in page
    assert "neighbours" not in page
    assert client.post(at("proofs", of, "flow"), {"document": hidden.pk}).status_code == 404
    assert client.post(at("proofs", of, "flow"), {"document": found.pk})["Location"].endswith("#q-flow")
    proof = AnswerDocument.objects.get(answer__assessment=of)
    assert client.post(at("proofs", of, "flow"), {"document": found.pk}).status_code == 422  # stands there already
    told = client.post(at("proof_remove", of, proof.pk), **QUIET).json()
    assert "water board" not in told["parts"]["proofs-flow"]
    assert client.post(at("proof_remove", of, proof.pk)).status_code == 404


def test_a_file_is_uploaded_behind_the_answer(of, officer, signed_in):
    client = signed_in(officer)
    told = client.post(at("proofs", of, "flow"), {"file": SimpleUploadedFile("board.txt", b"It met.")}, **QUIET).json()
    assert "board.txt" in told["parts"]["proofs-flow"]
    empty = client.post(at("proofs", of, "flow"), {"file": SimpleUploadedFile("none.txt", b"")})
    assert empty.status_code == 422
    assert client.post(at("proofs", of, "flow"), {}).status_code == 422


@pytest.mark.parametrize("record", ["wizard:1", "person:1", "project:abc", "project", "project:99999999"])
def test_a_record_that_is_not_open_is_not_put_behind(of, officer, signed_in, record):
    assert signed_in(officer).post(at("proofs", of, "flow"), {"record": record}).status_code in {404, 422}
    assert not AnswerDocument.objects.exists()


def test_a_document_that_the_reader_may_not_see_is_not_named(of, officer, administrator, viewer, office, signed_in):
    """QA-09"""
    hidden = Document.objects.create(unit=office.neighbour, title="Secret of the neighbours")
    add_proof(viewer(administrator), of, "flow", Behind(hidden.title, hidden))
    page = signed_in(officer).get(at("answers", of)).content.decode()
    assert "Secret" not in page
    assert "hidden from you, or gone" in page


def test_texts_of_the_end_are_saved(of, officer, signed_in):
    client = signed_in(officer)
    assert client.post(at("texts", of), {"lessons": "Grease it.", "was_lessons": ""})["Location"].endswith("#texts")
    told = client.post(at("texts", of), sent({"board_comment": "Close it."}, {"board_comment": ""}), **QUIET).json()
    assert told["answers"] == {"": {"board_comment": "Close it.", "lessons": "Grease it."}}
    clash = client.post(at("texts", of), {"lessons": "Mine", "was_lessons": ""})
    assert clash.status_code == 409
    assert "Grease it.</span>" in clash.content.decode()
