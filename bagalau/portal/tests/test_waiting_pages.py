"""The start page lists what waits: each number leads to a list of as many, and those who only look see what changed."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bagalau.commitments import actions
from bagalau.commitments.actions import Said
from bagalau.commitments.rules import Status
from bagalau.evaluations.actions.plans_changes import ask_change
from bagalau.evaluations.actions.plans_steps import take_step
from bagalau.evaluations.models import PlanStep
from bagalau.evaluations.rules.plans import ChangeKind
from bagalau.evaluations.rules.plans import Step as PlanMove
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.making import ERC_PAGE, bring, evaluation, promise
from bagalau.evaluations.tests.planning import mill, posted, ready
from bagalau.evaluations.tests.responding import work
from bagalau.lib.periods import When
from bagalau.people.rules import Role
from bagalau.portal import counting
from bagalau.portal.waiting import LINES, waiting
from bagalau.projects.models import Project
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.models import Due
from bagalau.quality.rules.life import Step as Move
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db


def day(days):
    return str(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def everything(cast, office):
    """One of each kind, or more, of the country office."""
    officer, head, region = cast["officer"], cast["head"], cast["region"]
    bring(officer, office.country, ERC_PAGE)
    of = evaluation(office.country, planned_end="2025-01")
    for text, due in (("Late", -10), ("Soon", 30)):
        promise(of, text, day(due))
    actions.ask(cast["writer"], promise(of, "Asked", "2030-01"), "The mill was sold.")
    said = Said(Status.COMPLETED, comment="It turns.", no_evidence="Anybody can see it.")
    actions.update(cast["writer"], promise(of, "Done", "2030-01"), said)
    evaluation(office.country, "Silent", stage="completed", completed=day(-20))
    for number, steps in enumerate(((), (Step.SUBMIT,), (Step.SUBMIT, Step.RETURN))):
        made = work(officer, head, office.country, title=f"Work {number}")
        made.complete()
        made.step(*steps)
    for year, moves in ((2030, ()), (2035, (PlanMove.SUBMIT,)), (2040, (PlanMove.SUBMIT, PlanMove.APPROVE))):
        period = {"starts": date(year, 1, 1), "ends": date(year + 4, 12, 31)}
        plan = ready(officer, office.country, mill(planned_end=When.parse(f"{year + 1}-06")), **period)
        for move in moves:
            plan = take_step(head if move is PlanMove.SUBMIT else region, plan, move)
    plan = posted(officer, head, region, office.country)
    PlanStep.objects.filter(plan=plan).update(at=timezone.now() - timedelta(days=400))
    ask_change(officer, plan, ChangeKind.ADDITION, line=None, wanted=mill(), rationale="New.", submit=True, seen="")
    for status in ("appraised", "approved", "active"):
        project = Project.objects.create(unit=office.country, title=f"Mills, {status}", status=status)
        project.steps.create(at=timezone.now(), by=officer.person, status=status)
    project.versions.create(number=2, kind="general", reason="Rain", state="submitted", opened_by=officer.person)
    for number, words in enumerate(("", "Look again.")):
        people = {"assessor": officer.person, "approver": head.person}
        mills = records.submitted(officer, records.begun(officer, office.country, about=f"{number}", **people))
        if words:
            take(head, mills, Move.RETURN, Words(words))
    told = {"unit": office.country, "state": "pending", "due_on": day(-3)}
    Due.objects.create(subject=records.rated(office.country), stage="closure", **told)


def test_each_number_leads_to_a_list_of_as_many_and_nobody_else_is_told(everything, cast, signed_in):
    seen = set()
    for someone in cast.values():
        browser = signed_in(someone.person)
        home = browser.get("/").context["home"]
        page = browser.get("/").content.decode()
        for one in home.waiting:
            assert f'href="/waiting/{one.line.name}/"' in page
            assert browser.get(f"/waiting/{one.line.name}/").context["table"].count == one.number.value
            file = b"".join(browser.get(f"/waiting/{one.line.name}/?format=json"))
            assert len(json.loads(file)) == one.number.value
        told_here = {one.line.name for one in home.waiting}
        for name in set(LINES) - told_here:
            assert browser.get(f"/waiting/{name}/").context["table"].count == 0
        seen |= told_here
    assert seen == set(LINES)


def test_for_those_who_only_look_there_is_what_changed_lately(everything, cast, signed_in):
    for name in ("reader", "auditor"):
        response = signed_in(cast[name].person).get("/")
        assert response.context["home"].waiting == []
        page = response.content.decode()
        assert "Changed lately" in page
        assert "Waiting for you" not in page
        assert "Late" in page


def test_an_empty_desk_says_so(officer, signed_in):
    page = signed_in(officer).get("/").content.decode()
    assert "Nothing waits for you." in page
    assert "Changed lately" not in page


def test_an_unknown_list_is_absent_and_the_public_is_led_to_sign_in(officer, signed_in):
    assert signed_in(officer).get("/waiting/nothing/").status_code == 404
    assert "/account/login/" in signed_in().get("/waiting/drafts/")["Location"]


def test_what_waits_costs_the_same_for_one_and_for_many(
    office, officer, viewer, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(counting, "LIMIT", 3)
    source, someone = evaluation(office.country), viewer(officer)
    for number in range(5):
        promise(source, f"Late {number}", "2025-05")
        with django_assert_num_queries(5):
            (one,) = waiting(someone)
        assert str(one.number) == (str(number + 1) if number < 3 else "3+")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_start_page_that_opens(role, office, make_person, signed_in):
    assert signed_in(make_person(role, unit=office.country)).get("/").status_code == 200
