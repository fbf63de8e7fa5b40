"""Checks of frameworks, plans, management, indicators and covers: PD-40 to PD-89, each on a record that is clean but
for one thing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from unittest.mock import MagicMock, patch

import pytest

from bagalau.lib.periods import When
from bagalau.projects.rules import record as r
from bagalau.projects.rules.checks import check, promises
from bagalau.projects.rules.checks.plan import first_date
from bagalau.projects.rules.checks.wording import alike, claims
from bagalau.projects.rules.findings import Finding
from bagalau.projects.tests.making import clean_record, placed, row_at, spoiled

OUTPUT = "results[0].children[0]"
ACTIVITY = f"{OUTPUT}.children[0]"
PLANNED = "work_plans[0].activity_results[0]"
OFFICE = "work_plans[0].activity_results[2]"
STRATEGY = "sections[0]"


def found(project: r.Project, rule: str) -> list[Finding]:
    return [one for one in check(project) if one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "at", "values", "count"),
    [
        ("PD-40", f"{ACTIVITY}.children[0]", {"title": "A study visit to Norway"}, 1),
        ("PD-41", f"{PLANNED}.actions[0]", {"text": "A study visit to Norway"}, 1),
        ("PD-42", ACTIVITY, {"number": "9"}, 3),
        ("PD-43", PLANNED, {"title": "Painting of school walls"}, 1),
        ("PD-44", f"{PLANNED}.actions[1]", {"text": "Meetings of water users in 3 towns"}, 1),
        ("PD-45", f"{ACTIVITY}.children[0]", {"title": "Advice to town councils on repair plans (5 seminars)"}, 1),
        ("PD-47", STRATEGY, {"text": "A survey of households will be made. It counts."}, 1),
        ("PD-48", "quality_criteria[2]", {"activity_result": "4"}, 1),
        ("PD-48", f"{OUTPUT}.children[2]", {"number": "4"}, 2),
        ("PD-49", "quality_criteria[0]", {"output": "Waterworks are better"}, 1),
        ("PD-50", "work_plans[1]", {"year": 2024}, 2),
        ("PD-51", OFFICE, {"quarter_marks": 3, "quarters": ()}, 1),
        ("PD-52", "", {"start": When.parse("2022-05")}, 3),
        ("PD-53", "monitoring_actions[1]", {"due": "June 2022, June 2023, December 2023"}, 1),
        ("PD-54", "annexes[0]", {"text": "Write progress reports twice a year."}, 1),
        ("PD-55", "monitoring_actions[2]", {"due": "November 2025"}, 1),
        ("PD-56", "quality_criteria[0].criteria[0]", {"assessed": "Dec 2021 – June 2022"}, 1),
        ("PD-56", "quality_criteria[0]", {"end": "March 2024"}, 1),
        ("PD-59", STRATEGY, {"text": "Small grants will be given by open tender."}, 0),
        ("PD-60", "risks[0]", {"category": "", "status": ""}, 1),
        ("PD-61", "risks[0]", {"impact_level": None}, 1),
        ("PD-62", "board[2]", {"role": r.Role.OBSERVER}, 1),
        ("PD-63", "board[4]", {"member": "Programme associate of the office"}, 1),
        ("PD-63", "board[3]", {"member": "The project manager"}, 1),
        ("PD-63", "board[2]", {"member": "Chair of the committee for water"}, 1),
        ("PD-64", "annexes[0]", {"text": "Supervisor: Deputy head of the office"}, 1),
        ("PD-70", "results[0].indicators[0]", {"baseline": ""}, 1),
        ("PD-71", "results[0].indicators[0]", {"target": ""}, 1),
        ("PD-72", "results[0].indicators[0]", {"verification": "", "data_source": ""}, 1),
        ("PD-74", OUTPUT, {"gender_marker": None}, 1),
        ("PD-75", "results[0].indicators[0]", {"name": "80 towns have water"}, 1),
        ("PD-76", "results[0].indicators[0]", {"baseline": "Hardly any household has safe water"}, 1),
        ("PD-77", OUTPUT, {"indicators": ()}, 1),
        (
            "PD-90",
            "results[0].indicators[0]",
            {"measure": "qualitative", "values": (r.IndicatorValue(value=Decimal(5)),)},
            1,
        ),
        ("PD-66", "", {"assessments": (r.CapacityAssessment(partner="Union", assessed=When.parse("2015-05")),)}, 1),
        ("PD-66", "", {"assessments": (r.CapacityAssessment(partner="Union", assessed=When.parse("2021-05")),)}, 0),
        ("PD-80", "", {"award_id": " "}, 1),
        ("PD-81", "", {"responsible_parties": ("Committee for Water", "Agency of Roads")}, 1),
        ("PD-82", "", {"regular": None}, 0),
        ("PD-83", "contributions[0]", {"agreed_currency": "EUR"}, 1),
        ("PD-83", "", {"budget_note": "paid in tenge"}, 1),
        ("PD-84", "", {"strategic_plan": "2018-2021"}, 1),
        ("PD-84", "", {"programme_period": "2023–2026"}, 1),
        ("PD-86", "", {"end": When.parse("2021-12")}, 1),
        ("PD-86", "", {"appraisal_meeting": When.parse("2022-03-01")}, 2),
        ("PD-87", "", {"framework_outcome": "People in villages drink safe water"}, 1),
        ("PD-88", "", {"prevailing_language": ""}, 1),
        ("PD-89", "", {"start": None}, 1),
    ],
)
def test_one_thing_that_is_wrong_is_found(rule, at, values, count):
    findings = found(spoiled(clean_record(), at, **values), rule)
    assert len(findings) == count
    assert all(one.text for one in findings)


def test_an_action_is_known_again_in_other_words():
    """PD-40, PD-41: half of the stems are enough, or most of the shorter text's."""
    assert (
        alike("Training workshops for councils on repair plans (5 seminars)", "Workshops for councils on repair plans")
        >= 0.5
    )
    assert alike("Organisation of a study visit", "Annual international conference on repair") < 0.5


def test_numbers_of_both_years_together_are_told():
    """PD-44: six towns may be three each year."""
    project = clean_record()
    for year in (0, 1):
        project = spoiled(
            project, f"work_plans[{year}].activity_results[0].actions[1]", text="Meetings of water users in 3 towns"
        )
    [one] = found(project, "PD-44")
    assert "together the same" in one.text
    assert (one.expected, one.found) == ("6 towns", "3 towns")
    assert [len(correction.changes) for correction in one.corrections] == [2, 1]
    assert one.corrections[0].changes[0].value == "Meetings of water users in 6 towns"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at least 10 pilot projects on safety", ["10 pilot projects"]),
        ("in 8 regions of the country", ["8 regions"]),
        ("(5 seminars)", ["5 seminars"]),
        ("в 8 регионах страны", ["8 регионах страны"]),
        ("by 12 December 2014, 3 weeks, 10 per cent, 7% and No. 5 of 2010", []),
        ("1. Number of people", []),
        ("1,200 people", []),
    ],
)
def test_numbers_of_things_are_told_from_dates_and_amounts(text, said):
    assert [one.said for one in claims(text)] == said


def _with_indicator(value: str) -> r.Project:
    indicator = r.Indicator(
        name=f"{value} councils have repair plans",
        baseline="0",
        verification="Minutes",
        values=tuple(
            r.IndicatorValue(period=When.parse(year), text=f"{value} councils have repair plans")
            for year in ("2022", "2023")
        ),
    )
    return spoiled(clean_record(), OUTPUT, indicators=(indicator,))


def test_what_is_promised_as_the_least_is_counted_over_the_years():
    """PD-46."""
    promise = {"text": "The project will lead at least 10 councils to plans of their own."}
    [one] = found(spoiled(_with_indicator("4"), STRATEGY, **promise), "PD-46")
    assert (one.expected, one.found) == ("10", "8")
    assert found(spoiled(_with_indicator("5"), STRATEGY, **promise), "PD-46") == []


def test_what_is_planned_is_not_said_to_be_promised_only():
    """PD-47."""
    project = spoiled(clean_record(), STRATEGY, text="A survey will be made.")
    assert found(spoiled(project, f"{PLANNED}.lines[0]", description="Survey of households"), "PD-47") == []


def test_a_survey_of_the_past_is_no_promise():
    """PD-47."""
    assert found(spoiled(clean_record(), STRATEGY, text="A survey was made in 2019."), "PD-47") == []


def _without_evaluation() -> r.Project:
    project = clean_record()
    for year in (0, 1):
        project = spoiled(
            project, f"work_plans[{year}].activity_results[1].lines[2]", account="74500", description="Other"
        )
    return spoiled(project, "monitoring_actions[2]", action="Annual review")


def test_an_evaluation_that_verifies_is_planned():
    """PD-57."""
    named = {"method": "Project Evaluation Report"}
    assert len(found(spoiled(_without_evaluation(), "quality_criteria[0].criteria[0]", **named), "PD-57")) == 1
    assert found(spoiled(clean_record(), "quality_criteria[0].criteria[0]", **named), "PD-57") == []


def test_monitoring_and_evaluation_have_money():
    """PD-58."""
    assert len(found(_without_evaluation(), "PD-58")) == 1
    assert found(clean_record(), "PD-58") == []


def test_grants_are_no_purchase():
    """PD-59."""
    project = spoiled(clean_record(), f"{PLANNED}.lines[0]", account="72600", description="Grants")
    spoilt = spoiled(project, STRATEGY, text="Grants will be given by open tender.")
    assert found(spoilt, "PD-59")[0].values == {"words": "tender"}
    assert found(spoiled(project, STRATEGY, text="Pumps are bought by tender.\n\nGrants follow."), "PD-59") == []


def test_tolerance_needs_money_beyond_the_budget():
    """PD-65."""
    tolerant = replace(clean_record(), tolerance_percent=Decimal(10))
    [one] = found(tolerant, "PD-65")
    assert (one.expected, one.found) == (Decimal(0), Decimal("18416.00"))
    assert found(replace(tolerant, allocated=Decimal(210_000)), "PD-65") == []


def test_no_indicator_by_sex_is_told_once():
    """PD-73."""
    project = spoiled(clean_record(), "results[0].indicators[0]", name="Share of households", disaggregation=())
    assert found(project, "PD-73") == []
    project = spoiled(project, f"{OUTPUT}.indicators[0]", disaggregation=())
    assert len(found(project, "PD-73")) == 1


def _linked(*pairs: tuple[str, str]) -> r.Project:
    links = tuple(r.Link(cause=cause, effect=effect) for cause, effect in pairs)
    return placed(replace(clean_record(), links=links))


def test_a_theory_of_change_that_goes_in_a_circle():
    """PD-78."""
    [one] = found(_linked((OUTPUT, "results[0]"), ("results[0]", OUTPUT)), "PD-78")
    assert "→" in one.text


def test_a_theory_of_change_that_is_not_whole():
    """PD-79."""
    assert found(_linked((OUTPUT, "results[0]")), "PD-79") == []
    assert found(clean_record(), "PD-79") == []
    assert found(_linked((OUTPUT, "results[0]"), (OUTPUT, "nowhere")), "PD-79") != []


def test_core_money_stands_under_regular_resources():
    """PD-82."""
    project = spoiled(clean_record(), "", regular=None)
    assert len(found(spoiled(project, "contributions[1]", listed_under="other"), "PD-82")) == 1


def test_a_law_is_a_draft_or_in_force():
    """PD-85."""
    text = "The draft law “On Pipes” is debated. Councils will follow the new Law of the country “On Pipes”."
    assert len(found(spoiled(clean_record(), STRATEGY, text=text), "PD-85")) == 1
    assert found(spoiled(clean_record(), STRATEGY, text=text.replace("draft", "new")), "PD-85") == []


@pytest.mark.parametrize(
    ("words", "first"),
    [("March 2013 – Dec 2014", "2013-03"), ("March, 2013", "2013-03"), ("2013-03-05", "2013-03-05"), ("soon", None)],
)
def test_the_first_date_of_a_span(words, first):
    when = first_date(words)
    assert (when.iso if when else None) == first


def test_the_plan_has_its_own_actions_row():
    """PD-41: nothing is said where the framework lists no actions."""
    project = spoiled(clean_record(), ACTIVITY, children=())
    assert found(project, "PD-41") == []
    assert row_at(project, ACTIVITY).children == ()


def test_each_output_may_count_its_activity_results_from_one():
    """PD-41, PD-43, PD-48: number and title together tell which is meant."""
    project = clean_record()
    [output] = project.results[0].children
    *some, last = output.children
    other = replace(output, number="2", title="Councils are managed well", children=(replace(last, number="1"),))
    chain = replace(project.results[0], children=(replace(output, children=tuple(some)), other))
    plans = tuple(
        replace(plan, activity_results=(*plan.activity_results[:2], replace(plan.activity_results[2], number="1")))
        for plan in project.work_plans
    )
    quality = (*project.quality_criteria[:2], replace(project.quality_criteria[2], activity_result="1"))
    told = placed(replace(project, results=(chain,), work_plans=plans, quality_criteria=quality))
    assert [one.text for one in check(told) if one.rule in {"PD-40", "PD-41", "PD-42", "PD-43", "PD-48"}] == []


@pytest.mark.parametrize(("said", "count"), [("половой состав", 0), ("гендер", 0), ("women", 0), ("place", 1)])
def test_a_sex_is_known_by_the_words_that_figures_know(said, count):
    """PD-73, as PO-02 has it."""
    project = spoiled(clean_record(), f"{OUTPUT}.indicators[0]", disaggregation=())
    told = spoiled(project, "results[0].indicators[0]", name="Households", disaggregation=(said,))
    assert len(found(told, "PD-73")) == count


@pytest.mark.parametrize("name", ["To be recruited", "Vacant", "Будет назначен"])
def test_two_posts_that_are_open_are_nobody_with_two_roles(name):
    """PD-63."""
    project = spoiled(clean_record(), "board[2]", member=name)
    assert found(spoiled(project, "board[4]", member=name), "PD-63") == []


def test_a_member_of_the_board_may_assure_the_project():
    """PD-63: assurance is the board's own."""
    assert found(spoiled(clean_record(), "board[3]", member="Deputy head of the office"), "PD-63") == []


def test_a_sentence_without_an_end_is_looked_at_once():
    """PD-46, PD-47: thousands of things and numbers in one sentence take no longer than its length."""
    looked = MagicMock(wraps=promises.PROMISE)
    with patch.object(promises, "PROMISE", looked):
        assert found(spoiled(clean_record(), STRATEGY, text="survey " * 5_000), "PD-47") == []
    assert looked.search.call_count == 1
