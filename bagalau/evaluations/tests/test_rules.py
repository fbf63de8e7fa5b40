"""Words of papers, copies, parts and pairs (E-01 to E-06). Pure."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.commitments.rules import Status
from bagalau.evaluations.rules import (
    Stage,
    Stance,
    action_status,
    is_overdue,
    may_be_same,
    pair,
    parts,
    stage,
    stance,
)
from bagalau.lib.periods import When
from bagalau.lib.titles import match_key, same_title

DONE = When.parse("2024-05")


@pytest.mark.parametrize(
    ("word", "completed", "expected"),
    [
        ("Completed", None, Stage.COMPLETED),
        (" completed\n", None, Stage.COMPLETED),
        ("Planned", DONE, Stage.PLANNED),
        ("Overdue", None, None),
        ("Initiated ToR", None, Stage.TOR_INITIATED),
        ("Team Onboard", None, Stage.TEAM_ONBOARD),
        ("Cancelled", None, Stage.CANCELLED),
        ("Canceled", None, Stage.CANCELLED),
        (None, DONE, Stage.COMPLETED),
        ("", None, None),
    ],
)
def test_a_status_word_gives_the_stage(word, completed, expected):
    """E-01"""
    assert stage(word, completed) is expected


@pytest.mark.parametrize(
    ("at", "planned", "today", "late"),
    [
        (Stage.PLANNED, "2024-05", date(2024, 5, 31), False),
        (Stage.PLANNED, "2024-05", date(2024, 6, 1), True),
        (Stage.TEAM_ONBOARD, "2024-05-10", date(2024, 5, 11), True),
        (Stage.COMPLETED, "2020", date(2024, 6, 1), False),
        (Stage.CANCELLED, "2020", date(2024, 6, 1), False),
        (Stage.PLANNED, None, date(2024, 6, 1), False),
    ],
)
def test_what_is_neither_done_nor_cancelled_is_overdue_after_its_planned_end(at, planned, today, late):
    """E-02"""
    assert is_overdue(at, When.parse(planned) if planned else None, today) is late


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Review of  the “Mill” (phase II)", "REVIEW of the 'mill', phase II", True),
        ("Оценка проекта «Мельница»", "оценка проекта Мельница", True),
        ("Review of the mill", "Review of the mills", False),
    ],
)
def test_titles_are_compared_by_their_letters_and_digits(one, other, same):
    """E-03"""
    assert (match_key(one) == match_key(other)) is same


def test_long_titles_that_differ_at_their_end_are_two():
    """E-03"""
    long = "Review of the mills of the valley " * 12
    assert match_key(long + "phase I") == match_key(long + "phase II")
    assert not same_title(long + "phase I", long + "phase II")
    assert same_title(long + "phase I", long.upper() + "(Phase I)")


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [("2016-2020", "2016 – 2020", True), ("2016-2020", None, True), ("", "2016", True), ("2016", "2017", False)],
)
def test_what_is_not_stated_contradicts_nothing(one, other, may):
    """E-03"""
    assert may_be_same(one, other) is may


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The office should (i) plan; (ii) act; and (iii) tell.", ["i", "ii", "iii"]),
        ("1. Plan.\n2. Act.", ["1", "2"]),
        ("a) plan b) act", ["a", "b"]),
        ("(a) plan, (b) act", ["a", "b"]),
        ("(а) решить, (б) сделать, (в) рассказать", ["а", "б", "в"]),
        ("а) шешу ә) істеу б) айту", ["а", "ә", "б"]),
        ("1. Plan it well.2. Act.", ["1", "2"]),
        ("See no.1. and no.2. below", []),
        ("Only (i) one part.", []),
        ("(i) first and (iii) third", []),
        ("2. second and 3. third", []),
        ("Spend 1.5 million by 2. May", []),
        ("No numbering at all.", []),
    ],
)
def test_a_recommendation_is_cut_by_its_own_numbering(text, labels):
    """E-04"""
    assert [part.label for part in parts(text)] == labels


def test_a_part_is_the_text_up_to_the_next():
    """E-04"""
    found = parts("The office should (i) plan;\n(ii) act.")
    assert [(part.label, part.text) for part in found] == [("i", "plan"), ("ii", "act.")]


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("Accepted", Stance.ACCEPTED),
        ("Partially  accepted", Stance.PARTIALLY_ACCEPTED),
        ("Not Accepted", Stance.REJECTED),
        ("We accept this with joy", None),
        ("", None),
        (None, None),
    ],
)
def test_a_category_gives_the_stance_and_prose_gives_none(category, expected):
    """E-05"""
    assert stance(category) is expected


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Not Initiated", Status.NOT_INITIATED),
        ("Initiated", Status.INITIATED),
        ("Completed", Status.COMPLETED),
        ("No Longer Applicable", Status.NO_LONGER_APPLICABLE),
        ("Overdue - Initiated", Status.INITIATED),
        ("Overdue–Not Initiated", Status.NOT_INITIATED),
        ("Overdue", None),
        ("Ongoing", Status.INITIATED),
        (None, None),
    ],
)
def test_a_word_of_a_paper_gives_the_stored_status(word, status):
    assert action_status(word) is status


@pytest.mark.parametrize(
    ("known", "given_", "pairs"),
    [
        (["Plan", "Act"], ["Act", "Plan"], [1, 0]),
        (["Plan the work."], ["plan THE work"], [0]),
        (["Hold a meeting with growers"], ["Hold two meetings with growers"], [0]),
        (["Hold a meeting with growers"], ["Buy a tractor"], [None]),
        (["Same", "Same"], ["Same", "Same", "Same"], [0, 1, None]),
        (
            ["Train 20 staff in May", "Train 20 staff in June"],
            ["Train 20 staff in June", "Train 25 staff in May"],
            [1, 0],
        ),
        ([], ["New"], [None]),
        (["Old"], [], []),
    ],
)
def test_a_key_action_continues_the_one_it_is_most_like(known, given_, pairs):
    """E-06"""
    assert pair(known, given_) == pairs


def test_many_long_key_actions_are_paired_quickly():
    """E-06"""
    known = [f"{place} " + f"Mend the mill number {place} in the valley of the river. " * 60 for place in range(12)]
    begun = perf_counter()
    assert pair(known, [f"Newly: {text}" for text in reversed(known)]) == list(reversed(range(12)))
    assert perf_counter() - begun < 10


@given(some.lists(some.text("ab ", max_size=4), max_size=5), some.lists(some.text("ab ", max_size=4), max_size=5))
def test_no_known_key_action_is_continued_twice(known, given_):
    """E-06"""
    found = pair(known, given_)
    assert len(found) == len(given_)
    used = [place for place in found if place is not None]
    assert len(used) == len(set(used))


@given(some.permutations(["Plan", "Act", "Tell everybody", "Measure the harvest"]))
def test_the_order_of_a_copy_does_not_matter(copy):
    """E-06"""
    known = ["Plan", "Act", "Tell everybody", "Measure the harvest"]
    assert [known[place] for place in pair(known, copy) if place is not None] == copy
