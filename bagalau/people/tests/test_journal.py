"""The journal is added to, never changed, and says so if it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import translation

from bagalau.people import journal
from bagalau.people.models import JournalEntry, JournalHead
from bagalau.people.tables import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(reader, office):
    """Five lines."""
    for number in range(5):
        journal.write(reader, "change", office.country, {"n": number}, {"n": number + 1})


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_journal_as_written_is_whole(written):
    assert journal.verify() is None


def test_an_empty_journal_is_whole(db):
    assert journal.verify() is None


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE people_journalentry SET verb = 'other' WHERE number = 3", (3, "edited")),
        ("UPDATE people_journalentry SET record_label = 'other' WHERE number = 1", (1, "edited")),
        ("UPDATE people_journalentry SET actor_id = NULL WHERE number = 2", (2, "edited")),
        ("DELETE FROM people_journalentry WHERE number = 2", (2, "missing")),
        ("DELETE FROM people_journalentry WHERE number = 5", (5, "missing")),
        ("DELETE FROM people_journalentry", (1, "missing")),
    ],
)
def test_the_first_broken_line_is_named(written, sql, found):
    """P-04"""
    tamper(sql)
    assert journal.verify() == found


def test_lines_can_be_neither_changed_nor_removed_from_code(written):
    with pytest.raises(TypeError, match="append-only"):
        JournalEntry.objects.all().update(verb="other")
    with pytest.raises(TypeError, match="append-only"):
        JournalEntry.objects.filter(number=1).delete()


def test_every_kind_of_value_can_be_kept(written, reader):
    before = {"day": date(2025, 1, 2), "money": Decimal("10.50"), "flag": False, "none": None, "unit": reader.unit}
    journal.write(None, "change", reader, {name: journal.plain(value) for name, value in before.items()}, {})
    line = JournalEntry.objects.latest("number")
    assert line.before == {"day": "2025-01-02", "money": "10.50", "flag": False, "unit": "Country office of Alania"}
    assert journal.verify() is None


def test_the_head_knows_the_last_line(written):
    head, line = JournalHead.objects.get(), JournalEntry.objects.latest("number")
    assert (head.number, head.digest) == (line.number, line.digest)


def test_a_line_costs_five_queries_whatever_the_length(written, reader, office, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        journal.write(reader, "change", office.country)


def test_a_line_is_told_in_the_language_of_the_page(reader, office):
    """Also what stands beside the fields of a record, such as the file that was read."""
    entry = journal.write(reader, "add version", office.country, {}, {"file": "report.pdf", "code": "KZ"})
    with translation.override("kk"):
        (line,) = lines([entry])
    assert (line.verb, line.kind) == ("нұсқа қосу", "бөлімше")
    assert {change.label for change in line.changes} == {"файл", "код"}
