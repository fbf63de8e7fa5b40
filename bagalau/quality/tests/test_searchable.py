"""Assessments as passages: what there is to find, for whom, and where it leads."""

from __future__ import annotations

import pytest

from bagalau.lib.passages import Reference
from bagalau.quality import searchable
from bagalau.quality.models import Assessment
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.tests.records import begun, rated

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(viewer, officer):
    return viewer(officer)


@pytest.fixture
def mill(actor, office):
    made = begun(actor, office.country, of=rated(office.country, "The mill", key=7, number="0007"))
    made.answers.filter(number=1).update(evidence="The weir was mended in May.\n" * 400)
    made.answers.filter(number=2).update(evidence="The stones turn.", no_action="Nothing is left to do.")
    Assessment.objects.filter(pk=made.pk).update(lessons="Mend in spring.", board_comment="The board agrees.")
    return made


def found(of):
    return list(searchable.passages("assessment", [of.pk]))


def test_title_evidence_comment_and_lessons_are_found(mill):
    texts = {one.part: one.text for one in found(mill)}
    assert texts["head"] == "The mill\n0007"
    assert (texts["board"], texts["lessons"]) == ("The board agrees.", "Mend in spring.")
    assert texts["answer-2"] == "The stones turn.\nNothing is left to do."
    whole = " ".join(texts[part] for part in ("answer-1", "answer-1-1", "answer-1-2"))
    assert whole.count("The weir was mended in May.") == 400


def test_passages_lead_to_their_question_and_have_the_year(mill):
    evidence = next(one for one in found(mill) if one.part == "answer-2")
    assert (evidence.kind, evidence.place, evidence.anchor) == ("evidence", "Question 2", "question-stones")
    assert str(evidence.day) == "2025-12-31"


def test_passages_open_for_those_who_may_see_the_assessment(
    mill, viewer, officer, reader, stranger, make_person, office
):
    asked = {Reference(mill.pk, "head", inside=False)}
    assessor = make_person(home=office.neighbour)
    Assessment.objects.filter(pk=mill.pk).update(assessor=assessor)
    for who, sees in ((officer, True), (reader, True), (assessor, True), (stranger, False), (None, False)):
        assert bool(searchable.opened(viewer(who), "assessment", asked)) is sees
    head = found(mill)[0]
    assert (head.owners, head.public) == ((assessor.pk,), False)
    assert set(head.records) == {("assessment", mill.pk), ("project", 7)}
    Assessment.objects.filter(pk=mill.pk).update(visibility="public")
    assert searchable.opened(viewer(None), "assessment", asked) == asked
    assert found(mill)[0].public


def test_a_change_of_an_assessment_of_what_it_is_of_or_of_a_unit_touches_it(mill, office):
    whole = {("assessment", mill.pk)}
    for kind, key in (("assessment", mill.pk), (str(Rates.PROJECT), 7), ("subject", mill.subject_id)):
        assert set(searchable.touched(kind, [key])) == whole
    assert set(searchable.touched("unit", [office.region.pk])) == whole
    assert set(searchable.touched("unit", [office.neighbour.pk])) == set()
    assert set(searchable.touched("document", [mill.pk])) == set()
    assert list(searchable.keys("assessment", 0)) == [mill.pk]


def test_a_hundred_assessments_take_as_many_queries_as_one(mill, actor, office, django_assert_num_queries):
    for _number in range(3):
        begun(actor, office.country)
    with django_assert_num_queries(2):
        list(searchable.passages("assessment", range(1, 100)))
