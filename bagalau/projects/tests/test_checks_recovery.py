"""Where cost recovery is asked for, and how large its sums may be: PD-30 to PD-33."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.projects.rules import record as r
from bagalau.projects.rules.findings import Words, corrected
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
    assert totals(project).recovery[0].expected[0][1] > Decimal("1e13")


def test_cost_recovery_of_a_source_may_stand_in_several_lines_of_a_block():
    """PD-30, PD-31: it is asked of year, activity result and source."""
    project = clean_record()
    *direct, one = row_at(project, FIRST).lines
    parts = [replace(one, amount=Decimal(amount), description=f"GMS {amount}") for amount in (1_200, 800)]
    assert found(spoiled(project, FIRST, lines=(*direct, *parts)), "PD-30") == []
    [told] = found(spoiled(project, FIRST, lines=(*direct, *parts, parts[0])), "PD-30")
    assert told.found == Decimal(3_200)


def test_money_of_the_government_had_a_minimum_then():
    """PD-32: the day of the agreement counts. More than the least is no fault: a remark, without a difference."""
    values: dict[str, Any] = {"source_type": r.SourceType.GOVERNMENT, "agreed": When.parse("2012-12-04")}
    [one] = found(spoiled(clean_record(), "contributions[0]", **values), "PD-32")
    assert one.text == (
        "European Union is charged 8 %, more than the 3 % that money of this kind bears at least. That is allowed; see "
        "that the agreement says so."
    )
    assert (one.severity, one.difference) == (Severity.NOTE, None)
    [under] = found(spoiled(clean_record(), "contributions[0]", **values, gms_rate=Decimal(2)), "PD-32")
    assert (under.severity, under.difference) == (Severity.WARNING, Decimal(-1))


def test_the_numbers_of_a_sentence_are_told_in_the_language_of_the_reader():
    """PD-31: 7,407 % in Russian; the finding stays the same one."""
    [one] = found(spoiled(clean_record(), "", gms_base=""), "PD-31")
    told = Words(number=lambda digits: digits.replace(".", ","))
    assert "7,407 % of the whole, 8,000 % of the direct cost" in told.filled(one.sentence, one.values)
    assert one.mark == replace(one, values={name: str(value) for name, value in one.values.items()}).mark


def test_a_subtotal_in_the_wrong_place_may_be_said_to_belong_to_its_lines():
    """PD-09: what to do about it; then nothing is left to say."""
    told = spoiled(clean_record(), "work_plans[0].activity_results[0]", printed_after="2.3")
    [one] = found(told, "PD-09")
    assert not found(corrected(told, one.corrections[0]), "PD-09")
