"""What is said twice: lines and results in sheets, names of sources, numbers of activity results."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bagalau.lib.problems import Problem
from bagalau.projects.actions.rows import save_row
from bagalau.projects.models import Contribution
from bagalau.projects.rules import record as r
from bagalau.projects.rules.checks import check
from bagalau.projects.tests.filling import fill, new_row, row_where
from bagalau.projects.tests.making import clean_record, placed
from bagalau.projects.tests.test_sheets_cells import STORED, taken, told, written


def test_a_line_that_stands_twice_in_a_sheet_is_refused_with_the_row_of_the_other():
    rows = written("budget")
    said = dict(zip(rows[0], row_where(rows, "description", "Builders"), strict=True)) | {"description": "builders"}
    new_row(rows, **{name: said[name] for name in ("year", "result", "account", "description", "source", "amount")})
    ((address, column, sentence),) = told(taken(rows))
    assert (address, column) == ("E5", "Description")
    assert sentence == "Row 3 says the same: take one of them out, or word them apart."
    fill(rows, rows[-1], description="Builders, second shift")
    assert told(taken(rows)) == []


def test_two_new_lines_that_are_the_same_are_refused():
    rows = written("budget")
    for _time in range(2):
        new_row(rows, year=2025, result="1", account="71200", description="Advice", source="UNDP", amount=5)
    assert [(one[0], one[2][:20]) for one in told(taken(rows))] == [("E6", "Row 5 says the same:")]


def test_a_sheet_of_new_lines_that_is_sent_again_says_nothing_new():
    rows = written("budget")
    new_row(rows, year=2025, result="1", account="71200", description="Advice", source="UNDP", amount=5)
    del rows[2:4]
    saved = taken(rows).record
    ((address, _column, sentence),) = told(taken(rows, placed(saved)))
    assert (address, sentence) == ("E3", "The project says this already, in a row that is not in this sheet.")


def test_lines_that_the_record_has_twice_already_may_stand_in_a_sheet():
    plan = STORED.work_plans[0]
    planned = plan.activity_results[0]
    twin = replace(planned.lines[0], at="lines-99")
    twice = replace(planned, lines=(*planned.lines, twin))
    project = replace(STORED, work_plans=(replace(plan, activity_results=(twice,)), *STORED.work_plans[1:]))
    rows = written("budget", project)
    fill(rows, rows[2], quantity=2)
    assert told(taken(rows, project)) != []
    fill(rows, rows[2], description="Another thing")
    assert told(taken(rows, project)) == []


def test_a_result_that_stands_twice_under_another_is_refused():
    rows = written("framework")
    row = next(at for at, one in enumerate(rows) if "Plants are built" in one)
    said = dict(zip(rows[0], rows[row], strict=True))
    new_row(rows, **{name: said[name] for name in ("level", "number", "parent", "wording") if said[name] is not None})
    assert [one[2] for one in told(taken(rows))] == [
        f"Row {row + 1} says the same: take one of them out, or word them apart."
    ]


@pytest.mark.django_db
def test_nobody_types_a_source_whose_name_differs_from_another_in_capital_letters_alone(ready, actor):
    row = Contribution.objects.filter(project=ready)[0]
    for name in (row.name, row.name.swapcase()):
        with pytest.raises(Problem) as refused:
            save_row(actor, Contribution(project=ready), {"name": name})
        assert refused.value.status == 422
    assert save_row(actor, row, {"name": row.name.swapcase()}).pk == row.pk


def test_sources_of_a_paper_whose_names_differ_in_capital_letters_alone_are_told():
    """PD-28"""
    project = clean_record()
    twin = replace(project.contributions[0], name=project.contributions[0].name.swapcase(), amount=None)
    [found] = [
        one
        for one in check(placed(replace(project, contributions=(*project.contributions, twin))))
        if one.rule == "PD-28"
    ]
    assert found.values == {"name": twin.name, "other": project.contributions[0].name}
    assert "PD-28" not in [one.rule for one in check(project)]


@pytest.mark.parametrize("side", ["framework", "plan"])
def test_the_number_of_the_output_may_stand_before_that_of_the_activity_result(side):
    """PD-42: "1.2" means what "2" means under output 1."""
    project = clean_record()
    [output] = project.results[0].children
    assert output.number == "1"
    results, plans = project.results, project.work_plans
    if side == "framework":
        children = tuple(
            replace(one, number=f"1.{one.number}") if one.level == r.Level.ACTIVITY_RESULT else one
            for one in output.children
        )
        results = (replace(project.results[0], children=(replace(output, children=children),)),)
    else:
        plans = tuple(
            replace(
                plan, activity_results=tuple(replace(one, number=f"1.{one.number}") for one in plan.activity_results)
            )
            for plan in plans
        )
    found = [one.rule for one in check(placed(replace(project, results=results, work_plans=plans)))]
    assert not {"PD-40", "PD-41", "PD-42", "PD-43"} & set(found)


def test_another_thing_under_such_a_number_is_told():
    """PD-42: the title tells that something else is meant."""
    project = clean_record()
    plan = project.work_plans[0]
    planned = replace(plan.activity_results[0], number="1.1", title="Painting of school walls")
    spoiled = replace(plan, activity_results=(planned, *plan.activity_results[1:]))
    told_of = check(placed(replace(project, work_plans=(spoiled, *project.work_plans[1:]))))
    assert "PD-42" in [one.rule for one in told_of]
