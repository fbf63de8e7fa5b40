"""Papers about what is there already: of a partner in a joint evaluation, of one of several; what no copy undoes."""

from __future__ import annotations

import pytest

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.documents.actions import correct, reject
from bagalau.documents.models import Document
from bagalau.evaluations.actions import store
from bagalau.evaluations.actions.life import move
from bagalau.evaluations.actions.roster import change_member, join
from bagalau.evaluations.models import Evaluation, Evaluator
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.tests.making import ERC_PAGE, GATE_RESPONSE, accepted, bring, changes_of, evaluation
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(make_person, viewer, office):
    """The officer of the agency that shares the evaluation."""
    return viewer(make_person("evaluation_focal_point", unit=office.neighbour, name="Nurlan Neighbour"))


@pytest.fixture
def record(actor, office) -> Evaluation:
    return accepted(actor, bring(actor, office.country, ERC_PAGE).draft)


@pytest.fixture
def joint(actor, office) -> Evaluation:
    """An evaluation that both offices share; the first has answered it."""
    made = accepted(actor, bring(actor, office.country, GATE_RESPONSE).draft)
    made.agencies.create(name="Borland", unit=office.neighbour)
    return made


def second(actor, office, *changes):
    """The page of the second agency's response."""
    return bring(actor, office.neighbour, GATE_RESPONSE, ("Two of three", "Not yet"), *changes).draft


def test_the_response_of_another_agency_answers_the_same_evaluation(joint, neighbour, office):
    """EL-14"""
    before = (joint.updated_at, joint.listed_documents.count(), joint.recommendations.get().text)
    draft = second(neighbour, office)
    assert (draft.unit, draft.record_id) == (office.neighbour, joint.pk)
    assert accepted(neighbour, draft) == joint
    joint.refresh_from_db()
    assert (joint.updated_at, joint.listed_documents.count(), joint.recommendations.get().text) == before
    assert [one.unit for one in joint.responses.order_by("pk")] == [office.country, office.neighbour]
    assert [one.response.unit for one in joint.recommendations.get().answers.order_by("pk")] == [
        office.country,
        office.neighbour,
    ]
    assert Commitment.objects.filter(unit=office.neighbour).count() == 2
    assert Commitment.objects.filter(unit=office.country).count() == 2
    assert Document.objects.filter(unit=office.neighbour).count() == 1


def test_a_later_copy_of_that_page_changes_only_what_is_theirs(joint, neighbour, office):
    """EL-14"""
    accepted(neighbour, second(neighbour, office))
    draft = second(neighbour, office, ("Key Actions\n", "Key Actions\n\n"))
    assert changes_of(draft, joint) == {}
    accepted(neighbour, draft)
    assert Commitment.objects.filter(unit=office.neighbour).count() == 2
    assert Document.objects.filter(unit=office.neighbour).count() == 1


def test_who_takes_no_part_makes_an_evaluation_of_ones_own(actor, neighbour, office):
    first = accepted(actor, bring(actor, office.country, GATE_RESPONSE).draft)
    assert accepted(neighbour, second(neighbour, office)) != first


def test_a_partner_cannot_answer_what_the_evaluation_does_not_recommend(joint, neighbour, office):
    """EL-14"""
    joint.recommendations.update(text="Buy a boat for the lake and paint it green.")
    with pytest.raises(Problem, match="has no recommendation 1 with this text"):
        accepted(neighbour, second(neighbour, office))
    assert joint.responses.count() == 1


@pytest.fixture
def twins(actor, office):
    """Two evaluations with the title of the page, and the draft of that page."""
    draft = bring(actor, office.country, ERC_PAGE).draft
    return [evaluation(office.country, draft.record["title"]) for _number in range(2)], draft


def test_if_two_evaluations_fit_both_are_named_and_no_third_is_made(twins, actor):
    (first, second_one), draft = twins
    with pytest.raises(Problem) as refused:
        accepted(actor, draft)
    assert refused.value.status == 409
    assert f", {first.pk})" in refused.value.details["title"]
    assert f", {second_one.pk})" in refused.value.details["title"]
    assert Evaluation.objects.count() == 2


def test_the_one_that_is_meant_is_told_by_its_period(twins, actor):
    (first, other), draft = twins
    store(actor, other, {"plan_period": "1999-2003"})
    assert accepted(actor, draft) == first


def test_the_one_that_a_draft_knew_when_it_was_read_is_meant(record, actor, office):
    draft = bring(actor, office.country, ERC_PAGE, ("Contact us", "Contact us today")).draft
    assert draft.record_id == record.pk
    evaluation(office.country, record.title)
    assert accepted(actor, draft) == record


def test_what_a_paper_says_of_the_stage_is_a_step_read_from_it(record, actor, office):
    """EL-01"""
    step = record.steps.get()
    assert (step.stage, step.from_source, step.by) == ("completed", True, actor.person)
    later = bring(actor, office.country, ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020")).draft
    accepted(actor, later)
    assert [str(one.completed_on) for one in record.steps.all()] == ["2020-04-30", "2020-03-31"]
    assert {one.from_source for one in record.steps.all()} == {True}


@pytest.mark.parametrize(("word", "kept"), [("Planned", True), ("Completed", False)])
def test_a_copy_moves_on_but_does_not_set_back_what_the_office_said(record, actor, office, word, kept):
    """EL-13"""
    move(actor, record, Stage.TEAM_ONBOARD, reason="The report must be written anew.")
    record.refresh_from_db()
    later = bring(actor, office.country, ERC_PAGE, ("Contact us", "Contact us today")).draft
    correct(actor, later, "status", word)
    later.refresh_from_db()
    assert ("status" in changes_of(later, record)) is not kept
    accepted(actor, later)
    record.refresh_from_db()
    assert record.stage == ("team_onboard" if kept else "completed")


def test_the_review_tells_no_change_where_the_office_has_the_last_word(record, actor, office):
    """C-07"""
    changed = ("Programme Team 2020/12 Completed Signed", "Programme Team 2020/12 Initiated Signed")
    draft = bring(actor, office.country, ERC_PAGE, changed).draft
    path = "recommendations[0].key_actions[0].status"
    assert changes_of(draft, record)[path] == ("Completed", "Initiated")
    said = Commitment.objects.get(text__startswith="Sign a paper")
    commitments.update(actor, said, Said(Status.COMPLETED, "All annexes are signed.", no_evidence="It is on paper."))
    assert path not in changes_of(draft, record)


def test_who_is_known_from_the_roster_stays_so_with_a_later_copy(record, actor, office):
    entry = Evaluator.objects.create(name="Nino Beridze", unit=office.country)
    first = record.team.all()[0]
    change_member(actor, record, first, {"name": first.name, "evaluator": entry})
    record.team.filter(pk=first.pk).update(performance=4)
    other = join(actor, record, {"evaluator": Evaluator.objects.create(name="Added later", unit=office.country)})
    accepted(actor, bring(actor, office.country, ERC_PAGE, ("Contact us", "Contact us today")).draft)
    assert record.team.get(pk=first.pk).performance == 4
    assert record.team.filter(pk=other.pk).exists()
    assert record.team.count() == 8


def test_agencies_that_a_page_names_take_part_and_are_found_among_the_units(actor, office):
    draft = bring(actor, office.country, ERC_PAGE).draft
    correct(actor, draft, "joint_with", "Country office of Borland\nA bank of seeds")
    record = accepted(actor, draft)
    assert {(one.name, one.unit) for one in record.agencies.all()} == {
        ("Country office of Borland", office.neighbour),
        ("A bank of seeds", None),
    }


def test_a_draft_that_was_rejected_leaves_no_step(actor, office):
    draft = bring(actor, office.country, ERC_PAGE).draft
    reject(actor, draft, "Not ours.")
    assert not Evaluation.objects.exists()
