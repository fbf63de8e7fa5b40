"""The way of document 002: read, its five open answers put to the reviewer, rated, printed anew and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from bagalau.documents.actions import About, accept, import_file
from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import plain
from bagalau.documents.homes import questions
from bagalau.documents.models import Provenance
from bagalau.formats.read import read
from bagalau.formats.write.paper import write
from bagalau.lib.problems import Problem
from bagalau.quality.models import Assessment
from bagalau.quality.queries.filled import filled
from bagalau.quality.queries.papers import known_questionnaires, paper_of
from bagalau.quality.reports import assessment
from bagalau.quality.rules.contract import essence, from_contract
from bagalau.quality.rules.from_paper import questionnaire_of
from bagalau.quality.rules.rating import derivation, rate
from bagalau.quality.rules.said import Telling, names_in
from bagalau.quality.tests.bringing import settled

PAPERS = sorted((Path(__file__).parents[4] / "shared" / "documents").glob("002*.txt"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PAPERS, reason="the papers of the design are not here"),
]
AGREEING = {2: "2", 12: "Yes", 13: "3", 15: "Yes", 16: "3"}
SECTIONS = ["satisfactory"] * 3 + ["highly-satisfactory"] + ["exemplary"] * 2 + ["satisfactory"]


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def draft(actor, office):
    return import_file(actor, PAPERS[0].read_bytes(), "002.txt", About(unit=office.country)).draft


@pytest.fixture
def accepted(actor, draft):
    record = accept(actor, settled(actor, draft))
    assert isinstance(record, Assessment)
    return Assessment.objects.get(pk=record.pk)


def test_five_open_answers_are_put_to_the_reviewer_and_none_is_chosen_by_itself(actor, draft):
    asked = questions(draft)
    agreeing = {
        one.sentence.split(":")[0]: [way.label.split(":")[0] for way in one.choices if way.good and not way.bad]
        for one in asked
    }
    assert agreeing == {f"Question {number}": [value] for number, value in AGREEING.items()}
    with pytest.raises(Problem) as refused:
        accept(actor, draft)
    assert sorted(refused.value.details) == sorted(one.path for one in asked)
    assert not Assessment.objects.exists()


def test_the_agreeing_choices_yield_the_ratings_that_the_paper_prints(accepted):
    ratings = {row.section: (row.computed, row.printed) for row in accepted.ratings.all()}
    assert list(ratings.values()) == [(code, code) for code in ("satisfactory", *SECTIONS)]
    assert (accepted.overall, accepted.status, accepted.year, accepted.stage) == (
        "satisfactory",
        "approved",
        2021,
        "closure",
    )
    assert (accepted.answered, accepted.evidenced, accepted.documented) == (20, 20, 0)
    assert {answer.number: answer.value for answer in accepted.answers.all() if answer.number in AGREEING} == AGREEING
    assert (accepted.number, accepted.decision, accepted.from_source) == ("00108694", "", True)
    assert accepted.questionnaire.version.startswith("2018-paper-")


def test_the_rating_says_how_it_came_about(accepted, actor):
    told = filled(actor, accepted)
    tell = Telling(name=names_in(told.questionnaire, told.scheme, "en"))
    said = [tell.told(one) for one in derivation(rate(told.questionnaire, told.scheme, told.values))]
    assert said[1].startswith("Relevant: 2, 2, 3 → mean 2.33 → Satisfactory")
    assert any(one.startswith("Satisfactory: 7 of 7 sections Satisfactory or better") for one in said)


def test_the_derivation_is_on_the_page(accepted, officer, signed_in):
    page = signed_in(officer).get(reverse("assessment", args=[accepted.pk])).content.decode()
    assert "Relevant: 2, 2, 3 → mean 2.33 → Satisfactory" in page
    assert "Satisfactory: 7 of 7 sections Satisfactory or better" in page


def test_every_value_keeps_the_place_where_it_was_read(accepted, draft):
    places = Provenance.objects.filter(draft=draft)
    answers = set(accepted.answers.values_list("pk", flat=True))
    assert set(places.filter(record_kind="answer").values_list("record_id", flat=True)) == answers
    (head,) = places.filter(record_kind="assessment", record_id=accepted.pk)
    assert {"title", "number", "starts", "ends", "status", "board_comment"} <= set(head.spans)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_regenerated_report_reads_back_to_the_same_record(accepted, actor, form):
    report = assessment.build(actor, assessment=accepted, as_of=actor.today)
    again = from_contract(plain(extract(read(write(report, form), f"closure.{form}")).record))
    assert essence(again) == essence(paper_of(accepted, again))
    assert questionnaire_of(again, *known_questionnaires()) == accepted.questionnaire.questionnaire
