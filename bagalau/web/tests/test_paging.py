"""Keyset paging: every row once, forwards and back, whatever the ties; a cursor that was tampered with is refused."""

from __future__ import annotations

import base64
import json
import random
from datetime import UTC, datetime, timedelta

import pytest

from bagalau.commitments.models import Commitment
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.problems import Problem
from bagalau.web.paging import Order, Page, page

FIELDS = ["due_sort", "status", "updated_at", "origin_title"]
STATUSES = ["not_initiated", "initiated", "completed"]
DUES = [None, "2024", "2024-12", "2024-12-31", "2025-03", "2026-Q1"]


@pytest.fixture
def rows(office):
    """Commitments with many ties in every field."""
    lots = random.Random(7)
    source = evaluation(office.country)
    start = datetime(2025, 1, 1, tzinfo=UTC)
    for number in range(47):
        made = promise(source, f"No. {number}", lots.choice(DUES), status=lots.choice(STATUSES))
        changed = start + timedelta(microseconds=lots.randrange(4))
        Commitment.objects.filter(pk=made.pk).update(updated_at=changed, origin_title=lots.choice("abà Ж«"))
    return Commitment.objects.all()


def walk(rows, order, size) -> list[Page[Commitment]]:
    pages = [page(rows, order, None, size)]
    while pages[-1].after:
        pages.append(page(rows, order, pages[-1].after, size))
        assert len(pages) < 60
    return pages


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [1, 7, 46, 47, 48])
def test_walking_forwards_gives_each_row_once_in_order(rows, field, descending, size):
    found = [row for shown in walk(rows, Order(field, descending), size) for row in shown.rows]
    sign = "-" if descending else ""
    assert [row.pk for row in found] == list(rows.order_by(f"{sign}{field}", f"{sign}pk").values_list("pk", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("descending", [False, True])
def test_walking_back_shows_the_same_pages(rows, field, descending):
    order = Order(field, descending)
    there = walk(rows, order, 9)
    back, shown = [there[-1]], there[-1]
    while shown.before:
        shown = page(rows, order, shown.before, 9)
        back.append(shown)
    # Going back from the last page, whole pages are cut from its beginning on.
    assert [row.pk for one in reversed(back) for row in one.rows] == [row.pk for one in there for row in one.rows]
    assert back[-1].before is None
    assert back[-1].after is not None


@pytest.mark.django_db
def test_a_page_is_one_query_at_any_depth(rows, django_assert_num_queries):
    cursor = None
    for _turn in range(5):
        with django_assert_num_queries(1):
            cursor = page(rows, Order("due_sort"), cursor, 9).after


@pytest.mark.django_db
def test_a_row_that_was_added_or_taken_away_moves_no_other(rows):
    first = page(rows, Order("due_sort"), None, 10)
    expected = [row.pk for row in page(rows, Order("due_sort"), first.after, 10).rows]
    last = first.rows[-1]
    last.key_action.delete()
    last.delete()
    assert [row.pk for row in page(rows, Order("due_sort"), first.after, 10).rows] == expected


@pytest.mark.django_db
def test_an_empty_list_has_one_empty_page(office):
    assert page(Commitment.objects.all(), Order("due_sort"), None) == Page([], None, None)


def cursor(*parts) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "bad",
    [
        *("x", "!!", "é", "AAAA", cursor(), cursor(1), cursor(False, "2024-12-31"), cursor(False, None, 1)),
        *(cursor(False, ["a"], 1), cursor(False, {}, 1), cursor(False, "2024-12-31", "x"), cursor(False, "a\0b", 1)),
        *(cursor(False, "2024-12-31", 2**63), cursor(False, "2024-12-31", -1), cursor(False, "a", float("inf"))),
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
    ],
)
def test_a_cursor_that_was_tampered_with_is_refused_with_a_sentence(rows, field, bad):
    with pytest.raises(Problem, match="Go back to its beginning"):
        list(page(rows, Order(field), bad).rows)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["nonsense", "2024-13-45", 7, "99999-01-01"])
def test_a_cursor_of_another_column_is_refused(rows, value):
    with pytest.raises(Problem, match="Go back to its beginning"):
        page(rows, Order("due_sort"), cursor(False, value, 1))
