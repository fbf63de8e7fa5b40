"""What is done with an evaluation by hand: making, editing, stages, ratings, files; who may, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from bagalau.documents.actions import About
from bagalau.evaluations.actions import Links, Partner, store
from bagalau.evaluations.actions.life import edit, list_file, move, rate, unlist
from bagalau.evaluations.actions.roster import Declared, declare, join
from bagalau.evaluations.models import CoveredProject, Evaluation, EvaluationPlan, Evaluator, PlanLine
from bagalau.evaluations.queries.life import possible_managers
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import turn
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
NONE = Links()


@pytest.fixture
def manager(make_person, office):
    return make_person("evaluation_manager", unit=office.country, name="Mira Manager")


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country, planned_end="2024-06", budget=Decimal(100), currency="USD")


@pytest.fixture
def done(record, actor, manager) -> Evaluation:
    """An evaluation that was taken through all its stages."""
    edit(actor, record, {"manager": manager}, NONE)
    record = move(actor, record, Stage.TOR_INITIATED)
    list_file(actor, record, b"what to do", "tor.pdf", About(record.unit, type="tor"))
    record.team.create(name="Vera Lead")
    record = move(actor, record, Stage.TEAM_ONBOARD)
    list_file(actor, record, b"what was done", "report.pdf", About(record.unit, type="report"))
    return move(actor, record, Stage.COMPLETED, {"completed": When.parse("2024-06"), "expenditure": Decimal(90)})


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def test_an_evaluation_is_made_by_hand_with_all_that_hangs_on_it(actor, office, manager):
    project = CoveredProject.objects.create(number="P-1", title="Mills", unit=office.country)
    links = Links([project], [Partner("Borland", office.neighbour, "lead")], [("Aida Sen", "Ministry")])
    values = {"title": "Review of mills", "manager": manager, "planned_end": When.parse("2026-03")}
    made = edit(actor, Evaluation(unit=office.country), values, links)
    made = Evaluation.objects.get(pk=made.pk)
    assert (made.title, made.stage, made.manager, str(made.planned_end)) == (
        "Review of mills",
        "planned",
        manager,
        "2026-03",
    )
    assert list(made.projects.all()) == [project]
    assert [(one.name, one.unit, one.role) for one in made.agencies.all()] == [("Borland", office.neighbour, "lead")]
    assert [(one.name, one.organisation) for one in made.reference_group.all()] == [("Aida Sen", "Ministry")]
    (step,) = made.steps.all()
    assert (step.stage, step.by, step.from_source) == ("planned", actor.person, False)
    line = last()
    assert (line.verb, line.after["manager"]) == ("add", "Mira Manager")
    assert line.after["agencies"] == ["Borland (lead)"]
    assert journal.verify() is None


def test_links_that_are_given_anew_replace_the_old_ones_and_the_journal_tells_of_it(actor, record, office):
    edit(actor, record, {}, Links([], [Partner("Borland"), Partner("Carland")], [("Aida Sen", "")]))
    kept = record.agencies.get(name="Carland")
    edit(actor, record, {}, Links([], [Partner("Carland", office.neighbour)], [("Aida Sen", "")]))
    assert [(one.pk, one.unit) for one in record.agencies.all()] == [(kept.pk, office.neighbour)]
    assert last().before == {"agencies": ["Borland (partner)", "Carland (partner)"]}
    lines = journal.length()
    edit(actor, record, {}, Links([], [Partner("Carland", office.neighbour)], [("Aida Sen", "")]))
    assert journal.length() == lines


def test_each_stage_is_a_step_with_who_and_when(done, actor):
    """EL-01"""
    steps = [(one.stage, one.by) for one in done.steps.order_by("pk")]
    assert steps == [(stage, actor.person) for stage in ("planned", "tor_initiated", "team_onboard", "completed")]
    assert done.steps.first().completed_on == date(2024, 6, 30)
    assert (last().verb, last().after["stage"]) == ("move on", "completed")


@pytest.mark.parametrize(("at", "to"), [pair for pair in product(Stage, Stage) if turn(*pair) is None])
def test_a_step_that_cannot_be_is_refused_with_its_reason(actor, record, at, to):
    """EL-02"""
    Evaluation.objects.filter(pk=record.pk).update(stage=at)
    with pytest.raises(Problem, match="cannot become"):
        move(actor, record, to, reason="Why not")
    record.refresh_from_db()
    assert record.stage == at


def test_completion_is_refused_with_everything_that_is_missing(actor, record):
    """EL-03"""
    with pytest.raises(Problem) as refused:
        move(actor, record, Stage.COMPLETED, {"completed": None, "expenditure": None})
    assert set(refused.value.details) == {"completed", "expenditure", "tor", "report", "member", "manager"}
    record.refresh_from_db()
    assert record.stage == "planned"
    assert not record.steps.exists()


def test_completion_asks_for_the_declarations_that_an_earlier_stage_asks_for(done, actor, office):
    """EL-03"""
    said = {"completed": done.completed, "expenditure": done.expenditure}
    planned = move(actor, done, Stage.PLANNED, reason="It was begun again.")
    evaluator = Evaluator.objects.create(name="Sara Steppe", unit=office.country)
    join(actor, planned, {"evaluator": evaluator})
    declare(actor, planned, evaluator, Declared(date(2024, 1, 5), True, "Her brother owns the mill."))
    with pytest.raises(Problem) as refused:
        move(actor, planned, Stage.COMPLETED, said)
    assert set(refused.value.details) == {"declarations"}
    declare(actor, planned, evaluator, Declared(date(2024, 1, 9), False))
    assert move(actor, planned, Stage.COMPLETED, said).stage == "completed"


def test_nothing_is_completed_in_the_future(done, actor):
    """EL-15"""
    for values, name in (
        ({"completed": When.parse("2025-07")}, "completed"),
        ({"tor_completed_on": date(2025, 6, 17)}, "tor_completed_on"),
    ):
        with pytest.raises(Problem, match="still to come") as refused:
            edit(actor, done, values, NONE)
        assert set(refused.value.details) == {name}
    again = move(actor, done, Stage.TEAM_ONBOARD, reason="The report is written anew.")
    said = {"expenditure": Decimal(90), "variance_note": "The river rose."}
    with pytest.raises(Problem, match="still to come"):
        move(actor, again, Stage.COMPLETED, said | {"completed": When.parse("2030")})
    assert move(actor, again, Stage.COMPLETED, said | {"completed": When.parse("2025-06")}).stage == "completed"


def test_what_a_paper_says_of_the_future_does_not_keep_the_rest_from_being_edited(actor, office):
    """EL-15"""
    read = evaluation(office.country, stage="completed", completed="2030-01")
    assert edit(actor, read, {"type": "Project", "completed": read.completed}, NONE).type == "Project"


@pytest.mark.parametrize(("completed", "spent"), [("2024-06", 101), ("2024-07", 90)])
def test_more_money_or_time_than_planned_is_explained(done, actor, completed, spent):
    """EL-05"""
    move(actor, done, Stage.TEAM_ONBOARD, reason="The report is written anew.")
    said = {"completed": When.parse(completed), "expenditure": Decimal(spent)}
    with pytest.raises(Problem) as refused:
        move(actor, done, Stage.COMPLETED, said)
    assert set(refused.value.details) == {"variance_note"}
    again = move(actor, done, Stage.COMPLETED, said | {"variance_note": "The river rose."})
    assert (again.stage, again.variance_note) == ("completed", "The river rose.")


def test_what_is_taken_up_again_has_not_ended_and_its_history_stays(done, actor):
    """EL-02, EL-01"""
    with pytest.raises(Problem) as refused:
        move(actor, done, Stage.PLANNED)
    assert set(refused.value.details) == {"reason"}
    again = move(actor, done, Stage.TEAM_ONBOARD, reason="The report is written anew.")
    assert (again.stage, again.completed) == ("team_onboard", None)
    assert [one.completed_on for one in again.steps.all()[:2]] == [None, date(2024, 6, 30)]
    assert (again.steps.all()[0].reason, last().verb) == ("The report is written anew.", "take up again")


def test_what_is_cancelled_stays_with_its_justification(actor, record):
    """EL-02"""
    gone = move(actor, record, Stage.CANCELLED, reason="The project was stopped.")
    assert (gone.stage, gone.justification) == ("cancelled", "The project was stopped.")
    assert (last().verb, last().after["justification"]) == ("cancel", "The project was stopped.")
    back = move(actor, gone, Stage.PLANNED, reason="It was begun again.")
    assert (back.stage, back.justification) == ("planned", "")


def test_what_a_posted_plan_promises_is_moved_and_cancelled_by_a_change_of_the_plan(actor, record):
    plan = EvaluationPlan.objects.create(
        unit=record.unit, starts=date(2021, 1, 1), ends=date(2025, 12, 31), status="posted"
    )
    end = date(2024, 6, 30)
    PlanLine.objects.create(plan=plan, title=record.title, evaluation=record, planned_end_on=end)
    with pytest.raises(Problem, match="stands in the posted plan"):
        edit(actor, record, {"planned_end": When.parse("2024-12")}, NONE)
    with pytest.raises(Problem, match="ask for its deletion there"):
        move(actor, record, Stage.CANCELLED, reason="No money.")
    record.refresh_from_db()
    edit(actor, record, {"planned_end": When.parse("2024-06"), "type": "Project"}, NONE)
    record.refresh_from_db()
    assert (record.type, record.stage) == ("Project", "planned")


def test_what_is_completed_does_not_lose_what_completion_needs(done, actor):
    """EL-04"""
    for values, name in (
        ({"expenditure": None}, "expenditure"),
        ({"expenditure": Decimal(101)}, "variance_note"),
        ({"manager": None}, "manager"),
    ):
        with pytest.raises(Problem) as refused:
            edit(actor, done, values, NONE)
        assert set(refused.value.details) == {name}
    with pytest.raises(Problem):
        unlist(actor, done, done.listed_documents.get(type="report"))
    done.refresh_from_db()
    assert (done.expenditure, done.listed_documents.count()) == (Decimal(90), 2)


def test_what_a_paper_says_is_completed_may_be_edited_though_something_is_missing(actor, office):
    """EL-04"""
    read = evaluation(office.country, stage="completed", completed="2020-01")
    assert edit(actor, read, {"title": "Review of old mills"}, NONE).title == "Review of old mills"


def test_a_manager_needs_a_role_that_fits_and_none_of_the_projects(actor, record, manager, make_person, office):
    """EL-07"""
    for role, unit in (("reader", office.country), ("evaluation_manager", office.neighbour)):
        with pytest.raises(Problem, match="has no role for this unit"):
            edit(actor, record, {"manager": make_person(role, unit=unit)}, NONE)
    project = CoveredProject.objects.create(number="P-1", title="Mills", unit=office.country, manager=manager)
    with pytest.raises(Problem, match="manages a project of this evaluation"):
        edit(actor, record, {"manager": manager}, Links(projects=[project]))
    edit(actor, record, {"manager": manager}, NONE)
    with pytest.raises(Problem, match="manages a project of this evaluation"):
        edit(actor, record, {}, Links(projects=[project]))
    record.refresh_from_db()
    assert record.manager == manager
    assert not record.projects.exists()
    assert set(possible_managers(actor, [office.country])) == {actor.person, manager}


def test_somebody_who_looked_at_an_earlier_state_is_told_so(actor, record):
    seen = record.seen
    edit(actor, record, {"type": "Project"}, NONE, seen=seen)
    for change in (
        lambda: edit(actor, record, {"type": "Outcome"}, NONE, seen=seen),
        lambda: move(actor, record, Stage.CANCELLED, reason="No money.", seen=seen),
        lambda: rate(actor, record, "s", seen=seen),
    ):
        with pytest.raises(Problem) as refused:
            change()
        assert refused.value.status == 409
    record.refresh_from_db()
    assert (record.type, record.stage) == ("Project", "planned")


def test_a_rating_is_kept_in_the_steps_and_changes_with_a_reason(done, actor, viewer, make_person, office):
    """EL-12, EL-01"""
    rater = viewer(make_person("oversight", unit=office.region))
    rate(rater, done, "s")
    with pytest.raises(Problem, match="Say why the rating changes"):
        rate(rater, done, "ms")
    rate(rater, done, "ms", "The annexes are thin.")
    steps = [(one.quality_rating, one.by, one.reason) for one in done.steps.all()[:2]]
    assert steps == [("ms", rater.person, "The annexes are thin."), ("s", rater.person, "")]
    assert (last().verb, last().before, last().after["quality_rating"]) == ("rate", {"quality_rating": "s"}, "ms")
    with pytest.raises(Problem) as refused:
        store(rater, done, {"title": "Mine"})
    assert refused.value.status == 403


def test_neither_the_manager_rates_nor_anybody_what_is_not_completed(done, actor, viewer, manager, make_person, office):
    """EL-12"""
    own = make_person("evaluation_focal_point", unit=office.country)
    edit(actor, done, {"manager": own}, NONE)
    with pytest.raises(Problem, match="not by its own manager"):
        rate(viewer(own), done, "hs")
    with pytest.raises(Problem, match="Only a completed evaluation"):
        rate(actor, evaluation(office.country, "Another"), "hs")
    with pytest.raises(Problem) as refused:
        rate(viewer(manager), done, "hs")
    assert refused.value.status == 403


@pytest.mark.parametrize("role", ["reader", "contributor", "head_of_unit", "auditor", None])
def test_who_may_not_edit_changes_nothing(record, make_person, viewer, office, role):
    other = viewer(make_person(role, unit=office.country if role else None))
    for change in (
        lambda: edit(other, record, {"title": "Mine"}, NONE),
        lambda: move(other, record, Stage.CANCELLED, reason="No"),
        lambda: list_file(other, record, b"x", "x", About(record.unit)),
    ):
        with pytest.raises(Problem) as refused:
            change()
        assert refused.value.status == 403
    record.refresh_from_db()
    assert record.title == "Review of the mills"
