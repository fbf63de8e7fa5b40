"""Who is told of an assessment whose day is near or over; M-14, M-04."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.people.models import RoleGrant
from bagalau.people.rules import Role
from bagalau.quality.actions.dues import Exempting, exempt, renew
from bagalau.quality.models import Due, Subject
from bagalau.quality.rules.questionnaire import Stage
from bagalau.quality.tests import records
from bagalau.reminders.models import Notice

pytestmark = pytest.mark.django_db
NAME = "Olzhas Officer"


@pytest.fixture
def dam(office, officer, viewer) -> Subject:
    """A project that ends in August 2025; nothing else of it is asked for."""
    days = {"starts": date(2015, 1, 1), "signed_on": date(2015, 1, 1), "ends": date(2025, 8, 20)}
    subject = records.rated(office.country, "The dam in the gorge", key=77, **days)
    renew(subject, viewer(officer).today)
    Due.objects.exclude(stage=Stage.CLOSURE).delete()
    return subject


def test_what_is_due_soon_is_told_to_the_officers_and_overdue_every_month_m_14(dam, officer, told):
    assert told("2025-05-19") == {}
    assert told("2025-05-20") == {NAME: ["assessment_due closure:2025-08-20:3"]}
    assert told("2025-07-19") == told("2025-05-20")
    assert told("2025-07-20") == {NAME: ["assessment_due closure:2025-08-20:1"]}
    assert told("2025-08-21") == {NAME: ["assessment_overdue closure:2025-08-20:0"]}
    assert told("2025-09-19") == told("2025-08-21")
    assert told("2025-09-20") == {NAME: ["assessment_overdue closure:2025-08-20:1"]}
    assert told("2030-08-21") == {}
    row = Notice.objects.get(period="closure:2025-08-20:0")
    assert (row.record_kind, row.record_id, row.due_on) == ("subject", dam.pk, date(2025, 8, 20))
    assert row.label == "The dam in the gorge: Closure"


def test_what_is_overdue_for_long_is_told_to_the_head_m_04(dam, officer, make_person, office, told):
    make_person(Role.HEAD_OF_UNIT, unit=office.country, name="Hanna Head")
    assert "Hanna Head" not in told("2025-11-18")
    assert told("2025-11-19")["Hanna Head"] == ["escalation closure:2025-08-20"]


def test_what_is_exempted_is_not_asked_for_m_14(dam, officer, make_person, office, viewer, told):
    assert told() != {}
    head = make_person(Role.HEAD_OF_UNIT, unit=office.country)
    exempt(viewer(head), dam, Exempting("The gorge is closed.", date(2025, 1, 1)))
    assert told() == {}


def test_the_assessor_is_told_of_what_was_begun_and_nobody_once_it_is_submitted_m_14(
    dam, officer, make_person, office, viewer, told
):
    assessor = make_person(Role.PROGRAMME_OFFICER, unit=office.country, name="Asel Assessor")
    of = records.begun(viewer(officer), office.country, of=dam, assessor=assessor)
    assert told() == {"Asel Assessor": ["assessment_due closure:2025-08-20:3"]}
    assert Notice.objects.get(closed_at=None).record_kind == "assessment"
    records.submitted(viewer(assessor), of)
    assert not [one for kinds in told().values() for one in kinds if one.startswith("assessment_")]


def test_whoever_has_a_role_for_the_project_alone_is_told_too_m_07(dam, officer, make_person, told):
    person = make_person(name="Petra Project")
    RoleGrant.objects.create(person=person, role=Role.PROGRAMME_OFFICER, record_kind="project", record_id=77)
    assert sorted(told()) == [NAME, "Petra Project"]


def test_an_assessment_of_the_implementation_is_asked_for_again_though_one_was_approved_m_14(
    officer, make_person, office, viewer, told
):
    head = make_person(Role.HEAD_OF_UNIT, unit=office.country)
    days = {"starts": date(2020, 1, 1), "signed_on": date(2020, 1, 1), "ends": date(2030, 8, 20)}
    bridge = records.rated(office.country, "The bridge", **days)
    text = records.SMALL.replace("stage: closure", "stage: implementation")
    of = records.begun(viewer(officer), office.country, records.worded(viewer(officer), text), bridge, assessor=officer)
    records.approved(viewer(officer), viewer(head), of)
    type(of).objects.filter(pk=of.pk).update(approved_on=date(2022, 6, 1))
    renew(bridge, viewer(officer).today)
    row = Due.objects.get(subject=bridge, stage=Stage.IMPLEMENTATION)
    assert (row.state, row.assessment, row.due_on) == ("pending", of, date(2024, 6, 1))
    assert "assessment_overdue implementation:2024-06-01:12" in told()[NAME]
