"""What a portfolio tells of a project: PO-01, PO-02."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.projects.rules import record as r
from bagalau.projects.rules.figures import figures, has_baseline, has_sex, money


def project(*lines: r.BudgetLine, year: int = 2025, results: tuple[r.Result, ...] = ()) -> r.Project:
    planned = r.PlannedResult(number="1", lines=lines)
    return r.Project(
        contributions=(
            r.Contribution(name="Fund", source_type="donor", also_called=("The fund",)),
            r.Contribution(name="State", source_type="government"),
        ),
        work_plans=(r.WorkPlan(year=year, activity_results=(planned,)),),
        results=results,
    )


def test_money_is_told_by_year_source_and_account():
    """PO-01"""
    told = figures(
        project(
            r.BudgetLine(account="71205", amount=Decimal("10.50"), source="the FUND"),
            r.BudgetLine(account="75100", amount=Decimal(3), source="State"),
            r.BudgetLine(account="", amount=Decimal(2)),
            r.BudgetLine(account="72100"),
        )
    )
    assert told["years"] == {"2025": 1550}
    assert told["sources"] == {"donor": 1050, "government": 300, "none": 200}
    assert told["accounts"] == {"71200": 1050, "75100": 300, "none": 200}
    assert money(told["years"]["2025"]) == Decimal("15.50")


def test_a_divided_line_counts_for_each_source_and_the_rest_for_its_own():
    """PO-01"""
    split = (r.Share(source="Fund", amount=Decimal(4)), r.Share(source="State", amount=Decimal(5)))
    told = figures(project(r.BudgetLine(account="71200", amount=Decimal(10), split=split)))
    assert told["sources"] == {"donor": 400, "government": 500, "none": 100}


@given(st.lists(st.tuples(st.sampled_from(["Fund", "State", "", "?"]), st.integers(0, 10**12)), max_size=30))
def test_every_way_of_telling_the_money_adds_up_to_the_same(lines):
    """PO-01"""
    told = figures(project(*(r.BudgetLine(source=name, amount=Decimal(cents) / 100) for name, cents in lines)))
    whole = sum(cents for _name, cents in lines)
    assert {sum(told[name].values()) for name in ("years", "sources", "accounts")} == {whole}


@pytest.mark.parametrize(
    ("indicator", "baseline", "sex"),
    [
        (r.Indicator(), False, False),
        (r.Indicator(baseline="  "), False, False),
        (r.Indicator(baseline="0"), True, False),
        (r.Indicator(values=(r.IndicatorValue(is_baseline=True, value=Decimal(0)),)), True, False),
        (r.Indicator(values=(r.IndicatorValue(is_baseline=True),)), False, False),
        (r.Indicator(values=(r.IndicatorValue(value=Decimal(9), sex="female"),)), False, True),
        (r.Indicator(disaggregation=("place", "by sex")), False, True),
        (r.Indicator(disaggregation=("пол, возраст",)), False, True),
        (r.Indicator(disaggregation=("жынысы",)), False, True),
        (r.Indicator(disaggregation=("Middlesex", "полив")), False, False),
    ],
)
def test_an_indicator_lacks_what_neither_its_words_nor_its_values_tell(indicator, baseline, sex):
    """PO-02"""
    assert (has_baseline(indicator, r.Result(level=r.Level.OUTPUT)), has_sex(indicator)) == (baseline, sex)


def test_outputs_and_indicators_are_counted_wherever_they_stand():
    """PO-02"""
    inner = r.Result(level="output", indicators=(r.Indicator(), r.Indicator(baseline="3")))
    outer = r.Result(level="outcome", children=(inner,), indicators=(r.Indicator(disaggregation=("sex",)),))
    told = figures(project(results=(outer,)))
    assert (told["outputs"], told["indicators"], told["no_baseline"], told["no_sex"]) == (1, 3, 2, 2)


def test_the_words_of_its_result_are_a_baseline_too():
    """PO-02, as PD-70 has it."""
    told = r.Project(results=(r.Result(level="output", baseline="None is safe", indicators=(r.Indicator(),)),))
    assert figures(told)["no_baseline"] == 0
