"""Workbooks are read as tables with addresses; what is broken, hostile or too large is refused with a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bagalau.formats.read.xlsx import Limits, read_table, table
from bagalau.formats.read.xlsx.scan import address
from bagalau.formats.tests.files import archive, docx, paragraph, run
from bagalau.lib.problems import Problem

NAMES = {"number": ("Number", "Номер"), "what": ("What",)}
HEAD = ["Number", "What"]


def book(rows: list[list[Any]], do: Any = None, **sheets: list[list[Any]]) -> bytes:
    """A workbook with these rows in its first sheet; ``do(sheet, book)`` may do more to it."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    for name, values in {"Things": rows, **sheets}.items():
        sheet = made.add_worksheet(name)
        for number, row in enumerate(values):
            sheet.write_row(number, 0, row)
        if do and name == "Things":
            do(sheet, made)
    made.close()
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(name: str, old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    """A workbook of which one part is changed."""
    parts = parts_of(data or book([HEAD, [1, "Mend the mill"]]))
    assert old in parts[name]
    return archive({**parts, name: parts[name].replace(old, new)})


def refused(data: bytes, limits: Limits | None = None) -> Problem:
    with pytest.raises(Problem) as problem:
        table(read_table(data, limits)[0], NAMES)
    assert problem.value.sentence.endswith(".")
    return problem.value


def test_each_value_comes_with_its_address():
    data = book([["Extra", *HEAD][1:], [1, "Mend"], [], [date(2024, 12, 31), True], ["", 2.5]])
    first, second, third = table(read_table(data)[0], NAMES)
    assert (first.number, first.cells, first.addresses) == (
        2,
        {"number": 1, "what": "Mend"},
        {"number": "A2", "what": "B2"},
    )
    assert (second.number, second.cells) == (4, {"number": date(2024, 12, 31), "what": True})
    assert (third.number, third.cells) == (5, {"number": "", "what": 2.5})


def test_columns_are_found_in_any_order_case_and_language():
    (row,) = table(read_table(book([["what ", "НОМЕР"], ["Mend", 7]]))[0], NAMES)
    assert row.cells == {"number": 7, "what": "Mend"}


def test_every_sheet_is_there_by_name():
    assert [(one.name, len(one.rows)) for one in read_table(book([HEAD], Notes=[["a"], ["b"]]))] == [
        ("Things", 1),
        ("Notes", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ([["Number"]], "columns-missing", "What"),
        ([["№", "What"]], "columns-missing", "Number"),
        ([], "columns-missing", "Number, What"),
        ([[*HEAD, "Notes", "More"]], "columns-unknown", "Notes, More"),
        ([[*HEAD, "What"]], "columns-unknown", "What"),
    ],
)
def test_wrong_columns_are_told_by_name(rows, code, words):
    problem = refused(book(rows))
    assert (problem.code, problem.status) == (code, 422)
    assert f"{words}" in problem.sentence


def test_merged_cells_are_told():
    problem = refused(book([HEAD, [1, "Mend"]], lambda sheet, _book: sheet.merge_range("A3:B4", "Together")))
    assert problem.code == "merged-cells"
    assert "A3:B4" in problem.sentence


def test_a_cell_with_a_formula_is_marked():
    data = book([HEAD, [1, ""], [2, "Mend"]], lambda sheet, _book: sheet.write_formula("B2", "=1+1", None, "2"))
    first, second = table(read_table(data)[0], NAMES)
    assert (first.formulas, second.formulas) == (frozenset({"what"}), frozenset())


def test_a_formula_without_a_value_is_no_empty_row():
    data = book([HEAD, []], lambda sheet, _book: sheet.write_formula("A2", "=B9", None, ""))
    assert [row.formulas for row in table(read_table(data)[0], NAMES)] == [frozenset({"number"})]


def test_rows_that_were_only_coloured_do_not_count():
    def colour(sheet, made):
        look = made.add_format({"bg_color": "#FF0000"})
        for row in range(2, 3000):
            sheet.write_blank(row, 0, None, look)

    assert len(table(read_table(book([HEAD, [1, "Mend"]], colour), Limits(rows=100))[0], NAMES)) == 1


@pytest.mark.parametrize(("rows", "fits"), [(10, True), (11, False)])
def test_as_many_rows_as_the_limit_are_taken_under_the_headings(rows, fits):
    data = book([HEAD, *([number, "Mend"] for number in range(rows))])
    if fits:
        assert len(table(read_table(data, Limits(rows=10))[0], NAMES)) == rows
    else:
        assert (refused(data, Limits(rows=10)).code, refused(data, Limits(rows=10)).status) == ("too-many-rows", 413)


@pytest.mark.parametrize("together", [True, False])
def test_a_hundred_thousand_rows_are_refused_when_the_first_beyond_the_limit_is_met(together, monkeypatch):
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"constant_memory": together})
    sheet = made.add_worksheet()
    for number in range(100_001):
        sheet.write_row(number, 0, [number, "Mend the mill", "and the bridge"])
    made.close()

    def fail(*_given):
        raise AssertionError("the whole sheet was read")

    monkeypatch.setattr("bagalau.formats.read.xlsx.CalamineWorkbook", fail)
    problem = refused(file.getvalue())
    assert (problem.code, problem.values) == ("too-many-rows", {"rows": 5000})


def test_one_value_far_away_is_refused_before_the_cells_between_are_made():
    far = lambda sheet, _book: sheet.write(1_048_575, 0, "x")  # noqa: E731
    assert refused(book([HEAD], far)).code == "too-many-rows"
    wide = lambda sheet, _book: sheet.write(1, 16_383, "x")  # noqa: E731
    problem = refused(book([HEAD], wide))
    assert (problem.code, problem.values["column"]) == ("too-many-columns", "XFD")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"number,what\n1,Mend\n",
        b"%PDF-1.4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook".join([b"\0"] * 9),
        docx(paragraph(run("Mend the mill"))),
        archive({"xl/workbook.bin": b"x"}),
    ],
)
def test_what_is_no_workbook_is_told_so(data):
    problem = refused(data)
    assert problem.status == 422
    assert problem.code in {"not-a-workbook", "empty-file"}


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"nonsense" * 9,
        archive({"xl/workbook.xml": "<workbook/>"}),
        archive({"xl/workbook.xml": "<workbook", "xl/_rels/workbook.xml.rels": "<a/>"}),
        changed(SHEET, b"<sheetData>", b"<sheetData><row><c>"),
        changed(SHEET, b'r="A2"', b'r="2A"'),
        changed(SHEET, b'<row r="2"', b'<row r="two"'),
        changed(SHEET, b'<row r="2"', b'<row r="99999999"'),
        changed(SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        changed("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet9.xml"),
        changed("xl/workbook.xml", b"UTF-8", b"UTF-16"),
    ],
)
def test_what_is_damaged_is_told_so(data):
    assert (refused(data).code, refused(data).status) == ("broken-xlsx", 422)


def test_a_bomb_is_refused():
    rows = b"<row/>" * 60_000_00
    problem = refused(changed(SHEET, b"<sheetData>", b"<sheetData>" + rows))
    assert (problem.code, problem.status) == ("xlsx-too-large", 413)
    many = archive({**parts_of(book([HEAD])), **{f"a{number}": b"" for number in range(1100)}})
    assert refused(many).code == "xlsx-too-large"


def test_a_part_that_is_larger_than_it_says_is_refused(monkeypatch):
    data = changed(SHEET, b"<sheetData>", b"<sheetData>" + b"<row> </row>" * 2000)
    monkeypatch.setattr("bagalau.formats.read.xlsx.parts._MAX_PART", 10_000)
    assert refused(data).code == "xlsx-too-large"


def test_many_sheets_may_hold_no_more_than_one(monkeypatch):
    sheets = {f"Sheet {number}": [["x" * 1000] * 5] * 20 for number in range(9)}
    monkeypatch.setattr("bagalau.formats.read.xlsx.parts._MAX_ALL", 40_000)
    assert len(read_table(book([HEAD, [1, "x"]]))) == 1
    assert refused(book([HEAD], **sheets)).code == "xlsx-too-large"


def test_words_stay_what_they_are():
    texts = ["=1+1", "<script>alert(1)</script>", "\u202eright to left", "'quoted", "Қазақша ү", "x" * 32_000]
    rows = table(read_table(book([HEAD, *([number, text] for number, text in enumerate(texts))]))[0], NAMES)
    assert [row.cells["what"] for row in rows] == texts


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_places_have_letters(place, letters):
    assert address(7, place) == f"{letters}7"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.integers(0, 1 << 30), some.booleans())
def test_a_damaged_workbook_gives_a_table_or_a_problem(seed, inside):
    """Damage in the archive, and damage in a part of it."""
    source = random.Random(seed)
    whole = book([HEAD, [1, "Mend"], [date(2024, 1, 31), 2.5]])
    parts = parts_of(whole)
    name = source.choice(list(parts))
    data = bytearray(parts[name] if inside else whole)
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(data))
        data[at : at + source.randrange(3)] = source.randbytes(source.randrange(3))
    try:
        for sheet in read_table(archive({**parts, name: bytes(data)}) if inside else bytes(data)):
            table(sheet, NAMES)
    except Problem as problem:
        assert problem.status in (413, 422)  # noqa: PT017 - any sheet may be a table after all
