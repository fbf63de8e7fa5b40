"""Who is asked for what: the responsible, or the nearest officers; told once a period, and closed by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from bagalau.documents.models import Draft
from bagalau.evaluations.models import (
    Agency,
    ChangeRequest,
    CoveredProject,
    EvaluationPlan,
    ManagementResponse,
    PlanReview,
    PlanStep,
)
from bagalau.evaluations.tests import making
from bagalau.lib.periods import When
from bagalau.people.rules import Role
from bagalau.reference.models import Parameter
from bagalau.reminders.models import Notice
from bagalau.reminders.notices import bring_up
from bagalau.reminders.queries import terms_on
from bagalau.reminders.tests.conftest import NOON

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def head(make_person, office):
    return make_person(Role.HEAD_OF_UNIT, unit=office.country, name="Hanna Head")


@pytest.fixture
def miller(make_person):
    return make_person(name="Murat Miller")


@pytest.fixture
def review(office):
    return making.evaluation(office.country, stage="planned")


def test_the_responsible_are_asked_and_nobody_else(told, review, miller, officer, reader, head):
    """M-07"""
    making.promise(review, due="2025-07").responsible_people.add(miller)
    assert told() == {"Murat Miller": ["action_due 2025-07:3"]}


def test_without_anybody_responsible_the_officers_of_the_unit_are_asked(told, review, officer, reader, stranger):
    """M-07"""
    making.promise(review, due="2025-07")
    assert told() == {"Olzhas Officer": ["action_due 2025-07:3"]}


def test_without_officers_those_of_the_unit_above_are_asked(told, office, make_person):
    """M-07"""
    make_person(Role.EVALUATION_FOCAL_POINT, unit=office.region, name="Regina Region")
    make_person(Role.EVALUATION_FOCAL_POINT, name="Aida Everywhere")
    making.promise(making.evaluation(office.presence), due="2025-05")
    assert told() == {"Regina Region": ["action_overdue 2025-05:0"]}


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": None}, {"password": "!nobody-knows"}])
def test_who_cannot_sign_in_is_not_asked(told, review, miller, officer, change):
    """M-07"""
    for name, value in change.items():
        setattr(miller, name, value)
    miller.save()
    making.promise(review, due="2025-07").responsible_people.add(miller)
    assert list(told()) == ["Olzhas Officer"]


def test_a_role_counts_in_its_days_only(told, review, office, make_person):
    make_person(Role.PROGRAMME_OFFICER, unit=office.country, name="Gone", ends=date(2025, 6, 15))
    make_person(Role.PROGRAMME_OFFICER, unit=office.country, name="Here", starts=date(2025, 6, 16))
    making.promise(review, due="2025-07")
    assert list(told()) == ["Here"]


def test_the_head_learns_of_what_is_overdue_for_long(told, review, officer, head):
    """M-04"""
    making.promise(review, due="2025-02")
    assert told()["Hanna Head"] == ["escalation 2025-02"]


def test_a_silent_action_is_asked_for_an_update(told, review, officer):
    """M-03"""
    row = making.promise(review)
    type(row).objects.update(created_at=LONG_AGO)
    assert told() == {"Olzhas Officer": ["update_asked 2025-01-01:1"]}
    row.updates.create(at=datetime(2025, 6, 1, tzinfo=UTC))
    assert told() == {}


def test_nobody_is_told_twice_in_a_period_and_again_in_the_next(told, review, officer):
    """M-08"""
    making.promise(review, due="2025-05")
    told("2025-06-16")
    told("2025-06-20")
    assert Notice.objects.count() == 1
    assert told("2025-06-30") == {"Olzhas Officer": ["action_overdue 2025-05:1"]}
    assert Notice.objects.count() == 2


def test_a_new_date_begins_a_new_period(told, review, officer):
    """M-08"""
    row = making.promise(review, due="2025-06")
    told()
    row.due = When.parse("2025-07")
    row.save()
    assert told() == {"Olzhas Officer": ["action_due 2025-07:3"]}


def test_a_notice_closes_when_it_is_done_and_opens_again_with_the_record(told, review, officer):
    """M-08"""
    row = making.promise(review, due="2025-05")
    told()
    row.status = "completed"
    row.save()
    assert told() == {}
    row.status = "initiated"
    row.save()
    assert told() == {"Olzhas Officer": ["action_overdue 2025-05:0"]}
    assert Notice.objects.count() == 1


def test_two_workers_at_once_add_nothing_twice(review, officer, monkeypatch):
    """M-08: the second one looked before the first one wrote."""
    making.promise(review, due="2025-05")
    bring_up(NOON, date(2025, 6, 16))
    monkeypatch.setattr("bagalau.reminders.notices.Notice.objects.filter", lambda **given: Notice.objects.none())
    bring_up(NOON, date(2025, 6, 16))
    monkeypatch.undo()
    assert Notice.objects.count() == 1


def test_the_number_on_the_pages_is_looked_for_again(review, officer):
    cache.set(f"notices-{officer.pk}", 0)
    making.promise(review, due="2025-05")
    bring_up(NOON, date(2025, 6, 16))
    assert cache.get(f"notices-{officer.pk}") is None


def test_a_response_is_asked_of_manager_and_focal_point_until_it_is_there(told, office, officer, head, make_person):
    """M-01, M-07"""
    manager = make_person(name="Manat Manager")
    done = making.evaluation(office.country, stage="completed", completed="2025-04-30", manager=manager)
    period = "2025-04-30:due"
    assert told() == {"Manat Manager": [f"response_due {period}"], "Olzhas Officer": [f"response_due {period}"]}
    answer = ManagementResponse.objects.create(evaluation=done, unit=office.country, approval="draft")
    assert len(told()) == 2
    answer.approval = "approved"
    answer.save()
    assert told() == {}


def test_in_a_joint_evaluation_each_agency_is_asked_for_its_own(told, office, officer, stranger):
    done = making.evaluation(office.country, stage="completed", completed="2025-04-30")
    for unit in (office.country, office.neighbour):
        Agency.objects.create(evaluation=done, name=unit.name_en, unit=unit)
    ManagementResponse.objects.create(evaluation=done, unit=office.country, approval="published")
    assert list(told()) == ["Saule Stranger"]


def test_who_submitted_a_response_is_not_asked_to_approve_it(told, office, officer, head):
    """M-07"""
    done = making.evaluation(office.country, stage="completed", completed="2025-06-01")
    at = datetime(2025, 6, 10, 9, tzinfo=UTC)
    answer = ManagementResponse.objects.create(
        evaluation=done, unit=office.country, approval="submitted", submitted_at=at
    )
    answer.steps.create(at=at, by=officer, approval="submitted")
    assert told() == {"Hanna Head": ["approval 1:2025-06-10T09:00:00"]}


def test_a_request_and_a_completion_go_to_others_than_those_who_said_them(told, review, officer, head, miller):
    """M-07"""
    asked = making.promise(review, "Drop the mill", requested_at=NOON, requested_by=officer)
    done = making.promise(review, "Mend the mill", status="completed")
    done.updates.create(at=NOON, by=miller, status="completed", stands="completed")
    done.responsible_people.add(miller, officer)
    moment = "2025-06-16T07:00:00"
    assert told() == {"Hanna Head": [f"request {moment}", f"verification {moment}"]}
    assert {row.record_id for row in Notice.objects.all()} == {asked.pk, done.pk}


def test_what_a_paper_says_is_completed_asks_nobody(told, review, officer):
    done = making.promise(review, status="completed")
    done.updates.create(at=NOON, status="completed", stands="completed", from_source=True)
    assert told() == {}


def test_a_draft_is_told_of_once_it_waits_for_a_week(told, viewer, officer, office):
    brought = making.bring(viewer(officer), office.country, making.ERC_PAGE)
    assert brought.draft is not None
    made_at = datetime(2025, 6, 9, 5, tzinfo=UTC)
    Draft.objects.update(created_at=made_at)
    assert told("2025-06-15") == {}
    assert told("2025-06-16") == {"Olzhas Officer": ["draft 2025-06-09"]}


def test_a_plan_is_reviewed_and_what_it_asks_for_is_decided_above(told, office, officer, make_person):
    """M-05, M-07"""
    make_person(Role.EVALUATION_FOCAL_POINT, unit=office.region, name="Regina Region")
    days = {"starts": date(2024, 1, 1), "ends": date(2027, 12, 31)}
    plan = EvaluationPlan.objects.create(unit=office.country, status="posted", **days)
    PlanStep.objects.create(plan=plan, at=datetime(2024, 2, 1, tzinfo=UTC), by=officer, status="posted")
    assert told() == {"Olzhas Officer": ["plan_review 2024"]}
    PlanReview.objects.create(plan=plan, year=2024, held_on=date(2025, 1, 20), by=officer, note="Well.")
    ChangeRequest.objects.create(
        plan=plan, kind="addition", status="submitted", rationale="Needed.", requested_by=officer
    )
    later = EvaluationPlan.objects.create(unit=office.neighbour, status="submitted", **days)
    PlanStep.objects.create(plan=later, at=NOON, by=officer, status="submitted")
    ChangeRequest.objects.update(requested_at=NOON)
    assert told() == {"Regina Region": ["approval 2025-06-16T07:00:00"] * 2}
    assert set(Notice.objects.filter(closed_at=None).values_list("record_kind", flat=True)) == {
        "changerequest",
        "evaluationplan",
    }


def test_a_running_plan_is_asked_once_for_the_mandatory_evaluations_it_lacks(told, office, officer):
    """M-11"""
    days = {"starts": date(2024, 1, 1), "ends": date(2025, 12, 31)}
    plan = EvaluationPlan.objects.create(unit=office.country, status="posted", **days)
    EvaluationPlan.objects.create(unit=office.presence, status="draft", **days)
    for number, unit in enumerate((office.country, office.presence)):
        CoveredProject.objects.create(number=f"{number}", title="Mills", unit=unit, budget=6_000_000)
    first = told()
    assert [row.split()[0] for row in first["Olzhas Officer"]] == ["plan_gap"]
    assert told("2025-09-16") == first
    covering = plan.lines.create(title="Midterm", type="Mid Term Project")
    covering.projects.set(CoveredProject.objects.filter(unit=office.country))
    then = told()
    assert list(then) == ["Olzhas Officer"]
    assert then != first
    EvaluationPlan.objects.update(gaps_note="The final one is for the next plan.")
    assert told() == {}
    EvaluationPlan.objects.update(gaps_note="")
    assert told("2026-01-01") == {}


def test_the_terms_are_those_that_the_organisation_set(officer):
    for name, value in (("response.days", 30), ("tracking.years", 10**6), ("update.months", 0)):
        Parameter.objects.create(name=name, value=value, since=date(2025, 1, 1))
    terms = terms_on(date(2025, 6, 16))
    assert (terms.response_days, terms.tracking_months, terms.silent_months) == (30, 1200, 1)
    assert terms_on(date(2024, 12, 31)).response_days == 42


def test_days_beyond_the_calendar_stop_nothing(told, office, review, officer):
    making.promise(review, due="9999")
    making.evaluation(office.country, "Far", stage="completed", completed="9999-12-31")
    last = date(9999, 12, 31)
    plan = EvaluationPlan.objects.create(unit=office.country, status="posted", starts=last, ends=last)
    PlanStep.objects.create(plan=plan, at=datetime(9999, 12, 30, tzinfo=UTC), status="posted")
    making.promise(review, due="2025-05")
    assert told() == {"Olzhas Officer": ["action_overdue 2025-05:0"]}


def test_the_number_of_queries_does_not_grow(review, officer, django_assert_max_num_queries):
    for number in range(60):
        making.promise(review, f"Promise {number}", due="2025-05")
    with django_assert_max_num_queries(32):
        bring_up(NOON, date(2025, 6, 16))
    with django_assert_max_num_queries(28):
        bring_up(NOON, date(2025, 6, 16))
