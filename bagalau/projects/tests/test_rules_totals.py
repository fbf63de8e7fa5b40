"""What the lines of a budget add up to, against sums made another way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bagalau.projects.rules import record as r
from bagalau.projects.rules.totals import NOBODY, base_of, paid, rate_of, totals

CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
NAMES = ("UNDP", "Government", "")
LINES = st.lists(
    st.tuples(
        st.sampled_from((2024, 2025)), st.sampled_from(NAMES), st.sampled_from(("71200", "71205", "75100")), CENTS
    )
)


def who_pays(of: r.BudgetLine) -> list[tuple[str, int]]:
    return [(source, int(amount)) for source, amount in paid(of)]


def line(amount: int, source: str = "", **shares: int) -> r.BudgetLine:
    split = tuple(r.Share(source=name, amount=Decimal(part)) for name, part in shares.items())
    return r.BudgetLine(account="71600", amount=Decimal(amount), source=source, split=split)


def test_a_line_is_paid_by_its_source_or_by_those_of_its_shares():
    """PB-01"""
    assert who_pays(line(100, "UNDP")) == [("UNDP", 100)]
    assert who_pays(line(100, UNDP=60, Government=40)) == [("UNDP", 60), ("Government", 40)]


def test_what_is_left_over_is_paid_by_nobody():
    """PB-01"""
    assert who_pays(line(100)) == [(NOBODY, 100)]
    assert who_pays(line(100, UNDP=60)) == [("UNDP", 60), (NOBODY, 40)]
    assert who_pays(line(100, UNDP=110)) == [("UNDP", 110), (NOBODY, -10)]


def project(lines, **given) -> r.Project:
    plans = tuple(
        r.WorkPlan(
            year=year,
            activity_results=(
                r.PlannedResult(
                    lines=tuple(
                        r.BudgetLine(account=account, source=source, amount=amount, quarters=(amount, None))
                        for of, source, account, amount in lines
                        if of == year
                    )
                ),
            ),
        )
        for year in (2024, 2025)
    )
    sources = tuple(r.Contribution(name=name, amount=Decimal(5)) for name in NAMES if name)
    return r.Project(work_plans=plans, contributions=sources, **given)


@given(LINES)
def test_every_way_of_adding_up_comes_to_the_same(lines):
    """PB-02: against plain sums of fractions."""
    found = totals(project(lines))
    whole = sum((Fraction(amount) for *_rest, amount in lines), Fraction())
    assert Fraction(found.total) == whole
    for rows in (found.sources, found.accounts):
        assert sum(Fraction(row.total) for row in rows) == whole
    for name in NAMES:
        expected = sum((Fraction(amount) for _year, source, _account, amount in lines if source == name), Fraction())
        assert Fraction(sum((row.total for row in found.sources if row.key == name), Decimal())) == expected
    assert {row.key for row in found.accounts} <= {"71200", "75100"}
    assert sum(Fraction(row.total) for row in found.quarters) == whole


def test_a_source_that_pays_nothing_yet_is_told_with_what_it_agreed_to():
    """PB-02"""
    found = totals(project([]))
    assert [row.key for row in found.sources] == ["UNDP", "Government"]
    assert {row.difference for row in found.sources} == {Decimal(-5)}


@given(LINES, st.sampled_from([Decimal(0), Decimal(7), Decimal("7.5"), Decimal(99)]), st.sampled_from(["net", "gross"]))
def test_cost_recovery_follows_from_the_direct_cost(lines, rate, base):
    """PB-03: on either base, to half a cent."""
    for one in totals(project(lines, gms_rate=rate, gms_base=base)).recovery:
        direct = sum(
            (Fraction(amount) for _y, source, account, amount in lines if (source, account[:3]) == (one.source, "712")),
            Fraction(),
        )
        part = Fraction(rate) / 100
        exact = direct * (part / (1 - part) if base == "gross" else part)
        [(told, expected)] = one.expected
        assert told == base
        assert abs(Fraction(expected) - exact) <= Fraction(1, 200)
        assert one.difference == one.declared - expected


def test_without_a_base_cost_recovery_is_told_on_each_and_nothing_differs():
    """PB-03: as PD-31 asks for the base, neither reading is wrong yet."""
    lines = [(2024, "UNDP", "71200", Decimal(9_300)), (2024, "UNDP", "75100", Decimal(700))]
    [told, _other] = totals(project(lines, gms_rate=Decimal(7))).recovery
    assert dict(told.expected) == {"net": Decimal("651.00"), "gross": Decimal("700.00")}
    assert told.difference is None


def test_a_source_that_bears_no_cost_recovery_pays_none_unless_it_states_a_rate():
    """PB-03"""
    of = r.Project(gms_rate=Decimal(7))
    core = r.Contribution(name="UNDP", source_type=r.SourceType.CORE)
    assert rate_of(of, core) is None
    assert rate_of(of, r.Contribution(name="UNDP", source_type=r.SourceType.CORE, gms_rate=Decimal(1))) == 1
    assert rate_of(of, r.Contribution(name="Cars", in_kind=True)) is None
    assert rate_of(of, r.Contribution(name="Fund")) == 7
    assert base_of(of, core) is None
