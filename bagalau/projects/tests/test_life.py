"""The steps of a project: who takes them, what blocks them, and what they leave behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects.actions.life import Answer, register, take_step
from bagalau.projects.models import BoardMember, MonitoringAction, Project, ProjectStep, ProjectVersion, Signature
from bagalau.projects.queries.life import facts, fits, said_by
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.life import STEPS, Phase
from bagalau.projects.rules.steps import questions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]
S = Phase
DAY = date(2024, 2, 1)


def refused(code: str, *given, **more) -> Problem:
    """The refusal of a step, which leaves no trace."""
    before = (Project.objects.get().status, ProjectStep.objects.count(), JournalEntry.objects.count())
    with pytest.raises(Problem) as found:
        take_step(*given, **more)
    assert found.value.code == code
    assert (Project.objects.get().status, ProjectStep.objects.count(), JournalEntry.objects.count()) == before
    return found.value


def answers(project: Project, to: Phase) -> list[Answer]:
    return [Answer(question, source, True, "Letter 5") for question, source in questions(to, facts(project))]


def test_a_project_goes_the_whole_way(ready, actor, head):
    """PL-01"""
    take_step(actor, ready, S.APPRAISED, date(2024, 1, 10))
    take_step(head, ready, S.APPROVED, date(2024, 1, 20))
    take_step(head, ready, S.SIGNED, DAY)
    take_step(actor, ready, S.ACTIVE, date(2024, 3, 1))
    take_step(head, ready, S.SUSPENDED, date(2024, 4, 1), reason="Floods")
    take_step(actor, ready, S.ACTIVE, date(2024, 5, 1), reason="The water fell")
    closed = S.OPERATIONALLY_CLOSED
    take_step(actor, ready, closed, date(2025, 1, 31), reason="Board of 15 January", answers=answers(ready, closed))
    last = take_step(actor, ready, S.FINANCIALLY_CLOSED, date(2025, 6, 1), answers=answers(ready, S.FINANCIALLY_CLOSED))
    assert last.status == Project.objects.get().status == S.FINANCIALLY_CLOSED
    said = list(ProjectStep.objects.order_by("pk").values_list("status", "on"))
    assert [status for status, _on in said] == [
        S.DRAFT, S.APPRAISED, S.APPROVED, S.SIGNED, S.ACTIVE, S.SUSPENDED, S.ACTIVE, closed, S.FINANCIALLY_CLOSED,
    ]  # fmt: skip
    assert said[3][1] == DAY
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[1:] == [f"to {status}" for status, _on in said[1:]]


def test_a_step_that_there_is_not_is_refused(ready, head):
    """PL-01"""
    assert "“Draft” cannot become “Signed”" in str(refused("no-such-step", head, ready, S.SIGNED, DAY).sentence)


@pytest.mark.parametrize("to", S)
def test_a_stranger_and_a_reader_take_no_step(ready, viewer, stranger, reader, to):
    for person in (stranger, reader, None):
        assert refused("not-allowed", viewer(person), ready, to, DAY).status == 403


def test_the_manager_takes_no_step_with_the_own_project(ready, manager):
    for to in STEPS[S.DRAFT]:
        assert refused("not-allowed", manager, ready, to, DAY).status == 403


def test_a_member_of_the_board_approves_the_project_of_that_board_alone(ready, actor, board, office):
    take_step(actor, ready, S.APPRAISED, DAY)
    other = Project.objects.create(unit=office.country, title="Tunnels", status=S.APPRAISED)
    with pytest.raises(Problem) as found:
        take_step(board, other, S.APPROVED, DAY)
    assert found.value.code == "not-allowed"
    other.delete()
    assert take_step(board, ready, S.APPROVED, DAY).status == S.APPROVED
    refused("not-allowed", board, ready, S.SIGNED, DAY)


def test_what_is_missing_is_told_in_sentences_that_say_what_to_do(ready, head):
    """PL-07"""
    Project.objects.update(status=S.APPROVED, errors=2)
    Signature.objects.update(signed=None)
    BoardMember.objects.all().delete()
    found = refused("missing", head, ready, S.SIGNED, DAY)
    assert found.details == {
        "errors": "Mend each error that the checker finds, or dismiss it with a reason.",
        "board": "Name the members of the board.",
        "signatures": "Say who signed, and the day of each signature.",
    }


def test_nothing_with_open_errors_is_approved(ready, actor, head):
    """PL-06"""
    take_step(actor, ready, S.APPRAISED, DAY)
    Project.objects.update(errors=1)
    refused("missing", head, ready, S.APPROVED, DAY)


def test_a_step_without_its_reason_is_refused(ready, actor, head):
    """PL-09"""
    take_step(actor, ready, S.APPRAISED, DAY)
    for to in (S.DRAFT, S.REJECTED, S.CANCELLED):
        found = refused("reason-missing", head, ready, to, DAY, reason="  ")
        assert list(found.details) == ["reason"]


def test_no_day_lies_ahead_or_before_the_step_before(ready, actor, head):
    """PL-13"""
    refused("day-ahead", actor, ready, S.APPRAISED, actor.today + timedelta(1))
    take_step(actor, ready, S.APPRAISED, DAY)
    assert list(refused("day-before", head, ready, S.APPROVED, DAY - timedelta(1)).details) == ["on"]
    take_step(head, ready, S.APPROVED, DAY)


def test_nobody_approves_what_they_appraised_while_somebody_else_may(
    ready, head, viewer, make_person, office, administrator
):
    """PL-12"""
    take_step(head, ready, S.APPRAISED, DAY)
    other = make_person("head_of_unit", unit=office.region, name="Ruslan Region")
    found = refused("own-work", head, ready, S.APPROVED, DAY)
    assert "Ruslan Region" in str(found)
    assert "Aigul Admin" not in str(found)
    assert take_step(viewer(other), ready, S.APPROVED, DAY).status == S.APPROVED


def test_whoever_is_alone_says_why_they_decide_alone(ready, head, administrator):
    """PL-12"""
    take_step(head, ready, S.APPRAISED, DAY)
    assert list(refused("alone", head, ready, S.APPROVED, DAY).details) == ["reason"]
    take_step(head, ready, S.APPROVED, DAY, reason="The deputy left in January")
    assert ProjectStep.objects.filter(status=S.APPROVED).get().reason == "The deputy left in January"


def test_whoever_looked_at_an_earlier_state_is_told(ready, actor):
    refused("changed-meanwhile", actor, ready, S.APPRAISED, DAY, seen="2020-01-01")
    take_step(actor, ready, S.APPRAISED, DAY, seen=ready.seen)


def test_a_signature_makes_the_first_version_for_good(ready, actor, head):
    """PL-04"""
    take_step(actor, ready, S.APPRAISED, DAY)
    take_step(head, ready, S.APPROVED, DAY)
    take_step(head, ready, S.SIGNED, DAY)
    version = ProjectVersion.objects.get()
    assert (version.number, version.kind, version.state, version.decided_on) == (1, "original", "signed", DAY)
    assert said_by(version) == record_of(ready)
    assert fits(version)
    assert JournalEntry.objects.get(verb="to signed").after["digest"] == version.digest
    version.content["title"] = "Tunnels"
    assert not fits(version)


def test_a_closure_keeps_what_was_answered(signed, actor):
    """PL-10, PL-11"""
    to = S.OPERATIONALLY_CLOSED
    refused("reason-missing", actor, signed, to, actor.today)
    given = answers(signed, to)
    found = refused("not-answered", actor, signed, to, actor.today, reason="Board", answers=given[:1])
    assert list(found.details) == ["note_1"]
    take_step(actor, signed, to, actor.today, reason="Board", answers=given)
    kept = ProjectStep.objects.filter(status=to).get().answers
    assert kept[0] == {"question": "review", "source": "", "applies": True, "note": "Letter 5"}
    found = refused("not-answered", actor, signed, S.FINANCIALLY_CLOSED, actor.today)
    assert len(found.details) == 6  # the balance of each of the two sources


def test_a_plan_that_does_not_say_how_it_ended_keeps_a_project_open(signed, actor):
    """PL-10"""
    MonitoringAction.objects.update(completed="")
    to = S.OPERATIONALLY_CLOSED
    found = refused("missing", actor, signed, to, actor.today, reason="Board", answers=answers(signed, to))
    assert list(found.details) == ["monitoring"]


def test_what_was_signed_on_paper_is_registered_though_the_checker_finds_errors(ready, actor):
    """PL-14"""
    Project.objects.update(errors=8)
    register(actor, ready, S.ACTIVE, {S.SIGNED: DAY, S.ACTIVE: date(2024, 3, 1)}, reason="Scan of the signed paper")
    project, version = Project.objects.get(), ProjectVersion.objects.get()
    assert project.status == S.ACTIVE
    assert (version.from_source, said_by(version)) == (True, record_of(project))
    found = ProjectStep.objects.filter(from_source=True).order_by("pk").values_list("status", "on")
    assert list(found) == [(S.SIGNED, DAY), (S.ACTIVE, date(2024, 3, 1))]
    assert JournalEntry.objects.filter(verb="register signed paper").count() == 1


@pytest.mark.parametrize(
    ("to", "days", "code"),
    [
        (S.SIGNED, {S.SIGNED: date(2030, 1, 1)}, "day-ahead"),
        (S.ACTIVE, {S.SIGNED: DAY, S.ACTIVE: DAY - timedelta(1)}, "day-before"),
        (S.APPROVED, {S.SIGNED: DAY}, "no-such-step"),
    ],
)
def test_a_paper_is_registered_with_days_that_can_be(ready, actor, to, days, code):
    """PL-13, PL-14"""
    with pytest.raises(Problem) as found:
        register(actor, ready, to, days)
    assert found.value.code == code
    assert (Project.objects.get().status, ProjectVersion.objects.count()) == (S.DRAFT, 0)


def test_only_an_officer_registers_a_paper_and_only_once(signed, actor, viewer, stranger, board):
    """PL-14"""
    for who, code in ((viewer(stranger), "not-allowed"), (board, "not-allowed"), (actor, "no-such-step")):
        with pytest.raises(Problem) as found:
            register(who, signed, S.SIGNED, {S.SIGNED: DAY})
        assert found.value.code == code
    assert ProjectVersion.objects.count() == 1
