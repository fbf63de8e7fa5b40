"""XLSX gives back exactly what was written, text as text and numbers as numbers."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from bagalau.formats.write import xlsx

XML = some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = some.text(XML | some.sampled_from("\n\t"), min_size=1, max_size=40).map(str.strip).filter(bool)


def written(columns, rows, title="Things"):
    file = io.BytesIO()
    xlsx.write(file, title, columns, rows)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def back(*values, kind="text"):
    rows = [[value, "end"] for value in values]
    book = written([("One", kind), ("Two", "text")], rows)
    return [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+7 701 000 00 00", "-5 villages", "@SUM(A1)", "'quoted", "007", "1e5", "12/2024", "2024-12", "TRUE"),
        *("http://example.org/a", "mailto:a@example.org", "Әліпби «ия» ½", "two\nlines", "_x0041_", "<b>&amp;</b>"),
    ],
)
def test_a_text_comes_back_as_the_same_text(text):
    assert back(text) == [text]


@settings(max_examples=40)
@given(some.lists(TEXTS, min_size=1, max_size=8))
def test_any_text_comes_back_as_the_same_text(texts):
    assert back(*texts) == texts


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("money", Decimal("1234567.50"), 1234567.5),
        ("number", 0, 0),
        ("number", -7, -7),
        ("flag", True, True),
        ("flag", False, False),
        ("date", date(2024, 12, 31), date(2024, 12, 31)),
        ("text", None, ""),
        ("text", "", ""),
    ],
)
def test_each_kind_of_value_comes_back(kind, value, found):
    assert back(value, kind=kind) == [found]


def test_a_cell_holds_as_much_text_as_a_spreadsheet_can():
    text = "я" * xlsx.CELL_LIMIT
    assert back(text) == [text]


@pytest.mark.parametrize("mark", ["я", "😀"])
def test_a_longer_text_is_cut_and_says_so(mark):
    (found,) = back(mark * (xlsx.CELL_LIMIT + 1))
    assert found.startswith(mark * 1000)
    assert found.endswith(xlsx.CUT)
    assert len(found.encode("utf-16-le")) // 2 <= xlsx.CELL_LIMIT


@pytest.mark.parametrize(
    ("title", "name"),
    [("Commitments", "Commitments"), ("a/b: [c]?", "ab c"), ("", "Sheet"), ("x" * 40, "x" * 31), ("'", "Sheet")],
)
def test_the_sheet_gets_a_name_that_is_allowed(title, name):
    assert written([("One", "text")], [], title).sheet_names == [name]


def test_the_labels_stand_in_the_first_row_even_without_rows():
    book = written([("What", "long"), ("Due", "date")], [])
    assert book.get_sheet_by_index(0).to_python() == [["What", "Due"]]
