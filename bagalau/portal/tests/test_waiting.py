"""What waits for somebody: for whoever may act and stands nearest, and for nobody else; numbers lead to their lists."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bagalau.commitments import actions
from bagalau.commitments.actions import Said
from bagalau.commitments.rules import Status
from bagalau.evaluations.actions.plans_changes import ask_change
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import Agency, EvaluationPlan, ManagementResponse, PlanStep
from bagalau.evaluations.rules.plans import ChangeKind
from bagalau.evaluations.rules.plans import Step as PlanMove
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.making import ERC_PAGE, bring, evaluation, promise
from bagalau.evaluations.tests.planning import mill, posted, ready
from bagalau.evaluations.tests.responding import work
from bagalau.portal.waiting import LINES, desk_of, waiting

pytestmark = pytest.mark.django_db


def told(viewer):
    """What waits for a viewer: the number of each line."""
    return {one.line.name: one.number.value for one in waiting(viewer)}


def whom(cast, line):
    """For whom something waits in a line."""
    return {name for name, someone in cast.items() if line in told(someone)}


def test_a_draft_waits_for_the_nearest_who_may_accept_it(cast, office):
    bring(cast["officer"], office.country, ERC_PAGE)
    assert whom(cast, "drafts") == {"officer", "writer"}


def test_where_nobody_is_nearer_it_waits_for_those_above_and_at_last_for_who_may_everywhere(
    office, make_person, viewer
):
    """M-07"""
    administrator = viewer(make_person("administrator"))
    bring(administrator, office.country, ERC_PAGE)
    assert told(administrator) == {"drafts": 1}
    region = viewer(make_person("evaluation_focal_point", unit=office.region))
    assert (told(administrator), told(region)) == ({}, {"drafts": 1})


def test_the_focal_point_above_is_told_whoever_else_may_act_below(office, make_person, viewer):
    """M-07"""
    writer = viewer(make_person("programme_officer", unit=office.country))
    region = viewer(make_person("evaluation_focal_point", unit=office.region))
    manager = viewer(make_person("evaluation_manager", unit=office.region))
    bring(writer, office.country, ERC_PAGE)
    assert (told(writer), told(region), told(manager)) == ({"drafts": 1}, {"drafts": 1}, {})


def test_a_key_action_waits_for_whoever_is_responsible_else_for_the_nearest_officers(cast, office, make_person, viewer):
    source = evaluation(office.country)
    promise(source, "Late", "2025-05")
    promise(source, "Soon", "2025-08")
    promise(source, "Later", "2027-08")
    promise(source, "Done", "2025-05", status="completed")
    promise(source, "Forgotten", "2019-05")  # M-06
    miller = make_person()
    promise(source, "Of the miller", "2025-04").responsible_people.add(miller)
    assert told(viewer(miller)) == {"actions-overdue": 1}
    assert told(cast["officer"]) == told(cast["writer"]) == {"actions-overdue": 1, "actions-due": 1}
    assert whom(cast, "actions-overdue") == {"officer", "writer"}
    late = waiting(viewer(miller))[0]
    assert (late.first, late.is_late) == (date(2025, 4, 30), True)


def test_who_asked_to_drop_a_key_action_is_not_asked_to_decide(cast, office):
    """C-03"""
    asked = promise(evaluation(office.country), "Mend", "2030-01")
    actions.ask(cast["officer"], asked, "The mill was sold.")
    assert whom(cast, "requests") == {"head"}


def test_a_completion_waits_for_somebody_independent(cast, office):
    """C-09"""
    done = promise(evaluation(office.country), "Mend", "2030-01")
    read = promise(evaluation(office.country, "Read"), "Read", "2025-01", status="completed")
    assert whom(cast, "completions") == set()  # what only the paper says is not asked for
    said = Said(Status.COMPLETED, comment="It turns.", no_evidence="Anybody can see it.")
    actions.update(cast["writer"], done, said)
    assert whom(cast, "completions") == {"officer", "head"}
    done.responsible_people.add(cast["head"].person)
    assert whom(cast, "completions") == {"officer"}
    rows = LINES["completions"].rows(desk_of(cast["officer"]))
    assert list(rows) == [done] != [read]


def test_an_answer_waits_until_it_is_begun_with_the_day_it_is_due(cast, office):
    """ER-01, ER-11"""
    of = evaluation(office.country, stage="completed", completed="2025-05")
    evaluation(office.country, "Running", stage="tor", completed="2025-05")
    evaluation(office.country, "Forgotten", stage="completed", completed="2018-05")  # M-06
    assert whom(cast, "responses") == {"officer", "writer"}
    line = next(one for one in waiting(cast["officer"]) if one.line.name == "responses")
    assert (line.number.value, line.first) == (1, date(2025, 7, 12))
    ManagementResponse.objects.create(evaluation=of, unit=office.country, approval="draft")
    assert whom(cast, "responses") == set()
    assert whom(cast, "responses-begun") == {"officer", "writer"}
    Agency.objects.create(evaluation=of, name="Partner", unit=office.neighbour)
    assert whom(cast, "responses") == {"stranger"}


def test_an_answer_goes_from_desk_to_desk(cast, office):
    """ER-06"""
    made = work(cast["officer"], cast["head"], office.country)
    made.complete()
    assert whom(cast, "responses-begun") == {"officer", "writer"}
    made.step(Step.SUBMIT)
    assert whom(cast, "responses-begun") == set()
    assert whom(cast, "responses-submitted") == {"head"}
    made.step(Step.RETURN)
    assert whom(cast, "responses-submitted") == set()
    assert whom(cast, "responses-returned") == {"officer", "writer"}


def test_nobody_is_asked_to_approve_the_answer_they_submitted(office, make_person, viewer):
    """ER-06"""
    both = make_person("head_of_unit", unit=office.country)
    both.grants.create(role="programme_officer", unit=office.country)
    someone, other = viewer(both), viewer(make_person("head_of_unit", unit=office.country))
    made = work(someone, other, office.country)
    made.complete()
    made.step(Step.SUBMIT)
    assert "responses-submitted" not in told(someone)
    assert told(other)["responses-submitted"] == 1


def test_a_late_evaluation_waits_for_its_manager_else_for_the_nearest_officers(cast, office, make_person, viewer):
    evaluation(office.country, planned_end="2025-01")
    evaluation(office.country, "Not late", planned_end="2026-01")
    manager = make_person("evaluation_manager", unit=office.country)
    evaluation(office.country, "Managed", planned_end="2024-01", manager=manager)
    assert told(viewer(manager)) == {"evaluations": 2}
    assert told(cast["officer"]) == told(cast["writer"]) == {"evaluations": 1}
    assert whom(cast, "evaluations") == {"officer", "writer"}


def test_a_plan_goes_from_desk_to_desk(cast, office):
    """EP-14"""
    plan = ready(cast["officer"], office.country)
    assert whom(cast, "plans") == {"head"}
    take_step(cast["head"], plan, PlanMove.SUBMIT)
    assert whom(cast, "plans") == set()
    assert whom(cast, "plans-submitted") == {"region"}
    take_step(cast["region"], plan, PlanMove.APPROVE)
    assert whom(cast, "plans-submitted") == set()
    assert whom(cast, "plans-approved") == {"officer", "writer"}


def test_a_change_of_a_plan_waits_for_the_office_above_but_not_for_who_asked(cast, office):
    """EP-14"""
    plan = posted(cast["officer"], cast["head"], cast["region"], office.country)
    for name in ("officer", "region"):
        wanted = mill(title=f"Study of the {name}")
        ask_change(
            cast[name], plan, ChangeKind.ADDITION, line=None, wanted=wanted, rationale="New.", submit=True, seen=""
        )
    assert whom(cast, "changes") == {"region"}
    assert told(cast["region"])["changes"] == 1


@pytest.mark.parametrize(
    ("posted_in", "ends", "reviewed", "today", "asked"),
    [
        (2024, 2028, (), date(2024, 11, 30), False),
        (2024, 2028, (), date(2024, 12, 1), True),  # M-05
        (2024, 2028, (2024,), date(2025, 6, 16), False),
        (2023, 2028, (2024,), date(2025, 6, 16), True),  # an earlier year is missing
        (2023, 2024, (2023,), date(2025, 6, 16), True),  # the last year of a plan that is over
        (2021, 2023, (), date(2025, 6, 16), False),  # over for long
    ],
)
def test_a_plan_waits_for_the_review_of_each_year(posted_in, ends, reviewed, today, asked, office, officer, viewer):
    """EP-17"""
    period = {"starts": date(posted_in, 1, 1), "ends": date(ends, 12, 31)}
    plan = EvaluationPlan.objects.create(unit=office.country, status="posted", **period)
    at = datetime(posted_in, 3, 1, 12, tzinfo=UTC)
    PlanStep.objects.create(plan=plan, at=at, status="posted", by=officer)
    for year in reviewed:
        plan.reviews.create(kind="annual", year=year, held_on=date(year, 12, 1), note="Well.")
    plan.reviews.create(kind="midterm", year=posted_in, held_on=date(posted_in, 12, 1), note="Well.")
    assert ("reviews" in told(viewer(officer, today))) == asked


def test_a_role_for_one_record_is_asked_about_that_record(office, make_person, viewer):
    """P-02"""
    own, other = (evaluation(office.country, title, planned_end="2025-01") for title in ("Own", "Other"))
    for of in (own, other):
        promise(of, of.title, "2025-05")
    someone = viewer(make_person("evaluation_manager", record=("evaluation", own.pk)))
    assert told(someone) == {"actions-overdue": 1, "evaluations": 1}
    assert list(LINES["evaluations"].rows(desk_of(someone))) == [own]
