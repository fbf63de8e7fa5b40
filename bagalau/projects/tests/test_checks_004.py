"""Everything that the domain reference (project cycle, part 0.3) finds in document 004, with its figures."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from bagalau.documents.extract import extract
from bagalau.formats.read import read
from bagalau.projects.rules import record as r
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.checks.consequences import consequences
from bagalau.projects.rules.contract import from_contract
from bagalau.projects.rules.findings import Change, Correction, Finding, corrected, filled

PAPERS = sorted((Path(__file__).parents[4] / "shared" / "documents").glob("004*.txt"))
pytestmark = pytest.mark.skipif(not PAPERS, reason="the papers of the design are not here")
Figures = tuple[int | str | None, int | str | None]
MANAGEMENT = "work_plans[0].activity_results[2]"
LATER = "work_plans[1].activity_results"
EXPECTED: list[tuple[str, str, str, Figures]] = [
    ("E1", "PD-01", MANAGEMENT, (50_000, 56_300)),
    ("E1", "PD-02", "work_plans[0]", (410_000, 416_300)),
    ("E1", "PD-03", "", (750_000, 756_300)),
    ("E2", "PD-10", f"{LATER}[0]", (None, None)),
    ("E2", "PD-33", f"{LATER}[0]", (None, None)),
    ("E3", "PD-09", f"{LATER}[0]", (93_000, 264_810)),
    ("E4", "PD-21", "budget.by_source.UNDP", (70_000, 85_190)),
    ("E4", "PD-23", f"{LATER}[1]", (0, 15_190)),
    ("E4", "PD-34", f"{LATER}[1].lines[7]", (0, 13_790)),
    ("E5", "PD-20", f"{LATER}[1]", (0, 181_810)),
    ("E6", "PD-22", "work_plans[0].activity_results[1].lines[0]", (None, None)),
    ("E7", "PD-30", "work_plans[0].activity_results[0].lines[5]", (9_380, 9_400)),
    ("E7", "PD-30", "work_plans[0].activity_results[1].lines[8]", (15_820, 15_900)),
    ("E8", "PD-31", "", (47_600, 47_700)),
    ("E8", "PD-32", "budget.by_source.RK Government", (None, None)),
    ("OK", "PD-26", "budget.by_source.RK Government", (680_000, 686_300)),
    ("OK", "PD-26", "budget.by_source.UNDP", (70_000, 70_000)),
    ("W9", "PD-40", "activity_results[0].actions[3]", (None, None)),
    ("W10", "PD-44", "activity_results[1].actions[0]", ("8 regions", "4 regions")),
    ("W10", "PD-46", "work_plans[0].targets[1].indicators[0]", ("10", "8")),
    ("W11", "PD-45", "activity_results[0].actions[2]", (None, None)),
    ("W11", "PD-47", "narrative[1]", (None, None)),
    ("W12", "PD-59", "narrative[1]", (None, None)),
    ("W13", "PD-48", "quality_criteria[2]", ("3", "4")),
    ("W13", "PD-49", "outputs[0]", ("1", "3")),
    ("W14", "PD-53", "monitoring_actions[2]", ("2", "1")),
    ("W15", "PD-54", "terms_of_reference[0]", (None, None)),
    ("W16", "PD-56", "quality_criteria[1].criteria[1]", ("2013-04", "2013-03")),
    ("W17", "PD-60", "risks[1]", (None, None)),
    ("W17", "PD-61", "risks[0]", (None, None)),
    ("W18", "PD-80", "", (None, None)),
    ("W18", "PD-81", "", (None, None)),
    ("W18", "PD-82", "budget.by_source.UNDP", (None, None)),
    ("W19", "PD-57", "quality_criteria[1].criteria[1]", (None, None)),
    ("W19", "PD-58", "work_plans[0]", (None, None)),
    ("W20", "PD-65", "", (0, 75_000)),
    ("W21", "PD-83", "", (None, None)),
    ("W22", "PD-73", "outcome_indicators[0]", (None, None)),
    ("W22", "PD-74", "outputs[0]", (None, None)),
    ("W22", "PD-75", "work_plans[0].targets[1].indicators[0]", (None, None)),
    ("W22", "PD-76", "work_plans[0].targets[1].indicators[0]", (None, None)),
    ("W23", "PD-35", "", (None, None)),
    ("W24", "PD-84", "", (None, None)),
    ("W24", "PD-85", "narrative[1]", (None, None)),
    ("W25", "PD-51", f"{LATER}[2]", ("4", "3")),
]


@lru_cache(1)
def _record() -> r.Project:
    return from_contract(extract(read(PAPERS[0].read_bytes(), PAPERS[0].name)).record)


@lru_cache(1)
def _found() -> list[Finding]:
    return check(_record())


def _one(rule: str, at: str = "") -> Finding:
    return next(one for one in _found() if one.rule == rule and one.at.startswith(at))


@pytest.mark.parametrize(("entry", "rule", "at", "figures"), EXPECTED)
def test_every_entry_of_the_reference_is_found(entry, rule, at, figures):
    found = [(one.at, one.expected, one.found) for one in _found() if one.rule == rule]
    expected, told = (Decimal(one) if isinstance(one, int) else one for one in figures)
    assert (at, expected, told) in found, entry


@pytest.mark.parametrize(
    ("rule", "at", "words"),
    [
        ("PD-03", "", "With the printed subtotals they come to exactly that."),
        ("PD-26", "budget.by_source.RK", "(2013: 375,000; 2014: 305,000). Line by line it comes to 686,300."),
        ("PD-26", "budget.by_source.UNDP", "(2013: 35,000; 2014: 35,000)"),
        ("PD-30", "work_plans[0].activity_results[0]", "it comes to 7.015 % and 7.544 %"),
        ("PD-31", "", "7.015 % of the whole, 7.544 % of the direct cost"),
        ("PD-35", "", "100,000 of 750,000 (13.3 %), cost recovery 47,700 (6.4 %)"),
        ("PD-65", "", "By year: 2013: 41,000; 2014: 34,000."),
        ("PD-81", "", "Agency of Civil Service; Ministry of Transport and Communications"),
        ("PD-84", "", "2008-2013"),
    ],
)
def test_both_readings_are_told(rule, at, words):
    assert words in _one(rule, at).text


def _told(correction: Correction) -> tuple[str, list[Change]]:
    return filled(correction.label, correction.values), list(correction.changes)


def test_the_difference_has_two_explanations():
    """E1: the twin year, or one digit."""
    twin, digit, _subtotal = map(_told, _one("PD-01").corrections)
    assert twin == (
        "As in 2014",
        [
            Change(f"{MANAGEMENT}.lines[3]", "amount", Decimal(1_000)),
            Change(f"{MANAGEMENT}.lines[5]", "amount", Decimal(4_150)),
        ],
    )
    assert digit == ("One digit too many", [Change(f"{MANAGEMENT}.lines[3]", "amount", Decimal(700))])


def test_labels_follow_from_arithmetic():
    """E2."""
    changes = _one("PD-10").corrections[0].changes
    assert {(one.at, one.value) for one in changes if one.name == "account"} == {
        (f"{LATER}[0].lines[4]", "74500"),
        (f"{LATER}[0].lines[5]", "75100"),
    }


def test_a_correction_says_what_agrees_then():
    """E1: the subtotal, the year and the whole; nothing is applied."""
    told = consequences(_record(), _one("PD-01").corrections[0])
    assert [filled(one.label, one.values) for one in told.agreeing] == [
        "Activity result 3, 2013",
        "Year 2013",
        "The whole project",
    ]
    assert told.broken == ()
    assert {one.rule for one in told.gone} == {"PD-02", "PD-03"}
    wrong = consequences(_record(), _one("PD-01").corrections[-1])
    assert "PD-04" in {one.rule for one in wrong.new}


def test_all_corrections_together_reconcile_to_the_cover():
    """E1, E2, E5, E6: 680,000 and 70,000."""
    record = _record()
    for rule in ("PD-01", "PD-10", "PD-20", "PD-22"):
        record = corrected(record, next(one for one in check(record) if one.rule == rule).corrections[0])
    rules = {one.rule for one in check(record)}
    assert rules.isdisjoint({"PD-01", "PD-02", "PD-03", "PD-10", "PD-20", "PD-21", "PD-22", "PD-23", "PD-27", "PD-34"})
