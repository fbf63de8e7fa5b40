"""What is typed is saved for little more than a row; what follows from words alone follows with the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bagalau.quality import jobs
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.models import Answer, Assessment
from bagalau.quality.rules.life import State
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
EMPTY = "ok"


@pytest.fixture
def of(officer, office, viewer) -> Assessment:
    return records.begun(viewer(officer), office.country)


@pytest.fixture
def answered(of, officer, viewer):
    save_answer(
        viewer(officer),
        of,
        "flow",
        {"value": "2", "evidence": "The weir was mended by the miller in March and in June."},
    )
    of.refresh_from_db()
    return of


def test_other_words_ask_no_more_than_their_row(answered, officer, viewer):
    who = viewer(officer)
    with CaptureQueriesContext(connection) as asked:
        save_answer(
            who, answered, "flow", {"evidence": "The weir was mended by the miller in March, in June and in October."}
        )
    about = [one["sql"] for one in asked if '"quality_' in one["sql"]]
    assert len(about) == 2  # the answer with its assessment, and its update
    assert Answer.objects.get(assessment=answered, question="flow").evidence.endswith("October.")


def test_how_doubtful_words_are_follows_with_the_worker(answered, officer, viewer):
    assert answered.doubtful == 0
    save_answer(viewer(officer), answered, "flow", {"evidence": EMPTY})
    assert jobs.recount_lately() == 1
    answered.refresh_from_db()
    assert answered.doubtful == 1


def test_what_was_typed_while_no_worker_ran_follows_with_the_round_of_the_day(answered, officer, viewer):
    save_answer(viewer(officer), answered, "flow", {"evidence": EMPTY})
    later = timezone.now() + timedelta(days=1)
    assert jobs.recount_lately(later) == 0
    jobs.renew(later)
    answered.refresh_from_db()
    assert answered.doubtful == 1


def test_an_approved_assessment_is_left_as_it_is(answered, officer, viewer):
    save_answer(viewer(officer), answered, "flow", {"evidence": EMPTY})
    Assessment.objects.filter(pk=answered.pk).update(status=State.APPROVED)
    assert jobs.recount_lately() == 0


def test_words_where_there_were_none_count_at_once(of, officer, viewer):
    save_answer(viewer(officer), of, "flow", {"evidence": "The weir was mended in March."})
    of.refresh_from_db()
    assert of.evidenced == 1
