"""Answers are saved field by field, by those who work on the assessment, and never over what somebody did not see."""

from __future__ import annotations

import pytest

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.quality.actions.answering import Behind, add_proof, remove_proof, save_answer, write_texts
from bagalau.quality.actions.filing import file_proof
from bagalau.quality.models import Answer, AnswerDocument, Assessment, AssessmentRating
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
EMPTY = {"value": "", "evidence": "", "no_action": "", "clauses": {}}


@pytest.fixture
def of(officer, office, viewer) -> Assessment:
    return records.begun(viewer(officer), office.country)


def answer(of: Assessment, question: str = "flow") -> Answer:
    return of.answers.get(question=question)


def refused(by, of, question, given, was=None) -> Problem:
    with pytest.raises(Problem) as found:
        save_answer(by, of, question, given, was)
    return found.value


def test_an_answer_is_kept_with_its_score_and_who_gave_it(of, officer, viewer):
    saved = save_answer(viewer(officer), of, "flow", {"value": "2", "evidence": "The weir was mended."}, EMPTY)
    assert (saved.value, saved.evidence, saved.edition) == ("2", "The weir was mended.", 2)
    assert saved.score == 2
    assert saved.changed_by == officer
    of.refresh_from_db()
    assert (of.answered, of.evidenced, of.documented) == (1, 1, 0)
    line = JournalEntry.objects.order_by("-number")[0]
    assert (line.verb, line.after["value"]) == ("answer", "2")


def test_doubtful_answers_are_counted(of, officer, viewer):
    """QA-02, QA-03"""
    told = "The miller wrote down each month that the weir is whole."
    save_answer(viewer(officer), of, "flow", {"value": "3", "evidence": told, "clauses": {"3.a": True, "3.b": True}})
    of.refresh_from_db()
    assert of.doubtful == 1  # no document
    file_proof(viewer(officer), of, "flow", b"The weir is whole.", "note.txt")
    of.refresh_from_db()
    assert of.doubtful == 0
    save_answer(viewer(officer), of, "stones", {"value": "Yes"})
    of.refresh_from_db()
    assert of.doubtful == 1  # no evidence


def test_what_does_not_apply_has_no_score(of, officer, viewer):
    """QN-02"""
    saved = save_answer(viewer(officer), of, "flow", {"value": "Not Applicable"})
    assert saved.score is None


def test_ratings_follow_as_answers_are_given(of, officer, viewer):
    for question, value in (("flow", "3"), ("stones", "Yes")):
        save_answer(viewer(officer), of, question, {"value": value})
    ratings = dict(AssessmentRating.objects.filter(assessment=of).values_list("section", "computed"))
    assert (ratings["water"], ratings["stone"]) == ("exemplary", "exemplary")
    save_answer(viewer(officer), of, "stones", {"value": ""})
    assert AssessmentRating.objects.get(assessment=of, section="stone").computed == ""


@pytest.mark.parametrize("value", ["4", "Yes", "3 ", "<script>", ["3"], 3])
def test_a_value_that_the_question_does_not_offer_is_refused(of, officer, viewer, value):
    problem = refused(viewer(officer), of, "flow", {"value": value})
    assert (problem.status, set(problem.details)) == (422, {"value"})
    assert answer(of).value == ""


@pytest.mark.parametrize("clauses", [{"3.z": True}, {"2.a": True}, {"3.a": "yes"}, ["3.a"], {"3.a": 1}])
def test_a_statement_of_another_version_is_refused(of, officer, viewer, clauses):
    problem = refused(viewer(officer), of, "flow", {"clauses": clauses})
    assert (problem.status, set(problem.details)) == (422, {"clauses"})


def test_a_question_of_another_version_is_absent(of, officer, viewer):
    assert refused(viewer(officer), of, "wheel", {"value": "3"}).status == 404


def test_statements_are_true_untrue_or_open(of, officer, viewer):
    """QN-03"""
    saved = save_answer(viewer(officer), of, "flow", {"clauses": {"3.a": True, "3.b": False}}, EMPTY)
    assert saved.clauses == {"3.a": True, "3.b": False}
    saved = save_answer(viewer(officer), of, "flow", {"clauses": {"3.b": None}}, {"clauses": saved.clauses})
    assert saved.clauses == {}


def test_signs_that_no_page_can_show_are_refused(of, officer, viewer):
    assert refused(viewer(officer), of, "flow", {"evidence": "a\x00b"}).status == 422


def test_only_who_works_on_it_answers(of, reader, stranger, make_person, office, viewer):
    for person in (reader, stranger, make_person("project_manager", unit=office.country), make_person()):
        assert refused(viewer(person), of, "flow", {"value": "3"}).status == 403
    assert refused(viewer(None), of, "flow", {"value": "3"}).status == 403


def test_the_assessor_answers_without_a_role(officer, office, viewer, make_person):
    assessor = make_person(home=office.country)
    of = records.begun(viewer(officer), office.country, assessor=assessor)
    assert save_answer(viewer(assessor), of, "flow", {"value": "3"}).changed_by == assessor


@pytest.mark.parametrize("status", ["submitted", "approved", "replaced"])
def test_what_is_not_worked_on_is_not_answered(of, officer, viewer, status):
    """QL-01"""
    paper = AnswerDocument.objects.create(answer=answer(of), title="Minutes")
    Assessment.objects.filter(pk=of.pk).update(status=status)
    actor = viewer(officer)
    assert refused(actor, of, "flow", {"value": "3"}).status == 409
    for act in (
        lambda: write_texts(actor, of, {"lessons": "Grease the wheel."}),
        lambda: add_proof(actor, of, "flow", Behind("Minutes")),
        lambda: file_proof(actor, of, "flow", b"Words", "note.txt"),
        lambda: remove_proof(actor, of, paper),
    ):
        with pytest.raises(Problem) as found:
            act()
        assert found.value.code == "not-worked-on"


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(of, officer, administrator, viewer):
    save_answer(viewer(administrator), of, "flow", {"evidence": "Hers"}, EMPTY)
    problem = refused(viewer(officer), of, "flow", {"evidence": "Mine", "value": "3"}, EMPTY)
    assert (problem.code, problem.status, problem.details) == ("changed-meanwhile", 409, {"evidence": "Hers"})
    assert "Aigul Admin" in problem.sentence
    assert (answer(of).evidence, answer(of).value) == ("Hers", "")
    save_answer(viewer(officer), of, "flow", {"evidence": "Mine"}, {"evidence": "Hers"})
    assert answer(of).evidence == "Mine"


def test_another_field_or_question_is_no_conflict(of, officer, administrator, viewer):
    save_answer(viewer(administrator), of, "flow", {"evidence": "Hers"}, EMPTY)
    save_answer(viewer(officer), of, "flow", {"value": "3"}, EMPTY)
    save_answer(viewer(officer), of, "stones", {"evidence": "Mine"}, EMPTY)
    assert (answer(of).evidence, answer(of).value, answer(of, "stones").evidence) == ("Hers", "3", "Mine")


def test_the_same_words_twice_are_no_conflict(of, officer, viewer):
    for _time in range(2):
        save_answer(viewer(officer), of, "flow", {"evidence": "Mine"}, EMPTY)
    assert answer(of).edition == 2


def test_two_people_may_tell_statements_of_one_option(of, officer, administrator, viewer):
    save_answer(viewer(administrator), of, "flow", {"clauses": {"3.a": True}}, EMPTY)
    save_answer(viewer(officer), of, "flow", {"clauses": {"3.b": False}}, EMPTY)
    assert answer(of).clauses == {"3.a": True, "3.b": False}


def test_texts_of_the_end_are_saved_like_answers(of, officer, administrator, viewer):
    empty = {"board_comment": "", "lessons": ""}
    write_texts(viewer(administrator), of, {"lessons": "Hers"}, empty)
    write_texts(viewer(officer), of, {"board_comment": "Close it."}, empty)
    with pytest.raises(Problem) as found:
        write_texts(viewer(officer), of, {"lessons": "Mine"}, empty)
    assert found.value.details == {"lessons": "Hers"}
    of.refresh_from_db()
    assert (of.board_comment, of.lessons) == ("Close it.", "Hers")


def test_a_file_is_kept_and_stands_behind_the_answer(of, officer, viewer):
    made = file_proof(viewer(officer), of, "flow", b"The board met.", "minutes.txt")
    assert made.title == "minutes.txt"
    assert made.document is not None
    assert (made.document.unit, made.document.type) == (of.unit, "evidence")
    of.refresh_from_db()
    assert of.documented == 1
    with pytest.raises(Problem):
        file_proof(viewer(officer), of, "flow", b"The board met.", "again.txt")  # the same bytes
    with pytest.raises(Problem):
        file_proof(viewer(officer), of, "flow", b"", "empty.txt")
    remove_proof(viewer(officer), of, made)
    assert not of.answers.get(question="flow").documents.exists()
