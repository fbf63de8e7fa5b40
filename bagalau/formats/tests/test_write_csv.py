"""CSV keeps every value, and no spreadsheet runs a text as a formula."""

from __future__ import annotations

import csv as reader
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.formats.write import csv

TEXTS = some.text(some.characters(exclude_categories=["Cs"]))


def back(data: bytes) -> list[list[str]]:
    return list(reader.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@given(TEXTS | some.sampled_from(["=1+1", "+7 701 000", "-", "@x", "'", "''=", "\t=x", "\r"]))
def test_neutralising_loses_nothing(text):
    assert csv.plain(csv.neutral(text)) == text


@given(TEXTS)
def test_no_text_begins_like_a_formula(text):
    assert csv.neutral(text)[:1] not in set("=+-@\t\r")


@pytest.mark.parametrize("text", ["=1+1", "+7 701 000 00 00", "-5 villages", "@SUM(A1)", "'quoted"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert csv.cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (-5, "-5"),
        (-1.5, "-1.5"),
        (Decimal("-1234567.50"), "-1234567.50"),
        (True, "1"),
        (False, "0"),
        (date(2024, 12, 31), "2024-12-31"),
        (datetime(2024, 12, 31, 10, 0, tzinfo=UTC), "2024-12-31T10:00:00+00:00"),
        ("007", "007"),
        ("Әліпби, «ия»", "Әліпби, «ия»"),
    ],
)
def test_each_kind_of_value_is_written_in_one_way(value, written):
    assert csv.cell(value) == written


@given(some.lists(some.lists(TEXTS, min_size=2, max_size=2), max_size=5))
def test_a_reader_of_csv_gets_every_text_back(rows):
    found = back(b"".join(csv.lines(["a", "b"], rows)))
    assert found[0] == ["a", "b"]
    assert [[csv.plain(cell) for cell in row] for row in found[1:]] == rows


def test_the_file_begins_with_the_mark_that_shows_cyrillic_in_spreadsheets():
    assert next(csv.lines(["a"], [])) == b"\xef\xbb\xbf"


def test_lines_are_written_as_they_are_asked_for():
    endless = csv.lines(["n"], ([number] for number in count()))
    assert b"".join(islice(endless, 2)) == b"\xef\xbb\xbfn\r\n"
    assert next(endless) == b"".join(b"%d\r\n" % number for number in range(csv.TOGETHER))
