"""Who is told of an assessment that was submitted or came back."""

from __future__ import annotations

import pytest

from bagalau.quality.actions.steps import Words, take
from bagalau.quality.rules.life import Step
from bagalau.quality.tests import records
from bagalau.reminders.asking import Reach, assessments
from bagalau.reminders.rules import TERMS, Kind

pytestmark = pytest.mark.django_db


def told(today):
    return [(ask.asked.kind, ask.people) for ask in assessments.asked(today, TERMS, Reach(today))]


def test_the_approver_is_told_of_what_was_submitted_and_the_assessor_of_what_came_back(
    officer, make_person, office, viewer
):
    head = make_person("head_of_unit", unit=office.country)
    of = records.begun(viewer(officer), office.country, assessor=officer, approver=head)
    today = viewer(officer).today
    assert told(today) == []
    records.submitted(viewer(officer), of)
    assert told(today) == [(Kind.APPROVAL, (head.pk,))]
    take(viewer(head), of, Step.RETURN, Words("Look again."))
    assert told(today) == [(Kind.RETURNED, (officer.pk,))]


def test_whoever_may_approve_is_told_where_nobody_is_named_m_07(officer, make_person, office, viewer):
    head = make_person("head_of_unit", unit=office.country)
    records.submitted(viewer(officer), records.begun(viewer(officer), office.country, assessor=officer))
    assert told(viewer(officer).today) == [(Kind.APPROVAL, (head.pk,))]
