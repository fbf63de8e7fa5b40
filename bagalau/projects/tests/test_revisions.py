"""Revisions of a signed project: opened, worked on, decided by the board, or given up with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bagalau.lib.problems import Problem
from bagalau.lib.severity import Severity
from bagalau.people.models import JournalEntry
from bagalau.projects import actions
from bagalau.projects.actions.life import take_step
from bagalau.projects.actions.revisions import decide, open_revision, submit, take_back, withdraw
from bagalau.projects.actions.rows import remove_row, save_row
from bagalau.projects.models import BudgetLine, Contribution, FindingDismissal, Project, ProjectVersion, Risk, WorkPlan
from bagalau.projects.queries.life import fits, said_by
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.compare import differences
from bagalau.projects.rules.findings import Finding
from bagalau.projects.rules.life import Phase, RevisionKind
from bagalau.projects.rules.revisions import Verdict
from bagalau.projects.tests.ready import line, plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]
K, V = RevisionKind, Verdict
ON = date(2025, 5, 20)


def refused(code: str, action, *given, **more) -> Problem:
    before = (JournalEntry.objects.count(), ProjectVersion.objects.count())
    with pytest.raises(Problem) as found:
        action(*given, **more)
    assert found.value.code == code
    assert (JournalEntry.objects.count(), ProjectVersion.objects.count()) == before
    return found.value


@pytest.fixture
def revision(signed, actor) -> ProjectVersion:
    """A general revision in which a risk changed."""
    made = open_revision(actor, signed, K.GENERAL, "The floods came")
    save_row(actor, Risk.objects.get(number=1), {"owner": "Engineer"})
    return made


def test_a_signed_project_is_worked_on_once_a_revision_is_open(signed, actor):
    """PL-02, PL-15"""
    risk = Risk.objects.get(number=1)
    refused("not-editable", save_row, actor, risk, {"owner": "Engineer"})
    made = open_revision(actor, signed, K.GENERAL, "The floods came")
    assert (made.number, made.state) == (2, "open")
    save_row(actor, risk, {"owner": "Engineer"})


def test_a_revision_of_a_revision_under_way_is_refused(revision, signed, actor):
    """PL-03"""
    found = refused("revision-under-way", open_revision, actor, signed, K.BUDGET, "More")
    assert "Version 2 is under way" in str(found)
    submit(actor, revision)
    refused("revision-under-way", open_revision, actor, signed, K.BUDGET, "More")


def test_only_what_is_under_way_is_revised_and_with_a_reason(ready, actor):
    """PL-03, PL-15"""
    assert "Draft" in str(refused("not-under-way", open_revision, actor, ready, K.GENERAL, "Floods"))
    Project.objects.update(status=Phase.SIGNED)
    assert list(refused("reason-missing", open_revision, actor, ready, K.GENERAL, " ").details) == ["reason"]
    refused("no-such-kind", open_revision, actor, ready, K.ORIGINAL, "Floods")


def test_who_may_open_a_revision_and_who_may_not(signed, viewer, stranger, reader, board, manager):
    for who in (viewer(stranger), viewer(reader), board, viewer(None)):
        assert refused("not-allowed", open_revision, who, signed, K.GENERAL, "Floods").status == 403
    assert open_revision(manager, Project.objects.get(), K.GENERAL, "Floods").opened_by == manager.person


def test_what_the_board_approves_is_the_next_version_for_good(revision, signed, actor, board):
    """PL-04, PL-18"""
    submit(actor, revision)
    decide(board, revision, V.APPROVE, "The owner of the risk is named.", ON)
    first, second = ProjectVersion.objects.order_by("number")
    assert (second.state, second.signed_by, second.decided_on) == ("signed", board.person, ON)
    assert [one.label for one in differences(said_by(first), said_by(second))] == ["risks 1 Floods · owner"]
    assert said_by(second) == record_of(signed)
    assert fits(first)
    assert fits(second)
    refused("not-editable", save_row, actor, Risk.objects.get(number=2), {"owner": "Engineer"})


def test_no_action_touches_a_signed_version(signed, actor, head, board):
    """PL-04"""
    version = ProjectVersion.objects.get()
    for action, given in (
        (submit, (actor,)),
        (take_back, (actor,)),
        (withdraw, (actor,)),
        (decide, (board,)),
    ):
        more = {withdraw: ("Why",), decide: (V.REJECT, "No", ON)}.get(action, ())
        assert refused("not-now", action, *given, version, *more).status == 409
    made = open_revision(actor, signed, K.GENERAL, "Floods")
    actions.store(actor, signed, {"title": "Tunnels"})
    submit(actor, made)
    decide(board, made, V.APPROVE, "Yes", ON)
    take_step(head, signed, Phase.SUSPENDED, ON, reason="Frost")
    kept = ProjectVersion.objects.get(number=1)
    assert (kept.digest, kept.content) == (version.digest, version.content)
    assert fits(kept)
    assert said_by(kept).title == "Bridges over the Irtysh"


def test_what_lies_with_the_board_is_not_worked_on(revision, actor, board):
    """PL-03"""
    submit(actor, revision)
    risk = Risk.objects.get(number=1)
    refused("with-the-board", save_row, actor, risk, {"owner": "Driver"})
    take_back(actor, revision)
    save_row(actor, risk, {"owner": "Driver"})
    refused("not-now", decide, board, revision, V.APPROVE, "Yes", ON)


def test_the_board_decides_on_what_it_looked_at(revision, actor, board):
    seen = submit(actor, revision).digest
    take_back(actor, revision)
    save_row(actor, Risk.objects.get(number=1), {"owner": "Driver"})
    submit(actor, revision)
    refused("changed-meanwhile", decide, board, revision, V.APPROVE, "Yes", ON, seen=seen)
    refused("changed-meanwhile", submit, actor, take_back(actor, revision), seen="2020")


def test_a_decision_has_its_words_and_its_day(revision, signed, actor, board):
    """PL-13, PL-18"""
    submit(actor, revision)
    assert list(refused("decision-missing", decide, board, revision, V.APPROVE, " ", ON).details) == ["decision"]
    ahead = actor.today + timedelta(1)
    assert list(refused("day-ahead", decide, board, revision, V.APPROVE, "Yes", ahead).details) == ["decided_on"]
    refused("day-before", decide, board, revision, V.APPROVE, "Yes", date(2024, 1, 1))


def test_what_the_board_returns_is_worked_on_again(revision, actor, board):
    """PL-18"""
    submit(actor, revision)
    decide(board, revision, V.RETURN, "Name the deputy too.", ON)
    again = ProjectVersion.objects.get(number=2)
    assert (again.state, again.decision, again.content) == ("open", "Name the deputy too.", {})
    save_row(actor, Risk.objects.get(number=2), {"owner": "Deputy"})
    submit(actor, again)


def test_nobody_decides_on_the_own_revision_while_somebody_else_may(signed, head, actor, board):
    """PL-12"""
    for opens, submits in ((head, actor), (actor, head)):
        made = ProjectVersion.objects.filter(state="open").first() or open_revision(actor, signed, K.GENERAL, "Floods")
        ProjectVersion.objects.filter(pk=made.pk).update(opened_by=opens.person)
        save_row(actor, Risk.objects.get(number=1), {"owner": opens.person.name})
        submit(actor, made)
        ProjectVersion.objects.filter(pk=made.pk).update(submitted_by=submits.person)
        assert "Bolat Board" in str(refused("own-work", decide, head, made, V.APPROVE, "Yes", ON))
        take_back(actor, made)


def test_whoever_is_alone_decides_with_a_reason(revision, head, actor):
    """PL-12"""
    submit(actor, revision)
    ProjectVersion.objects.filter(pk=revision.pk).update(opened_by=head.person)
    assert list(refused("alone", decide, head, revision, V.APPROVE, "Yes", ON).details) == ["reason"]
    decide(head, revision, V.APPROVE, "Yes", ON, reason="No board yet")


def test_a_stranger_and_the_officer_do_not_decide(revision, actor, viewer, stranger, manager):
    submit(actor, revision)
    for who in (actor, viewer(stranger), manager):
        assert refused("not-allowed", decide, who, revision, V.APPROVE, "Yes", ON).status == 403


def worked_over(project: Project) -> r.Project:
    """A record in which rows went, came, moved and changed everywhere."""
    told = record_of(project)
    first = replace(told.contributions[0], name="Treasury", amount=Decimal(1))
    return replace(
        told,
        title="Tunnels",
        contributions=(first, r.Contribution(name="Ministry of Roads", amount=Decimal(5))),
        results=(r.Result(at="x", level=r.Level.OUTPUT, title="Tunnels stand"),),
        links=(),
        work_plans=(plan(2024, line("72100", 7, "Treasury")), told.work_plans[1]),
        risks=(told.risks[1], r.Risk(number=9, description="Rock")),
    )


@pytest.mark.parametrize("by_the_board", [True, False])
def test_what_is_given_up_is_kept_and_the_project_says_again_what_was_signed(signed, actor, board, by_the_board):
    """PL-18"""
    before = record_of(signed)
    keys = {table: set(table.objects.values_list("pk", flat=True)) for table in (Risk, BudgetLine, WorkPlan)}
    made = open_revision(actor, signed, K.GENERAL, "Tunnels")
    actions.take_record(actor, signed, worked_over(signed))
    tunnels = record_of(Project.objects.get())
    if by_the_board:
        submit(actor, made)
        decide(board, made, V.REJECT, "Bridges stay bridges.", ON)
    else:
        withdraw(actor, made, "Bridges stay bridges.")
    made = ProjectVersion.objects.get(number=2)
    assert (made.state, fits(made)) == ("withdrawn", True)
    assert said_by(made) == tunnels
    restored = record_of(Project.objects.get())
    assert restored == said_by(ProjectVersion.objects.get(number=1)) == before
    assert [row.at for row in restored.risks] == [row.at for row in before.risks]
    assert {table: set(table.objects.values_list("pk", flat=True)) for table in keys} == keys
    refused("not-editable", save_row, actor, Risk.objects.get(number=2), {"owner": "Engineer"})
    assert open_revision(actor, signed, K.GENERAL, "Again").number == 3


def test_a_source_that_went_and_came_again_is_one_when_a_revision_is_given_up(signed, actor):
    """PL-18"""
    made = open_revision(actor, signed, K.BUDGET, "Money")
    told = record_of(signed)
    plans = tuple(
        replace(
            year,
            activity_results=tuple(
                replace(one, lines=tuple(x for x in one.lines if x.source != "UNDP")) for one in year.activity_results
            ),
        )
        for year in told.work_plans
    )
    actions.take_record(actor, signed, replace(told, work_plans=plans))
    remove_row(actor, Contribution.objects.get(name="UNDP"))
    save_row(actor, Contribution(project=signed), {"name": "UNDP", "amount": Decimal(3)})
    withdraw(actor, made, "No")
    assert record_of(Project.objects.get()) == told


def test_to_give_up_needs_a_reason_and_the_right(revision, actor, viewer, reader):
    assert list(refused("reason-missing", withdraw, actor, revision, " ").details) == ["reason"]
    refused("not-allowed", withdraw, viewer(reader), revision, "No")


def test_a_revision_that_is_not_ready_is_refused_with_what_to_do(signed, actor):
    """PL-15, PL-16, PL-17"""
    made = open_revision(actor, signed, K.NO_COST_EXTENSION, "Rain")
    assert list(refused("revision-not-ready", submit, actor, made).details) == ["nothing"]
    save_row(actor, BudgetLine.objects.get(account="71600"), {"amount": Decimal(150)})
    found = refused("revision-not-ready", submit, actor, made)
    assert {"money", "end"} <= set(found.details)
    withdraw(actor, made, "A budget revision is better")
    budget = open_revision(actor, signed, K.BUDGET, "Rain")
    save_row(actor, Risk.objects.get(number=1), {"owner": "Engineer"})
    assert list(refused("revision-not-ready", submit, actor, budget).details) == ["lines"]


def test_a_no_cost_extension_moves_the_end(signed, actor, board):
    """PL-16"""
    made = open_revision(actor, signed, K.NO_COST_EXTENSION, "Rain")
    actions.store(actor, signed, {"end": "2026-06-30"})
    submit(actor, made)
    decide(board, made, V.APPROVE, "Extended to June.", ON)
    assert str(said_by(ProjectVersion.objects.get(number=2)).end) == "2026-06-30"


def test_a_project_is_not_closed_or_cancelled_while_it_is_revised(revision, signed, head):
    """PL-10"""
    found = refused("missing", take_step, head, signed, Phase.CANCELLED, ON, reason="No money")
    assert list(found.details) == ["revision"]


def test_a_revision_that_adds_errors_is_refused_until_they_are_dismissed(signed, actor, monkeypatch):
    """PL-15"""
    made = open_revision(actor, signed, K.GENERAL, "Tunnels")
    actions.store(actor, signed, {"title": "Tunnels"})
    finding = Finding("PD-99", Severity.ERROR, "", "title", "There are no tunnels.")
    monkeypatch.setattr(
        "bagalau.projects.queries.revisions.check", lambda told: [finding] if told.title == "Tunnels" else []
    )
    assert list(refused("revision-not-ready", submit, actor, made).details) == ["errors"]
    FindingDismissal.objects.create(project=signed, rule="PD-99", mark=finding.mark, reason="There will be")
    submit(actor, made)
