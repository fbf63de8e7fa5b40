"""The search through the interface, what is alike, saved searches and folders."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.api.tests import Program, refusal, said
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.models import Recurrence
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests import making
from bagalau.search import jobs, store

pytestmark = pytest.mark.django_db
TEXT = "Repair the leaking roof of the water mill before the winter rains begin."


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    settings.FILES_FOLDER = tmp_path / "files"
    store.forget()
    yield
    store.forget()


@pytest.fixture
def ask(officer, program):
    return program(officer)


@pytest.fixture
def said_twice(office, administrator, viewer):
    """The same recommendation in a public report and, in other words, in an internal one."""
    done = {"stage": "completed", "completed": "2020", "visibility": "public"}
    old = making.evaluation(office.neighbour, "Old review", **done)
    new = making.evaluation(office.country, "New review")
    rows = [
        add_statement(viewer(administrator), of, Kind.RECOMMENDATION, Stated(text))
        for of, text in ((old, TEXT), (new, TEXT.replace("Repair", "Mend")))
    ]
    jobs.catch_up(float("inf"))
    return rows


def test_what_is_found_is_what_the_viewer_may_see_with_the_words_marked(ask, said_twice):
    shown = said(ask.get("/search?q=roofs&kind=recommendation"))
    assert (shown["count"], shown["ready"], shown["counts"]["kind"]) == (2, True, {"recommendation": 2})
    assert [piece["text"] for piece in shown["hits"][0]["snippet"] if piece["marked"]] == ["roof"]
    assert said(Program().get("/search?q=roof"))["count"] == 1
    assert refusal(ask.get("/search?colour=red")) == (422, "invalid")


def test_what_was_recommended_before_is_told_with_its_words(ask, said_twice, make_person, office, program):
    old, new = said_twice
    pair = {"later": new, "earlier": old, "likeness": 90, "repeats": 1, "day": date(2025, 1, 1), "span": "units"}
    Recurrence.objects.create(**pair, fate="completed")  # which those who see the inside alone may know
    (found,) = said(ask.get(f"/recommendations/{new.pk}/recurrences"))["items"]
    assert (found["earlier"]["recommendation"]["id"], found["fate"], found["repeats"]) == (old.pk, "unknown", None)
    assert "roof" in found["words"]
    assert said(ask.get("/recurrences?span=units&year=2025"))["items"] == [found]
    assert said(ask.get("/recurrences?fate=completed"))["items"] == []
    there = make_person("reader", unit=office.neighbour)
    assert said(program(there).get(f"/recommendations/{old.pk}/recurrences"))["items"] == []  # the other is internal


def test_passages_that_are_alike_are_found_among_those_that_are_open(ask, said_twice):
    old, new = (f"evaluation-{row.evaluation_id}/recommendation-{row.pk}" for row in said_twice)
    (found,) = said(ask.get(f"/search/similar?passage={new}&kind=recommendation"))["items"]
    assert (found["id"], found["likeness"] > 0.5, "roof" in found["words"]) == (old, True, True)
    assert said(Program().get(f"/search/similar?passage={old}"))["items"] == []
    assert refusal(Program().get(f"/search/similar?passage={new}")) == (404, "not-found")


def test_searches_are_kept_for_oneself(ask, reader, program):
    kept = {"name": "Roofs", "query": "q=roof"}
    made = ask.post("/searches", kept)
    assert made.status_code == 201
    assert refusal(ask.post("/searches", kept)) == (422, "name-taken")
    path = f"/searches/{said(made)['id']}"
    assert said(program(reader).get("/searches"))["items"] == []
    assert refusal(program(reader)("delete", path)) == (404, "not-found")
    assert said(ask("delete", path)) == {"done": True}


def test_passages_are_collected_noted_on_and_taken_out(ask, said_twice, office):
    passages = [f"evaluation-{row.evaluation_id}/recommendation-{row.pk}" for row in said_twice]
    folder = said(ask.post("/folders", {"name": "Roofs", "unit": office.country.pk}))
    path = f"/folders/{folder['id']}"
    shown = said(ask.post(f"{path}/passages", {"passages": passages}))
    assert [row["state"] for row in shown["collected"]] == ["same", "same"]
    first = f"{path}/passages/{shown['collected'][0]['id']}"
    assert said(ask("patch", first, {"note": "For the board."}))["collected"][0]["note"] == "For the board."
    assert len(said(ask("delete", first))["collected"]) == 1
    assert refusal(ask("delete", path)) == (409, "folder-shared")
    assert refusal(ask.post(f"{path}/passages", {"passages": ["evaluation-0/head"]})) == (422, "nothing-chosen")


def test_of_a_shared_passage_that_does_not_open_no_text_is_told(ask, said_twice, office, make_person, program):
    _old, new = said_twice
    making_folder = {"name": "Roofs", "unit": office.country.pk}
    folder = said(ask.post("/folders", making_folder))["id"]
    ask.post(f"/folders/{folder}/passages", {"passages": [f"evaluation-{new.evaluation_id}/recommendation-{new.pk}"]})
    new.evaluation.unit = office.neighbour
    new.evaluation.save()
    (row,) = said(ask.get(f"/folders/{folder}"))["collected"]
    assert (row["text"], row["record"]) == (None, None)


def test_folders_are_ones_own_unless_they_are_shared(ask, reader, program, office):
    own = said(ask.post("/folders", {"name": "Roofs"}))["id"]
    other = program(reader)
    assert refusal(other.get(f"/folders/{own}")) == (404, "not-found")
    assert said(ask("patch", f"/folders/{own}", {"unit": office.country.pk}))["unit"]["id"] == office.country.pk
    assert other.get(f"/folders/{own}").status_code == 200
    assert refusal(other("patch", f"/folders/{own}", {"name": "x"})) == (403, "not-allowed")
