"""The record and the tables say the same, and what is plain data becomes the record again."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bagalau.lib.periods import When
from bagalau.projects.models import TABLES, Project
from bagalau.projects.rules import record as r
from bagalau.projects.rules.shape import build, changed, children, plain, values, walk

TEXT = st.text(alphabet="abc Яқ\n", max_size=8)
MONEY = st.none() | st.decimals(0, 10**9, places=2)
LINES = st.builds(
    r.BudgetLine,
    account=TEXT,
    amount=MONEY,
    quarters=st.just(()) | st.tuples(MONEY, MONEY, MONEY, MONEY),
    split=st.lists(st.builds(r.Share, source=TEXT, amount=MONEY), max_size=2).map(tuple),
)
PLANNED = st.builds(
    r.PlannedResult,
    number=TEXT,
    quarters=st.lists(st.booleans(), max_size=4).map(tuple),
    lines=st.lists(LINES, max_size=3).map(tuple),
)
RECORDS = st.builds(
    r.Project,
    title=TEXT,
    currency=st.sampled_from(["USD", "KZT"]),
    start=st.none() | st.sampled_from(["2013", "2013-03", "2013-Q2", "2013-03-05"]).map(When.parse),
    responsible_parties=st.lists(TEXT, max_size=2).map(tuple),
    work_plans=st.lists(
        st.builds(r.WorkPlan, year=st.integers(2000, 2030), activity_results=st.lists(PLANNED, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    risks=st.lists(st.builds(r.Risk, description=TEXT, impact_level=st.none() | st.integers(1, 5)), max_size=2).map(
        tuple
    ),
)


def test_each_class_of_the_record_has_a_table_with_its_fields():
    tables: dict[type[r.Row], Any] = {**TABLES, r.Project: Project}
    for kind, table in tables.items():
        columns = {field.name for field in table._meta.concrete_fields}
        assert set(values(kind)) <= columns, kind
        for child in children(kind).values():
            assert child in TABLES, child


def test_no_column_of_a_row_is_left_out_of_the_record():
    for kind, table in TABLES.items():
        columns = {field.name for field in table._meta.concrete_fields} - {"id", "project", "parent", "place"}
        assert columns == set(values(kind)), kind


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_plain_data_becomes_the_same_record_again(told):
    assert build(r.Project, json.loads(json.dumps(plain(told)))) == told


def test_a_change_reaches_the_row_that_stands_there_and_nothing_else():
    line = r.BudgetLine(at="lines[0]", amount=Decimal(5))
    other = r.BudgetLine(at="lines[1]", amount=Decimal(5))
    told = r.Project(work_plans=(r.WorkPlan(activity_results=(r.PlannedResult(lines=(line, other)),)),))
    after = changed(told, {("lines[0]", "amount"): Decimal(7), ("nowhere", "amount"): Decimal(9)})
    assert [row.amount for row in walk(after) if isinstance(row, r.BudgetLine)] == [7, 5]
    assert told.work_plans[0].activity_results[0].lines == (line, other)
