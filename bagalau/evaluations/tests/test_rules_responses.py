"""Rules of management responses: due days, the way to publication, what is missing, what differs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.responses import (
    STEPS,
    Answer,
    Approval,
    Difference,
    Gap,
    Missing,
    Promise,
    Refusal,
    Said,
    Step,
    Timing,
    differences,
    due,
    gaps,
    is_given,
    is_open,
    refusal,
    timeliness,
)
from bagalau.lib.periods import When

YES, PARTLY, NO = Stance.ACCEPTED, Stance.PARTIALLY_ACCEPTED, Stance.REJECTED
DONE = Promise(is_whole=True)
STATES = ["", *Approval]


@pytest.mark.parametrize(
    ("completed", "days", "expected"),
    [
        ("2018-12", 42, date(2019, 2, 11)),
        ("2018-12-31", 42, date(2019, 2, 11)),
        ("2018-12-01", 42, date(2019, 1, 12)),
        ("2020-02", 30, date(2020, 3, 30)),
        ("2019", 42, date(2020, 2, 11)),
        ("2019-Q1", 60, date(2019, 5, 30)),
    ],
)
def test_a_response_is_due_so_many_days_after_the_last_day_of_the_period(completed, days, expected):
    """ER-01"""
    assert due(When.parse(completed), days) == expected


def test_without_a_completion_there_is_no_due_day():
    """ER-01"""
    assert due(None, 42) is None
    assert timeliness(None, date(2020, 1, 1), given=True, today=date(2020, 1, 1)).timing is Timing.NO_DATE


DUE = date(2019, 2, 11)


@pytest.mark.parametrize(
    ("given_on", "given_it", "today", "timing", "days"),
    [
        (date(2019, 1, 2), True, date(2030, 1, 1), Timing.ON_TIME, 0),
        (DUE, True, date(2030, 1, 1), Timing.ON_TIME, 0),
        (date(2019, 2, 12), True, date(2030, 1, 1), Timing.LATE, 1),
        (None, True, date(2030, 1, 1), Timing.GIVEN, 0),
        (None, False, DUE, Timing.WAITING, 0),
        (None, False, date(2019, 2, 12), Timing.OVERDUE, 1),
        (date(2019, 1, 2), False, date(2019, 3, 25), Timing.OVERDUE, 42),
    ],
)
def test_in_time_late_and_overdue(given_on, given_it, today, timing, days):
    """ER-02"""
    found = timeliness(DUE, given_on, given=given_it, today=today)
    assert (found.timing, found.days) == (timing, days)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_one_day_decides_between_in_time_and_late(due_on, shift):
    """ER-02"""
    found = timeliness(due_on, due_on + timedelta(shift), given=True, today=due_on)
    assert (found.timing, found.days) == ((Timing.LATE, shift) if shift > 0 else (Timing.ON_TIME, 0))


def test_a_returned_response_is_not_given_and_a_reopened_one_was():
    """ER-02"""
    assert {state for state in STATES if not is_given(state, 1)} == {"draft", "returned"}
    assert all(is_given(state, 2) for state in STATES)


ALLOWED = {
    (Step.SUBMIT, "draft"),
    (Step.SUBMIT, "returned"),
    (Step.RETURN, "submitted"),
    (Step.APPROVE, "submitted"),
    (Step.PUBLISH, "approved"),
    (Step.REOPEN, "approved"),
    (Step.REOPEN, "published"),
    (Step.REOPEN, ""),
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", STATES)
def test_every_step_from_every_state(step, state):
    """ER-04"""
    assert (refusal(step, state, words="Because.") is None) == ((step, str(state)) in ALLOWED)
    if (step, str(state)) not in ALLOWED:
        assert refusal(step, state, words="Because.") is Refusal.NOT_NOW


def test_no_state_is_a_dead_end_and_every_one_is_reached():
    """ER-04"""
    assert all(any(state in before for before, _after in STEPS.values()) for state in STATES)
    assert {after for _before, after in STEPS.values()} == set(Approval)


@pytest.mark.parametrize(
    ("step", "state", "given_words", "facts", "why"),
    [
        (Step.RETURN, "submitted", " ", {}, Refusal.WORDS),
        (Step.REOPEN, "approved", "", {}, Refusal.WORDS),
        (Step.APPROVE, "submitted", "", {"own": True}, Refusal.OWN),
        (Step.RETURN, "submitted", "So.", {"own": True}, Refusal.OWN),
        (Step.SUBMIT, "draft", "", {"complete": False}, Refusal.GAPS),
        (Step.PUBLISH, "approved", "", {"public": False}, Refusal.INTERNAL),
        (Step.PUBLISH, "approved", "", {"own": True}, None),
        (Step.REOPEN, "approved", "So.", {"own": True, "complete": False, "public": False}, None),
    ],
)
def test_what_else_a_step_asks_for(step, state, given_words, facts, why):
    """ER-05, ER-06, ER-07, ER-08"""
    assert refusal(step, state, words=given_words, **facts) is why


def test_what_is_open_to_the_public():
    """ER-08"""
    assert {state for state in STATES if is_open(state, approved_here=True)} == {"", "published"}
    assert {state for state in STATES if is_open(state, approved_here=False)} == {"", "published", "approved"}


def missing(*answers: Answer) -> list[tuple[str, str]]:
    return [(gap.missing.value, gap.label) for gap in gaps(answers)]


@pytest.mark.parametrize(
    ("stance", "reason", "promises", "expected"),
    [
        (None, "", [], ["answer"]),
        (None, "", [DONE], ["answer"]),
        (YES, "", [DONE], []),
        (YES, "", [], ["action"]),
        (YES, "", [Promise(is_whole=False)], ["action"]),
        (PARTLY, "", [DONE], ["reason"]),
        (PARTLY, " ", [], ["reason", "action"]),
        (PARTLY, "Money.", [DONE], []),
        (NO, "", [], ["reason"]),
        (NO, "Not ours.", [], []),
    ],
)
def test_what_is_missing_in_an_answer_as_a_whole(stance, reason, promises, expected):
    """ER-03, ER-05"""
    assert [kind for kind, _label in missing(Answer(1, 1, stance, reason, promises=promises))] == expected


def on(*parts: int) -> Promise:
    return Promise(is_whole=True, parts=frozenset(parts))


@pytest.mark.parametrize(
    ("stance", "parts", "promises", "expected"),
    [
        # as the first paper of the domain reference: one part refused, the other accepted
        (PARTLY, [Said(1, "i", NO, "No."), Said(2, "ii", YES)], [], [("action", "ii")]),
        (PARTLY, [Said(1, "i", NO, "No."), Said(2, "ii", YES)], [on(1)], [("action", "ii")]),
        (PARTLY, [Said(1, "i", NO, "No."), Said(2, "ii", YES)], [on(2)], []),
        (PARTLY, [Said(1, "i", NO), Said(2, "ii", YES)], [DONE], [("reason", "i")]),
        (YES, [Said(2, "ii", PARTLY, "Late.")], [DONE], []),
        (None, [Said(1, "i", NO, "No."), Said(2, "ii", NO, "No.")], [], []),
        (None, [Said(1, "i", YES)], [DONE], [("answer", "")]),
    ],
)
def test_what_is_missing_where_parts_are_answered_apart(stance, parts, promises, expected):
    """ER-05"""
    assert missing(Answer(1, 1, stance, "Why.", parts, promises, part_count=2)) == expected


def test_what_is_missing_comes_in_the_order_of_the_recommendations():
    """ER-05"""
    assert gaps([Answer(8, 1), Answer(9, 2, NO)]) == [Gap(Missing.ANSWER, 8, 1), Gap(Missing.REASON, 9, 2)]


def test_versions_differ_field_by_field():
    """ER-10"""
    before = {
        "description": "We thank the team.",
        "answers": [
            {
                "number": 1,
                "stance": "accepted",
                "text": "Yes.",
                "classifications": {"uneg_criteria": ["Relevance"]},
                "parts": [{"label": "i", "stance": "accepted", "reason": ""}],
                "actions": [{"place": 1, "action": "Mend it", "responsible": "Miller", "due": "2025-09", "parts": []}],
            }
        ],
    }
    after = {
        "description": "We thank the team.",
        "answers": [
            {
                "number": 1,
                "stance": "rejected",
                "reason": "No mill.",
                "text": "Yes.",
                "classifications": {"uneg_criteria": ["Relevance", "Impact"]},
                "actions": [],
            },
            {"number": 2, "stance": "accepted"},
        ],
    }
    assert differences(before, before) == []
    assert {(one.number, one.place, one.field): (one.before, one.after) for one in differences(before, after)} == {
        (1, "", "stance"): ("accepted", "rejected"),
        (1, "", "reason"): (None, "No mill."),
        (1, "", "uneg_criteria"): (["Relevance"], ["Relevance", "Impact"]),
        (1, "(i)", "stance"): ("accepted", None),
        (1, "#1", "action"): ("Mend it", None),
        (1, "#1", "responsible"): ("Miller", None),
        (1, "#1", "due"): ("2025-09", None),
        (2, "", "stance"): (None, "accepted"),
    }


def test_the_overall_response_stands_first():
    """ER-10"""
    found = differences({"answers": [{"number": 1, "text": "a"}], "description": "a"}, {"description": "b"})
    assert found[0] == Difference(0, "", "description", "a", "b")
