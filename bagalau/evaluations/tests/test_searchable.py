"""Evaluations and commitments as passages: what they are counted by, and what belongs to whom."""

from __future__ import annotations

import pytest

from bagalau.evaluations import searchable
from bagalau.evaluations.models import Conclusion, Finding, ListedDocument, Recommendation
from bagalau.evaluations.searchable.terms import facets, named
from bagalau.evaluations.tests import making
from bagalau.reference.models import Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(office):
    return making.evaluation(
        office.country, completed="2021-03", type="Final Project", sdg_goals=["Goal 5. Equality", "Something else"]
    )


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (["Relevance", "effectiveness"], {"criterion": ("relevance", "effectiveness"), "sdg": (), "tag": ()}),
        (["SDG 5", "Goal 13: whatever", "Goal 99"], {"criterion": (), "sdg": ("5", "13"), "tag": ("Goal 99",)}),
        (["Not applicable", "Mills", "Mills"], {"criterion": (), "sdg": (), "tag": ("Mills",)}),
    ],
)
def test_words_of_papers_are_counted_as_the_terms_they_name(words, terms):
    """F-03"""
    assert facets(named(words)) == terms


def test_what_is_said_in_an_evaluation_is_counted_with_it(row):
    finding = Finding.objects.create(evaluation=row, number=1, text="The roof leaks.", tags=["Mills"])
    Tag.objects.create(record_kind="finding", record_id=finding.pk, list="criteria", version="2019", term="efficiency")
    found = {one.kind: one for one in searchable.passages("evaluation", [row.pk])}
    assert found["evaluation"].facets["status"] == ("planned",)
    assert found["finding"].facets == {
        "criterion": ("efficiency",),
        "sdg": ("5",),
        "tag": ("Something else", "Mills"),
        "type": ("Final Project",),
    }
    assert (found["finding"].place, found["finding"].part) == ("Finding 1", f"finding-{finding.pk}")


def test_a_change_of_a_part_touches_the_whole_with_its_promises_and_documents(row, office):
    conclusion = Conclusion.objects.create(evaluation=row, number=1, text="It leaks.")
    recommendation = Recommendation.objects.create(evaluation=row, number=1, text="Mend it.")
    promise = making.promise(row)
    paper = making.document(office.country)
    listed = ListedDocument.objects.create(evaluation=row, title="Report", document=paper)
    whole = {("evaluation", row.pk), ("commitment", promise.pk), ("document", paper.pk)}
    for record in (row, conclusion, recommendation, promise.key_action, listed, office.region):
        assert set(searchable.touched(str(record._meta.model_name), [record.pk])) == whole, record
    assert set(searchable.touched("commitment", [promise.pk])) == {("commitment", promise.pk)}
    assert set(searchable.touched("person", [1])) == set()


def test_a_listed_document_is_counted_with_its_evaluation(row, office):
    paper = making.document(office.country)
    ListedDocument.objects.create(evaluation=row, title="Report", document=paper)
    lent = searchable.lent("document", [paper.pk])[paper.pk]
    assert str(lent.day) == "2021-03-31"
    assert (lent.facets["type"], lent.facets["sdg"]) == (("Final Project",), ("5",))
    assert searchable.lent("evaluation", [row.pk]) == {}


def test_passages_take_a_fixed_number_of_queries(row, office, django_assert_max_num_queries):
    rows = [row, *(making.evaluation(office.country, f"Review {number}") for number in range(5))]
    for one in rows:
        Finding.objects.create(evaluation=one, number=1, text="Found")
        making.promise(one)
    with django_assert_max_num_queries(12):
        assert len(list(searchable.passages("evaluation", [one.pk for one in rows]))) == 18
    with django_assert_max_num_queries(5):
        assert len(list(searchable.passages("commitment", searchable.keys("commitment", 0)))) == 6
