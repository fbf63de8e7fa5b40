"""What everybody may read of a published project: on its page, in its papers, in lists and through the interface."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from bagalau.lib.periods import When
from bagalau.projects.actions import take_record
from bagalau.projects.models import Project
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.public import public

pytestmark = pytest.mark.django_db
OPEN = ("Ministry of Rivers", "Vice Minister of Rivers", "Committee of Fisheries", "Floods tear nets", "Higher weirs")
KEPT = (
    "Aigerim Signer",
    "Berik Standby",
    "Chingiz Owner",
    "Dana Contact",
    "555-0199",
    "River Partner LLP",
    "Books are kept late",
    "Nesting birds are disturbed",
    "Wait until July",
)
TOLD = r.Project(
    title="Fish ladders",
    signatures=(r.Signature(party=OPEN[0], position=OPEN[1], name=KEPT[0], signed=When.parse("2025-03-01")),),
    board=(r.BoardMember(role=r.Role.EXECUTIVE, member=OPEN[2], alternate=KEPT[1]),),
    risks=(r.Risk(number=1, description=OPEN[3], countermeasures=OPEN[4], owner=KEPT[2]),),
    contacts=(r.Contact(organisation="Rivers", person=KEPT[3], phone=KEPT[4]),),
    assessments=(r.CapacityAssessment(partner=KEPT[5], rating="high", note=KEPT[6]),),
    screening=(r.ScreeningRisk(description=KEPT[7], measures=KEPT[8], impact_level=2, likelihood_level=2),),
)


@pytest.fixture
def ladders(viewer, officer, office):
    made = Project(unit=office.country, visibility="public")
    take_record(viewer(officer), made, TOLD)
    return made


def addresses(project: Project) -> list[str]:
    return [
        reverse("project", args=[project.pk]),
        reverse("report", args=["project-document"]) + f"?project={project.pk}&format=html",
        reverse("report", args=["risk-log"]) + f"?project={project.pk}&format=html",
        reverse("projectrisks") + "?format=csv",
        f"/api/v1/project-documents/{project.pk}",
    ]


def texts(browser, project: Project) -> str:
    """All that these addresses tell, one after the other."""
    answers = [browser.get(address) for address in addresses(project)]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return "\n".join(b"".join(answer).decode() for answer in answers)


def test_the_public_reads_what_is_done_and_by_which_office_but_no_persons_and_no_confidences(signed_in, ladders):
    told = texts(signed_in(None), ladders)
    assert [words for words in OPEN if words not in told] == []
    assert [words for words in KEPT if words in told] == []


def test_those_who_work_with_the_project_read_all_of_it(signed_in, officer, ladders):
    page = signed_in(officer).get(reverse("project", args=[ladders.pk])).content.decode()
    assert [words for words in (*OPEN, *KEPT) if words not in page] == []


def test_nothing_else_of_the_record_is_left_out(ladders):
    """PU-01"""
    told = record_of(ladders)
    same = {
        name: getattr(told, name) for name in ("contacts", "assessments", "screening", "signatures", "board", "risks")
    }
    assert replace(public(told), **same) == told
