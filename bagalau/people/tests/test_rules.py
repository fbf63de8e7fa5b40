"""Roles, scopes and the chain of the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.people.rules import (
    FIRST,
    Action,
    Grant,
    JournalLine,
    Role,
    changed,
    digest,
    first_broken,
    in_force,
    scope,
)

READ = Action("thing.read", frozenset({Role.READER}))
DAY = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (None, None, True),
        (DAY, None, True),
        (None, DAY, True),
        (DAY, DAY, True),
        (DAY + timedelta(1), None, False),
        (None, DAY - timedelta(1), False),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(starts, ends, expected):
    """P-01"""
    assert in_force(starts, ends, DAY) is expected


def test_a_role_for_units_covers_these_units_and_no_record_without_one():
    """P-02"""
    where = scope(READ, [Grant(Role.READER, frozenset({3, 4}))])
    assert where.covers(3)
    assert where.covers(4)
    assert not where.covers(5)
    assert not where.covers(None)


def test_a_role_for_a_record_covers_that_record_alone():
    """P-02"""
    where = scope(READ, [Grant(Role.READER, record=("evaluation", 7))])
    assert where.covers(None, ("evaluation", 7))
    assert not where.covers(None, ("evaluation", 8))
    assert not where.covers(None, ("document", 7))


def test_a_role_for_neither_covers_everything():
    """P-02"""
    assert scope(READ, [Grant(Role.READER)]).covers(None)


def test_a_role_that_the_action_does_not_name_covers_nothing():
    """P-03"""
    where = scope(READ, [Grant(Role.AUDITOR), Grant(Role.CONTRIBUTOR, frozenset({3}))])
    assert not where
    assert not where.covers(3)


def test_the_journal_keeps_only_what_differs():
    assert changed({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 5, "d": 4}) == ({"b": 2, "c": 3}, {"b": 5, "d": 4})


def chain(contents: list[dict[str, object]]) -> tuple[list[JournalLine], tuple[int, str]]:
    lines, previous = [], FIRST
    for number, content in enumerate(contents, 1):
        mark = digest(previous, content)
        lines.append(JournalLine(number, previous, mark, content))
        previous = mark
    return lines, (len(lines), previous)


CONTENTS = st.lists(
    st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=8), max_size=3),
    min_size=1,
    max_size=8,
)


@given(CONTENTS)
def test_a_chain_as_it_was_written_holds(contents):
    """P-04"""
    lines, head = chain(contents)
    assert first_broken(lines, head) is None


@given(CONTENTS, st.data())
def test_an_edited_line_is_named(contents, data):
    """P-04"""
    lines, head = chain(contents)
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = replace(lines[place], content={**lines[place].content, "added": True})
    assert first_broken(lines, head) == (place + 1, "edited")


@given(CONTENTS, st.data())
def test_a_removed_line_is_named_also_at_the_end(contents, data):
    """P-04"""
    lines, head = chain(contents)
    place = data.draw(st.integers(0, len(lines) - 1))
    del lines[place]
    assert first_broken(lines, head) == (place + 1, "missing")


@given(CONTENTS, st.data())
def test_lines_that_changed_places_are_found(contents, data):
    """P-04: even if the numbers were put right again."""
    lines, head = chain([{**content, "n": number} for number, content in enumerate([*contents, {}])])
    place = data.draw(st.integers(0, len(lines) - 2))
    one, two = lines[place], lines[place + 1]
    lines[place], lines[place + 1] = replace(two, number=one.number), replace(one, number=two.number)
    assert first_broken(lines, head) == (place + 1, "out of order")


@given(CONTENTS)
def test_a_whole_new_chain_does_not_meet_the_head(contents):
    """P-04: whoever edits the last line and makes its digest anew is found by the head."""
    lines, head = chain(contents)
    forged, _head = chain([*contents[:-1], {**contents[-1], "forged": True}])
    assert first_broken(forged, head) == (len(lines), "replaced")


@given(CONTENTS)
def test_an_added_line_is_named(contents):
    """P-04"""
    _lines, head = chain(contents)
    longer, _head = chain([*contents, {"slipped": "in"}])
    assert first_broken(longer, head) == (len(longer), "added")
