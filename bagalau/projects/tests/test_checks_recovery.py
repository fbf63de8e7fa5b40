"""Where cost recovery is asked for, and how large its sums may be: PD-30, PD-33."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bagalau.projects.rules import record as r
from bagalau.projects.rules.totals import totals
from bagalau.projects.tests.making import clean_record, placed, row_at, spoiled
from bagalau.projects.tests.test_checks_money import FIRST, GMS, LINE, found


@pytest.mark.parametrize("free", [{"in_kind": True}, {"gms_rate": Decimal(0)}])
def test_money_that_bears_no_cost_recovery_needs_no_line_of_it(free: dict[str, Any]):
    """PD-33, PB-03."""
    project = clean_record()
    given = r.Contribution(name="Town councils", amount=Decimal(25_000), **free)
    project = placed(replace(project, contributions=(*project.contributions, given)))
    lines = tuple(replace(line, source="Town councils") for line in row_at(project, FIRST).lines[:2])
    assert found(spoiled(project, FIRST, lines=lines), "PD-33") == []


def test_a_rate_of_a_contribution_asks_for_a_line():
    """PD-33."""
    project = spoiled(spoiled(clean_record(), "", gms_rate=None), "contributions[0]", gms_rate=Decimal(8))
    assert len(found(spoiled(project, GMS, account="74500"), "PD-33")) == 1


def test_sums_beyond_what_one_amount_may_be_are_told():
    """PD-30, PB-03: a large budget in a small currency is no fault."""
    project = clean_record()
    for at in (LINE, f"{FIRST}.lines[1]", GMS):
        project = spoiled(project, at, amount=Decimal("9e12"))
    project = spoiled(project, "", gms_rate=Decimal(95))
    assert found(project, "PD-30")
    assert totals(project).recovery[0].expected > Decimal("1e13")


def test_cost_recovery_of_a_source_may_stand_in_several_lines_of_a_block():
    """PD-30, PD-31: it is asked of year, activity result and source."""
    project = clean_record()
    *direct, one = row_at(project, FIRST).lines
    parts = [replace(one, amount=Decimal(amount), description=f"GMS {amount}") for amount in (1_200, 800)]
    assert found(spoiled(project, FIRST, lines=(*direct, *parts)), "PD-30") == []
    [told] = found(spoiled(project, FIRST, lines=(*direct, *parts, parts[0])), "PD-30")
    assert told.found == Decimal(3_200)
