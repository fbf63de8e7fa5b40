"""What somebody else says of a member or a declaration while a form is open is neither lost nor decided over."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagalau.evaluations.actions.roster import Declared, change_member, clear, declare, join, leave, rate_member
from bagalau.evaluations.models import Evaluation, Evaluator, TeamMember
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db
SMALL = Declared(date(2025, 6, 1), has_conflict=True, statement="I drank tea at the mill.")
GRAVE = Declared(date(2025, 6, 2), has_conflict=True, statement="My brother owns the mill.")


@pytest.fixture
def head(make_person, office):
    return make_person("head_of_unit", unit=office.country, name="Hadi Head")


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country, stage="completed", completed="2025-01")


@pytest.fixture
def vera(office) -> Evaluator:
    return Evaluator.objects.create(name="Vera", unit=office.country)


def test_a_conflict_that_was_declared_anew_is_not_cleared_by_who_saw_the_old_one(
    actor, head, viewer, record, vera, signed_in
):
    """EL-08"""
    looked_at = declare(actor, record, vera, SMALL)
    browser, address = signed_in(head), reverse("declaration_clear", args=[record.pk, looked_at.pk])
    seen = browser.get(address).context["form"]["seen"].value()
    declare(actor, record, vera, GRAVE)
    with pytest.raises(Problem, match="changed this meanwhile"):
        clear(viewer(head), record, looked_at, "Tea is no matter.")
    page = browser.post(address, {"reason": "Tea is no matter.", "seen": seen})
    assert "My brother owns the mill." in page.content.decode()
    statement = record.declarations.get()
    assert (statement.statement, statement.is_open) == ("My brother owns the mill.", True)
    now = page.context["form"]["seen"].value()
    assert browser.post(address, {"reason": "He sold it.", "seen": now}).status_code == 302
    assert not record.declarations.get().is_open


def test_a_rating_outlives_a_correction_that_was_begun_before_it(actor, record, officer, signed_in):
    """EL-11"""
    member = join(actor, record, {"name": "Hand Made"})
    before = TeamMember.objects.get(pk=member.pk)
    rate_member(actor, record, member, 4, "On time.")
    change_member(actor, record, before, {"name": "Hand Made", "title": "Lead"})
    member.refresh_from_db()
    assert (member.performance, member.performance_note, member.title) == (4, "On time.", "Lead")


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("member_edit", {"name": "Hand Made", "title": "Driver"}, "Lead"),
        ("member_rating", {"performance": "1", "performance_note": "Late."}, "On time."),
    ],
)
def test_a_form_over_an_old_state_is_refused_with_what_it_says_now(
    actor, record, officer, signed_in, page, typed, said
):
    member = join(actor, record, {"name": "Hand Made"})
    browser, address = signed_in(officer), reverse(page, args=[record.pk, member.pk])
    seen = browser.get(address).context["form"]["seen"].value()
    change_member(actor, record, member, {"name": "Hand Made", "title": "Lead"})
    rate_member(actor, record, member, 4, "On time.")
    refused = browser.post(address, typed | {"seen": seen})
    assert refused.status_code == 422
    assert said in refused.content.decode()
    now = refused.context["form"]["seen"].value()
    assert browser.post(address, typed | {"seen": now}).status_code == 302


def test_the_last_member_does_not_leave_what_was_completed_meanwhile(actor, record):
    """EL-04"""
    member = join(actor, record, {"name": "Hand Made"})
    before = Evaluation.objects.get(pk=record.pk)
    before.stage = "team_onboard"
    with pytest.raises(Problem, match="needs a member"):
        leave(actor, before, member)
    assert record.team.get() == member


def test_what_was_taken_out_meanwhile_is_absent(actor, record):
    member = join(actor, record, {"name": "Hand Made"})
    TeamMember.objects.filter(pk=member.pk).delete()
    for late in (
        lambda: change_member(actor, record, member, {"name": "Somebody"}),
        lambda: rate_member(actor, record, member, 4, ""),
        lambda: leave(actor, record, member),
    ):
        with pytest.raises(Problem) as refused:
            late()
        assert refused.value.status == 404


def test_nobody_says_of_themselves_how_they_did(actor, record, vera):
    """EL-11"""
    member = join(actor, record, {"evaluator": vera})
    Evaluator.objects.filter(pk=vera.pk).update(person=actor.person)
    with pytest.raises(Problem, match="Ask a colleague") as refused:
        rate_member(actor, record, member, 5, "Splendid.")
    assert refused.value.status == 403
