"""The arithmetic of the checks against independent sums (PD-01, PD-30), and what needs a record of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.lib.periods import When
from bagalau.projects.rules import record as r
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.findings import corrected
from bagalau.projects.tests.making import clean_record, placed, spoiled
from bagalau.projects.tests.test_checks_money import found

AMOUNTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.integers(0, 7), AMOUNTS)
def test_every_correction_takes_the_difference_off_to_the_cent(amounts, place, written):
    """PD-01: against an independent sum."""
    right = [amount.quantize(Decimal("0.01")) for amount in amounts]
    wrong = [*right]
    wrong[place % len(wrong)] = written
    lines = tuple(r.BudgetLine(account="71200", description=f"{at}", amount=one) for at, one in enumerate(wrong))
    block = r.PlannedResult(number="1", subtotal=sum(right, Decimal(0)), lines=lines)
    project = placed(r.Project(work_plans=(r.WorkPlan(year=2022, activity_results=(block,)),)))
    for one in found(project, "PD-01"):
        for correction in one.corrections:
            planned = corrected(project, correction).work_plans[0].activity_results[0]
            assert sum((line.amount or 0) * 100 for line in planned.lines) == (planned.subtotal or 0) * 100


@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.sampled_from([3, 5, 7, 8, 13]), st.booleans())
def test_cost_recovery_at_its_rate_is_never_doubted(amounts, rate, on_top):
    """PD-30: reckoned here in cents, on either base."""
    direct = sum(amounts, Decimal(0))
    part = Fraction(rate, 100)
    exact = Fraction(direct) * (part if on_top else part / (1 - part))
    charged = Decimal(round(exact * 100)) / 100
    lines = [r.BudgetLine(account="71200", source="Fund", amount=one) for one in amounts]
    lines.append(r.BudgetLine(account="75100", source="Fund", amount=charged))
    plan = r.WorkPlan(year=2022, activity_results=(r.PlannedResult(number="1", lines=tuple(lines)),))
    base = r.Base.NET if on_top else r.Base.GROSS
    fund = r.Contribution(name="Fund", source_type=r.SourceType.DONOR)
    project = r.Project(gms_rate=Decimal(rate), gms_base=base, contributions=(fund,), work_plans=(plan,))
    assert found(placed(project), "PD-30") == []


@pytest.mark.parametrize(("assessed", "count"), [("2015-05", 1), ("2021-05", 0)])
def test_an_assessment_that_is_too_old_when_the_project_starts_is_told(assessed, count):
    """PD-66."""
    partner = r.CapacityAssessment(partner="Union", assessed=When.parse(assessed))
    told = replace(clean_record(), assessments=(partner,))
    assert sum(one.rule == "PD-66" for one in check(told)) == count


def test_a_qualitative_indicator_has_no_numbers():
    """PD-90."""
    five = (r.IndicatorValue(value=Decimal(5)),)
    told = spoiled(clean_record(), "results[0].indicators[0]", measure=r.Measure.QUALITATIVE, values=five)
    assert sum(one.rule == "PD-90" for one in check(told)) == 1
