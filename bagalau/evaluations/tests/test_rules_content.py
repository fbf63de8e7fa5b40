"""Rules of content: numbers, how parts are split, joined and continued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.evaluations.rules import Part
from bagalau.evaluations.rules.content import (
    LABEL_LENGTH,
    LINKS,
    Kind,
    continued,
    doubled,
    joined,
    next_number,
    pieces,
    sub_label,
)


def test_numbers():
    """EC-01"""
    assert (next_number([]), next_number([3, 7, 1])) == (1, 8)
    assert doubled([3, 1, 3, 2, 1]) == [1, 3]


def test_each_link_is_kept_at_one_end_alone():
    """EC-02"""
    kept = {(one, other) for one, others in LINKS.items() for other in others}
    assert not {(other, one) for one, other in kept} & kept
    assert set(LINKS) == set(Kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mend the roof.\n\nPaint it.", [("ii", "Mend the roof."), ("ii.2", "Paint it.")]),
        ("One\r\n \r\nTwo\n\n\n\nThree", [("ii", "One"), ("ii.2", "Two"), ("ii.3", "Three")]),
        ("One line\nand its second", [("ii", "One line\nand its second")]),
        ("\n\n  \n", [("ii", "\n\n  \n")]),
    ],
)
def test_a_part_is_split_at_empty_lines(text, expected):
    """EC-04"""
    assert [(piece.label, piece.text) for piece in pieces(Part("ii", text))] == expected


@given(st.text(min_size=1, max_size=LABEL_LENGTH), st.integers(2, 999))
def test_labels_of_pieces_never_grow_too_long(label, place):
    """EC-04"""
    found = sub_label(label, place)
    assert len(found) <= LABEL_LENGTH
    assert found.endswith(f".{place}")


PLAIN = st.text(st.characters(categories=["L", "N"]), min_size=1)


@given(st.lists(PLAIN, min_size=2, max_size=6))
def test_what_is_joined_can_be_split_again(texts):
    """EC-04"""
    whole = texts[0]
    for text in texts[1:]:
        whole = joined(whole, text)
    assert [piece.text for piece in pieces(Part("a", whole))] == texts


def test_parts_of_a_later_copy_continue_those_that_are_there():
    """EC-03"""
    known = ["Mend the roof of the mill.", "Buy two stones."]
    found = [Part("i", "Paint the door."), Part("ii", "Buy two stones."), Part("iii", "Mend the roof of the old mill.")]
    assert continued(known, found) == [None, 1, 0]
