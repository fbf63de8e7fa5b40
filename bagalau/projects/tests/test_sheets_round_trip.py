"""A sheet that nobody touched changes nothing, and one filled in anew says the same as the record it was made from."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as some

from bagalau.lib.periods import When
from bagalau.projects import sheets
from bagalau.projects.rules import record
from bagalau.projects.rules.record import Aggregation, Level, Measure
from bagalau.projects.rules.shape import walk
from bagalau.projects.sheets.columns import KEY

LETTERS = some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = some.text(LETTERS | some.sampled_from("=+-@\n;:"), max_size=20)
WORDS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
AMOUNTS = some.decimals(0, 10**10, places=2)
SOURCES = ("Ministry: of Rivers", "UNDP", "Fund; the large one")
YEARS = some.integers(2024, 2026)


LINES = some.builds(
    record.BudgetLine,
    account=some.sampled_from(["71200", "71600", "72100", "75100"]),
    description=WORDS,
    source=some.sampled_from(["", *SOURCES]),
    quantity=some.none() | some.decimals(0, 10**6, places=3),
    unit=WORDS | some.just(""),
    unit_cost=some.none() | AMOUNTS,
    amount=AMOUNTS,
    quarters=some.just(()) | some.tuples(*[some.none() | AMOUNTS] * 3, AMOUNTS),
)
SPLIT = some.builds(
    lambda line, first, second: replace(
        line,
        source="",
        amount=first + second,
        split=(record.Share(source=SOURCES[0], amount=first), record.Share(source=SOURCES[2], amount=second)),
    ),
    LINES,
    AMOUNTS,
    AMOUNTS,
)


def apart(row: Any, place: int) -> Any:
    """An indicator that no other of its result is the same as: a sheet that says one thing twice is refused."""
    return replace(row, name=f"{row.name} {place}")


@some.composite
def budgets(draw: Any) -> record.Project:
    """A project with lines in several years, as if it were stored."""
    plans = []
    for year in sorted(draw(some.sets(YEARS, min_size=1))):
        planned = [
            record.PlannedResult(
                at=f"plannedresult-{year}{number}",
                number=str(number),
                title=f"Work {number}",
                lines=tuple(
                    replace(line, at=f"budgetline-{year}{number}{place}", description=f"{line.description} {place}")
                    for place, line in enumerate(draw(some.lists(LINES | SPLIT, min_size=1, max_size=3)))
                ),
            )
            for number in range(1, draw(some.integers(1, 3)) + 1)
        ]
        plans.append(record.WorkPlan(year=year, activity_results=tuple(planned)))
    contributions = tuple(record.Contribution(name=name) for name in SOURCES)
    return record.Project(contributions=contributions, work_plans=tuple(plans))


VALUES = some.builds(
    lambda value, text: {"value": value, "text": "" if value is not None else f"about {text}"},
    some.none() | some.decimals(-(10**6), 10**6, places=4),
    WORDS,
)


@some.composite
def indicators(draw: Any, at: str) -> Any:
    baseline = [record.IndicatorValue(is_baseline=True, period=When(date(2023, 12, 31), "year"), **draw(VALUES))]
    targets = [
        record.IndicatorValue(period=When(date(year, 12, 31), "year"), **draw(VALUES))
        for year in sorted(draw(some.sets(YEARS)))
    ]
    return draw(
        some.builds(
            record.Indicator,
            at=some.just(at),
            number=some.just("") | WORDS,
            name=WORDS,
            baseline=WORDS | some.just(""),
            measure=some.sampled_from(["", Measure.UNIT, Measure.PERCENTAGE]),
            unit=WORDS,
            ascending=some.booleans(),
            aggregation=some.sampled_from(["", *Aggregation]),
            disaggregation=some.lists(some.sampled_from(["sex", "age", "place"]), unique=True).map(tuple),
            verification=WORDS,
            data_source=WORDS | some.just(""),
            frequency=WORDS,
            responsible=WORDS,
            values=some.just((*baseline, *targets)),
        )
    )


@some.composite
def frameworks(draw: Any) -> record.Project:
    """A chain of results, numbered as papers do."""

    def grown(level: int, number: str) -> record.Result:
        of = list(Level)[1:]
        at = f"result-{number.replace('.', '')}"
        deeper = range(1, draw(some.integers(0, 2)) + 1) if level < len(of) - 2 else ()
        return record.Result(
            at=at,
            level=of[level],
            number=number,
            title=draw(WORDS),
            responsible_parties=draw(WORDS),
            gender_marker=draw(some.none() | some.integers(0, 3)),
            indicators=tuple(
                apart(draw(indicators(at=f"indicator-{number}{place}")), place)
                for place in range(draw(some.integers(0, 2)))
            ),
            children=tuple(grown(level + 1, f"{number}.{place}") for place in deeper),
        )

    return record.Project(results=tuple(grown(0, str(number)) for number in range(1, draw(some.integers(1, 2)) + 1)))


def sent(project: record.Project, kind: str) -> Any:
    file = io.BytesIO()
    sheets.write(file, kind, project)
    return sheets.read(file.getvalue(), project)


def without_keys(told: Any) -> Any:
    lines = [replace(line, cells={**line.cells, KEY: "", "seen": ""}) for line in told.lines]
    return replace(told, lines=lines)


KINDS = pytest.mark.parametrize(("kind", "projects"), [("budget", budgets()), ("framework", frameworks())])


@KINDS
@settings(max_examples=40)
@given(data=some.data())
def test_a_sheet_that_nobody_touched_changes_nothing(kind, projects, data):
    project = data.draw(projects)
    with override(data.draw(some.sampled_from(["en", "ru", "kk"]))):
        told = sent(project, kind)
    outcome = sheets.take(project, told, takes_out=True)
    assert (outcome.record, outcome.changes, outcome.mistakes) == (project, (), ())


@KINDS
@settings(max_examples=40)
@given(data=some.data())
def test_a_sheet_of_new_rows_makes_the_same_record(kind, projects, data):
    project = data.draw(projects)
    told = without_keys(sent(project, kind))
    empty = replace(project, results=(), work_plans=emptied(project))
    outcome = sheets.take(empty, told, takes_out=False)
    assert outcome.mistakes == ()
    assert (outcome.record.work_plans, outcome.record.results) == (project.work_plans, project.results)
    assert outcome.count("added") == len(told.lines)


def emptied(project: record.Project) -> tuple[record.WorkPlan, ...]:
    """The plans without their lines: the activity results are known."""
    return tuple(
        replace(plan, activity_results=tuple(replace(planned, lines=()) for planned in plan.activity_results))
        for plan in project.work_plans
    )


@KINDS
@settings(max_examples=20)
@given(data=some.data())
def test_rows_that_are_missing_are_taken_out_only_when_asked(kind, projects, data):
    project = data.draw(projects)
    told = replace(sent(project, kind), lines=[])
    assert sheets.take(project, told, takes_out=False).record == project
    outcome = sheets.take(project, told, takes_out=True)
    assert not [row for row in walk(outcome.record) if isinstance(row, record.BudgetLine | record.Result)]
    assert outcome.count("gone") == len(sheets.SHEETS[kind].entries(project))


def test_amounts_of_more_digits_than_a_spreadsheet_keeps_come_back_whole():
    line = record.BudgetLine(at="budgetline-1", account="71200", amount=Decimal("9999999999999.99"))
    planned = record.PlannedResult(at="plannedresult-1", number="1", title="Work", lines=(line,))
    project = record.Project(work_plans=(record.WorkPlan(year=2025, activity_results=(planned,)),))
    assert sheets.take(project, sent(project, "budget"), takes_out=True).record == project
