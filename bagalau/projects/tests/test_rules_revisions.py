"""Revisions: what their kinds may change, and how two versions are set side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.lib.differences import words
from bagalau.lib.periods import When
from bagalau.projects.rules import record as r
from bagalau.projects.rules.comparing import money, sums
from bagalau.projects.rules.life import RevisionKind
from bagalau.projects.rules.revisions import Flaw, change, flaws
from bagalau.projects.rules.sources import lines_of
from bagalau.projects.tests.ready import RECORD, line, plan

K = RevisionKind
LONGER = replace(RECORD, end=When(date(2026, 6, 30)))
DEARER = replace(RECORD, work_plans=(*RECORD.work_plans[:1], plan(2025, line("72100", 600))))
LATER = replace(LONGER, work_plans=(plan(2024, line("71600", 100, "UNDP")), plan(2026, line("72100", 900))))
RENAMED = replace(RECORD, title="Ferries over the Irtysh")


@pytest.mark.parametrize(
    ("kind", "after", "errors", "found"),
    [
        (K.GENERAL, RECORD, (0, 0), [Flaw.NOTHING]),  # PL-15
        (K.CLOSURE, RECORD, (0, 0), []),
        (K.GENERAL, RENAMED, (2, 2), []),
        (K.GENERAL, RENAMED, (2, 3), [Flaw.ERRORS]),
        (K.NO_COST_EXTENSION, LONGER, (0, 0), []),  # PL-16
        (K.NO_COST_EXTENSION, LATER, (0, 0), []),  # money in another year is no other money
        (K.NO_COST_EXTENSION, replace(LONGER, required=Decimal(1100)), (0, 0), [Flaw.MONEY]),
        (K.NO_COST_EXTENSION, replace(LONGER, contributions=()), (0, 0), [Flaw.MONEY]),
        (K.NO_COST_EXTENSION, DEARER, (0, 0), [Flaw.MONEY, Flaw.END]),
        (K.NO_COST_EXTENSION, RENAMED, (0, 0), [Flaw.END]),
        (K.BUDGET, RENAMED, (0, 0), [Flaw.LINES]),  # PL-17
        (K.BUDGET, DEARER, (0, 0), []),
        (K.BUDGET, replace(RECORD, work_plans=RECORD.work_plans[:1]), (0, 0), []),
    ],
)
def test_what_a_kind_of_revision_may_change(kind, after, errors, found):
    """PL-15, PL-16, PL-17"""
    assert flaws(kind, RECORD, after, change(RECORD, after, *errors)) == found


def test_a_budget_revision_names_its_lines():
    """PL-17"""
    told = change(RECORD, DEARER)
    assert [one.label for one in told.money if one.field == "amount"] == [
        "work_plans 2025 · activity_results 1 Bridges are built · lines 72100 · amount"
    ]


def test_a_line_counts_for_each_source_that_has_a_share():
    """PV-02"""
    shared = replace(
        line("72100", 500), split=(r.Share(source="UNDP", amount=Decimal(120)), r.Share(source="Donor", amount=None))
    )
    unsourced = line("72500", 7, source="")
    found = sums(replace(RECORD, work_plans=(plan(2025, shared, unsourced),)))
    assert found == {("UNDP", 2025): 120, ("Ministry of Roads", 2025): 380, ("", 2025): 7}


def test_the_money_of_two_versions_is_set_side_by_side():
    """PV-02"""
    table: dict[Any, Any] = {
        source: [(one.year, one.before, one.after, one.difference) for one in row]
        for source, row in money(RECORD, DEARER)
    }
    assert table == {
        "Ministry of Roads": [(2024, 400, 400, 0), (2025, 500, 600, 100), (0, 900, 1000, 100)],
        "UNDP": [(2024, 100, 100, 0), (2025, 0, 0, 0), (0, 100, 100, 0)],
        None: [(2024, 500, 500, 0), (2025, 500, 600, 100), (0, 1000, 1100, 100)],
    }
    assert money(r.Project(), r.Project()) == []


AMOUNTS = st.lists(st.none() | st.decimals(0, 10**6, places=2), max_size=4)


@given(
    st.lists(
        st.tuples(st.integers(2020, 2024), st.sampled_from(["A", "B", ""]), AMOUNTS),
        max_size=5,
        unique_by=lambda one: one[0],
    )
)
def test_the_sums_of_all_sources_are_the_sum_of_all_lines(plans):
    """PV-02"""
    told = r.Project(
        work_plans=tuple(
            r.WorkPlan(
                year=year,
                activity_results=(
                    r.PlannedResult(lines=tuple(r.BudgetLine(source=source, amount=one) for one in amounts)),
                ),
            )
            for year, source, amounts in plans
        )
    )
    whole = sum((one.amount for one in lines_of(told) if one.amount is not None), Decimal(0))
    assert sum(sums(told).values(), Decimal(0)) == whole
    assert all(row[-1].after == whole for source, row in money(told, told) if source is None)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("in 8 regions", "in 4 regions", [("same", "in "), ("gone", "8"), ("new", "4"), ("same", " regions")]),
        ("", "new", [("new", "new")]),
        ("a " * 1500, "b", [("gone", "a " * 1500), ("new", "b")]),
    ],
)
def test_the_words_that_changed_are_marked(before, after, pieces):
    """PV-03"""
    assert words(before, after) == pieces


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_make_both_texts_again(before, after):
    """PV-03"""
    pieces = words(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after
