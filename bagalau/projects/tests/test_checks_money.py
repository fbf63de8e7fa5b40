"""Checks of the money of a project document: PD-01 to PD-36, each on a record that is clean but for one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.projects.rules import record as r
from bagalau.projects.rules.checks import CHECKS, check
from bagalau.projects.rules.checks.lines import named
from bagalau.projects.rules.checks.slips import slip
from bagalau.projects.rules.findings import Finding
from bagalau.projects.rules.shape import changed, walk
from bagalau.projects.tests.making import clean_record, placed, row_at, spoiled

EU, UNDP = "European Union", "UNDP"
FIRST = "work_plans[0].activity_results[0]"
LINE = f"{FIRST}.lines[0]"
GMS = f"{FIRST}.lines[2]"
OFFICE = "work_plans[0].activity_results[2]"


def found(project: r.Project, rule: str) -> list[Finding]:
    return [one for one in check(project) if one.rule == rule]


def test_a_clean_record_has_nothing_but_remarks():
    assert {one.severity for one in check(clean_record())} <= {Severity.NOTE}


def test_an_empty_record_has_no_errors():
    assert [one for one in check(r.Project(title="New")) if one.severity == Severity.ERROR] == []


def test_numbers_of_checks_are_told_once_and_in_order():
    numbers = [one.number for one in CHECKS]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("rule", "at", "values", "expected", "told", "severity"),
    [
        ("PD-01", FIRST, {"subtotal": Decimal(26_000)}, Decimal(26_000), Decimal(27_000), "error"),
        ("PD-02", "work_plans[0]", {"total": Decimal(90_000)}, Decimal(90_000), Decimal(92_080), "error"),
        ("PD-03", "", {"required": Decimal(184_000)}, Decimal(184_000), Decimal(184_160), "error"),
        ("PD-04", "work_plans[0]", {"total": Decimal(90_000)}, Decimal(90_000), Decimal(92_080), "error"),
        ("PD-05", "work_plans[0]", {"cover_total": Decimal(92_000)}, Decimal(92_080), Decimal(92_000), "error"),
        ("PD-06", "", {"required": Decimal(184_000)}, Decimal(184_000), Decimal(184_160), "error"),
        ("PD-07", "", {"allocated": Decimal(190_000)}, Decimal(190_000), Decimal(184_160), "error"),
        ("PD-08", "", {"allocated": Decimal(100_000)}, Decimal(184_160), Decimal(100_000), "error"),
        ("PD-08", "", {"unfunded": Decimal(10)}, Decimal(184_160), Decimal(184_170), "error"),
        ("PD-09", FIRST, {"printed_after": "2.3"}, Decimal(27_000), Decimal(77_000), "error"),
        ("PD-10", LINE, {"account": ""}, None, None, "error"),
        ("PD-10", FIRST, {"labels": 4, "amounts": 3}, None, None, "error"),
        ("PD-11", LINE, {"amount": None}, None, None, "error"),
        ("PD-11", LINE, {"amount": Decimal(-5)}, None, Decimal(-5), "error"),
        ("PD-11", LINE, {"amount": Decimal(10) ** 14}, None, Decimal(10) ** 14, "error"),
        ("PD-11", LINE, {"amount": Decimal(900_000)}, None, Decimal(900_000), "error"),
        (
            "PD-12",
            LINE,
            {"quantity": Decimal(3), "unit_cost": Decimal(6_000)},
            Decimal(18_000),
            Decimal(20_000),
            "error",
        ),
        (
            "PD-13",
            LINE,
            {"quarters": (Decimal(5_000), None, Decimal(1), None)},
            Decimal(20_000),
            Decimal(5_001),
            "error",
        ),
        (
            "PD-14",
            LINE,
            {"split": (r.Share(source=EU, amount=Decimal(9)), r.Share(source=UNDP, amount=Decimal(1)))},
            Decimal(20_000),
            Decimal(10),
            "error",
        ),
        ("PD-14", LINE, {"split": (r.Share(source="Nobody", amount=Decimal(20_000)),)}, None, None, "error"),
        ("PD-15", "work_plans[1]", {"year": 2022}, None, None, "error"),
        ("PD-20", LINE, {"source": ""}, Decimal(0), Decimal(20_000), "error"),
        ("PD-21", LINE, {"source": UNDP}, Decimal(20_000), Decimal(40_000), "error"),
        ("PD-22", LINE, {"source": f"{EU} {UNDP}"}, None, None, "warning"),
        ("PD-23", LINE, {"source": "", "printed_source": UNDP}, Decimal(0), Decimal(20_000), "error"),
        ("PD-24", LINE, {"source": "Nobody"}, None, None, "warning"),
        ("PD-25", "contributions[0]", {"name": "EU", "also_called": (EU,)}, None, None, "note"),
        ("PD-26", LINE, {"source": ""}, Decimal(164_160), Decimal(164_160), "note"),
        ("PD-27", "contributions[1]", {"amount": Decimal(25_000)}, Decimal(25_000), Decimal(20_000), "warning"),
        ("PD-30", GMS, {"amount": Decimal(2_100)}, Decimal("2000.00"), Decimal(2_100), "warning"),
        ("PD-31", "", {"gms_base": ""}, Decimal("12160.00"), Decimal("12160"), "warning"),
        ("PD-32", "contributions[0]", {"gms_rate": Decimal(7)}, Decimal(8), Decimal(7), "warning"),
        ("PD-33", GMS, {"account": "74500"}, None, None, "warning"),
        ("PD-34", GMS, {"source": UNDP}, Decimal(0), Decimal(2_000), "error"),
        ("PD-36", GMS, {"description": "GMS 7%"}, Decimal(8), Decimal(7), "warning"),
    ],
)
def test_one_thing_that_is_wrong_is_found(rule, at, values, expected, told, severity):
    findings = found(spoiled(clean_record(), at, **values), rule)
    assert findings, rule
    assert (findings[0].expected, findings[0].found, findings[0].severity) == (expected, told, severity)
    assert findings[0].text


def test_the_same_line_twice_is_told():  # PD-16
    lines = row_at(clean_record(), FIRST).lines
    [one] = found(spoiled(clean_record(), FIRST, lines=(*lines, lines[0])), "PD-16")
    assert one.also == (LINE,)


def test_shares_of_management_and_cost_recovery_are_told():
    [one] = found(clean_record(), "PD-35")
    assert one.text == "Project management takes 22,160 of 184,160 (12.0 %), cost recovery 12,160 (6.6 %)."


@pytest.mark.parametrize(
    ("written", "meant", "label"),
    [
        ("7000", "700", "One digit too many"),
        ("700", "7000", "One digit too few"),
        ("1234", "134", "One digit too many"),
        ("4450", "4540", "Two digits changed places"),
        ("4450", "4150", "One wrong digit"),
        ("4450", "4151", ""),
        ("5000", "30", ""),
    ],
)
def test_a_slip_of_the_pen_is_known(written, meant, label):
    assert slip(Decimal(written), Decimal(meant)) == label


def _labels(finding: Finding) -> list[str]:
    return [one.label % one.values for one in finding.corrections]


def test_a_difference_is_explained_by_the_other_year_and_by_one_digit():
    """PD-01: both explanations take it off to the cent, and none is applied."""
    project = spoiled(clean_record(), f"{OFFICE}.lines[1]", amount=Decimal(10_000))
    [one] = found(project, "PD-01")
    assert _labels(one) == ["As in 2023", "One digit too many", "The printed subtotal is wrong"]
    assert [(change.at, change.value) for change in one.corrections[0].changes] == [
        (f"{OFFICE}.lines[1]", Decimal(1_000))
    ]


def test_the_slip_after_which_the_sources_agree_comes_first():
    """PD-01: both lines of activity result 3 may have a digit too many; only the source of one gives too much."""
    project = clean_record()
    project = placed(replace(project, work_plans=project.work_plans[:1], end=When.parse("2022-12")))
    values = {"required": Decimal(92_080), "allocated": Decimal(92_080), "regular": Decimal(10_000)}
    project = spoiled(project, "", **values)
    project = spoiled(project, "contributions[0]", amount=Decimal(82_080))
    project = spoiled(project, "contributions[1]", amount=Decimal(10_000))
    wrong = spoiled(project, f"{OFFICE}.lines[1]", amount=Decimal(3_000))
    first = found(wrong, "PD-01")[0].corrections[0]
    assert [(change.at, change.value) for change in first.changes] == [(f"{OFFICE}.lines[1]", Decimal(1_000))]


def test_a_difference_that_nothing_explains_offers_the_subtotal_alone():
    project = spoiled(clean_record(), FIRST, subtotal=Decimal("12345.67"))
    assert _labels(found(project, "PD-01")[0]) == ["The printed subtotal is wrong"]


def test_a_total_of_the_year_is_said_to_follow_from_the_lines():
    """PD-02: printed subtotals that add up to it tell where the difference lies."""
    project = spoiled(clean_record(), LINE, amount=Decimal(21_000))
    assert "the difference lies in the lines" in found(project, "PD-02")[0].text
    assert (
        "the difference lies" not in found(spoiled(clean_record(), "work_plans[0]", total=Decimal(1)), "PD-02")[0].text
    )


def test_labels_are_found_by_arithmetic_and_the_other_year():
    """PD-10."""
    project = spoiled(clean_record(), GMS, account="", description="", printed_label="71600 Travel")
    project = spoiled(project, f"{FIRST}.lines[1]", account="", description="", printed_label="71300 Experts")
    [one] = found(project, "PD-10")
    told, printed = one.corrections
    assert {(change.at, change.value) for change in told.changes if change.name == "account"} == {
        (GMS, "75100"),
        (f"{FIRST}.lines[1]", "71600"),
    }
    assert {change.value for change in printed.changes} == {"71600", "Travel", "71300", "Experts"}


def test_a_missing_source_is_the_one_with_which_all_agree():
    """PD-20, PD-26."""
    [one] = found(spoiled(clean_record(), LINE, source=""), "PD-20")
    assert [change.value for correction in one.corrections for change in correction.changes] == [EU]


def test_where_no_source_agrees_each_is_offered():
    """PD-20: nothing is guessed."""
    project = spoiled(spoiled(clean_record(), LINE, source=""), "contributions[0]", amount=Decimal(1_000_000))
    [one] = found(project, "PD-20")
    assert [correction.values["source"] for correction in one.corrections] == [EU, UNDP]
    assert found(project, "PD-26") == []


def test_several_sources_are_offered_only_if_they_can_pay():
    """PD-22: the core money is used up by its own lines."""
    [one] = found(spoiled(clean_record(), LINE, source=f"{EU} {UNDP}"), "PD-22")
    assert [correction.values["source"] for correction in one.corrections] == [EU]
    assert one.values["broken"] == UNDP


def test_a_split_that_adds_up_is_no_matter_of_concern():
    """PD-14, PD-22."""
    shares = (r.Share(source=EU, amount=Decimal(20_000)), r.Share(source="undp", amount=Decimal(0)))
    project = spoiled(clean_record(), LINE, split=shares)
    assert [one.rule for one in check(project) if one.severity != Severity.NOTE] == []


def test_what_is_printed_counts_against_the_cap_too():
    """PD-21, PD-23: both readings are told."""
    project = spoiled(clean_record(), LINE, source="", printed_source=UNDP)
    [one] = found(project, "PD-21")
    assert (one.expected, one.found, one.values["taken"]) == (Decimal(20_000), Decimal(40_000), Decimal(20_000))


def _rate(project: r.Project, rate: int, base: str) -> r.Project:
    return spoiled(project, "", gms_rate=Decimal(rate), gms_base=base)


@pytest.mark.parametrize(("base", "rules"), [("net", 0), ("gross", 6), ("", 0)])
def test_cost_recovery_is_judged_on_the_base_that_is_stated(base, rules):
    """PD-30: without a base, what fits either is right."""
    assert len(found(_rate(clean_record(), 8, base), "PD-30")) == rules


def test_the_base_that_fits_is_offered_first():
    """PD-31: with both rates told."""
    [one] = found(_rate(clean_record(), 8, ""), "PD-31")
    assert one.corrections[0].changes[0].value == r.Base.NET
    assert "7.407 % of the whole, 8.000 % of the direct cost" in one.text


def test_a_contribution_in_kind_is_no_money():
    """PD-07, PD-21, PD-27."""
    project = clean_record()
    kind = r.Contribution(name="Office space", in_kind=True, amount=Decimal(5_000))
    with_it = placed(replace(project, contributions=(*project.contributions, kind)))
    assert [one.rule for one in check(with_it) if one.severity != Severity.NOTE] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda project: replace(project, required=Decimal("NaN")),
        lambda project: replace(project, gms_rate=Decimal("Infinity")),
        lambda project: spoiled(project, LINE, amount=Decimal("NaN")),
        lambda project: replace(project, work_plans=project.work_plans * 40),
        lambda project: replace(project, title="<script>alert(1)</script> %(x)s %s"),
        lambda project: spoiled(project, LINE, description="100% of %(found)s", account="71200"),
    ],
)
def test_hostile_records_are_checked_without_a_crash(spoil: Callable[[r.Project], r.Project]):
    assert [one.text for one in check(placed(spoil(clean_record())))]


def test_names_that_are_made_of_each_other_are_told_apart_quickly():
    """PD-22: as many ways of cutting "a a a …" as there are, none is tried twice."""
    known = {name: r.Contribution(name=name) for name in ("a", "a a", "a a a")}
    assert named("a " * 120 + "z", known) == ()
    assert [one.name for one in named("a a, a a a", known)] == ["a", "a", "a a a"]


def test_a_workshop_under_the_account_of_companies_is_told():
    """PD-17."""
    told = clean_record()
    line = next(row for row in walk(told) if isinstance(row, r.BudgetLine) and row.account != "75100")
    moved = changed(told, {(line.at, "account"): "72100", (line.at, "description"): "Workshops for councils"})
    assert [one.at for one in check(moved) if one.rule == "PD-17"] == [line.at]
    assert [one.rule for one in check(told) if one.rule == "PD-17"] == []


@pytest.mark.parametrize(("rate", "count"), [("5", 0), ("8", 0), ("3", 1)])
def test_banks_are_charged_one_of_two_rates(rate, count):
    """PD-32: which of the two, the volume of a year tells, which no document states."""
    told = clean_record()
    first = told.contributions[0]
    bank = replace(first, source_type=r.SourceType.IFI, gms_rate=Decimal(rate), agreed=When.parse("2021-05-03"))
    charged = replace(told, contributions=(bank, *told.contributions[1:]))
    assert sum(one.rule == "PD-32" and one.at == bank.at for one in check(charged)) == count
