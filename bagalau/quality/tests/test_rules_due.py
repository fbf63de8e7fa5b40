"""When an assessment is due, and how many are done (QD-01 to QD-06). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from bagalau.quality.rules.due import (
    EXEMPT_TYPES,
    Assessed,
    Completion,
    DueState,
    Exempted,
    Life,
    Light,
    Standing,
    dues,
)
from bagalau.quality.rules.questionnaire import Stage

DESIGN, IMPLEMENTATION, CLOSURE = Stage.DESIGN, Stage.IMPLEMENTATION, Stage.CLOSURE
PENDING, ONGOING, COMPLETED = DueState.PENDING, DueState.ONGOING, DueState.COMPLETED
EXEMPTED, NOT_REQUIRED = DueState.EXEMPTED, DueState.NOT_REQUIRED
TODAY = date(2026, 11, 22)
Told = dict[Stage, tuple[DueState, date | None]]
RUNNING = Life("ENGMT", starts=date(2023, 1, 1), ends=date(2028, 12, 31), signed_on=date(2022, 12, 15))


def states(life: Life = RUNNING, *assessed: Assessed, exempted: tuple[Exempted, ...] = (), today: date = TODAY) -> Told:
    return {one.stage: (one.state, one.due_on) for one in dues(life, assessed, exempted, 24, today)}


def test_stages_are_due_before_signing_every_two_years_and_at_closure():
    """QD-01, QD-04"""
    assert states() == {
        DESIGN: (PENDING, date(2022, 12, 15)),
        IMPLEMENTATION: (PENDING, date(2025, 1, 1)),
        CLOSURE: (PENDING, date(2028, 12, 31)),
    }


def test_the_next_assessment_is_counted_from_the_last_approved_one():
    """QD-01, QD-04"""
    done = Assessed(IMPLEMENTATION, date(2025, 3, 31))
    assert states(RUNNING, done)[IMPLEMENTATION] == (COMPLETED, date(2027, 3, 31))
    assert states(RUNNING, done, today=date(2027, 3, 30))[IMPLEMENTATION][0] is COMPLETED
    assert states(RUNNING, done, today=date(2027, 3, 31))[IMPLEMENTATION] == (PENDING, date(2027, 3, 31))
    both = (done, Assessed(IMPLEMENTATION))
    assert states(RUNNING, *both, today=date(2027, 3, 31))[IMPLEMENTATION] == (ONGOING, date(2027, 3, 31))
    found = dues(RUNNING, [done], [], 24, date(2027, 4, 1))[1]
    assert found.assessed_on == date(2025, 3, 31)


def test_another_interval_gives_other_days():
    """QD-01: once a year, as it was in 2017."""
    found = dues(RUNNING, [Assessed(IMPLEMENTATION, date(2025, 3, 31))], [], 12, TODAY)[1]
    assert (found.state, found.due_on) == (PENDING, date(2026, 3, 31))


def test_design_and_closure_are_done_once():
    """QD-04"""
    found = states(RUNNING, Assessed(DESIGN, date(2022, 12, 1)), Assessed(CLOSURE))
    assert (found[DESIGN][0], found[CLOSURE][0]) == (COMPLETED, ONGOING)


@pytest.mark.parametrize(
    ("ends", "closed_on", "expected"),
    [
        (date(2025, 7, 1), None, PENDING),
        (date(2025, 6, 30), None, NOT_REQUIRED),  # due on 1 January, six months before are 30 December
        (date(2024, 12, 31), None, NOT_REQUIRED),
        (date(2028, 12, 31), date(2024, 6, 1), NOT_REQUIRED),
        (None, None, PENDING),
    ],
)
def test_shortly_before_its_end_a_project_needs_no_implementation_assessment(ends, closed_on, expected):
    """QD-02"""
    assert states(replace(RUNNING, ends=ends, closed_on=closed_on))[IMPLEMENTATION][0] is expected


def test_what_was_assessed_before_the_end_stays_completed():
    """QD-02, QD-04"""
    short = replace(RUNNING, ends=date(2026, 1, 31), closed_on=date(2026, 1, 31))
    found = states(short, Assessed(IMPLEMENTATION, date(2024, 12, 1)))
    assert found[IMPLEMENTATION] == (COMPLETED, None)
    assert found[CLOSURE] == (PENDING, date(2026, 1, 31))


def test_nothing_is_required_from_before_the_standards():
    """QD-02: a project of 2013 and 2014; one that ran on into them has its first assessment counted from then."""
    old = Life("", starts=date(2013, 1, 1), ends=date(2014, 12, 31), signed_on=date(2013, 3, 1))
    assert {state for state, _ in states(old).values()} == {NOT_REQUIRED}
    assert states(old, Assessed(CLOSURE))[CLOSURE][0] is NOT_REQUIRED
    later = states(replace(old, ends=date(2019, 12, 31)))
    assert later[DESIGN][0] is NOT_REQUIRED
    assert later[IMPLEMENTATION] == (PENDING, date(2018, 3, 1))
    assert later[CLOSURE] == (PENDING, date(2019, 12, 31))


ENDED = replace(RUNNING, starts=date(2018, 1, 1), signed_on=date(2018, 1, 1), ends=date(2021, 12, 31))


def test_of_what_ended_with_an_approved_closure_nothing_more_is_required():
    """QD-02: until then its design and implementation stay open."""
    closed = Assessed(CLOSURE, date(2021, 12, 31))
    assert states(ENDED, closed) == {
        DESIGN: (NOT_REQUIRED, None),
        IMPLEMENTATION: (NOT_REQUIRED, None),
        CLOSURE: (COMPLETED, date(2021, 12, 31)),
    }
    assert states(replace(ENDED, ends=None), closed)[DESIGN][0] is NOT_REQUIRED
    assert states(ENDED, Assessed(CLOSURE))[IMPLEMENTATION][0] is PENDING
    assert states(replace(ENDED, ends=TODAY), closed)[IMPLEMENTATION][0] is PENDING


def test_of_what_is_operationally_closed_the_closure_alone_is_required():
    """QD-02"""
    closed = replace(ENDED, closed_on=date(2022, 3, 1))
    assert states(closed) == {
        DESIGN: (NOT_REQUIRED, None),
        IMPLEMENTATION: (NOT_REQUIRED, None),
        CLOSURE: (PENDING, date(2022, 3, 1)),
    }
    assert states(closed, Assessed(IMPLEMENTATION, date(2020, 1, 1)))[IMPLEMENTATION] == (COMPLETED, None)
    assert states(replace(closed, closed_on=date(2026, 12, 1)))[DESIGN][0] is PENDING


def test_nothing_is_required_of_what_was_dropped():
    """QD-02"""
    dropped = replace(RUNNING, dropped_on=date(2024, 1, 1))
    assert {state for state, _ in states(dropped).values()} == {NOT_REQUIRED}
    assert states(dropped, Assessed(DESIGN, date(2022, 12, 1)))[DESIGN][0] is COMPLETED


def test_without_days_only_the_design_is_asked_for():
    """QD-01, QD-02"""
    assert states(Life()) == {
        DESIGN: (PENDING, None),
        IMPLEMENTATION: (NOT_REQUIRED, None),
        CLOSURE: (NOT_REQUIRED, None),
    }


@pytest.mark.parametrize("kind", sorted(EXEMPT_TYPES))
def test_projects_of_some_types_are_exempted(kind):
    """QD-03: the fourteen of the list; nine others are not."""
    assert {state for state, _ in states(replace(RUNNING, type=kind)).values()} == {EXEMPTED}
    assert len(EXEMPT_TYPES) == 14
    assert EXEMPT_TYPES.isdisjoint("ENGMT GLO RAF RAP RAS REC RLA SSC CNT".split())


def test_the_list_of_types_is_a_choice():
    """QD-03"""
    assert dues(RUNNING, [], [], 24, TODAY, {"ENGMT"})[0].state is EXEMPTED
    assert dues(replace(RUNNING, type="UNV"), [], [], 24, TODAY, ())[0].state is PENDING


def test_a_decision_exempts_a_stage_or_all_for_its_time():
    """QD-03"""
    design = Exempted(DESIGN, date(2022, 1, 1), date(2022, 12, 31))
    assert states(exempted=(design,))[DESIGN] == (EXEMPTED, None)  # it was due in that time
    assert states(exempted=(replace(design, until=date(2022, 12, 14)),))[DESIGN][0] is PENDING
    assert states(exempted=(design,))[IMPLEMENTATION][0] is PENDING
    every = Exempted(None, date(2026, 1, 1))
    assert {state for state, _ in states(exempted=(every,)).values()} == {EXEMPTED}


def test_what_is_exempted_is_so_whatever_was_assessed_before():
    """QD-03: the published rule leaves out what is exempted, also with an old approval; its day is still told."""
    done, every = Assessed(DESIGN, date(2022, 12, 1)), Exempted(None, date(2026, 1, 1))
    assert states(RUNNING, done, exempted=(every,))[DESIGN] == (EXEMPTED, None)
    assert dues(RUNNING, [done], [every], 24, TODAY)[0].assessed_on == date(2022, 12, 1)
    assert states(replace(RUNNING, type="UNV"), done)[DESIGN][0] is EXEMPTED
    over = Exempted(DESIGN, date(2022, 1, 1), date(2022, 12, 31))
    assert states(RUNNING, done, exempted=(over,))[DESIGN][0] is COMPLETED


def test_after_an_exemption_the_months_begin_anew():
    """QD-03"""
    ended = Exempted(IMPLEMENTATION, date(2024, 6, 1), date(2025, 5, 31))
    assert states(exempted=(ended,))[IMPLEMENTATION] == (PENDING, date(2027, 5, 31))
    assert states(exempted=(ended,), today=date(2025, 5, 31))[IMPLEMENTATION] == (EXEMPTED, None)


# -- the completion rate

SINCE = date(2024, 11, 22)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (Standing(1, 0, SINCE), True),
        (Standing(1, 0, date(2024, 11, 21)), False),
        (Standing(1, 1), False),
        (Standing(0), None),
        (Standing(2, 1, date(2026, 1, 1)), False),
        (Standing(1, 0, date(2019, 1, 1), closed=1), True),
        (Standing(2, 1, date(2019, 1, 1), closed=1), False),
    ],
)
def test_a_project_is_complete_if_nothing_is_open_and_its_last_assessment_is_recent_or_of_the_closure(of, expected):
    """QD-05"""
    assert of.is_complete(SINCE) is expected


def test_the_rate_is_a_share_of_those_of_which_something_was_due():
    """QD-05"""
    assert Completion(1, 2).rate == Fraction(100, 3)
    assert Completion(0, 0).rate is None


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (Standing(1, 0, date(2025, 1, 1)), Light.GREEN),
        (Standing(1, 0, date(2024, 12, 31)), Light.RED),
        (Standing(2, 1, date(2025, 2, 1)), Light.GREEN),
        (Standing(1, 1), Light.RED),
        (Standing(1, 0, date(2021, 12, 31), closed=1), Light.GREEN),
        (Standing(0), Light.GREY),
    ],
)
def test_the_light_shows_whether_something_was_approved_lately_or_the_closure_ever(of, expected):
    """QD-06"""
    assert of.light(TODAY) is expected
