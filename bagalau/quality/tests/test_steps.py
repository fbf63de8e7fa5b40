"""The way of an assessment: submitted, returned, approved, reopened; by whom, and what keeps it from going on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.filing import file_proof
from bagalau.quality.actions.overriding import give_rating
from bagalau.quality.actions.promised import Promised, add_action, change_action, remove_action
from bagalau.quality.actions.reopening import reopen
from bagalau.quality.actions.steps import Named, Words, assign, set_visibility, take
from bagalau.quality.models import AnswerDocument, Assessment
from bagalau.quality.rules.life import State, Step
from bagalau.quality.tests import records
from bagalau.quality.tests.records import CLOSED, answered, approved, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessor(make_person, office):
    return make_person("programme_officer", unit=office.country, name="Askar Assessor")


@pytest.fixture
def approver(make_person, office):
    return make_person("head_of_unit", unit=office.country, name="Aliya Approver")


@pytest.fixture
def mill(officer, assessor, approver, office, viewer):
    """Begun by the officer of the country office, for an assessor and an approver."""
    return records.begun(viewer(officer), office.country, assessor=assessor, approver=approver)


def fresh(of):
    return Assessment.objects.get(pk=of.pk)


def refusal(act, *given, **more):
    with pytest.raises(Problem) as refused:
        act(*given, **more)
    return refused.value


def test_what_is_not_answered_is_not_submitted_ql_03(mill, assessor, viewer):
    told = refusal(take, viewer(assessor), mill, Step.SUBMIT)
    assert (told.code, told.status) == ("assessment-incomplete", 409)
    assert fresh(mill).status == State.DRAFT


def test_a_complete_assessment_goes_its_way_ql_01(mill, assessor, approver, viewer):
    answered(viewer(assessor), mill)
    take(viewer(assessor), mill, Step.SUBMIT)
    take(viewer(approver), mill, Step.RETURN, Words("Look at the stones again."))
    assert fresh(mill).status == State.RETURNED
    take(viewer(assessor), mill, Step.SUBMIT)
    take(viewer(approver), mill, Step.APPROVE, CLOSED)
    of = fresh(mill)
    assert (of.status, of.approved_on, of.approver, of.board_comment) == (
        State.APPROVED,
        viewer(approver).today,
        approver,
        "The board closed it.",
    )
    assert [step.status for step in of.steps.order_by("pk")] == [
        "draft", "submitted", "returned", "submitted", "approved",
    ]  # fmt: skip
    verbs = JournalEntry.objects.filter(record_kind="assessment").order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-4:] == [
        "submit assessment", "return assessment", "submit assessment", "approve assessment",
    ]  # fmt: skip


def test_to_return_needs_a_reason_ql_05(mill, assessor, approver, viewer):
    submitted(viewer(assessor), mill)
    assert refusal(take, viewer(approver), mill, Step.RETURN).code == "reason-missing"


def test_closure_is_approved_with_the_comment_of_the_board_ql_04(mill, assessor, approver, viewer):
    submitted(viewer(assessor), mill)
    assert refusal(take, viewer(approver), mill, Step.APPROVE).code == "assessment-incomplete"
    assert fresh(mill).approved_on is None


def test_nobody_approves_the_own_assessment_ql_02(mill, officer, make_person, office, assessor, viewer):
    head = make_person("head_of_unit", unit=office.country)
    submitted(viewer(assessor), mill)
    told = refusal(take, viewer(assessor), mill, Step.APPROVE, CLOSED)
    assert (told.code, told.status) == ("own-assessment", 403)
    mill.subject.manager = head
    mill.subject.save()
    assert "You manage" in refusal(take, viewer(head), mill, Step.APPROVE, CLOSED).sentence
    assert fresh(mill).status == State.SUBMITTED


def test_whoever_answered_does_not_approve_ql_02(mill, officer, assessor, viewer):
    answered(viewer(assessor), mill)
    save_answer(viewer(officer), mill, "stones", {"evidence": "Another look at the stones, in November."})
    take(viewer(assessor), mill, Step.SUBMIT)
    told = refusal(take, viewer(officer), mill, Step.APPROVE, CLOSED)
    assert (told.status, "You answered" in told.sentence) == (403, True)


def test_whoever_is_to_approve_does_not_answer_ql_02(mill, approver, officer, viewer, signed_in):
    told = refusal(save_answer, viewer(approver), mill, "stones", {"value": "Yes"})
    assert (told.code, told.status) == ("own-assessment", 403)
    assert refusal(add_action, viewer(approver), mill, "stones", Promised("Cut stones")).status == 403
    client = signed_in(approver)
    assert client.get(reverse("assessment_answers", args=[mill.pk])).status_code == 403
    assert client.get(reverse("assessment_promise", args=[mill.pk])).status_code == 403
    assert reverse("assessment_answers", args=[mill.pk]) not in client.get(mill_page(mill)).content.decode()


def mill_page(of):
    return reverse("assessment", args=[of.pk])


def test_readers_and_strangers_take_no_steps(mill, reader, stranger, assessor, viewer):
    answered(viewer(assessor), mill)
    for person in (reader, stranger):
        assert refusal(take, viewer(person), mill, Step.SUBMIT).status == 403
    take(viewer(assessor), mill, Step.SUBMIT)
    for person in (reader, stranger):
        assert refusal(take, viewer(person), mill, Step.APPROVE, CLOSED).status == 403


def test_an_approver_without_a_role_approves_what_was_given_to_approve(mill, make_person, officer, assessor, viewer):
    person = make_person(name="Board member")
    assign(viewer(officer), mill, Named(assessor, person))
    submitted(viewer(assessor), mill)
    take(viewer(person), mill, Step.APPROVE, CLOSED)
    assert fresh(mill).approver == person


def test_a_step_is_refused_to_whoever_looked_at_an_earlier_state(mill, assessor, approver, viewer):
    seen = fresh(mill).seen
    submitted(viewer(assessor), mill)
    told = refusal(take, viewer(approver), mill, Step.RETURN, Words("Why?"), was=seen)
    assert (told.code, told.status) == ("changed-meanwhile", 409)


def test_a_step_from_another_state_is_refused_ql_01(mill, approver, viewer):
    assert refusal(take, viewer(approver), mill, Step.APPROVE, CLOSED).code == "wrong-state"


def test_the_manager_is_not_made_assessor_ql_02(mill, officer, make_person, approver, viewer):
    manager = make_person(name="Manager")
    mill.subject.manager = manager
    mill.subject.save()
    told = refusal(assign, viewer(officer), mill, Named(manager, approver))
    assert (told.status, list(told.details)) == (422, ["assessor"])
    told = refusal(assign, viewer(officer), mill, Named(approver, manager))
    assert list(told.details) == ["approver"]
    told = refusal(assign, viewer(officer), mill, Named(approver, approver))
    assert list(told.details) == ["approver"]


def test_another_rating_is_given_with_a_reason_and_both_are_kept_ql_07(mill, assessor, approver, viewer):
    actor = viewer(approver)
    assert refusal(give_rating, actor, mill, "stone", "satisfactory", "Why").code == "wrong-state"
    submitted(viewer(assessor), mill)
    assert refusal(give_rating, actor, mill, "stone", "satisfactory", " ").code == "reason-missing"
    assert refusal(give_rating, actor, mill, "stone", "exemplary", "x").code == "bad-rating"
    assert refusal(give_rating, actor, mill, "stone", "splendid", "x").code == "bad-rating"
    assert refusal(give_rating, viewer(assessor), mill, "stone", "satisfactory", "x").status == 403
    give_rating(actor, mill, "stone", "satisfactory", "One stone is cracked.")
    row = mill.ratings.get(section="stone")
    assert (row.computed, row.given, row.stands, row.by) == ("exemplary", "satisfactory", "satisfactory", approver)
    give_rating(actor, mill, "", "satisfactory", "All in all.")
    assert fresh(mill).overall == "satisfactory"
    give_rating(actor, mill, "", "", "")
    assert fresh(mill).overall == ""


def test_reopening_begins_a_new_version_with_what_the_old_one_says_ql_01(mill, assessor, approver, viewer):
    approved(viewer(assessor), viewer(approver), mill)
    assert refusal(reopen, viewer(approver), mill, "").code == "reason-missing"
    new = reopen(viewer(approver), mill, "A flood came.")
    assert (new.version, new.previous, new.status, fresh(mill).status) == (2, mill, State.DRAFT, State.APPROVED)
    said = [list(of.answers.values_list("question", "value", "evidence", "clauses")) for of in (mill, new)]
    assert said[0] == said[1]
    assert fresh(new).answered == 2
    assert refusal(reopen, viewer(approver), mill, "Again.").code == "reopened"
    save_answer(viewer(assessor), new, "stones", {"value": "No", "no_action": "The mill is gone."})
    assert mill.answers.get(question="stones").value == "Yes"
    take(viewer(assessor), new, Step.SUBMIT)
    take(viewer(approver), new, Step.APPROVE, CLOSED)
    assert (fresh(mill).status, fresh(new).status) == (State.REPLACED, State.APPROVED)


def test_a_new_version_keeps_the_day_on_which_its_evidence_was_added(mill, assessor, approver, viewer):
    file_proof(viewer(assessor), mill, "stones", b"The stones turn.", "note.txt")
    approved(viewer(assessor), viewer(approver), mill)
    AnswerDocument.objects.update(added_at=datetime(2025, 2, 3, 9, tzinfo=UTC))
    new = reopen(viewer(approver), mill, "A flood came.")
    assert AnswerDocument.objects.get(answer__assessment=new).added_at.date() == date(2025, 2, 3)


def test_what_was_approved_keeps_its_ratings_ql_06(mill, assessor, approver, viewer):
    approved(viewer(assessor), viewer(approver), mill)
    assert refusal(save_answer, viewer(assessor), mill, "stones", {"value": "No"}).code == "not-worked-on"
    assert refusal(give_rating, viewer(approver), mill, "stone", "satisfactory", "x").code == "wrong-state"
    assert refusal(assign, viewer(approver), mill, Named(None, None)).code == "not-worked-on"


def test_a_weak_answer_waits_for_an_action_or_a_reason_ql_04(mill, assessor, approver, viewer):
    submitted(viewer(assessor), mill, stones="No")
    assert refusal(take, viewer(approver), mill, Step.APPROVE, CLOSED).code == "assessment-incomplete"
    take(viewer(approver), mill, Step.RETURN, Words("What follows?"))
    made = add_action(viewer(assessor), mill, "stones", Promised("Cut stones", "The miller", When(date(2026, 5, 1))))
    assert (made.commitment.origin_kind, made.commitment.origin_id, made.commitment.place) == (
        "assessment",
        mill.pk,
        "Question 2",
    )
    take(viewer(assessor), mill, Step.SUBMIT)
    take(viewer(approver), mill, Step.APPROVE, CLOSED)


def test_an_action_is_rewritten_and_taken_out_while_it_is_new(mill, assessor, approver, reader, viewer):
    actor = viewer(assessor)
    assert refusal(add_action, viewer(reader), mill, "stones", Promised("Cut stones")).status == 403
    made = add_action(actor, mill, "", Promised("Cut stones"))
    changed = change_action(actor, mill, made, Promised("Cut two stones", "The miller"))
    assert [one.text for one in Commitment.objects.filter(origin_kind="assessment")] == ["Cut two stones"]
    remove_action(actor, mill, changed)
    assert not Commitment.objects.filter(origin_kind="assessment").exists()


def test_an_action_that_was_approved_stays(mill, assessor, approver, viewer):
    actor = viewer(assessor)
    made = add_action(actor, mill, "stones", Promised("Cut stones"))
    approved(actor, viewer(approver), mill)
    assert refusal(change_action, actor, mill, made, Promised("Cut none")).code == "not-worked-on"
    new = reopen(viewer(approver), mill, "A flood came.")
    again = new.actions.get()
    assert again.commitment == made.commitment
    assert refusal(change_action, actor, new, again, Promised("Cut none")).code == "management-action-stands"
    assert refusal(remove_action, actor, new, again).code == "management-action-stands"


def test_what_a_version_before_promised_is_published_with_the_new_one(mill, assessor, approver, viewer):
    made = add_action(viewer(assessor), mill, "stones", Promised("Cut stones"))
    approved(viewer(assessor), viewer(approver), mill)
    new = reopen(viewer(approver), mill, "A flood came.")
    take(viewer(assessor), new, Step.SUBMIT)
    take(viewer(approver), new, Step.APPROVE, CLOSED)
    set_visibility(viewer(approver), new, Visibility.PUBLIC)
    made.commitment.refresh_from_db()
    assert made.commitment.visibility == "public"


def test_why_another_rating_was_given_is_not_for_the_public(mill, assessor, approver, viewer, client):
    submitted(viewer(assessor), mill)
    give_rating(viewer(approver), mill, "stone", "satisfactory", "A crack that nobody may know of.")
    take(viewer(approver), mill, Step.APPROVE, CLOSED)
    Assessment.objects.filter(pk=mill.pk).update(visibility=Visibility.PUBLIC, due_on=date(2025, 4, 17))
    pages = [
        mill_page(mill),
        f"/api/v1/assessments/{mill.pk}",
        "/quality/ratings/?format=json",
        f"/reports/quality-derivation/?assessment={mill.pk}&format=html",
    ]
    for page in pages:
        found = client.get(page)
        assert found.status_code == 200, page
        text = found.getvalue().decode() if found.streaming else found.content.decode()
        assert "atisfactory" in text, page
        assert "crack" not in text, page
        assert "2025-04-17" not in text, page


def test_only_what_was_approved_is_published(mill, officer, assessor, approver, viewer):
    answered(viewer(assessor), mill)
    made = add_action(viewer(assessor), mill, "stones", Promised("Cut stones"))
    assert refusal(set_visibility, viewer(approver), mill, Visibility.PUBLIC).code == "not-approved"
    approved(viewer(assessor), viewer(approver), mill)
    assert refusal(set_visibility, viewer(assessor), mill, Visibility.PUBLIC).status == 403
    set_visibility(viewer(approver), mill, Visibility.PUBLIC)
    made.commitment.refresh_from_db()
    assert (fresh(mill).visibility, made.commitment.visibility) == ("public", "public")
    set_visibility(viewer(approver), mill, Visibility.INTERNAL)
    assert fresh(mill).visibility == "internal"
