"""The proof that a scheme has no gap (QR-04, QR-12). Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.quality.rules import shipped
from bagalau.quality.rules.counting import following, ranks, tally
from bagalau.quality.rules.proof import prove
from bagalau.quality.rules.schemes import Band, Case, Condition, Overall, Scheme
from bagalau.quality.tests.making import FIVE, HS, NI, POINTS_2, PROJECT, SIX, E, I, S


def by_brute_force(scheme: Scheme, critical: int) -> Counter[str | None]:
    """Each combination by itself; the first sections are the critical ones."""
    codes, places = [one.code for one in scheme.labels], ranks(scheme)
    flags = [place < critical for place in range(scheme.sections or 0)]
    found: Counter[str | None] = Counter()
    for combination in product(codes, repeat=scheme.sections or 0):
        case = following(scheme, tally(zip(combination, flags, strict=True)), places)
        found[case.label if case else None] += 1
    return found


def test_the_rule_of_projects_covers_all_combinations_of_seven_sections():
    """QR-04, QR-12: the numbers of the domain reference."""
    proof = prove(PROJECT)
    assert proof.total == 78_125
    assert proof.counts == {I: 61_952, NI: 9_612, S: 4_753, HS: 1_744, E: 64}
    assert (sum(proof.counts.values()), proof.gaps, proof.holds) == (78_125, (), True)
    assert list(proof.counts) == [E, HS, S, NI, I]


@pytest.mark.parametrize(("sections", "critical"), [(1, 0), (3, 1), (4, 0), (4, 2), (5, 1), (5, 5)])
def test_fewer_sections_are_counted_as_by_going_through_each(sections, critical):
    """QR-12: with counts that suit them, and also where they leave gaps."""
    fewer = replace(PROJECT, sections=sections)
    proof, expected = prove(fewer, critical), by_brute_force(fewer, critical)
    assert {code: count for code, count in proof.counts.items() if count} == {
        code: count for code, count in expected.items() if code is not None
    }
    assert proof.total == 5**sections
    assert proof.holds == (expected[None] == 0)


@given(some.data())
def test_any_cases_are_proved_as_by_going_through_each(data):
    """QR-12"""
    codes = [one.code for one in FIVE]
    cases = []
    for _ in range(data.draw(some.integers(1, 4))):
        best = data.draw(some.integers(0, 4))
        least = data.draw(some.none() | some.integers(0, 4))
        condition = Condition(
            codes[best],
            codes[data.draw(some.integers(best, 4))],
            least=least,
            most=data.draw(some.none() | some.integers(least or 0, 4)),
            every=data.draw(some.booleans()),
            critical=data.draw(some.booleans()),
        )
        cases.append(Case(data.draw(some.sampled_from(codes)), (condition,), data.draw(some.booleans())))
    scheme, critical = replace(PROJECT, sections=4, cases=tuple(cases)), data.draw(some.integers(0, 4))
    proof, expected = prove(scheme, critical), by_brute_force(scheme, critical)
    assert proof.counts == {code: expected[code] for code in codes}
    assert 625 - sum(proof.counts.values()) == expected[None]


def test_a_scheme_with_a_gap_says_where_it_is():
    """QR-12, QR-04"""
    proof = prove(replace(PROJECT, cases=PROJECT.cases[1:]))
    assert not proof.holds
    told = [str(one) for one in proof.gaps]
    assert told[0] == f"{78_125 - sum(proof.counts.values())} of 78125 combinations come to no label."
    assert told[1] == ("No label follows from: 2 × exemplary; 4 × needs-improvement; 1 × needs-improvement (critical).")
    assert len(told) == 4


def test_cases_that_hold_together_are_counted_once():
    """QR-04: the first one is taken."""
    both = replace(
        PROJECT, sections=1, cases=(Case(E, (Condition(E, E, every=True),)), Case(I, (Condition(E, I, every=True),)))
    )
    proof = prove(both)
    assert (proof.total, proof.several, proof.counts[E], proof.counts[I]) == (5, 1, 1, 4)


def test_what_is_too_much_to_go_through_is_not_proved():
    """QR-12"""
    proof = prove(replace(PROJECT, sections=60))
    assert [str(one) for one in proof.gaps] == ["With 5 labels and 60 sections there is too much to go through."]


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ((Band("hs", Decimal(5)), Band("s", Decimal(1))), ["A mean below 1 comes to no label."]),
        ((Band("hs", Decimal(3)), Band("s", Decimal(4)), Band("u", None)), ["The band of s is never reached."]),
        ((Band("hs", None), Band("s", None)), ["The band of s is never reached."]),
        ((Band("hs", Decimal(3)), Band("s", None)), []),
    ],
)
def test_bands_reach_from_the_best_to_the_worst(bands, told):
    """QR-12"""
    assert [str(one) for one in prove(replace(SIX, bands=bands)).gaps] == told
    assert [str(one) for one in prove(replace(SIX, overall_bands=bands)).gaps] == told


@pytest.mark.parametrize("shares", ["0.1 0.2", "0.2 0.1 0.5", "0 0.2 0.5", "0.2 0.5 1"])
def test_shares_rise(shares):
    """QR-12"""
    wrong = replace(POINTS_2, shares=tuple(map(Decimal, shares.split())))
    assert [str(one) for one in prove(wrong).gaps] == ["Shares must rise from 0 to 1, one less than there are labels."]
    assert prove(replace(wrong, overall=Overall.POINTS_1)).holds


def test_every_shipped_scheme_is_proved():
    """QR-04, QR-12"""
    assert [name for name, scheme in shipped.schemes().items() if not prove(scheme).holds] == []
    assert prove(shipped.schemes()["project-qa@1"]).counts == prove(PROJECT).counts
