"""What is due of a project, who begins it, and what is exempted."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagalau.lib.problems import Problem
from bagalau.quality.actions.dues import Exempting, end_exemption, exempt, renew, renew_all
from bagalau.quality.actions.steps import take
from bagalau.quality.models import Assessment, Due
from bagalau.quality.rules.life import Step
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
DAYS = {"signed_on": date(2021, 1, 15), "starts": date(2021, 2, 1), "ends": date(2026, 12, 31)}


@pytest.fixture
def dam(office):
    """A project that was signed long ago, and never assessed."""
    return records.rated(office.country, "The dam in the gorge", number="00123", key=77, **DAYS)


def stood(subject):
    return {row.stage: row.state for row in Due.objects.filter(subject=subject)}


def test_what_is_due_follows_from_the_days_of_a_project_qd_01(dam, viewer, officer):
    today = viewer(officer).today
    renew(dam, today)
    assert stood(dam) == {"design": "pending", "implementation": "pending", "closure": "pending"}
    assert Due.objects.get(subject=dam, stage="implementation").due_on == date(2023, 2, 1)


def test_the_worker_brings_up_all_and_writes_only_what_changed(dam, viewer, officer):
    today = viewer(officer).today
    assert renew_all(today) == 3
    assert renew_all(today) == 0


def test_a_begun_assessment_is_ongoing_and_an_approved_one_completed_qd_04(dam, viewer, officer, make_person, office):
    head = make_person("head_of_unit", unit=office.country)
    of = records.begun(viewer(officer), office.country, of=dam, assessor=officer)
    assert stood(dam)["closure"] == "ongoing"
    assert Due.objects.get(subject=dam, stage="closure").assessment == of
    records.submitted(viewer(officer), of)
    take(viewer(head), of, Step.APPROVE, records.CLOSED)
    assert stood(dam)["closure"] == "completed"


def test_an_exemption_holds_until_it_is_taken_back_qd_03(dam, viewer, officer, reader):
    given = Exempting("The gorge is closed.", date(2025, 1, 1))
    with pytest.raises(Problem) as refused:
        exempt(viewer(reader), dam, given)
    assert refused.value.status == 403
    made = exempt(viewer(officer), dam, given)
    assert stood(dam)["implementation"] == "exempted"
    end_exemption(viewer(officer), made)
    assert stood(dam)["implementation"] == "pending"
    with pytest.raises(Problem, match="taken back already"):
        end_exemption(viewer(officer), made)


def test_the_list_shows_what_is_overdue_first_and_leads_to_beginning(dam, viewer, officer, stranger, signed_in):
    renew(dam, viewer(officer).today)
    page = signed_in(officer).get(reverse("dues")).content.decode()
    assert page.index("15 Jan") < page.index("31 Dec")
    assert f"{reverse('subject_assess', args=[dam.pk])}?stage=design" in page
    assert "The dam" not in signed_in(stranger).get(reverse("dues")).content.decode()
    assert "The dam" not in signed_in(officer).get(reverse("dues"), {"state": "completed"}).content.decode()
    assert "The dam" in signed_in(officer).get(reverse("dues"), {"state": "overdue"}).content.decode()
    assert b"The dam" in b"".join(signed_in(officer).get(reverse("dues"), {"format": "csv"}))


def test_an_assessment_is_begun_from_what_is_due(dam, viewer, officer, signed_in):
    renew(dam, viewer(officer).today)
    desk, address = signed_in(officer), f"{reverse('subject_assess', args=[dam.pk])}?stage=implementation"
    page = desk.get(address).content.decode()
    assert 'value="project-implementation@2018" selected' in page
    assert 'value="2023-02-01"' in page
    sent = {"questionnaire": "project-implementation@2018", "year": "2025", "assessor": officer.pk}
    assert desk.post(address, sent).status_code == 302
    of = Assessment.objects.get()
    assert (of.stage, of.assessor, of.questions, of.scheme.code) == ("implementation", officer, 20, "project-qa")
    again = desk.post(address, sent)
    assert (again.status_code, "under way already" in again.content.decode()) == (422, True)


def test_the_manager_of_a_project_is_not_offered_as_assessor_ql_02(dam, officer, make_person, office, signed_in):
    dam.manager = make_person("programme_officer", unit=office.country, name="Marat Manager")
    dam.save()
    assert "Marat Manager" not in signed_in(officer).get(reverse("subject_assess", args=[dam.pk])).content.decode()


def test_a_partner_is_assessed_under_its_name(dam, officer, signed_in):
    desk, address = signed_in(officer), reverse("subject_assess", args=[dam.pk])
    sent = {"questionnaire": "hact-micro@2021", "year": "2025"}
    refused = desk.post(address, sent)
    assert (refused.status_code, "Name the partner" in refused.content.decode()) == (422, True)
    assert desk.post(address, sent | {"about": "Union of millers"}).status_code == 302
    assert Assessment.objects.get().about == "Union of millers"


def test_an_exemption_is_decided_on_its_page(dam, officer, reader, stranger, signed_in):
    address = reverse("subject_exempt", args=[dam.pk])
    assert signed_in(reader).get(address).status_code == 403
    assert signed_in(stranger).get(address).status_code == 404
    desk = signed_in(officer)
    refused = desk.post(address, {"starts": "2025-02-01", "until": "2025-01-01", "reason": "Closed."})
    assert (refused.status_code, "Closed." in refused.content.decode()) == (422, True)
    assert desk.post(address, {"starts": "2025-01-01", "reason": "<b>Closed.</b>"}).status_code == 302
    page = desk.get(address).content.decode()
    assert "&lt;b&gt;Closed.&lt;/b&gt;" in page
    assert "from 1 Jan 2025 · Olzhas Officer" in " ".join(page.split())
    end = reverse("exemption_end", args=[dam.exemptions.get().pk])
    assert desk.post(end).status_code == 302
    assert "Olzhas Officer" in desk.get(address).content.decode()
