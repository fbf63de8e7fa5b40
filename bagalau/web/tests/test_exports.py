"""A list as a file: the same rows in the same order as the page, all of them, written while they are read."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bagalau.commitments.models import Commitment
from bagalau.evaluations.tests.making import document, evaluation, promise
from bagalau.web import exports

pytestmark = pytest.mark.django_db
LISTS = ["commitments", "evaluations", "documents", "people", "drafts"]


@pytest.fixture
def portfolio(office):
    """More rows than a page holds, some of another unit."""
    for number in range(63):
        unit = office.neighbour if number % 5 == 0 else office.country
        source = evaluation(unit, f"Review {number % 9}", completed=f"20{10 + number % 13}-0{1 + number % 9}")
        promise(source, f"=Promise {number % 7}", f"2025-0{1 + number % 8}", responsible="+7 team")
        document(unit, f"Report {number % 4}")


def table_of(browser, name, query="", form="csv") -> list[list[str]]:
    answer = browser.get(f"{reverse(name)}?{query}&format={form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    data = b"".join(answer.streaming_content)
    if form == "xlsx":
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python()]
    if form == "json":
        rows = json.loads(data)
        return [list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)]
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def pages_of(browser, name, query) -> list[int]:
    """The keys of all rows as the pages show them, one page after the other."""
    keys, link = [], f"?{query}"
    while link:
        shown = browser.get(f"{reverse(name)}{link}").context["table"]
        keys += [row.pk for row in shown.page.rows]
        link = shown.after
    return keys


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("commitments", ""),
        ("commitments", "sort=-due"),
        ("commitments", "sort=source&words=promise+3"),
        ("commitments", "state=overdue&sort=-updated"),
        ("evaluations", "sort=title"),
        ("evaluations", "year=2015&stage=planned"),
    ],
)
def test_an_export_has_the_rows_of_the_pages_in_their_order(portfolio, officer, signed_in, form, name, query):
    browser = signed_in(officer)
    found = table_of(browser, name, query, form)
    assert found[0][0].lower() == "number"
    assert [int(float(row[0])) for row in found[1:]] == pages_of(browser, name, query)
    assert len(found) > 4


def test_the_unit_filter_holds_for_the_export(portfolio, officer, signed_in, office):
    browser = signed_in(officer)
    assert len(table_of(browser, "commitments", f"unit={office.country.pk}")) == 51
    assert len(table_of(browser, "commitments", f"unit={office.neighbour.pk}")) == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_text_that_looks_like_a_formula_stays_text(portfolio, officer, signed_in, form):
    found = table_of(signed_in(officer), "commitments", "words=promise+3", form)
    row = dict(zip(found[0], found[1], strict=True))
    assert row.get("text", row.get("What")) == ("'=Promise 3" if form == "csv" else "=Promise 3")


def test_dates_are_written_with_their_precision(portfolio, officer, signed_in):
    found = table_of(signed_in(officer), "commitments")
    assert found[1][found[0].index("due")] == "2025-01"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_list_can_be_had_as_a_file(portfolio, administrator, signed_in, name, form):
    assert table_of(signed_in(administrator), name, "", form)[0]


def test_json_has_the_names_of_the_columns_and_typed_values(office, officer, signed_in):
    source = evaluation(
        office.country, 'The "mill" =1+1', planned_end="2024-12", budget="12345.50", joint_evaluation=False
    )
    answer = signed_in(officer).get(f"{reverse('evaluations')}?format=json")
    assert (answer["Content-Type"], answer.streaming) == ("application/json", True)
    (row,) = json.loads(b"".join(answer.streaming_content))
    assert row["number"] == source.pk
    assert row["title"] == 'The "mill" =1+1'
    assert (row["planned_end"], row["completed"]) == ("2024-12", None)
    assert (row["budget"], row["joint_evaluation"]) == (12345.5, False)


def test_an_empty_list_is_an_empty_array(officer, signed_in):
    answer = signed_in(officer).get(f"{reverse('commitments')}?format=json")
    assert json.loads(b"".join(answer.streaming_content)) == []


def test_the_csv_is_streamed_in_chunks(portfolio, officer, signed_in, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(exports, "CHUNK", 10)
    monkeypatch.setattr("bagalau.formats.write.csv.TOGETHER", 1)
    browser = signed_in(officer)
    answer = browser.get(f"{reverse('commitments')}?format=csv")
    assert answer.streaming
    with django_assert_max_num_queries(1 + 5):  # the rows, and once a chunk the units
        assert len(list(answer.streaming_content)) == 52  # the mark, the head, fifty rows


def test_another_format_is_refused_with_a_sentence(officer, signed_in):
    answer = signed_in(officer).get(f"{reverse('commitments')}?format=pdf")
    assert answer.status_code == 400
    assert "CSV, XLSX or JSON" in answer.content.decode()


def test_the_public_gets_the_rows_that_are_public(portfolio, office, signed_in):
    public = evaluation(office.country, "Open review", visibility="public", completed="2024-05")
    shown = promise(public, "Open promise")
    found = table_of(signed_in(), "commitments")
    assert [row[0] for row in found[1:]] == [str(shown.pk)]
    assert Commitment.objects.count() > 1
