"""How two records differ, field by field."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.projects.rules import record as r
from bagalau.projects.rules.compare import differences, merged, paired
from bagalau.projects.rules.shape import build, changed, plain, walk
from bagalau.projects.tests.ready import RECORD, line, plan

TEXT = st.text(alphabet="ab Я", max_size=4)
RISKS = st.lists(
    st.builds(r.Risk, id=st.none() | st.integers(1, 6), number=st.none() | st.integers(0, 3), description=TEXT),
    max_size=6,
)


def unique(rows: list[r.Risk]) -> tuple[r.Risk, ...]:
    """No two rows have one key."""
    found: dict[object, r.Risk] = {}
    for row in rows:
        found.setdefault(row.id if row.id is not None else object(), row)
    return tuple(found.values())


@given(RISKS, RISKS)
def test_each_row_is_set_beside_one_other_at_most(before, after):
    """PV-01"""
    was, now = unique(before), unique(after)
    pairs = paired(was, now)
    assert [other for _one, other in pairs if other is not None] == list(now)
    assert sorted(map(repr, (one for one, _other in pairs if one is not None))) == sorted(map(repr, was))
    for one, other in pairs:
        keys = {row.id for row in now}
        if one is not None and one.id is not None and one.id in keys:
            assert other is not None
            assert other.id == one.id


@given(RISKS)
def test_a_record_does_not_differ_from_itself(rows):
    """PV-01"""
    told = replace(RECORD, risks=unique(rows))
    assert differences(told, told) == []
    assert differences(told, build(r.Project, plain(told))) == []


@given(st.sampled_from([row.at for row in walk(RECORD) if row.at]), TEXT)
def test_a_value_that_changed_is_told_once_with_both_sides(at, title):
    """PV-01"""
    after = changed(RECORD, {(at, "title"): title})
    found = [(one.field, one.before, one.after) for one in differences(RECORD, after)]
    before = next(row.title for row in walk(RECORD) if row.at == at)  # type: ignore[attr-defined]
    assert found == ([] if title == before else [("title", before, title)])


def numbered(rows: tuple[r.Risk, ...], start: int = 1) -> tuple[r.Risk, ...]:
    return tuple(replace(row, id=start + at) for at, row in enumerate(rows))


def test_rows_with_one_name_are_the_same_though_they_got_other_keys():
    """PV-01"""
    was, now = numbered(RECORD.risks), numbered(RECORD.risks, 10)
    assert differences(replace(RECORD, risks=was), replace(RECORD, risks=now)) == []


def test_a_row_with_its_key_is_the_same_under_another_name():
    """PV-01"""
    was = numbered(RECORD.risks)
    now = (was[1], replace(was[0], number=7, description="Drought"))
    found = [
        (one.field, one.before, one.after)
        for one in differences(replace(RECORD, risks=was), replace(RECORD, risks=now))
    ]
    assert found == [("number", 1, 7), ("description", "Floods", "Drought")]


def test_rows_with_other_keys_and_other_names_are_gone_and_new():
    """PV-01"""
    was, now = (r.Risk(id=1, description="Floods"),), (r.Risk(id=2, description="Frost"),)
    found = differences(r.Project(risks=was), r.Project(risks=now))
    assert [(one.field, one.before, one.after) for one in found] == [("", None, "Frost"), ("", "Floods", None)]


def test_a_line_that_is_worth_more_is_told_with_where_it_stands():
    """PV-01"""
    after = replace(RECORD, work_plans=(RECORD.work_plans[0], plan(2025, line("72100", 600))))
    found = next(one for one in differences(RECORD, after) if one.field == "amount")
    assert (found.before, found.after) == ("500", "600")
    assert isinstance(found.row, r.BudgetLine)
    assert [name for name, _called in found.steps] == ["work_plans", "activity_results", "lines"]


def test_two_thousand_lines_are_compared_without_asking_each_for_each(monkeypatch):
    """PV-01"""
    lines = [line("71200", at, description=f"Line {at}") for at in range(2000)]
    was = r.Project(work_plans=(plan(2024, *(replace(one, id=at) for at, one in enumerate(lines))),))
    dearer = [replace(one, amount=Decimal(7), id=at + 5000 if at % 2 else at) for at, one in enumerate(reversed(lines))]
    asked = 0

    def counting(self, other):
        nonlocal asked
        asked += 1
        return dataclasses.astuple(self) == dataclasses.astuple(other)

    monkeypatch.setattr(r.BudgetLine, "__eq__", counting)
    found = differences(was, r.Project(work_plans=(plan(2024, *dearer),)))
    assert len([one for one in found if one.field == "amount"]) >= 999
    assert asked <= 2000


@pytest.mark.parametrize(
    ("number", "becomes"), [(1, ["Hail", "Frost"]), (2, ["Floods", "Hail"]), (3, ["Hail", "Frost"])]
)
def test_a_later_paper_takes_nothing_away_and_means_the_row_of_its_number(number, becomes):
    """PV-01"""
    later = r.Project(title="Bridges", risks=(r.Risk(number=number, description="Hail"),))
    found = merged(RECORD, later)
    assert sorted(row.description for row in found.risks) == sorted(becomes)
    assert (found.title, found.award_id) == ("Bridges", RECORD.award_id)
