"""What a review makes of a record (D-02, D-03), and how copies are compared. Pure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.documents.extract.records import (
    WrongValue,
    differences,
    field_at,
    leaves,
    parse,
    put,
    reaches,
    renumbered,
    reviewed,
    same,
    trail,
    unparse,
    value_at,
)
from bagalau.documents.extract.shapes import Field

ACTION = (Field("text", "Text", "long"), Field("due", "Due", "date"))
SHAPE = (
    Field("title", "Title"),
    Field("budget", "Budget", "money"),
    Field("joint", "Joint", "flag"),
    Field("tags", "Tags", "texts"),
    Field("plan", "Plan", "group", fields=(Field("unit", "Unit"),)),
    Field("rows", "Rows", "rows", fields=(Field("text", "Text"), Field("actions", "Actions", "rows", fields=ACTION))),
)
ROWS = "abcdef"


def record() -> dict[str, Any]:
    return {"title": "T", "rows": [{"text": name, "actions": [{"text": name + n} for n in "01"]} for name in ROWS]}


def spans_of(of: dict[str, Any]) -> dict[str, list[list[int]]]:
    """A place for each value, by which it can be told."""
    return {leaf.path: [[hash(leaf.value), 0]] for leaf in leaves(SHAPE, of) if leaf.value}


def test_a_correction_replaces_one_value_and_leaves_what_was_read_alone():
    """D-02"""
    read = record()
    found = reviewed(read, {"rows[1].actions[0].text": "new", "plan.unit": "U"}, [])
    assert found["rows"][1]["actions"][0] == {"text": "new"}
    assert found["plan"] == {"unit": "U"}
    assert read == record()


def test_a_correction_may_add_the_row_after_the_last():
    """D-02"""
    found = reviewed({"rows": [{"text": "a"}]}, {"rows[1].text": "b", "rows[1].actions[0].text": "c"}, [])
    assert found["rows"] == [{"text": "a"}, {"text": "b", "actions": [{"text": "c"}]}]


def test_rows_are_taken_out_with_all_that_hangs_on_them():
    """D-02"""
    found = reviewed(record(), {}, ["rows[0]", "rows[3]", "rows[4].actions[1]"])
    assert [row["text"] for row in found["rows"]] == ["b", "c", "e", "f"]
    assert [len(row["actions"]) for row in found["rows"]] == [2, 2, 1, 2]


@pytest.mark.parametrize("removed", [["rows[1]", "rows[1].actions[0]"], ["rows[1].actions[0]", "rows[1]"]])
def test_a_row_can_be_taken_out_before_or_after_what_hangs_on_it(removed):
    """D-02"""
    assert [row["text"] for row in reviewed(record(), {}, removed)["rows"]] == list("acdef")
    assert "rows[0].text" in renumbered(spans_of(record()), removed)


@given(
    some.lists(
        some.builds("rows[{}]".format, some.integers(0, 5))
        | some.builds("rows[{}].actions[{}]".format, some.integers(0, 5), some.integers(0, 1)),
        unique=True,
        max_size=6,
    )
)
def test_places_keep_to_their_values_whatever_is_taken_out(removed):
    """D-02: under the path of each value that is left stands the place of that value."""
    assert renumbered(spans_of(record()), removed) == spans_of(reviewed(record(), {}, removed))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("title", "text"),
        ("plan", "group"),
        ("plan.unit", "text"),
        ("rows", "rows"),
        ("rows[0]", "rows"),
        ("rows[12].actions[3].due", "date"),
        ("nothing", None),
        ("title[0]", None),
        ("plan[0].unit", None),
        ("rows.text", None),
        ("rows]", None),
        ("rows[0", None),
        ("rows[0][1]", None),
        ("rows[-1].text", None),
        ("rows[1234567].text", None),
        ("rows[²].text", None),
        ("rows[0].", None),
        (".title", None),
        ("", None),
        ("title\n", None),
    ],
)
def test_a_path_names_a_field_or_nothing(path, kind):
    found = field_at(SHAPE, path)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("path", "there", "may_be_new"),
    [
        ("title", True, True),
        ("rows[5].text", True, True),
        ("rows[6].text", False, True),
        ("rows[7].text", False, False),
        ("rows[0].actions[2].text", False, True),
        ("rows[6].actions[0].text", False, True),
        ("rows[6].actions[1].text", False, False),
        ("nothing[0].text", False, True),
    ],
)
def test_a_path_reaches_a_row_that_is_there_or_the_next(path, there, may_be_new):
    assert reaches(record(), path) is there
    assert reaches(record(), path, new=True) is may_be_new


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  A \n title ", "A title"),
        ("text", "", None),
        ("long", " One.\r\n\r\nTwo. ", "One.\n\nTwo."),
        ("long", "a\0b", "ab"),
        ("date", "2024-12-31", "2024-12-31"),
        ("date", " 2024-12 ", "2024-12"),
        ("date", "2024-Q4", "2024-Q4"),
        ("date", "2024", "2024"),
        ("date", "", None),
        ("money", "20 000.50", 20000.5),
        ("money", "$20,000", 20000),
        ("money", "", None),
        ("number", "7", 7),
        ("flag", "yes", True),
        ("flag", "No", False),
        ("flag", "иә", True),
        ("flag", "", None),
        ("flags", "yes, no; yes yes", [True, False, True, True]),
        ("flags", "", None),
        ("texts", " one \n\n two ", ["one", "two"]),
        ("texts", "", []),
        ("choice", "Outcome", "Outcome"),
    ],
)
def test_what_was_typed_becomes_the_value_of_its_field(kind, typed, value):
    """D-03"""
    assert parse(Field("x", "X", kind), typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("date", "next spring", "Write a date as 2024-12-31"),
        ("date", "2024-13", "Write a date"),
        ("date", "31.12.2024", "Write a date"),
        ("money", "a lot", "Write a number"),
        ("money", "1" + "0" * 15, "Write a number"),
        ("number", "1.2.3,4", "Write a number"),
        ("flag", "maybe", "Write yes or no"),
        ("flags", "yes, often", "Write yes or no"),
    ],
)
def test_a_value_without_the_form_of_its_field_is_refused_with_a_sentence(kind, typed, sentence):
    """D-03"""
    with pytest.raises(WrongValue) as refused:
        parse(Field("x", "X", kind), typed)
    assert refused.value.sentence.startswith(sentence)


LINE = some.text("aбқ 1-=", min_size=1, max_size=9).map(lambda text: " ".join(text.split())).filter(bool)
VALUES = {
    "text": LINE | some.none(),
    "long": LINE | some.none(),
    "money": some.integers(-(10**9), 10**9) | some.decimals(0, 10**9, places=2).map(float) | some.none(),
    "flag": some.booleans() | some.none(),
    "flags": some.lists(some.booleans(), min_size=1) | some.none(),
    "texts": some.lists(LINE),
    "date": some.dates().map(str) | some.sampled_from(["2024", "2024-02", "2024-Q1"]) | some.none(),
}


@given(some.data())
def test_a_value_shown_for_editing_and_kept_unchanged_stays_the_same(data):
    """D-03"""
    kind = data.draw(some.sampled_from(sorted(VALUES)))
    value = data.draw(VALUES[kind])
    field = Field("x", "X", kind)
    assert parse(field, unparse(field, value)) == value


@given(some.lists(some.sampled_from(["title", "plan.unit", "rows[0].text", "rows[1].actions[2].due"]), unique=True))
def test_what_is_put_under_a_path_is_found_there(paths):
    held: dict[str, Any] = {}
    for path in paths:
        put(held, path, f"at {path}")
    assert [value_at(held, path) for path in paths] == [f"at {path}" for path in paths]
    assert value_at(held, "rows[9].text") is None


def test_a_copy_is_compared_field_by_field():
    before = {"title": "T", "budget": 5, "tags": ["a"], "rows": [{"text": "a", "actions": []}, {"text": "b"}]}
    after = {
        "title": "T 2",
        "budget": 5,
        "joint": False,
        "rows": [{"text": "a", "actions": [{"due": "2024"}]}, {"text": "b\n "}],
    }
    found = {(one.path, one.field.label): (one.before, one.after) for one in differences(SHAPE, before, after)}
    assert found == {
        ("title", "Title"): ("T", "T 2"),
        ("joint", "Joint"): (None, False),
        ("tags", "Tags"): (["a"], None),
        ("rows[0].actions[0].due", "Due"): (None, "2024"),
    }


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (None, "", True),
        ([], None, True),
        ("a  b\n", "a b", True),
        (["a "], ["a"], True),
        (0, None, False),
        (False, None, False),
        ("a", "b", False),
        (1, 1.0, True),
    ],
)
def test_nothing_and_white_space_are_no_difference_but_zero_is(one, other, equal):
    assert same(one, other) is equal


MONEY = (Field("by_year", "By year", "group", each="money"),)
BY_YEAR = {"by_year": {"2013": 5, "2014": 7}}


def test_a_group_without_declared_fields_has_one_for_each_name():
    assert [(leaf.path, leaf.value, leaf.field.kind) for leaf in leaves(MONEY, BY_YEAR)] == [
        ("by_year.2013", 5, "money"),
        ("by_year.2014", 7, "money"),
    ]
    assert trail(MONEY, "by_year.2014") == [("By year", None), ("2014", None)]


def test_a_value_of_such_a_group_is_corrected_in_its_form():
    field = field_at(MONEY, "by_year.2013")
    assert field is not None
    assert reviewed(BY_YEAR, {"by_year.2013": parse(field, "6,000")}, ()) == {"by_year": {"2013": 6000, "2014": 7}}
    assert field_at(MONEY, "by_year.2013.more") is None
