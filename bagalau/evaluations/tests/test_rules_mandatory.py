"""Which evaluations are mandatory: the amounts and years at their boundaries, and what covers them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.evaluations.rules.plans import GefSize
from bagalau.evaluations.rules.plans_mandatory import (
    Demand,
    Facts,
    Ground,
    Limits,
    Need,
    Untold,
    demands,
    gaps,
    is_longer,
    is_met,
    overlaps,
    proposed_end,
    timing,
    untold,
)

LIMITS = Limits()
BOTH = [Demand(Need.MIDTERM, (Ground.BOTH,)), Demand(Need.FINAL, (Ground.BOTH,))]
ONE = [Demand(Need.EITHER, (Ground.EITHER,))]


@pytest.mark.parametrize(
    ("budget", "found"),
    [
        ("0", []),
        ("2999999.99", []),
        ("3000000", ONE),
        ("4000000", ONE),
        ("5000000", ONE),
        ("5000000.01", BOTH),
        ("90000000", BOTH),
    ],
)
def test_the_budget_decides_at_its_boundaries(budget, found):
    """EP-03, EP-04"""
    assert demands(Facts(budget=Decimal(budget)), LIMITS) == found


@given(st.decimals(0, 10_000_000, places=2), st.integers(1, 5_000_000), st.integers(0, 5_000_000))
def test_more_money_never_asks_for_less(budget, low, more):
    """EP-03, EP-04: for any two amounts that an organisation may set"""
    limits = Limits(Decimal(low), Decimal(low + more))
    asked = {one.need for one in demands(Facts(budget=budget), limits)}
    assert (asked == {Need.MIDTERM, Need.FINAL}) == (budget > limits.both)
    assert (asked == {Need.EITHER}) == (limits.either <= budget <= limits.both)
    assert not asked or budget >= limits.either


@pytest.mark.parametrize(
    ("starts", "ends", "longer"),
    [
        (date(2020, 1, 1), date(2024, 12, 31), False),
        (date(2020, 1, 1), date(2025, 1, 1), True),
        (date(2020, 2, 29), date(2025, 2, 27), False),
        (date(2020, 2, 29), date(2025, 2, 28), True),
        (None, date(2030, 1, 1), False),
        (date(2020, 1, 1), None, False),
    ],
)
def test_the_years_decide_at_their_boundary(starts, ends, longer):
    """EP-05"""
    assert is_longer(starts, ends, 5) is longer
    found = demands(Facts(starts=starts, ends=ends), LIMITS)
    assert found == ([Demand(Need.EITHER, (Ground.LONG,))] if longer else [])


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 6000), st.integers(0, 2000))
def test_a_longer_project_never_asks_for_less(starts, length, more):
    """EP-05"""
    ends = starts + timedelta(days=length)
    assert is_longer(starts, ends, 5) <= is_longer(starts, ends + timedelta(days=more), 5)
    assert is_longer(starts, ends, 5) == (length + 1 > 1827) or 1826 <= length + 1 <= 1827


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (Facts(later_phase=True), [Demand(Need.ANY, (Ground.LATER_PHASE,))]),
        (Facts(scaling_up=True), [Demand(Need.ANY, (Ground.SCALING_UP,))]),
        (Facts(funder_asks=True), [Demand(Need.ANY, (Ground.FUNDER,))]),
        (Facts(later_phase=True, funder_asks=True), [Demand(Need.ANY, (Ground.LATER_PHASE, Ground.FUNDER))]),
        (Facts(gef_size=GefSize.ENABLING), []),
        (Facts(gef_size=GefSize.MEDIUM), [Demand(Need.FINAL, (Ground.GEF,))]),
        (
            Facts(gef_size=GefSize.FULL),
            [Demand(Need.MIDTERM, (Ground.GEF,)), Demand(Need.FINAL, (Ground.GEF,))],
        ),
        (
            Facts(Decimal(6_000_000), gef_size=GefSize.MEDIUM),
            [Demand(Need.MIDTERM, (Ground.BOTH,)), Demand(Need.FINAL, (Ground.BOTH, Ground.GEF))],
        ),
        (Facts(), []),
    ],
)
def test_phase_scaling_fund_and_agreement_ask_too(facts, found):
    """EP-06, EP-07, EP-08, EP-09"""
    assert demands(facts, LIMITS) == found


@pytest.mark.parametrize(
    ("budget", "spent", "found"),
    [
        (4_000_000, 5_000_001, BOTH),
        (5_000_001, 4_000_000, BOTH),
        (None, 5_000_001, BOTH),
        (2_000_000, 3_000_000, ONE),
        (None, 3_000_000, ONE),
        (2_000_000, 2_999_999, []),
    ],
)
def test_what_was_spent_decides_where_it_is_more_than_the_budget(budget, spent, found):
    """EP-03, EP-04"""
    facts = Facts(None if budget is None else Decimal(budget), Decimal(spent))
    assert demands(facts, LIMITS) == found
    assert demands(replace(facts, currency="KZT"), LIMITS) == []


SMALL = Decimal(1)


@pytest.mark.parametrize(
    ("facts", "by", "found"),
    [
        (Facts(Decimal(6_000_000)), (), []),
        (Facts(Decimal(6_000_000), currency="KZT"), (), [Untold.AMOUNT]),
        (Facts(None), (), [Untold.AMOUNT]),
        (Facts(None), {Need.MIDTERM}, [Untold.AMOUNT]),
        (Facts(None), {Need.MIDTERM, Need.FINAL}, []),
        (Facts(None, Decimal(3_000_000)), (), [Untold.AMOUNT]),
        (Facts(None, Decimal(6_000_000)), (), []),
        (Facts(SMALL, funders=["Government", "GEF Trust Fund"]), (), [Untold.GEF_SIZE]),
        (Facts(SMALL, funders=["Глобальный экологический фонд"]), (), [Untold.GEF_SIZE]),
        (Facts(SMALL, funders=["GEF"], gef_size=GefSize.ENABLING), (), []),
        (Facts(SMALL, funders=["Gefest"]), (), []),
        (Facts(Decimal(6_000_000), funders=["GEF"]), (), []),
        (Facts(SMALL, funders=["GCF"]), (), [Untold.AGREEMENT]),
        (Facts(SMALL, funders=["Adaptation Fund"]), {Need.ANY}, []),
        (Facts(SMALL, funders=["Жасыл климат қоры"], later_phase=True), (), []),
        (Facts(SMALL, funders=["Зелёный климатический фонд"], funder_asks=True), (), []),
        (Facts(None, funders=["GEF", "GCF"]), (), [Untold.AMOUNT, Untold.GEF_SIZE, Untold.AGREEMENT]),
    ],
)
def test_what_is_not_stated_is_said_where_it_may_ask_for_more(facts, by, found):
    """EP-10"""
    assert untold(facts, LIMITS, by) == found


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("Mid Term Project", Need.MIDTERM),
        ("Mid-term review", Need.MIDTERM),
        ("Midterm", Need.MIDTERM),
        ("Final Project", Need.FINAL),
        ("Terminal Evaluation", Need.FINAL),
        ("Project", Need.FINAL),
        ("Outcome", Need.ANY),
        ("Thematic", Need.ANY),
        ("", Need.ANY),
    ],
)
def test_the_type_tells_midterm_from_final(words, need):
    """EP-11"""
    assert timing(words) is need


KINDS = st.sets(st.sampled_from([Need.MIDTERM, Need.FINAL, Need.ANY]))
PROJECTS = st.builds(
    Facts,
    budget=st.none() | st.decimals(0, 9_000_000, places=2),
    currency=st.sampled_from(["USD", "KZT"]),
    starts=st.none() | st.dates(date(2015, 1, 1), date(2020, 1, 1)),
    ends=st.none() | st.dates(date(2021, 1, 1), date(2030, 1, 1)),
    gef_size=st.sampled_from(["", *GefSize]),
    funder_asks=st.booleans(),
    later_phase=st.booleans(),
    scaling_up=st.booleans(),
)


@given(PROJECTS, KINDS)
def test_what_is_missing_and_what_there_is_cover_every_demand(facts, by):
    """EP-11: carrying out what is missing leaves nothing missing, and nothing that is met is asked for again"""
    missing = gaps(facts, LIMITS, by)
    filled = by | {Need.MIDTERM if gap.need is Need.MIDTERM else Need.FINAL for gap in missing}
    assert gaps(facts, LIMITS, filled) == []
    assert all(not is_met(gap.need, by) for gap in missing)


@given(PROJECTS)
def test_each_rule_that_asks_is_named_once_in_what_is_missing(facts):
    """EP-11: the weaker demands hide behind a stronger one, but their rules do not"""
    grounds = [ground for gap in gaps(facts, LIMITS, ()) for ground in gap.grounds]
    asked = [ground for demand in demands(facts, LIMITS) for ground in demand.grounds]
    assert sorted(grounds) == sorted(asked)


@pytest.mark.parametrize(
    ("need", "starts", "ends", "found"),
    [
        (Need.MIDTERM, date(2024, 1, 1), date(2026, 1, 1), date(2024, 12, 31)),
        (Need.MIDTERM, None, date(2026, 1, 1), None),
        (Need.FINAL, None, date(2026, 1, 1), date(2026, 1, 1)),
        (Need.EITHER, date(2024, 1, 1), None, None),
    ],
)
def test_a_proposed_evaluation_ends_halfway_or_with_the_project(need, starts, ends, found):
    assert proposed_end(need, Facts(starts=starts, ends=ends)) == found


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (None, None, True),
        (date(2020, 1, 1), date(2023, 12, 31), False),
        (date(2020, 1, 1), date(2024, 1, 1), True),
        (date(2028, 12, 31), None, True),
        (date(2029, 1, 1), None, False),
    ],
)
def test_a_plan_covers_the_projects_of_its_period(starts, ends, found):
    assert overlaps(starts, ends, date(2024, 1, 1), date(2028, 12, 31)) is found
