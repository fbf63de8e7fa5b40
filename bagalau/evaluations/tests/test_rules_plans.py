"""The rules of plans: their way, what approval asks, words, costs, who stands above, reviews, changes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.evaluations.rules.plans import (
    ChangeKind,
    ChangeStatus,
    Lack,
    PlanStatus,
    Promise,
    Step,
    after,
    difference,
    is_within,
    lacks,
    midterm_due,
    reviews_overdue,
    stands_above,
    words,
)
from bagalau.evaluations.rules.plans_changes import (
    LINE_FIELDS,
    TOUCHED,
    ChangeStep,
    changed,
    is_as_it_was,
    past_the_plan,
)
from bagalau.evaluations.rules.plans_changes import after as change_after
from bagalau.lib.periods import When
from bagalau.people.rules import Scope

WAY = {
    (PlanStatus.DRAFT, Step.SUBMIT): PlanStatus.SUBMITTED,
    (PlanStatus.SUBMITTED, Step.RETURN): PlanStatus.DRAFT,
    (PlanStatus.APPROVED, Step.RETURN): PlanStatus.DRAFT,
    (PlanStatus.SUBMITTED, Step.APPROVE): PlanStatus.APPROVED,
    (PlanStatus.APPROVED, Step.POST): PlanStatus.POSTED,
}


@pytest.mark.parametrize("status", PlanStatus)
@pytest.mark.parametrize("step", Step)
def test_a_plan_goes_its_way_and_no_other(status, step):
    """EP-01"""
    assert after(status, step) is WAY.get((status, step))


CHANGE_WAY = {
    (ChangeStatus.DRAFT, ChangeStep.SUBMIT): ChangeStatus.SUBMITTED,
    (ChangeStatus.SUBMITTED, ChangeStep.APPROVE): ChangeStatus.APPROVED,
    (ChangeStatus.SUBMITTED, ChangeStep.REJECT): ChangeStatus.REJECTED,
}


@pytest.mark.parametrize("status", ChangeStatus)
@pytest.mark.parametrize("step", ChangeStep)
def test_a_change_goes_its_way_and_no_other(status, step):
    """EP-15"""
    assert change_after(status, step) is CHANGE_WAY.get((status, step))


def promise(title: str = "One", **given_: bool) -> Promise:
    return Promise(title, **{"dated": True, "costed": True, "funded": True, **given_})


@pytest.mark.parametrize(
    ("promises", "given_", "found"),
    [
        ([promise()], {}, []),
        ([], {}, [(Lack.LINES, "")]),
        ([promise()], {"rationale": " "}, [(Lack.RATIONALE, "")]),
        ([promise()], {"rationale": "one two three four"}, [(Lack.WORDS, "")]),
        ([promise()], {"uncovered": 2}, [(Lack.MANDATORY, "")]),
        ([promise()], {"uncovered": 2, "explained": True}, []),
        ([promise(), promise("Two", dated=False)], {}, [(Lack.END, "Two")]),
        ([promise(timely=False), promise("Two")], {}, [(Lack.PERIOD, "One")]),
        ([promise(costed=False, funded=False)], {}, [(Lack.COST, "One"), (Lack.FUNDING, "One")]),
    ],
)
def test_approval_asks_for_what_makes_a_plan(promises, given_, found):
    """EP-02"""
    said = {"rationale": "one two three", "limit": 3, "uncovered": 0, "explained": False} | given_
    assert lacks(promises, **said) == found


@pytest.mark.parametrize(
    ("end", "within"),
    [
        (None, True),
        ("2023-12-31", False),
        ("2023", False),
        ("2024", True),
        ("2024-01-01", True),
        ("2028-06-30", True),
        ("2028-06", True),
        ("2028", True),
        ("2028-07", False),
        ("2040-06", False),
    ],
)
def test_a_line_is_completed_in_the_years_of_its_plan(end, within):
    """EP-02"""
    when = When.parse(end) if end else None
    assert is_within(when, date(2024, 1, 1), date(2028, 6, 30)) is within


STATED = {"title": "Mills", "type": "Final", "planned_end": 2027, "commissioned_by": "", "projects": frozenset({1})}


@pytest.mark.parametrize(
    ("wanted", "past"),
    [
        ({}, []),
        ({"title": "Mills of old", "type": "Final"}, []),
        ({"title": "Mills"}, []),
        ({"title": "Wells", "type": "Midterm", "projects": frozenset({1, 2})}, ["title", "type", "projects"]),
        ({"planned_end": 2028}, ["planned_end"]),
        ({"commissioned_by": "The guild", "mandatory": True, "budget": 5}, []),
    ],
)
def test_what_a_posted_plan_states_is_not_changed_past_it(wanted, past):
    """EP-18"""
    planned = STATED | {"mandatory": None}
    now = planned | {"title": "Mills of old", "mandatory": False}
    assert past_the_plan(planned, now, wanted) == past


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("three plain words", 3),
        ("three — plain – words ...", 3),
        ("it's well-known, e.g. 3.5 %", 4),
        ("Школьное питание, 2-й этап", 4),
        ("Мектептегі ыстық тамақ", 3),
        ("оценка\u00a0проекта", 2),
    ],
)
def test_words_are_counted_in_every_script(text, count):
    """EP-12"""
    assert words(text) == count


@given(st.lists(st.text(alphabet="abәқжяЁ1", min_size=1), max_size=400))
def test_as_many_words_are_counted_as_stand_between_blanks(pieces):
    """EP-12"""
    assert words(" \n".join(pieces)) == len(pieces)


@pytest.mark.parametrize(
    ("cost", "components", "by"),
    [
        (None, [Decimal(5)], None),
        (Decimal(5), [], None),
        (Decimal(5), [Decimal(2), Decimal(3)], None),
        (Decimal(5), [Decimal(2), Decimal("3.01")], Decimal("0.01")),
        (Decimal(5), [Decimal(2)], Decimal(-3)),
        (Decimal(0), [Decimal(0)], None),
    ],
)
def test_components_that_do_not_add_up_are_told_by_how_much(cost, components, by):
    """EP-13"""
    assert difference(cost, components) == by


@pytest.mark.parametrize(
    ("scope", "unit", "parent", "above"),
    [
        (Scope(False, frozenset({1, 2}), frozenset()), 2, 1, True),
        (Scope(False, frozenset({2, 3}), frozenset()), 2, 1, False),
        (Scope(False, frozenset({1}), frozenset()), 1, None, True),
        (Scope(False, frozenset(), frozenset({("evaluationplan", 7)})), 2, 1, False),
        (Scope(True, frozenset(), frozenset()), 2, 1, True),
    ],
)
def test_only_an_office_above_approves(scope, unit, parent, above):
    """EP-14"""
    assert stands_above(scope, unit, parent) is above


@pytest.mark.parametrize(
    ("posted", "today", "reviewed", "overdue"),
    [
        (date(2024, 3, 1), date(2024, 12, 31), set(), []),
        (date(2024, 3, 1), date(2025, 1, 1), set(), [2024]),
        (date(2024, 3, 1), date(2027, 5, 1), {2025}, [2024, 2026]),
        (date(2024, 3, 1), date(2040, 1, 1), {2024, 2025, 2026, 2027}, [2028]),
        (date(2030, 3, 1), date(2040, 1, 1), set(), []),
    ],
)
def test_each_year_of_a_posted_plan_is_reviewed(posted, today, reviewed, overdue):
    """EP-17"""
    assert reviews_overdue(date(2028, 12, 31), posted, today, reviewed) == overdue


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 4000), st.integers(-100, 5000))
def test_a_midterm_review_is_recommended_in_the_second_half(starts, length, day):
    """EP-17"""
    ends = starts + timedelta(days=length)
    today = starts + timedelta(days=day)
    assert midterm_due(starts, ends, today) == (length // 2 < day <= length)


@pytest.mark.parametrize("kind", ChangeKind)
def test_a_change_keeps_of_each_field_it_touches_what_was_and_what_shall_be(kind):
    """EP-16"""
    now = dict.fromkeys(LINE_FIELDS, "old")
    before, shall = changed(kind, now, {name: "new" for name in LINE_FIELDS} | {"strange": "new"})
    assert before == dict.fromkeys(TOUCHED[kind], "old")
    assert shall == dict.fromkeys(TOUCHED[kind], "new")
    assert changed(kind, now, now) == ({}, {})


def test_a_change_fits_only_a_line_that_is_as_it_was():
    """EP-16"""
    before = {"planned_end": "2027-06", "cost": "5.00"}
    assert is_as_it_was({**before, "title": "Other"}, before)
    assert not is_as_it_was({**before, "cost": "6.00"}, before)
    assert is_as_it_was({}, {})
