"""Records that are brought into the tables: keys stay, what is not named goes, and nothing is saved half."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects import actions
from bagalau.projects.actions.rows import move_row, remove_row, save_row
from bagalau.projects.models import BudgetLine, Contribution, Link, Project, Result, Risk, Share
from bagalau.projects.queries.budget import source_names
from bagalau.projects.queries.record import record_of, records_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.life import Phase
from bagalau.projects.rules.sources import called

pytestmark = pytest.mark.django_db
LINES = (
    r.BudgetLine(account="71600", description="Travel", amount=Decimal("1200.50"), source="Ministry"),
    r.BudgetLine(
        account="72100",
        amount=Decimal(100),
        split=(r.Share(source="Ministry", amount=Decimal(60)), r.Share(source="UNDP", amount=Decimal(40))),
    ),
)
TOLD = r.Project(
    title="Bridges over the Irtysh",
    currency="USD",
    contributions=(
        r.Contribution(name="Ministry of Roads", also_called=("Ministry",), amount=Decimal(1260)),
        r.Contribution(name="UNDP", amount=Decimal(40)),
    ),
    results=(
        r.Result(
            at="o",
            level=r.Level.OUTCOME,
            title="Safer roads",
            children=(r.Result(at="u", level=r.Level.OUTPUT, number="1", title="Bridges stand"),),
        ),
    ),
    links=(r.Link(cause="u", effect="o", claim="Bridges shorten the way"),),
    work_plans=(r.WorkPlan(year=2024, activity_results=(r.PlannedResult(number="1", lines=LINES),)),),
    risks=(r.Risk(number=1, description="Floods"), r.Risk(number=2, description="Frost")),
)


@pytest.fixture
def project(actor, office):
    made = Project(unit=office.country)
    actions.take_record(actor, made, TOLD)
    return Project.objects.get(pk=made.pk)


def test_a_record_is_told_as_it_was_brought(project):
    told = record_of(project)
    names = [[line.source for line in planned.lines] for planned in told.work_plans[0].activity_results]
    assert names == [["Ministry of Roads", ""]]
    assert [share.source for share in told.work_plans[0].activity_results[0].lines[1].split] == [
        "Ministry of Roads",
        "UNDP",
    ]
    assert replace(told, contributions=(), work_plans=(), links=()) == replace(
        TOLD, contributions=(), work_plans=(), links=()
    )
    ends = {f"result-{row.pk}": row.title for row in Result.objects.all()}
    assert [(ends[link.cause], ends[link.effect]) for link in Link.objects.all()] == [("Bridges stand", "Safer roads")]


def test_rows_keep_their_keys_and_those_that_are_not_named_are_taken_out(project, actor):
    told = record_of(project)
    kept, gone = told.risks
    risks = (replace(kept, owner="Engineer"), r.Risk(number=3, description="Wind"))
    actions.take_record(actor, project, replace(told, risks=risks))
    rows = {row.pk: (row.description, row.owner) for row in Risk.objects.all()}
    assert kept.id
    assert rows[kept.id] == ("Floods", "Engineer")
    assert gone.id not in rows
    assert record_of(project).work_plans == told.work_plans


def test_a_part_that_is_not_named_is_left_alone(project, actor):
    actions.take_record(actor, project, r.Project(), parts={"risks"}, cover=False)
    told = record_of(project)
    assert (told.title, told.risks, len(told.work_plans)) == ("Bridges over the Irtysh", (), 1)


def test_what_a_field_does_not_allow_is_refused_and_nothing_is_saved(project, actor):
    told = record_of(project)
    wrong = (replace(told.risks[0], description="Hail"), replace(told.risks[1], impact_level=9))
    with pytest.raises(Problem) as refused:
        actions.take_record(actor, project, replace(told, risks=wrong))
    assert refused.value.status == 422
    assert [row.description for row in Risk.objects.order_by("place")] == ["Floods", "Frost"]


@pytest.mark.parametrize(
    ("field", "label", "wrong"),
    [
        ("unit", "unit of measure", "x" * 51),
        ("amount", "amount", Decimal(-1)),
        ("quantity", "quantity", Decimal("0.0001")),
        ("description", "description", "Hire\0d"),
    ],
)
def test_one_bad_line_among_many_that_are_alike_is_found(project, actor, field, label, wrong):
    told = record_of(project)
    line = r.BudgetLine(description="Hire", amount=Decimal(1), quantity=Decimal(1), unit="day")
    spoiled = replace(line, **{field: wrong})
    planned = r.PlannedResult(number="1", lines=(line,) * 20 + (spoiled, line))
    with pytest.raises(Problem, match="Nothing was saved") as refused:
        actions.take_record(
            actor, project, replace(told, work_plans=(r.WorkPlan(year=2024, activity_results=(planned,)),))
        )
    assert list(refused.value.details) == [label]
    assert BudgetLine.objects.filter(project=project).count() == len(LINES)


def test_two_sources_with_one_name_are_refused_with_a_sentence(project, actor):
    told = record_of(project)
    twice = (*told.contributions, r.Contribution(name="UNDP"))
    with pytest.raises(Problem, match="name already"):
        actions.take_record(actor, project, replace(told, contributions=twice))


@pytest.mark.parametrize("count", [1, 2])
def test_many_projects_are_read_in_as_many_queries_as_one(project, actor, office, django_assert_num_queries, count):
    actions.take_record(actor, Project(unit=office.country), replace(TOLD, title="Another bridge"))
    with django_assert_num_queries(23):  # the projects, and each table once
        assert len(list(records_of(Project.objects.all()[:count]))) == count


def test_a_row_gives_way_to_a_new_one_that_bears_its_name(project, actor):
    told = record_of(project)
    plans = (r.WorkPlan(year=2024, total=Decimal(5)),)
    actions.take_record(actor, project, replace(told, work_plans=plans))
    assert record_of(project).work_plans == plans


def test_a_row_is_added_changed_and_taken_out_with_a_line_each(project, actor):
    row = save_row(actor, Risk(project=project), {"description": "Hail"})
    assert row.place == 2
    save_row(actor, row, {"owner": "Engineer"}, seen=row.seen)
    remove_row(actor, row)
    verbs = JournalEntry.objects.filter(record_kind="project").order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["add row", "change row", "take out row"]


def test_whoever_looked_at_an_earlier_state_of_a_row_is_told(project, actor):
    row = Risk.objects.filter(project=project)[0]
    seen = row.seen
    save_row(actor, row, {"owner": "Engineer"}, seen=seen)
    with pytest.raises(Problem) as refused:
        save_row(actor, row, {"owner": "Driver"}, seen=seen)
    assert (refused.value.code, Risk.objects.get(pk=row.pk).owner) == ("changed-meanwhile", "Engineer")


def test_a_source_that_lines_use_stays(project, actor):
    with pytest.raises(Problem, match="another source"):
        remove_row(actor, Contribution.objects.get(name="Ministry of Roads"))
    assert Contribution.objects.count() == 2


def test_a_result_that_goes_takes_its_links_along(project, actor):
    remove_row(actor, Result.objects.get(title="Bridges stand"))
    assert not Link.objects.exists()


def test_a_result_is_moved_among_its_neighbours_and_never_under_itself(project, actor):
    outcome = Result.objects.get(title="Safer roads")
    other = save_row(actor, Result(project=project, parent=outcome), {"level": "output", "title": "Ferries run"})
    move_row(actor, other, 0)
    assert [row.title for row in Result.objects.filter(parent=outcome)] == ["Ferries run", "Bridges stand"]
    with pytest.raises(Problem, match="under itself"):
        move_row(actor, outcome, 0, other)


def test_a_signed_project_changes_only_in_a_revision(project, actor):
    Project.objects.update(status=Phase.SIGNED)
    for change in (
        lambda: save_row(actor, Risk(project=project), {"description": "Hail"}),
        lambda: actions.store(actor, project, {"title": "Tunnels"}),
        lambda: actions.take_record(actor, project, TOLD),
        lambda: remove_row(actor, BudgetLine.objects.all()[0]),
    ):
        with pytest.raises(Problem) as refused:
            change()
        assert refused.value.code == "not-editable"


def test_a_stranger_and_a_reader_change_nothing(project, viewer, stranger, reader):
    for person in (stranger, reader):
        with pytest.raises(Problem) as refused:
            save_row(viewer(person), Risk(project=project), {"description": "Hail"})
        assert refused.value.status == 403


def test_the_sum_of_the_lines_is_kept_for_the_lists(project, actor):
    assert project.total == Decimal("1300.50")
    remove_row(actor, BudgetLine.objects.get(account="71600"))
    assert Project.objects.get().total == Decimal(100)


def test_rows_may_exchange_what_each_bears_alone(project, actor):
    told = record_of(project)
    ministry, undp = told.contributions
    plans = (*told.work_plans, r.WorkPlan(year=2025))
    actions.take_record(actor, project, replace(told, work_plans=plans))
    told = record_of(project)
    first, second = told.work_plans
    sides = told.work_plans[0].activity_results[0].lines[1].split
    swapped = replace(told, contributions=(replace(ministry, name="UNDP"), replace(undp, name="Ministry of Roads")))
    actions.take_record(
        actor, project, replace(swapped, work_plans=(replace(second, year=2024), replace(first, year=2025)))
    )
    found = record_of(project)
    assert [(one.id, one.name) for one in found.contributions] == [
        (ministry.id, "UNDP"),
        (undp.id, "Ministry of Roads"),
    ]
    assert [(one.id, one.year) for one in found.work_plans] == [(second.id, 2024), (first.id, 2025)]
    assert [one.source for one in found.work_plans[1].activity_results[0].lines[1].split] == [
        one.source for one in sides
    ]


def test_a_new_source_may_take_over_the_name_of_another(project, actor):
    told = record_of(project)
    renamed = (told.contributions[0], replace(told.contributions[1], name="Donor"), r.Contribution(name="UNDP"))
    actions.take_record(actor, project, replace(told, contributions=renamed))
    assert [one.name for one in record_of(project).contributions] == ["Ministry of Roads", "Donor", "UNDP"]


def test_a_line_stays_with_its_source_whatever_others_are_called(project, actor):
    """PF-01: a name goes before another name, and two that differ in case alone stay two."""
    given = (r.Contribution(name="EU"), r.Contribution(name="eu", also_called=("UNDP",)))
    told = record_of(project)
    actions.take_record(actor, project, replace(told, contributions=(*told.contributions, *given)))
    lines = tuple(r.BudgetLine(source=name, amount=Decimal(1)) for name in ("UNDP", "EU", "eu"))
    plan = r.WorkPlan(year=2025, activity_results=(r.PlannedResult(number="1", lines=lines),))
    actions.take_record(actor, project, replace(record_of(project), work_plans=(plan,)))
    assert list(BudgetLine.objects.filter(project=project).values_list("source__name", flat=True)) == [
        "UNDP",
        "EU",
        "eu",
    ]
    assert source_names(record_of(project))["undp"] == called(record_of(project))["undp"].name == "UNDP"


def test_links_of_what_lies_in_a_result_go_with_it(project, actor):
    impact = r.Result(at="i", level=r.Level.IMPACT, title="Fewer people die")
    told = record_of(project)
    results, link = (impact, *told.results), r.Link(cause=told.results[0].children[0].at, effect="i")
    actions.take_record(actor, project, replace(told, results=results, links=(link,)))
    remove_row(actor, Result.objects.get(title="Safer roads"))
    assert not Link.objects.filter(project=project).exists()


def test_a_share_is_not_moved_to_a_line_that_its_source_pays_already(project, actor):
    told = record_of(project)
    [plan] = told.work_plans
    [planned] = plan.activity_results
    twice = replace(planned, lines=(*planned.lines, replace(LINES[1], account="72200")))
    actions.take_record(actor, project, replace(told, work_plans=(replace(plan, activity_results=(twice,)),)))
    share, other = Share.objects.filter(source__name="UNDP").order_by("pk")
    with pytest.raises(Problem, match="wrong") as problem:
        move_row(actor, share, 0, other.parent)
    assert "Each source has one share of a line." in str(problem.value.details)
