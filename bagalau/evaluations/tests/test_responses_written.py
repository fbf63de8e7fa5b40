"""Writing a management response: answers, reasons, parts, terms, key actions; and what is missing."""

from __future__ import annotations

import pytest

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.evaluations.actions import responses as writes
from bagalau.evaluations.actions.responses import StatedAnswer
from bagalau.evaluations.actions.responses_promised import Promised, change_action, remove_action
from bagalau.evaluations.models import Agency, KeyAction, Recommendation, RecommendationResponse
from bagalau.evaluations.queries.responses_rows import action_seen, missing, rows, terms_of_row
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.evaluations.tests.responding import NO, PARTLY, YES, Work, recommend, work
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.reference.lists import term_lists
from bagalau.reference.models import Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(officer, make_person, viewer, office) -> Work:
    head = make_person("head_of_unit", unit=office.country, name="Hadisha Head")
    return work(viewer(officer), viewer(head), office.country)


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def gaps(done: Work) -> list[tuple[str, int, str]]:
    return [(gap.missing.value, gap.number, gap.label) for gap in missing(rows(done.fresh()))]


def test_beginning_says_so_of_the_evaluation_and_of_the_way(done):
    assert done.evaluation.management_response is True
    assert [step.approval for step in done.response.steps.all()] == ["draft"]
    assert gaps(done) == [("answer", 1, ""), ("answer", 2, "")]


def test_what_is_missing_goes_as_it_is_written(done):
    """ER-05"""
    done.answer(done.whole)
    assert gaps(done) == [("action", 1, ""), ("answer", 2, "")]
    done.promise(done.whole, responsible="")
    done.promise(done.whole, due=None)
    assert gaps(done)[0] == ("action", 1, "")
    commitment = Commitment.objects.get(responsible="")
    commitments.assign(done.officer, commitment, responsible="", people=[done.head.person], units=[])
    assert gaps(done) == [("answer", 2, "")]
    roof, door = done.split.parts.all()
    done.answer(done.split, PARTLY, "Half.", parts={roof.pk: (NO, "No roof."), door.pk: (YES, "")})
    assert gaps(done) == [("action", 2, "ii")]
    done.promise(done.split, parts=[door])
    assert gaps(done) == []


@pytest.mark.parametrize(("stance", "reason"), [(NO, ""), (PARTLY, "  ")])
def test_a_reason_is_needed_unless_it_is_accepted(done, stance, reason):
    """ER-03"""
    with pytest.raises(Problem) as found:
        done.answer(done.whole, stance, reason)
    assert (found.value.status, list(found.value.details)) == (422, ["reason"])
    part = done.split.parts.all()[0]
    with pytest.raises(Problem) as found:
        done.answer(done.split, YES, parts={part.pk: (stance, reason)})
    assert list(found.value.details) == [f"reason_{part.pk}"]
    assert not RecommendationResponse.objects.exists()


def test_a_reason_that_is_needed_no_more_goes(done):
    done.answer(done.whole, NO, "No mill.")
    done.answer(done.whole, YES, "No mill.")
    assert done.response.answers.get().reason == ""


def test_an_answer_writes_one_line_and_nothing_if_nothing_changes(done):
    done.answer(done.whole, NO, "No mill.", text="We have none.")
    assert (last().verb, last().record_kind) == ("answer", "managementresponse")
    assert last().after == {"stance": "rejected", "reason": "No mill.", "text": "We have none.", "recommendation": 1}
    lines = JournalEntry.objects.count()
    done.answer(done.whole, NO, "No mill.", text="We have none.")
    assert JournalEntry.objects.count() == lines


def test_a_part_that_is_gone_or_strange_is_not_answered(done):
    other = done.split.parts.all()[0]
    with pytest.raises(Problem, match="changed this meanwhile"):
        done.answer(done.whole, YES, parts={other.pk: (YES, "")})
    strange = recommend(done.officer, evaluation(done.evaluation.unit, "Other"), "Go.")
    with pytest.raises(Problem, match="changed this meanwhile"):
        done.answer(strange)


def test_two_who_answer_at_once_see_each_other(done):
    was = rows(done.fresh(), done.whole.pk)[0].seen
    stated = StatedAnswer(YES, text="Mine.")
    writes.answer(done.officer, done.fresh(), done.whole, stated, was=was)
    with pytest.raises(Problem) as found:
        writes.answer(done.officer, done.fresh(), done.whole, StatedAnswer(YES, text="Theirs."), was=was)
    assert found.value.status == 409
    assert done.response.answers.get().text == "Mine."
    done.answer(done.split, YES)  # another recommendation is nobody's conflict


def test_classifications_are_terms_and_those_of_the_paper_are_offered(done):
    lists = term_lists()
    principle = next(one for one in lists["operating_principles"].terms if "," in one.names["en"])
    done.answer(done.whole, YES, terms=[principle, lists["thematic_area"].terms[0]])
    assert {(tag.list, tag.name) for tag in Tag.objects.all()} == {
        ("operating_principles", principle.names["en"]),
        ("thematic_area", lists["thematic_area"].terms[0].names["en"]),
    }
    with pytest.raises(Problem, match="Choose one"):
        done.answer(done.whole, YES, terms=lists["thematic_area"].terms[:2])
    read = done.response.answers.create(
        recommendation=done.split, classifications={"uneg_criteria": ["Impact", "Strange"], "unknown": ["x"]}
    )
    row = rows(done.fresh(), read.recommendation_id)[0]
    assert [(tag.list, tag.term) for tag in terms_of_row(row)] == [("uneg_criteria", "impact")]


def test_a_key_action_is_a_commitment_of_the_unit_that_stays_inside(done):
    """ER-08"""
    action = done.promise(done.whole, parts=done.split.parts.all())
    made = action.commitment
    assert (made.text, made.responsible, str(made.due)) == ("Mend it", "Miller", "2025-12")
    assert (made.unit, made.visibility, made.origin_place) == (done.response.unit, "internal", "Recommendation 1")
    assert (made.origin_kind, made.origin_id) == ("evaluation", done.evaluation.pk)
    assert not action.parts.exists()  # they belong to another recommendation


def test_a_new_key_action_is_written_anew_or_taken_out(done):
    """ER-09"""
    action = done.promise(done.split)
    commitments.assign(done.officer, action.commitment, responsible="Miller", people=[done.head.person], units=[])
    part = done.split.parts.all()[0]
    changed = change_action(
        done.officer, done.fresh(), action, Promised("Mend it well", "Joiner", When.parse("2026-01"), [part])
    )
    made = Commitment.objects.get()
    assert (made, made.text, made.responsible) == (changed.commitment, "Mend it well", "Joiner")
    assert list(made.responsible_people.all()) == [done.head.person]
    assert (last().verb, last().before["text"], last().after["parts"]) == ("change key action", "Mend it", ["i"])
    remove_action(done.officer, done.fresh(), changed)
    assert (last().verb, Commitment.objects.count(), KeyAction.objects.count()) == ("remove key action", 0, 0)


def reported(done: Work, action: KeyAction) -> None:
    commitments.update(done.officer, action.commitment, Said(Status.INITIATED, "Begun.", due=action.commitment.due))


def approved(done: Work, action: KeyAction) -> None:
    done.answer(done.whole)
    done.answer(done.split, NO, "No.")
    done.step(Step.SUBMIT, Step.APPROVE, Step.REOPEN)


def from_paper(done: Work, action: KeyAction) -> None:
    action.commitment.updates.update(from_source=True)


@pytest.mark.parametrize("happens", [reported, approved, from_paper])
def test_a_key_action_that_stands_keeps_its_words(done, happens):
    """ER-09"""
    action = done.promise(done.whole)
    happens(done, action)
    action = KeyAction.objects.get()
    for attempt in (
        lambda: change_action(done.officer, done.fresh(), action, Promised("Tear it down")),
        lambda: remove_action(done.officer, done.fresh(), action),
    ):
        with pytest.raises(Problem, match="keeps its words") as found:
            attempt()
        assert found.value.status == 409
    assert Commitment.objects.get().text == "Mend it"
    change_action(done.officer, done.fresh(), action, Promised("Mend it", "Miller", When.parse("2025-12")))


def test_a_key_action_that_changed_meanwhile_is_left(done):
    action = done.promise(done.whole)
    was = action_seen(action)
    action = change_action(done.officer, done.fresh(), action, Promised("Mend the roof"), was=was)
    with pytest.raises(Problem, match="changed this meanwhile"):
        remove_action(done.officer, done.fresh(), action, was=was)
    remove_action(done.officer, done.fresh(), action)
    with pytest.raises(Problem, match="changed this meanwhile"):
        remove_action(done.officer, done.fresh(), action)


def test_each_agency_has_key_actions_of_its_own(done, stranger, viewer, office):
    """ER-11"""
    Agency.objects.create(evaluation=done.evaluation, name="Borland", unit=office.neighbour)
    theirs = writes.start(viewer(stranger), done.evaluation, office.neighbour)
    own, other = done.promise(done.whole), promise(done.evaluation, "Elsewhere", unit=office.neighbour)
    KeyAction.objects.filter(commitment=other).update(recommendation=done.whole)
    assert [action.pk for action in rows(done.fresh(), done.whole.pk)[0].actions] == [own.pk]
    assert [action.commitment for action in rows(theirs, done.whole.pk)[0].actions] == [other]
    with pytest.raises(Problem) as found:
        writes.describe(viewer(stranger), done.fresh(), "Ours.")
    assert found.value.status == 403


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_readers_and_strangers_write_nothing(request, done, viewer, who):
    other, of = viewer(request.getfixturevalue(who)), done.fresh()
    action = done.promise(done.whole)
    for attempt in (
        lambda: writes.describe(other, of, "x"),
        lambda: writes.answer(other, of, done.whole, StatedAnswer(YES)),
        lambda: change_action(other, of, action, Promised("x")),
        lambda: remove_action(other, of, action),
    ):
        with pytest.raises(Problem) as found:
            attempt()
        assert found.value.status == 403


def test_a_recommendation_that_comes_later_is_missing_until_it_is_answered(done):
    """ER-05"""
    done.complete()
    assert gaps(done) == []
    made = recommend(done.officer, done.evaluation, "Sweep the yard.")
    assert gaps(done) == [("answer", made.number, "")]
    assert Recommendation.objects.count() == 3
