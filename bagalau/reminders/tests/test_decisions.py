"""What waits for a decision, and what comes back, is told at once to the right people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bagalau.commitments.actions import Said, give_back, update
from bagalau.commitments.rules import Status
from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, PlanStep
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests import making
from bagalau.evaluations.tests.responding import work
from bagalau.people.rules import Role
from bagalau.reminders.jobs import tell
from bagalau.reminders.models import Notice
from bagalau.reminders.tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(make_person, office):
    return make_person(Role.HEAD_OF_UNIT, unit=office.country, name="Hanna Head")


def open_notices() -> dict[str, set[str]]:
    """Name of the person -> the kinds of what is told."""
    found: dict[str, set[str]] = {}
    for row in Notice.objects.filter(closed_at=None).select_related("person"):
        found.setdefault(row.person.name, set()).add(row.kind)
    return found


def test_a_response_goes_to_the_head_and_back_as_soon_as_it_is_said(office, officer, head, viewer):
    """M-12, M-13"""
    writer, boss = viewer(officer), viewer(head)
    response = work(writer, boss, office.country)
    response.complete()
    response.step(Step.SUBMIT)
    assert tell() > 0
    assert open_notices() == {"Hanna Head": {"approval"}}
    assert tell() == 0, "nothing was said since"
    response.step(Step.RETURN)
    tell()
    assert open_notices() == {"Olzhas Officer": {"returned"}}
    response.step(Step.SUBMIT, Step.APPROVE)
    tell()
    assert open_notices() == {}


def test_a_completion_that_is_returned_is_told_to_who_said_it(office, officer, head, viewer):
    """M-12"""
    promise = making.promise(making.evaluation(office.country), due="2030-01")
    update(viewer(officer), promise, Said(Status.COMPLETED, comment="Done.", no_evidence="Everybody saw it."))
    tell()
    assert open_notices() == {"Hanna Head": {"verification"}}
    give_back(viewer(head), promise, "Nobody saw it.")
    tell()
    assert open_notices() == {"Olzhas Officer": {"returned"}}


def test_what_is_told_every_hour_is_left_alone_in_between(office, officer, told):
    """M-13"""
    making.promise(making.evaluation(office.country, stage="planned"), due="2025-05")
    assert told() == {"Olzhas Officer": ["action_overdue 2025-05:0"]}
    tell(NOON)
    assert open_notices() == {"Olzhas Officer": {"action_overdue"}}


def test_a_plan_that_comes_back_and_a_change_that_is_refused_are_told(office, officer, told):
    """M-12"""
    days = {"starts": date(2024, 1, 1), "ends": date(2025, 12, 31)}
    plan = EvaluationPlan.objects.create(unit=office.country, status="draft", **days)
    assert told() == {}, "it was never submitted"
    PlanStep.objects.create(plan=plan, at=NOON, by=officer, status="submitted")
    PlanStep.objects.create(plan=plan, at=NOON + timedelta(hours=1), by=None, status="draft")
    assert told() == {"Olzhas Officer": ["returned 2025-06-16T07:00:00"]}
    EvaluationPlan.objects.update(status="submitted")
    PlanStep.objects.all().delete()
    asked = {"kind": "addition", "rationale": "Needed.", "requested_by": officer}
    ChangeRequest.objects.create(plan=plan, status="rejected", decided_at=NOON, comment="No.", **asked)
    assert told() == {"Olzhas Officer": ["returned 2025-06-16T07:00:00"]}
    assert told("2025-07-15") != {}
    assert told("2025-07-16") == {}


def test_without_an_officer_the_evaluation_manager_of_the_unit_is_asked(office, make_person, told):
    """M-07: before the officers of the office above"""
    make_person(Role.EVALUATION_FOCAL_POINT, unit=office.region, name="Regina Region")
    make_person(Role.EVALUATION_MANAGER, unit=office.country, name="Mira Manager")
    making.promise(making.evaluation(office.country, stage="planned"), due="2025-05")
    assert told() == {"Mira Manager": ["action_overdue 2025-05:0"]}


def test_the_journal_is_asked_before_anything_else(django_assert_num_queries):
    """M-13: as long as nothing is said, telling costs one query."""
    tell(NOON)
    with django_assert_num_queries(1):
        assert tell() == 0
