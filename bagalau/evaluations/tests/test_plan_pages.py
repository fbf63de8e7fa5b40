"""Pages of plans: what each viewer sees, what is typed wrong, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions.plans import set_plan_visibility
from bagalau.evaluations.actions.plans_changes import ask_change
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import EvaluationPlan, PlanLine
from bagalau.evaluations.rules.plans import ChangeKind, Step
from bagalau.evaluations.tests.planning import a_plan, mill, posted, project, ready

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \u202egnp.exe =HYPERLINK(1)"
LINE = {
    "title": "Study of wells",
    "type": "Thematic",
    "planned_end": "2027-06",
    "cost": "12000",
    "currency": "USD",
    "funding_source": "Fund",
}


@pytest.fixture
def head(make_person, office):
    return make_person("head_of_unit", unit=office.country, name="Irina Head")


@pytest.fixture
def above(make_person, office):
    return make_person("evaluation_focal_point", unit=office.region, name="Daniyar Above")


@pytest.fixture
def plan(actor, head, above, viewer, office) -> EvaluationPlan:
    """A posted, public plan whose line was asked to change."""
    made = posted(actor, viewer(head), viewer(above), office.country)
    line = made.lines.get()
    ask_change(actor, made, ChangeKind.SCOPE, line=line, wanted=mill(title="Wells"), rationale="No flour.")
    return made


def text(answer) -> str:
    return str(answer.content.decode())


def at(name: str, *keys: int) -> str:
    return reverse(name, args=keys)


def test_the_public_sees_lines_and_costs_and_nothing_that_stays_in_the_office(plan, reader, stranger, signed_in):
    for person, inside in ((reader, True), (stranger, False), (None, False)):
        page = text(signed_in(person).get(at("evaluationplan", plan.pk)))
        for words in ("Final evaluation of the mills", "30,000 USD", "Jun 2027", "Project budget"):
            assert words in page
        for words in ("It covers the mills.", "Change of scope", "Daniyar Above", "/history/", "Mandatory evaluations"):
            assert (words in page) == inside, words


def test_a_plan_that_is_not_public_is_there_for_the_office_alone(plan, head, viewer, reader, stranger, signed_in):
    set_plan_visibility(viewer(head), plan, Visibility.INTERNAL)
    codes = [signed_in(person).get(at("evaluationplan", plan.pk)).status_code for person in (reader, stranger, None)]
    assert codes == [200, 404, 404]
    change = plan.changes.get()
    codes = [signed_in(person).get(at("changerequest", change.pk)).status_code for person in (reader, stranger, None)]
    assert codes == [200, 404, 302]


def test_a_plan_is_drafted_submitted_approved_and_posted_on_its_pages(officer, head, above, office, actor, signed_in):
    project(actor, office.country, starts=date(2026, 1, 1), ends=date(2029, 12, 31))
    browser = signed_in(officer)
    given = {"unit": office.country.pk, "starts": "2026-01-01", "ends": "2030-12-31", "rationale": "Mills."}
    address = browser.post(at("evaluationplan_new"), given).url
    plan = EvaluationPlan.objects.get()
    page = text(browser.get(address))
    assert "2 mandatory evaluations not covered" in page
    assert "Budget or expenditure above 5,000,000 USD (EP-03)" in page
    browser.post(at("evaluationplan_propose", plan.pk))
    for line in plan.lines.all():
        changed: dict[str, Any] = LINE | {"title": line.title, "type": line.type, "mandatory": "True"}
        changed |= {
            "cost": "",
            "cost_evaluators": "9000",
            "cost_travel": "1000",
            "projects": [p.pk for p in line.projects.all()],
        }
        assert browser.post(at("planline_edit", plan.pk, line.pk), changed).status_code == 302
    assert browser.post(at("planline_new", plan.pk), LINE).url.endswith(f"#line-{PlanLine.objects.latest('pk').pk}")
    assert "32,000 USD" in text(browser.get(address))
    assert browser.post(at("evaluationplan_submit", plan.pk)).status_code == 403
    assert signed_in(head).post(at("evaluationplan_submit", plan.pk)).status_code == 302
    assert "office above" in text(browser.get(address))
    assert signed_in(above).post(at("evaluationplan_approve", plan.pk), {"comment": "Good."}).status_code == 302
    assert browser.post(at("evaluationplan_post", plan.pk)).status_code == 302
    page = text(signed_in().get(address))
    assert "Posted" in page
    assert page.count("/evaluations/") >= 3


def test_a_refused_step_says_why_and_keeps_the_comment(actor, office, head, above, signed_in):
    plan = a_plan(actor, office.country)
    answer = signed_in(head).post(at("evaluationplan_submit", plan.pk), {"comment": "Please look soon."})
    assert answer.status_code == 422
    for words in ("Something is missing in this plan", "It has no line.", "Please look soon."):
        assert words in text(answer)
    answer = signed_in(above).post(at("evaluationplan_approve", plan.pk), {"comment": "Fine."})
    assert (answer.status_code, "Only a submitted plan can be approved" in text(answer)) == (409, True)
    EvaluationPlan.objects.update(status="submitted")
    answer = signed_in(above).post(at("evaluationplan_return", plan.pk), {"comment": ""})
    assert (answer.status_code, "Say what must be mended." in text(answer)) == (422, True)


def test_who_looked_at_an_earlier_plan_submits_nothing(actor, office, head, signed_in):
    plan = ready(actor, office.country)
    seen = EvaluationPlan.objects.get().seen
    signed_in(head)
    plan.save()
    answer = signed_in(head).post(at("evaluationplan_submit", plan.pk), {"seen": seen, "comment": "Mine."})
    assert (answer.status_code, "meanwhile" in text(answer), "Mine." in text(answer)) == (409, True, True)
    again = {"seen": EvaluationPlan.objects.get().seen}
    assert signed_in(head).post(at("evaluationplan_submit", plan.pk), again).status_code == 302


def test_what_two_people_type_at_once_is_shown_and_not_overwritten(actor, office, officer, signed_in):
    plan = ready(actor, office.country)
    line, browser = plan.lines.get(), signed_in(officer)
    address, edit = at("planline_edit", plan.pk, line.pk), at("evaluationplan_edit", plan.pk)
    first, second = LINE | {"seen": line.seen, "title": "First"}, LINE | {"seen": line.seen, "title": "Second"}
    period = {"starts": "2024-01-01", "ends": "2028-12-31", "seen": EvaluationPlan.objects.get().seen}
    assert browser.post(address, first).status_code == 302
    for where, typed, words in ((address, second, "Second"), (edit, period | {"rationale": "My words."}, "My words.")):
        answer = browser.post(where, typed)
        assert (answer.status_code, "meanwhile" in text(answer), words in text(answer)) == (409, True, True)
        seen = answer.context["form"]["seen"].value()
        assert browser.post(where, typed | {"seen": seen}).status_code == 302
    assert plan.lines.get().title == "Second"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"planned_end": "next summer"}, "Write a date as 2024-12-31, or a month as 2024-12."),
        ({"cost": "-5"}, "greater than or equal to 0"),
        ({"cost": "1e300"}, "digits"),
        ({"cost_travel": "many"}, "Enter a number."),
        ({"currency": "dollars"}, "Write three letters, as USD."),
        ({"type": "<b>"}, "not one of the available choices"),
        ({"projects": ["999"]}, "not one of the available choices"),
        ({"programme_outcome": "x" * 1_000_000}, "at most 20000 characters"),
    ],
)
def test_what_is_typed_wrong_in_a_line_is_said_at_its_field(actor, office, officer, signed_in, wrong, said):
    plan = a_plan(actor, office.country)
    answer = signed_in(officer).post(at("planline_new", plan.pk), LINE | wrong)
    assert answer.status_code == 422
    assert said in text(answer).replace("&gt;", ">")
    if "title" not in wrong:
        assert "Study of wells" in text(answer)
    assert not PlanLine.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rationale": "word " * 301}, "The rationale has 301 words, 300 are allowed."),
        ({"ends": "2023-01-01"}, "A plan cannot end before it starts."),
        ({"starts": "soon"}, "Enter a valid date."),
        ({"unit": ""}, "This field is required."),
    ],
)
def test_what_is_typed_wrong_in_a_plan_is_said(office, officer, signed_in, wrong, said):
    given = {"unit": office.country.pk, "starts": "2024-01-01", "ends": "2028-12-31", "comments": "Kept."} | wrong
    answer = signed_in(officer).post(at("evaluationplan_new"), given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Kept." in text(answer)
    assert not EvaluationPlan.objects.exists()


def test_hostile_text_is_shown_as_text_everywhere(actor, office, officer, head, above, viewer, signed_in):
    of = project(actor, office.country, title=HOSTILE, funders=[HOSTILE])
    line = mill(title=HOSTILE, partners=HOSTILE, programme_outcome=HOSTILE, funding_source=HOSTILE, projects=[of])
    plan = posted_with_note(actor, viewer(head), viewer(above), office, line)
    change = ask_change(
        actor,
        plan,
        ChangeKind.SCOPE,
        line=plan.lines.get(),
        wanted=line | {"partners": HOSTILE * 2},
        rationale=HOSTILE,
    )
    browser = signed_in(officer)
    for address in (
        at("evaluationplan", plan.pk),
        at("evaluationplan_history", plan.pk),
        at("changerequest", change.pk),
        at("changerequests"),
        at("changerequest_new", plan.pk) + f"?kind=scope&line={plan.lines.get().pk}",
        at("coveredproject", of.pk),
        at("coveredprojects"),
        at("coveredproject_edit", of.pk),
    ):
        page = text(browser.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page, address


def posted_with_note(actor, head, above, office, line) -> EvaluationPlan:
    plan = ready(actor, office.country, line, gaps_note=HOSTILE, comments=HOSTILE, rationale=HOSTILE)
    for somebody, step in ((head, Step.SUBMIT), (above, Step.APPROVE), (actor, Step.POST)):
        plan = take_step(somebody, plan, step, comment=HOSTILE)
    return plan


def test_a_line_of_another_plan_is_not_found_through_this_one(actor, office, officer, signed_in):
    one, other = ready(actor, office.country), ready(actor, office.presence)
    key = other.lines.get().pk
    assert signed_in(officer).get(at("planline_edit", one.pk, key)).status_code == 404
    assert signed_in(officer).post(at("planline_remove", one.pk, key)).status_code == 404
    signed_in(officer).post(at("planline_remove", other.pk, key))
    assert list(PlanLine.objects.values_list("plan", flat=True)) == [one.pk]


def test_lists_tell_what_is_done_overdue_and_missing_and_can_be_taken_along(plan, actor, office, officer, signed_in):
    project(actor, office.country)
    rows = list(csv.DictReader(io.StringIO(_file(signed_in(officer), at("evaluationplans")))))
    assert [(row["unit_code"], row["period"], row["lines"], row["cost"], row["uncovered"]) for row in rows] == [
        ("CO1", "2024–2028", "1", "30000.00", "2")
    ]
    assert "uncovered" not in _file(signed_in(), at("evaluationplans"))
    (row,) = csv.DictReader(io.StringIO(_file(signed_in(officer), at("coveredprojects"))))
    assert (row["mandatory"], row["coverage"]) == ("Midterm evaluation, Final evaluation", "not covered")
    (row,) = csv.DictReader(io.StringIO(_file(signed_in(officer), at("changerequests"))))
    assert (row["kind"], row["status"], row["rationale"]) == ("Change of scope", "Submitted", "No flour.")


def _file(browser, address: str) -> str:
    return b"".join(browser.get(address + "?format=csv")).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("query", "found"),
    [("year=2026", True), ("year=2030", False), ("status=posted", True), ("status=draft", False), ("year=x", True)],
)
def test_filters_of_the_list(plan, reader, signed_in, query, found):
    page = text(signed_in(reader).get(at("evaluationplans") + f"?{query}"))
    assert ("2024–2028" in page) == found


def test_a_review_is_noted_and_an_overdue_one_shown(plan, officer, signed_in):
    step = plan.steps.get(status="posted")
    step.at = step.at.replace(year=2024)
    step.save()
    browser = signed_in(officer)
    assert "A review is overdue" in text(browser.get(at("evaluationplan", plan.pk)))
    given = {"kind": "annual", "year": "2024", "held_on": "2024-12-01", "note": "On the way."}
    answer = browser.post(at("evaluationplan_review", plan.pk), given | {"year": "2040"})
    assert (answer.status_code, "does not run in this year" in text(answer), "On the way." in text(answer)) == (
        422,
        True,
        True,
    )
    assert browser.post(at("evaluationplan_review", plan.pk), given).status_code == 302
    assert "Annual review 2024" in text(browser.get(at("evaluationplan", plan.pk)))
