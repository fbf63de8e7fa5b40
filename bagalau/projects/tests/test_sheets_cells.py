"""What stands in cells: amounts in every hand, words that name nothing, rows that are not what they seem."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from bagalau.lib.problems import Problem
from bagalau.projects import sheets
from bagalau.projects.rules.record import Project
from bagalau.projects.rules.shape import build, plain, walk
from bagalau.projects.sheets.totals import totals
from bagalau.projects.tests.filling import RIVER, book, fill, new_row, row_where, values


def numbered(project: Project) -> Project:
    """A record whose rows stand somewhere, as if it were stored."""
    counts: dict[str, int] = {}

    def name(data: dict[str, Any], kind: str) -> dict[str, Any]:
        counts[kind] = counts.get(kind, 0) + 1
        at = f"{kind}-{counts[kind]}"
        inner = {key: [name(one, key) for one in rows] for key, rows in data.items() if _is_rows(rows)}
        return {**data, **inner, "at": at}

    return build(Project, name(plain(project), "project"))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


STORED = numbered(RIVER)


@pytest.fixture
def rows() -> list[list[Any]]:
    return written("budget")


def written(kind: str, project: Project = STORED) -> list[list[Any]]:
    file = io.BytesIO()
    sheets.write(file, kind, project)
    return values(file.getvalue())


def taken(rows: list[list[Any]], project: Project = STORED, *, takes_out: bool = False, **how: Any) -> Any:
    return sheets.take(project, sheets.read(book(rows, **how), project), takes_out=takes_out)


def told(outcome: Any) -> list[tuple[str, str, str]]:
    return [(one.address, one.column, one.sentence) for one in outcome.mistakes]


def line(outcome: Any, description: str) -> Any:
    return next(row for row in walk(outcome.record) if getattr(row, "description", "") == description)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (45_000, "45000"),
        ("45 000", "45000"),
        ("45,000.50", "45000.50"),
        ("$ 45,000", "45000"),
        ("45 000 USD", "45000"),
        ("45\u00a0000,5", "45000.50"),
        (0.1 + 0.2, "0.30"),
        (0, "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(rows, cell, amount):
    """PM-01"""
    fill(rows, row_where(rows, "description", "Builders"), amount=cell)
    outcome = taken(rows)
    assert told(outcome) == []
    assert line(outcome, "Builders").amount == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (-5, "An amount here is zero or more"),
        ("-5", "An amount here is zero or more"),
        (1e300, "larger than ten trillion"),
        ("9" * 40, "larger than ten trillion"),
        ("9" * 400, "is no amount"),
        ("NaN", "is no amount"),
        ("Infinity", "is no amount"),
        ("1.234", "can be thousands or a fraction"),
        (0.125, "more than two digits"),
        ("40000 EUR", "in EUR"),
        ("=1+1", "is no amount"),
        (True, "is no amount"),
    ],
)
def test_what_is_no_amount_is_told_at_its_cell(rows, cell, said):
    """PM-02, PM-03"""
    fill(rows, row_where(rows, "description", "Builders"), amount=cell)
    ((address, column, sentence),) = told(taken(rows))
    assert (address, column) == ("J3", "Amount")
    assert said in sentence
    assert line(taken(rows), "Builders").amount == 40_000


@pytest.mark.parametrize(
    ("cells", "address", "said"),
    [
        ({"year": "2025-2026"}, "B3", "Write one year"),
        ({"year": 99_999}, "B3", "Write one year"),
        ({"result": "Nobody knows"}, "C3", "There is no activity result “Nobody knows”"),
        ({"result": ""}, "C3", "Choose the activity result"),
        ({"account": "Building"}, "D3", "is no account of expense"),
        ({"account": "14000"}, "D3", "is no account of expense"),
        ({"account": "79900 Anything"}, "D3", "is not in the list of accounts"),
        ({"description": "x" * 501}, "E3", "longer than 500 letters"),
        ({"description": "bell \x07"}, "E3", "signs in this text that cannot be shown"),
        ({"source": "Nobody"}, "F3", "There is no source of money “Nobody” in this project. Choose one of: Ministry"),
        ({"source": "Ministry of Rivers; UNDP"}, "F3", "Say how much each source pays, as “Ministry of Rivers: 10,000"),
        ({"source": "UNDP: 1; Ministry of Rivers: 2"}, "F3", "add up to 3, but the amount is 40,000"),
        ({"source": "UNDP: 1; UNDP: 39999"}, "F3", "one share of a line"),
        ({"source": "UNDP: plenty; Ministry of Rivers: 2"}, "F3", "“plenty” is no amount"),
        ({"quantity": -1}, "G3", "zero or more"),
        ({"quantity": 1e12}, "G3", "too large"),
        ({"quantity": 0.00001}, "G3", "more than 3 digits"),
        ({"q4": "x"}, "N3", "is no amount"),
        ({"amount": ""}, "J3", "Say how much this line is."),
        ({"key": "lines-999"}, "A3", "no row with the key “lines-999”"),
        ({"key": "lines-2"}, "A4", "Row 3 has this key already"),
    ],
)
def test_what_says_nothing_is_told_at_its_cell(rows, cells, address, said):
    fill(rows, row_where(rows, "description", "Builders"), **cells)
    outcome = taken(rows)
    assert [(one[0], said in one[2]) for one in told(outcome)] == [(address, True)], told(outcome)


def test_a_new_row_says_all_that_it_needs(rows):
    new_row(rows, description="Advice")
    assert [(one[0], one[1]) for one in told(taken(rows))] == [("B5", "Year"), ("J5", "Amount")]


def test_a_project_without_sources_says_where_to_add_them(rows):
    project = Project(results=STORED.results)
    new_row(rows, year=2025, result="1", account="71200", source="UNDP", amount=1)
    del rows[2:4]
    ((address, _column, sentence),) = told(taken(rows, project))
    assert (address, sentence) == ("F3", "This project has no sources of money yet: add them on its page first.")


def test_a_line_may_go_to_another_year_and_comes_last_there(rows):
    fill(rows, row_where(rows, "description", "Builders"), year=2026)
    outcome = taken(rows)
    assert [(plan.year, len(plan.activity_results[0].lines)) for plan in outcome.record.work_plans] == [
        (2025, 1),
        (2026, 1),
    ]
    assert outcome.record.work_plans[1].activity_results[0].title == "Plants are built"
    assert [one.name for one in outcome.changes[0].differences] == ["Year"]


def test_rows_in_another_order_change_nothing(rows):
    rows[2:] = rows[:1:-1]
    assert taken(rows, takes_out=True).changes == ()


def test_what_a_formula_shows_is_taken_and_counted(rows):
    fill(rows, row_where(rows, "description", "Builders"), amount="")
    data = book(rows, {"J3": ("=20000*2.5", 50_000)})
    read = sheets.read(data, STORED)
    assert (read.formulas, line(sheets.take(STORED, read, takes_out=False), "Builders").amount) == (1, 50_000)


def test_a_formula_that_shows_a_mistake_is_no_amount(rows):
    fill(rows, row_where(rows, "description", "Builders"), amount="")
    ((address, _column, sentence),) = told(taken(rows, formulas={"J3": ("=1/0", "#DIV/0!")}))
    assert (address, "is no amount" in sentence or sentence == "Say how much this line is.") == ("J3", True)


def test_text_that_looks_like_a_formula_stays_text():
    project = build(Project, {**plain(STORED), "contributions": [{"name": "=cmd|' /C calc'!A0"}]})
    rows = written("budget", project)
    fill(rows, row_where(rows, "description", "Builders"), description="=1+1", source="=cmd|' /C calc'!A0")
    found = line(taken(rows, project), "=1+1")
    assert found.source == "=cmd|' /C calc'!A0"


def test_the_totals_stand_side_by_side(rows):
    fill(
        rows, row_where(rows, "description", "Builders"), amount=45_000, source="UNDP: 3000; Ministry of Rivers: 42000"
    )
    new_row(rows, year=2026, result="1", account="71200", amount=7)
    found = totals(STORED, taken(rows).record)
    shown = [(row.source, [(one.before, one.after) for one in row.sums]) for row in (*found.rows, found.whole)]
    travel = Decimal("5000.50")
    assert (found.years, shown) == (
        (2025, 2026),
        [
            ("Ministry of Rivers", [(40_000, 42_000), (0, 0), (40_000, 42_000)]),
            ("UNDP", [(travel, travel + 3_000), (0, 0), (travel, travel + 3_000)]),
            ("", [(0, 0), (0, 7), (0, 7)]),
            ("", [(40_000 + travel, 45_000 + travel), (0, 7), (40_000 + travel, 45_007 + travel)]),
        ],
    )


@pytest.mark.parametrize(
    ("cells", "address", "said"),
    [
        ({"level": "Dream"}, "B5", "“Dream” is not in the list. Choose one of: Impact; Outcome"),
        ({"level": "Output"}, "B5", "A result cannot become an indicator"),
        ({"parent": "9.9"}, "D5", "There is no result “9.9” of a higher level"),
        ({"wording": ""}, "E5", "the wording is missing"),
        ({"measure": "Weight"}, "I5", "is not in the list"),
        ({"baseline": "1.2345.6"}, "K5", "is no amount"),
        ({"baseline_year": "soon"}, "L5", "Write a year as 2026"),
        ({"inputs": "money"}, "G5", "nothing in this column"),
        ({"frequency": "x" * 101}, "X5", "longer than 100 letters"),
    ],
)
def test_what_an_indicator_cannot_say_is_told_at_its_cell(cells, address, said):
    rows = written("framework")
    fill(rows, row_where(rows, "number", "1.1.1"), **cells)
    outcome = taken(rows)
    assert [(one[0], said in one[2]) for one in told(outcome)] == [(address, True)], told(outcome)


def test_a_result_has_no_measure():
    rows = written("framework")
    fill(rows, row_where(rows, "number", "1.1"), measure="Number", target_2025=4, gender_marker=4)
    assert [(one[0], one[1]) for one in told(taken(rows))] == [
        ("H4", "Gender marker"),
        ("I4", "Measure"),
        ("O4", "Target 2025"),
    ]


def test_a_result_stands_under_none_of_its_own():
    rows = written("framework")
    fill(rows, row_where(rows, "number", "1.1"), parent="Plants are built")
    ((address, _column, sentence),) = told(taken(rows))
    assert (address, "of a higher level" in sentence) == ("D4", True)


def test_what_stands_under_a_row_that_is_taken_out_needs_another_parent():
    rows = written("framework")
    rows.remove(row_where(rows, "number", "1.1"))
    found = told(taken(rows, takes_out=True))
    assert [(one[0], "no longer in the sheet" in one[2]) for one in found] == [("D4", True), ("D5", True)]


def test_a_target_may_be_words_and_a_percentage():
    rows = written("framework")
    fill(rows, row_where(rows, "number", "1.1.1"), target="most towns", target_2025="45 %", baseline="12,5%")
    (indicator,) = taken(rows).record.results[0].children[0].indicators
    assert [(one.is_baseline, str(one.period or ""), one.value, one.text) for one in indicator.values] == [
        (True, "", Decimal("12.5"), ""),
        (False, "", None, "most towns"),
        (False, "2025", 45, ""),
    ]


@pytest.mark.parametrize(
    ("do", "code"),
    [
        (lambda sheet, made: sheet.merge_range("E3:E4", "both"), "merged-cells"),
        (lambda sheet, made: made.add_worksheet("Front").activate() or sheet.hide(), "hidden-sheet"),
        (lambda sheet, made: made.add_worksheet("Too").write_row(0, 0, written("framework")[0]), "several-sheets"),
        (lambda sheet, made: sheet.write(0, 20, "Colour"), "columns-unknown"),
        (lambda sheet, made: sheet.write(0, 9, " "), "columns-missing"),
        (lambda sheet, made: sheet.write(120_000, 0, "far below"), "too-many-rows"),
        (lambda sheet, made: sheet.write(0, 16_000, "far away"), "too-many-columns"),
    ],
)
def test_a_sheet_that_cannot_be_taken_says_why(rows, do, code):
    with pytest.raises(Problem) as problem:
        sheets.read(book(rows, do=do), STORED)
    assert problem.value.code == code
    assert problem.value.sentence.endswith(".")


def test_a_workbook_of_something_else_is_not_taken():
    with pytest.raises(Problem) as problem:
        sheets.read(book([["Name", "Phone"], ["Aigul", "1"]]), STORED)
    assert problem.value.code == "unknown-sheet"


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("kind", ["budget", "framework"])
def test_a_sheet_of_another_language_is_understood(kind, language):
    with override(language):
        rows = written(kind)
    del rows[0]  # without the hidden names, too
    outcome = taken(rows)
    assert (outcome.changes, outcome.mistakes) == ((), ())
