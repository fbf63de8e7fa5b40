"""The way of a management response: every step, who may, what it keeps, and what the public sees of it."""

from __future__ import annotations

import pytest

from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions import set_visibility
from bagalau.evaluations.actions.responses import describe, start
from bagalau.evaluations.actions.responses_way import read, take
from bagalau.evaluations.models import Agency, ManagementResponse, ResponseVersion
from bagalau.evaluations.queries.responses import in_timing, responses, timing, unanswered
from bagalau.evaluations.queries.responses_shown import answer_rows, answers, published
from bagalau.evaluations.rules.responses import Approval, Step, Timing
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.responding import NO, YES, Work, work
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
TO = {
    "draft": (),
    "submitted": (Step.SUBMIT,),
    "returned": (Step.SUBMIT, Step.RETURN),
    "approved": (Step.SUBMIT, Step.APPROVE),
    "published": (Step.SUBMIT, Step.APPROVE, Step.PUBLISH),
}
NEXT = {
    ("draft", Step.SUBMIT): "submitted",
    ("returned", Step.SUBMIT): "submitted",
    ("submitted", Step.RETURN): "returned",
    ("submitted", Step.APPROVE): "approved",
    ("approved", Step.PUBLISH): "published",
    ("approved", Step.REOPEN): "draft",
    ("published", Step.REOPEN): "draft",
}


@pytest.fixture
def done(officer, make_person, viewer, office) -> Work:
    """A complete draft, of a public evaluation."""
    head = make_person("head_of_unit", unit=office.country, name="Hadisha Head")
    made = work(viewer(officer), viewer(head), office.country, visibility="public")
    made.complete()
    return made


def refused(step: Step, actor: Viewer, of: ManagementResponse, **more: str) -> Problem:
    with pytest.raises(Problem) as found:
        take(actor, of, step, **more)
    return found.value


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", TO)
def test_every_step_from_every_state_is_taken_or_refused_with_its_reason(done, state, step):
    """ER-04"""
    of = done.step(*TO[state])
    assert of.approval == state
    lines = JournalEntry.objects.count()
    if (state, step) in NEXT:
        assert done.step(step).approval == NEXT[state, step]
        assert JournalEntry.objects.latest("number").verb == f"{step} response"
        assert done.response.steps.first().approval == NEXT[state, step]
        return
    by = done.head if step in {Step.RETURN, Step.APPROVE, Step.PUBLISH} else done.officer
    problem = refused(step, by, of, words="Because.")
    assert (problem.code, problem.status) == ("not-now", 409)
    assert of.get_approval_display() in problem.sentence
    assert (done.fresh().approval, JournalEntry.objects.count()) == (state, lines)


@pytest.mark.parametrize("step", Step)
def test_who_may_take_a_step(done, step, make_person, viewer, office, stranger):
    may = {
        Step.SUBMIT: {"administrator", "evaluation_focal_point", "evaluation_manager", "programme_officer"},
        Step.RETURN: {"administrator", "head_of_unit"},
        Step.APPROVE: {"administrator", "head_of_unit"},
        Step.PUBLISH: {"administrator", "head_of_unit", "evaluation_focal_point"},
        Step.REOPEN: {"administrator", "evaluation_focal_point", "evaluation_manager", "programme_officer"},
    }[step]
    before = {Step.SUBMIT: "draft", Step.PUBLISH: "approved", Step.REOPEN: "approved"}.get(step, "submitted")
    of = done.step(*TO[before])
    for role in ("administrator", "head_of_unit", "evaluation_focal_point", "evaluation_manager", "programme_officer",
                 "project_manager", "contributor", "reader", "auditor", "oversight"):  # fmt: skip
        actor = viewer(make_person(role, unit=office.country))
        if role not in may:
            assert refused(step, actor, of, words="So.").status == 403, role
    assert refused(step, viewer(stranger), of, words="So.").status == 403
    role = sorted(may)[0]
    assert take(viewer(make_person(role, unit=office.country)), of, step, "So.").approval != before


def test_nobody_decides_on_what_they_submitted(done, administrator, viewer):
    """ER-06"""
    own = viewer(administrator)
    take(own, done.fresh(), Step.SUBMIT)
    for step in (Step.APPROVE, Step.RETURN):
        assert refused(step, own, done.fresh(), words="So.").code == "own-submission"
    take(done.head, done.fresh(), Step.RETURN, "Shorter, please.")
    take(done.officer, done.fresh(), Step.SUBMIT)
    assert take(own, done.fresh(), Step.APPROVE).approval == "approved"


@pytest.mark.parametrize(("state", "step"), [("submitted", Step.RETURN), ("approved", Step.REOPEN)])
def test_returning_and_reopening_say_why(done, state, step):
    """ER-07"""
    of = done.step(*TO[state])
    by = done.head if step is Step.RETURN else done.officer
    problem = refused(step, by, of, words=" \n")
    assert (problem.status, list(problem.details)) == (422, ["words"])
    take(by, of, step, " Shorter. ")
    assert done.response.steps.first().comment == "Shorter."


def test_an_incomplete_response_is_not_submitted(done):
    """ER-05"""
    done.answer(done.whole, None)
    assert refused(Step.SUBMIT, done.officer, done.fresh()).code == "response-incomplete"
    done.answer(done.whole, NO, "There is no mill.")
    assert done.step(Step.SUBMIT).approval == "submitted"


def test_the_response_of_an_internal_evaluation_is_not_published(done):
    """ER-08"""
    set_visibility(done.head, done.step(*TO["approved"]).evaluation, Visibility.INTERNAL)
    assert refused(Step.PUBLISH, done.head, done.fresh()).code == "evaluation-internal"


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_what_is_submitted_or_approved_is_not_written_on(done, state):
    """ER-07"""
    of = done.step(*TO[state])
    for attempt in (
        lambda: describe(done.officer, of, "Other words."),
        lambda: done.answer(done.whole, NO, "No."),
        lambda: done.promise(done.whole),
    ):
        with pytest.raises(Problem, match="return it" if state == "submitted" else "Reopen") as found:
            attempt()
        assert found.value.status == 409


def test_a_reopened_response_is_the_next_version_and_the_approved_one_is_kept(done):
    """ER-07"""
    describe(done.officer, done.fresh(), "We thank the team.")
    of = done.step(*TO["approved"], Step.REOPEN)
    assert (of.approval, of.version) == ("draft", 2)
    describe(done.officer, of, "We do not thank the team.")
    kept = ResponseVersion.objects.get(response=of)
    assert (kept.number, kept.by, kept.content["description"]) == (1, done.head.person, "We thank the team.")
    assert [answer["actions"][0]["action"] for answer in kept.content["answers"]] == ["Mend it", "Mend it"]
    done.step(Step.SUBMIT, Step.APPROVE)
    found = {row.number: row.content["description"] for row in of.versions.all()}
    assert found == {1: "We thank the team.", 2: "We do not thank the team."}
    assert [step.version for step in of.steps.all()] == [2, 2, 2, 1, 1, 1]


def test_two_people_who_decide_at_once_see_each_other(done):
    of = done.step(Step.SUBMIT)
    seen = of.seen
    take(done.head, of, Step.RETURN, "Shorter.", was=seen)
    assert refused(Step.APPROVE, done.head, done.fresh(), was=seen).code == "changed-meanwhile"


def test_the_approver_approves_what_was_looked_at(done):
    seen = done.fresh().seen
    done.answer(done.whole, YES, text="In full.")
    assert refused(Step.SUBMIT, done.officer, done.fresh(), was=seen).code == "changed-meanwhile"


def shown(viewer, done: Work, person=None) -> list[str]:
    seen = list(responses(viewer(person)).filter(evaluation=done.evaluation))
    found = answers([done.whole], answer_rows(seen), {}, published(done.evaluation, seen))
    return [one.text for one in found.get(done.whole.pk, [])]


def test_the_public_sees_what_is_published_and_goes_on_seeing_it(done, viewer, reader):
    """ER-08"""
    done.answer(done.whole, YES, text="We shall.")
    for step in TO["published"]:
        assert shown(viewer, done) == []
        assert shown(viewer, done, reader) == ["We shall."]
        done.step(step)
    assert shown(viewer, done) == ["We shall."]
    done.step(Step.REOPEN)
    done.answer(done.whole, NO, "Floods.", text="We cannot.")
    assert (shown(viewer, done), shown(viewer, done, reader)) == (["We shall."], ["We cannot."])
    set_visibility(done.head, done.fresh().evaluation, Visibility.INTERNAL)
    done.evaluation.refresh_from_db()
    assert shown(viewer, done) == []


def open_actions() -> set[str]:
    return set(Commitment.objects.filter(visibility="public").values_list("text", flat=True))


def test_key_actions_are_public_with_the_response_and_not_before(done):
    """ER-08"""
    set_visibility(done.head, done.evaluation, Visibility.PUBLIC)
    assert open_actions() == set()
    done.step(*TO["published"])
    assert open_actions() == {"Mend it"}
    done.step(Step.REOPEN)
    done.promise(done.whole, "Build another mill")
    set_visibility(done.head, done.fresh().evaluation, Visibility.INTERNAL)
    assert open_actions() == set()
    set_visibility(done.head, done.fresh().evaluation, Visibility.PUBLIC)
    assert open_actions() == {"Mend it"}
    done.step(*TO["published"])
    assert open_actions() == {"Mend it", "Build another mill"}


@pytest.mark.parametrize("stated", ["", "approved"])
def test_what_a_paper_says_is_open_with_the_evaluation_and_can_be_reopened(officer, viewer, office, stated):
    """ER-04, ER-08"""
    of = evaluation(office.country, stage="completed", completed="2020-03", visibility="public")
    made = ManagementResponse.objects.create(evaluation=of, unit=office.country, description="Read.")
    read(viewer(officer), made, stated)
    assert made.visibility == "public"
    assert [step.from_source for step in made.steps.all()] == [True]
    take(viewer(officer), made, Step.REOPEN, "Mistakes.")
    made.refresh_from_db()
    kept = made.versions.get()
    assert (made.version, made.visibility, kept.by) == (2, "internal", None)
    assert kept.published_at is not None


def test_a_later_copy_does_not_undo_the_steps_of_the_office(done, officer, viewer):
    """ER-07"""
    of = done.step(*TO["submitted"])
    read(viewer(officer), of, "approved")
    assert done.fresh().approval == "submitted"


def test_in_time_by_the_day_of_the_first_submission(done, officer, viewer):
    """ER-02: completed in May 2025, due on 12 July; the day of the tests is 16 June"""
    of = done.fresh()
    today = viewer(officer).today
    assert (timing(of, 42, today).timing, str(timing(of, 42, today).due)) == (Timing.WAITING, "2025-07-12")
    of = done.step(Step.SUBMIT)
    assert (of.given_on, timing(of, 42, today).timing) == (today, Timing.ON_TIME)
    assert (timing(of, 10, today).timing, timing(of, 10, today).days) == (Timing.LATE, 6)
    of = done.step(Step.RETURN)
    assert timing(of, 10, today).timing is Timing.OVERDUE
    of = done.step(Step.SUBMIT, Step.APPROVE, Step.REOPEN)
    assert (of.given_on, timing(of, 42, today).timing) == (today, Timing.ON_TIME)


def test_the_filter_for_what_is_in_time_finds_what_the_rule_says(officer, viewer, office):
    """ER-02"""
    today = viewer(officer).today
    made = []
    for number, (completed, given_on, approval) in enumerate(
        (done, given, approval)
        for done in (None, "2024-12", "2025-06")
        for given in (None, "2025-02-11", "2025-02-12")
        for approval in ("", "draft", "returned", "submitted", "approved")
    ):
        dated = {"completed": completed} if completed else {}
        of = evaluation(office.country, f"Review {number}", stage="completed", **dated)
        made.append(of.responses.create(unit=office.country, approval=approval, given_on=given_on))
    for name in Timing:
        rows = ManagementResponse.objects.filter(in_timing(name, 42, today))
        assert {row.pk for row in rows} == {
            row.pk for row in ManagementResponse.objects.all() if timing(row, 42, today).timing is name
        }, name


def test_each_agency_answers_for_itself(done, stranger, viewer, office):
    """ER-11"""
    of, theirs = done.evaluation, viewer(stranger)
    set_visibility(done.head, of, Visibility.INTERNAL)
    with pytest.raises(Problem, match="takes no part"):
        start(theirs, of, office.neighbour)
    Agency.objects.create(evaluation=of, name="Borland", unit=office.neighbour)
    assert list(unanswered(theirs)) == [of]
    made = start(theirs, of, office.neighbour)
    assert list(unanswered(theirs)) == []
    assert (made.unit, made.approval) == (office.neighbour, Approval.DRAFT)
    assert list(responses(theirs)) == [made]
    assert list(responses(done.officer)) == [done.response]
    done.step(*TO["approved"])
    assert set(responses(theirs)) == {made, done.response}
    with pytest.raises(Problem, match="has answered"):
        start(theirs, of, office.neighbour)


def test_only_a_completed_evaluation_is_answered(officer, viewer, office):
    with pytest.raises(Problem, match="Only a completed"):
        start(viewer(officer), evaluation(office.country), office.country)


def test_every_refusal_has_a_sentence_in_the_words_of_the_page(done):
    of = done.step(*TO["approved"])
    assert "Approved" in refused(Step.SUBMIT, done.officer, of).sentence
    of = ManagementResponse.objects.create(evaluation=evaluation(of.unit, "Other"), unit=of.unit)
    assert "read from a paper" in refused(Step.SUBMIT, done.officer, of).sentence
