"""Tables show text as text, keep the filters in every link, and count without walking the whole list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from bagalau.commitments.models import Commitment
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.columns import Column
from bagalau.lib.periods import When
from bagalau.people.models import Unit
from bagalau.web import tables
from bagalau.web.tables import link, order_of, rows_of, table

NASTY = '<script>alert("1")</script>&\'x'
COLUMNS: list[Column[Any]] = [
    Column("text", "What", lambda row: row.text, "long", url=lambda row: f"/c/?a=1&b={row.pk}"),
    Column("due", "Due", lambda row: row.due, "date", sort="due_sort"),
    Column("state", "Status", lambda row: row.status, "status", tone=lambda row: "late", sort="status"),
    Column("comment", "Comment", lambda row: row.comment, on_page=False),
]


def asked(query: str = ""):
    return RequestFactory().get(f"/list/?{query}")


def cell(value, kind="text", **more) -> str:
    column: Column[Any] = Column("x", "X", lambda _row: value, kind, **more)
    return str(rows_of([column], [Unit(code="one")]).body())


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (NASTY, "text", "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#x27;x"),
        (NASTY, "long", "&lt;script&gt;"),
        (NASTY, "status", "&lt;script&gt;"),
        (None, "text", "–"),
        ("", "long", "–"),
        (0, "number", ">0<"),
        (False, "flag", "no"),
        (True, "flag", "yes"),
        (When.parse("2024-12"), "date", "Dec 2024"),
        (When.parse("2024-Q4"), "date", "2024-Q4"),
        (When.parse("2024"), "date", "2024"),
        (When.parse("2024-12-05"), "date", "5 Dec 2024"),
        (date(2024, 12, 5), "date", "5 Dec 2024"),
    ],
)
def test_a_value_is_shown_as_its_kind(value, kind, shown):
    html = cell(value, kind)
    assert shown in html
    assert "<script" not in html


@pytest.mark.parametrize(("language", "shown"), [("en", "1,234,567.50"), ("ru", "1\u00a0234\u00a0567,50")])
def test_amounts_are_grouped_as_the_language_does(language, shown):
    with translation.override(language):
        assert shown in cell(Decimal("1234567.50"), "money")


def test_a_label_a_link_and_a_tone_cannot_break_out_of_the_cell():
    column: Column[Any] = Column(
        "x", '"><b>', lambda _row: "v", url=lambda _row: '/?q="><b>&x', tone=lambda _row: "late"
    )
    html = str(rows_of([column], [Unit(code="one")]).body())
    assert "<b>" not in html
    assert "&amp;x" in html


@pytest.mark.parametrize(
    ("query", "field", "descending"),
    [
        ("", "due_sort", False),
        ("sort=due", "due_sort", False),
        ("sort=-due", "due_sort", True),
        ("sort=-state", "status", True),
        ("sort=comment", "due_sort", False),
        ("sort=--due", "due_sort", False),
        ("sort=", "due_sort", False),
        ("sort=password", "due_sort", False),
    ],
)
def test_the_order_is_one_that_a_column_offers(query, field, descending):
    order = order_of(asked(query), COLUMNS, "due")
    assert (order.field, order.descending) == (field, descending)


def test_links_keep_the_filters_and_leave_the_cursor():
    query = QueryDict("words=ж&cursor=abc&state=open")
    assert link(query, sort="-due", cursor=None) == "?words=%D0%B6&state=open&sort=-due"


@pytest.mark.django_db
def test_a_sortable_head_turns_the_order_and_says_which_it_is(office):
    promise(evaluation(office.country))
    shown = table(asked("words=mill&sort=due"), Commitment.objects.all(), COLUMNS, "due")
    heads = {head.label: head for head in shown.headings}
    assert list(heads) == ["What", "Due", "Status"]
    assert heads["What"].url is None
    assert (heads["Due"].url, heads["Due"].sorted) == ("?words=mill&sort=-due", "ascending")
    assert (heads["Status"].url, heads["Status"].sorted) == ("?words=mill&sort=state", "")


@pytest.mark.django_db
def test_the_links_of_a_page_lead_on_and_to_the_exports(office):
    source = evaluation(office.country)
    for number in range(51):
        promise(source, f"No. {number}")
    shown = table(asked("words=no"), Commitment.objects.all(), COLUMNS, "due")
    assert (shown.first, shown.before) == (None, None)
    assert shown.after
    assert shown.after.startswith("?words=no&cursor=")
    assert (shown.csv, shown.xlsx) == ("?words=no&format=csv", "?words=no&format=xlsx")
    later = table(asked(shown.after[1:]), Commitment.objects.all(), COLUMNS, "due")
    assert later.first == "?words=no"
    assert len(later.page.rows) == 1
    assert later.csv == "?words=no&format=csv"


@pytest.mark.django_db
def test_counting_stops_at_its_limit(office, monkeypatch):
    source = evaluation(office.country)
    for number in range(5):
        promise(source, f"No. {number}")
    for limit, expected in ((3, (3, True)), (5, (5, False)), (6, (5, False))):
        monkeypatch.setattr(tables, "COUNT_LIMIT", limit)
        shown = table(asked(), Commitment.objects.all(), COLUMNS, "due")
        assert (shown.count, shown.capped) == expected


@pytest.mark.django_db
def test_a_table_is_two_queries(office, django_assert_num_queries):
    promise(evaluation(office.country))
    with django_assert_num_queries(2):
        table(asked(), Commitment.objects.select_related("unit"), COLUMNS, "due").body()
