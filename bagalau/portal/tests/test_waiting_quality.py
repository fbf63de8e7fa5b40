"""Assessments on the start page: with whom they lie, to whom they came back, and what should have been assessed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bagalau.portal.waiting import desk_of, waiting
from bagalau.portal.waiting.assessments import LINES
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.models import Due
from bagalau.quality.rules.life import Step
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
NAMES = {line.name for line in LINES}


def told(cast) -> dict[str, set[str]]:
    """By the name of a line, for whom something waits in it."""
    found: dict[str, set[str]] = {}
    for name, someone in cast.items():
        for one in waiting(someone):
            if one.line.name in NAMES:
                found.setdefault(one.line.name, set()).add(name)
    return found


@pytest.fixture
def begin(cast, office):
    """``begin(approver=…)``: an assessment that the officer of the country office begins and gives to the approver."""

    def make(**given):
        of = records.begun(cast["officer"], office.country, assessor=cast["officer"].person, **given)
        return records.submitted(cast["officer"], of)

    return make


@pytest.fixture
def late(cast, office):
    """``late(state)``: an assessment of the country office that was due yesterday, or on another day."""

    def make(state="pending", days=-1, **more):
        on = cast["officer"].today + timedelta(days=days)
        subject = records.rated(office.country)
        return Due.objects.create(subject=subject, unit=office.country, stage="closure", state=state, due_on=on, **more)

    return make


def test_what_lies_with_an_approver_waits_for_that_one_and_what_came_back_for_the_assessor(cast, begin):
    of = begin(approver=cast["head"].person)
    assert told(cast) == {"assessments-submitted": {"head"}}
    take(cast["head"], of, Step.RETURN, Words("Look again."))
    assert told(cast) == {"assessments-returned": {"officer"}}


def test_without_an_approver_it_waits_for_the_nearest_who_may_and_did_not_answer(cast, begin):
    """M-07, QL-02"""
    begin()
    assert told(cast) == {"assessments-submitted": {"head"}}


def test_who_manages_what_was_assessed_is_not_asked_to_approve_it(cast, begin, office):
    """QL-02"""
    begin(of=records.rated(office.country, manager=cast["head"].person))
    assert told(cast) == {}


def test_what_is_overdue_waits_for_the_nearest_who_may_begin_it(cast, late):
    """M-07, QD-04"""
    late()
    assert told(cast) == {"assessments-due": {"officer", "head", "writer"}}


def test_once_somebody_works_on_it_it_waits_for_that_one(cast, late, office):
    """QD-04"""
    of = records.begun(cast["officer"], office.country, assessor=cast["writer"].person)
    late("ongoing", assessment=of)
    assert told(cast) == {"assessments-due": {"writer"}}
    records.submitted(cast["writer"], of)
    assert "assessments-due" not in told(cast)


@pytest.mark.parametrize(("state", "days"), [("pending", 0), ("exempted", -9), ("completed", -9), ("not_required", -9)])
def test_nothing_else_of_what_is_due_waits(cast, late, state, days):
    late(state, days)
    assert told(cast) == {}


def test_each_list_costs_the_same_for_one_and_for_many(cast, begin, late, django_assert_num_queries):
    for _round in range(3):
        begin(approver=cast["head"].person)
        late()
        for line in LINES:
            desk = desk_of(cast["head"])
            desk.reach  # noqa: B018 - who may be asked is found once
            with django_assert_num_queries(1):
                list(line.rows(desk))
