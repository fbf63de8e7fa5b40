"""What the engine makes of questions: words in three languages, fields, facets, order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagalau.evaluations.models import Finding
from bagalau.search import queries
from bagalau.search.queries import NEWEST, Search, found
from bagalau.search.rules import parse
from bagalau.search.schema import SLOTS
from bagalau.search.tests.making import ANSWER, MEND, PROMISE, ROOF, TAP, WATER, WHEEL, ask, noted, texts
from bagalau.search.tests.test_rules import PIECES

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(administrator, viewer):
    return viewer(administrator)


@pytest.mark.parametrize(
    ("question", "hits"),
    [
        ("roofs", {ROOF, MEND, ANSWER, PROMISE}),  # S-01, with English, Russian and Kazakh forms
        ("the roof mill", {ROOF, MEND, PROMISE}),
        ("мельница", {WHEEL}),
        ("крыша мельницы", {WHEEL}),
        ("диірмен", {WATER}),
        ("шатыр диірменге", {WATER}),
        ("колеса", {WHEEL}),
        ('"roof of the mill"', {ROOF, PROMISE}),  # S-02
        ('"roofs of the mill"', set()),
        ("leaks OR winter", {ROOF, MEND}),  # S-03
        ("roof (leaks OR winter)", {ROOF, MEND}),
        ("roof -leaks -kind:action", {MEND, ANSWER}),  # S-04
        ("NOT roof kind:finding", {TAP}),
        ("mill*", {ROOF, MEND, PROMISE, "Review of the mills", "Ask the miller about the missing grain."}),  # S-06
        ("grain -ask", {"The grain money pays for it."}),
        ("kind:finding", {ROOF, TAP}),  # S-05
        ("kind:finding,lesson year:2021", {ROOF, WHEEL, WATER}),
        ("kind:вывод*", set()),
        ("year:2018..2020 taps", {TAP}),
        ("2019 kind:finding", set()),
        ("year:>2019 kind:finding", {ROOF}),
        ("lang:kk", {WATER}),
        ("язык:русский", {WHEEL}),
        ("unit:alania kind:finding", {ROOF, TAP}),
        ('unit:"office of alania" kind:finding', {ROOF, TAP}),
        ("unit:RO kind:finding", {ROOF, TAP}),
        ("unit:borland", set()),
        ("type:final kind:finding", {ROOF}),
        ("criterion:relevance", {ROOF}),
        ("критерий:актуальность", {ROOF}),
        ("tag:mills", {ROOF, WHEEL}),
        ("sdg:6 kind:finding", {ROOF}),
        ("status:accepted", {ANSWER}),
        ("status:принято", {ANSWER}),
    ],
)
def test_a_question_finds_what_it_asks_for(record, admin, question, hits):
    assert texts(admin, question) == hits


def test_a_value_that_nothing_has_is_told(record, admin):
    found = ask(admin, "unit:borland roof")
    assert [note.sentence % dict(note.values) for note in found.notes] == ["Nothing here has “borland” as its unit."]


def test_the_passage_with_most_of_the_words_comes_first(record, admin):
    assert ask(admin, "taps OR leaks OR millers OR themselves").hits[0].passage.text == ROOF


def test_the_newest_come_first_on_demand(record, admin):
    newest = found(admin, Search(parse("kind:finding"), {}, NEWEST))
    assert [hit.passage.text for hit in newest.hits] == [ROOF, TAP]


def test_facets_count_what_is_found_and_narrow_it(record, office, admin):
    counts = ask(admin, "kind:finding,lesson").counts
    assert counts["kind"] == {"finding": 2, "lesson": 2}
    assert counts["year"] == {"2021": 3, "2019": 1}
    assert counts["criterion"] == {"relevance": 1}
    assert counts["tag"] == {"Mills": 2}
    assert counts["sdg"] == {"6": 3}
    assert counts["unit"] == {str(office.country.pk): 4}
    assert texts(admin, "kind:finding,lesson", year="2021", kind="lesson") == {WHEEL, WATER}
    assert texts(admin, "", criterion="relevance") == {ROOF}
    assert texts(admin, "", unit=str(office.hq.pk), kind="finding") == {ROOF, TAP}
    assert texts(admin, "roof", unit=str(office.neighbour.pk)) == set()


def test_pages_of_hits_follow_each_other(record, admin, indexed):
    Finding.objects.bulk_create(
        [Finding(evaluation=record.public, number=number, text=f"Pump {number} works.") for number in range(10, 55)]
    )
    noted(record.public, admin)
    indexed()
    pages = [found(admin, Search(parse("pump"), {}, page=page)) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert {page.count for page in pages} == {45}
    assert len({hit.passage.id for page in pages for hit in page.hits}) == 45
    assert len(list(queries.all_found(admin, Search(parse("pump"), {})))) == 45


def test_nothing_asked_is_nothing_found(record, admin):
    assert (ask(admin, "").count, ask(admin, "").hits, ask(admin, "()").ready) == (0, [], True)


def test_the_number_of_queries_does_not_grow(record, admin, indexed, django_assert_num_queries):
    with django_assert_num_queries(5):  # whose index it is, evaluations, responses with their answers, commitments
        ask(admin, "roof -kind:finding")
    Finding.objects.bulk_create([Finding(evaluation=record.internal, number=n, text="roof") for n in range(10, 60)])
    noted(record.internal, admin)
    indexed()
    with django_assert_num_queries(5):
        ask(admin, "roof -kind:finding")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.lists(st.sampled_from([*PIECES, "roof", "tag:", "criterion:", "lang:"])).map(" ".join) | st.text())
def test_the_engine_takes_any_question(record, admin, question):
    """S-08"""
    found = ask(admin, question)
    assert found.ready
    assert len(found.hits) <= found.count


def test_of_very_many_hits_one_lot_is_counted_and_that_is_said(record, admin, indexed, signed_in, monkeypatch):
    numbers = range(10, 170)
    Finding.objects.bulk_create([Finding(evaluation=record.public, number=n, text=f"Pump {n}") for n in numbers])
    noted(record.public, admin)
    indexed()
    exact = ask(admin, "pump")
    assert (exact.is_estimated, exact.counts["kind"]) == (False, {"finding": 160})
    monkeypatch.setattr("bagalau.search.queries.hits.COUNTED", 100)
    about = ask(admin, "pump")
    assert (about.count, about.is_estimated) == (160, True)
    assert 0 < about.counts["kind"]["finding"] < 480
    assert about.counts["kind"]["finding"] % SLOTS == 0
    assert "≈" in signed_in(admin.person).get("/search/?q=pump").content.decode()
