"""Files of an evaluation: listing them, working papers, whether they came in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagalau.documents.actions import About
from bagalau.evaluations.actions import store
from bagalau.evaluations.actions.life import list_file, unlist
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.queries.life import deadlines, listed_documents
from bagalau.evaluations.rules.life import Deadline
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country)


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def test_a_file_is_listed_once_with_its_type_and_size(actor, record):
    first = list_file(actor, record, b"x" * 2048, "annex.pdf", About(record.unit, "The annex", "annex", "ru"))
    assert (first.title, first.type, first.language, first.size_kb) == ("The annex", "annex", "ru", Decimal("2.00"))
    assert list_file(actor, record, b"x" * 2048, "again.pdf", About(record.unit, type="annex")) == first
    assert record.listed_documents.count() == 1
    unlist(actor, record, first)
    assert (last().verb, last().before["document"]) == ("unlist document", "The annex")


def test_working_papers_are_listed_for_the_office_alone(actor, record, viewer, reader):
    """D-05"""
    for kind in ("tor", "inception-report", "draft-report", "audit-trail"):
        about = About(record.unit, kind, kind, visibility="public" if kind == "tor" else "internal")
        list_file(actor, record, kind.encode(), kind, about)
    about = About(record.unit, "Draft", "draft-report", visibility="public")
    with pytest.raises(Problem, match="are never public"):
        list_file(actor, record, b"draft", "draft.pdf", about)
    record.listed_documents.create(title="A page without a file", type="summary")
    assert listed_documents(viewer(reader), record).count() == 5
    assert {row.type for row in listed_documents(viewer(None), record)} == {"tor", "summary"}


def test_papers_are_in_time_or_late_by_days(actor, record):
    """EL-06"""
    store(actor, record, {"tor_completed_on": date(2025, 6, 1), "completed": When.parse("2025-05")})
    listed = list(record.listed_documents.all())
    found = deadlines(record, listed, date(2025, 6, 16))
    assert found.tor == Deadline(date(2025, 6, 15), None, 1)
    assert found.report == Deadline(date(2025, 6, 14), None, 2)
    about = About(record.unit, type="tor")
    list_file(actor, record, b"tor", "tor.pdf", about)
    row = record.listed_documents.select_related("document").get()
    row.document.created_at = row.document.created_at.replace(year=2025, month=6, day=10, hour=6)
    found = deadlines(record, [row], date(2025, 6, 16))
    assert found.tor == Deadline(date(2025, 6, 15), date(2025, 6, 10), 0)


def test_when_the_papers_of_a_page_came_is_not_known(record, actor):
    """EL-06"""
    store(actor, record, {"completed": When.parse("2025-05")})
    row = record.listed_documents.create(title="Report", type="Report")
    assert deadlines(record, [row], date(2025, 6, 16)).report is None
