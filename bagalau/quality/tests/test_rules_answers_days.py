"""What is doubtful in the days and years that answers claim (QA-08, QA-11). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bagalau.quality.rules.answers import Finding, Given, check
from bagalau.quality.rules.answers.claims import shown_in
from bagalau.quality.rules.questionnaire import Often
from bagalau.quality.tests.making import options, question
from bagalau.quality.tests.test_rules_answers import ENDS, NOTE, STARTS, TEXT, TODAY, WARNING, form, only, rules


def quarterly(*days: date, ends: date | None = ENDS, often: Often = Often.QUARTER, **facts: Any) -> tuple[Finding, ...]:
    claiming = replace(question(11), options=(replace(options("3")[0], claims={"risks": often}), *options("2")))
    of = only(
        claiming,
        Given("3", evidence=TEXT, papers=("x",)),
        starts=STARTS,
        ends=ends,
        facts=facts.get("facts", {"risks": days}),
    )
    return check(of, TODAY)


def test_every_quarter_is_claimed_and_the_log_shows_two_updates_in_four_years():
    """QA-08"""
    found = quarterly(date(2018, 5, 4), date(2020, 2, 1))
    assert rules(found) == [("QA-08", WARNING)]
    assert str(found[0].said) == ("Question 11: “3” claims every quarter; the record shows it in 2 of 16 quarters.")


def test_what_the_record_shows_or_does_not_keep_is_not_doubted():
    """QA-08"""
    each = [date(year, month, 17) for year in range(2018, 2022) for month in (2, 5, 8, 11)]
    assert quarterly(*each) == ()
    assert rules(quarterly(*each[:4], *each[5:])) == [("QA-08", NOTE)]
    assert quarterly(facts={}) == ()
    assert quarterly(facts={"board": ()}) == ()
    assert rules(quarterly()) == [("QA-08", WARNING)]
    assert str(quarterly()[0].said) == "Question 11: “3” claims every quarter; the record shows no update."
    assert quarterly(date(2018, 3, 1), date(2019, 3, 1), date(2020, 3, 1), date(2021, 3, 1), often=Often.YEAR) == ()
    assert str(quarterly(date(2018, 3, 1), often=Often.YEAR)[0].said).endswith("in 1 of 4 years.")


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), (1, 4)),
        (date(2018, 1, 1), date(2018, 12, 30), (1, 3)),
        (date(2018, 1, 1), date(2018, 3, 30), (0, 0)),
        (date(2018, 2, 15), date(2018, 5, 14), (1, 1)),
        (date(2019, 1, 1), date(2018, 1, 1), (0, 0)),
        (date(2018, 11, 30), date(2019, 5, 31), (0, 2)),
        (date(9999, 10, 1), date(9999, 12, 31), (0, 1)),
    ],
)
def test_only_whole_quarters_of_the_period_count(starts, ends, expected):
    """QA-08"""
    assert shown_in([date(2018, 2, 20)], Often.QUARTER, starts, ends) == expected


def test_a_period_that_goes_on_ends_today():
    """QA-08"""
    found = quarterly(date(2018, 1, 1), ends=None)
    assert found[0].said.values["total"] == 35
    assert quarterly(date(2018, 1, 1), ends=date(2030, 1, 1))[0].said.values["total"] == 35


# -- years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The next phase runs in 2021-2023 and was launched in November 2022.", ("2022", "2023")),
        ("The design of the next phase for 2021-2023 rests on it.", ("2023",)),
        ("Assessments were completed in 2017 as required.", ("2017",)),
        ("Протокол от 12.05.2016, отчёт за 2019 год.", ("2016",)),
        ("The minutes of 2017-03-05 say so.", ("2017",)),
        ("2015 жылы бекітілген.", ("2015",)),
        ("Signed on May 4, 2023.", ("2023",)),
        ("In line with the 2030 Agenda and Agenda 2063, by 2030.", ()),
        ("The work reached between 2017 people and 2500 in all.", ()),
        ("Project 00123513, account 2022.", ()),
        ("From 2018 to 2021 the board met each year.", ()),
    ],
)
def test_years_outside_the_period_are_noted(text, years):
    """QA-11"""
    evidence = f"{text} {TEXT % 'q5'}"
    found = check(form({"q5": Given("3", evidence=evidence)}), TODAY)
    assert [(one.rule, one.severity, one.said.values["years"]) for one in found] == (
        [("QA-11", NOTE, years)] if years else []
    )


def test_a_long_text_is_read_quickly():
    """QA-11: blanks without end, and a thousand years."""
    text = "in " + " " * 100_000 + " ".join(f"in {1900 + at % 60}" for at in range(1000))
    found = check(form({"q5": Given("3", evidence=text)}), TODAY)
    assert len(found[0].said.values["years"]) == 5
