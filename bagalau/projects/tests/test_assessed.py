"""What the record of a project tells quality assurance: to whom, in how many queries, and that it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.utils.translation import override

from bagalau.documents.rules import Visibility
from bagalau.lib.periods import When
from bagalau.projects import assessed
from bagalau.projects.actions import set_visibility, take_record
from bagalau.projects.actions.revisions import decide, open_revision, submit
from bagalau.projects.actions.rows import save_row
from bagalau.projects.models import Project, Risk
from bagalau.projects.rules import record as r
from bagalau.projects.rules.life import RevisionKind
from bagalau.projects.rules.revisions import Verdict
from bagalau.projects.tests.ready import RECORD
from bagalau.quality import hints
from bagalau.quality.models import Subject
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.reading.questionnaires import HINTS

pytestmark = pytest.mark.django_db
LINES = (
    r.MonitoringAction(action="Meetings of the board", due="each half-year", completed="2024-05-20"),
    r.MonitoringAction(action="Update of the procurement plan", due="each quarter"),
    r.MonitoringAction(action="Final evaluation", due="November 2025"),
)
RISKS = (
    r.Risk(
        number=1,
        description="The river freezes early",
        impact_level=5,
        likelihood_level=5,
        identified="2024-01",
        updated="2024-06-03",
        countermeasures="Work stops in October",
    ),
    r.Risk(number=2, description="Prices of steel rise"),
)
CAPACITY = r.CapacityAssessment(partner="Ministry of Roads", rating="medium", assessed=When.parse("2023-11"))


@pytest.fixture
def bridges(actor, office):
    told = replace(
        RECORD,
        monitoring_actions=LINES,
        risks=RISKS,
        board_meetings_a_year=2,
        implementing_partner="Ministry of Roads",
        assessments=(
            r.CapacityAssessment(partner="Ministry of Roads", rating="medium", assessed=When.parse("2023-11")),
        ),
        screening=(r.ScreeningRisk(description="Fish lose their way", impact_level=2, likelihood_level=2),),
    )
    made = Project(unit=office.country)
    take_record(actor, made, told)
    return Project.objects.get(pk=made.pk)


@pytest.fixture
def subject(bridges):
    return Subject.objects.get(kind=Rates.PROJECT, key=bridges.pk)


def told(viewer, subject, *names):
    return [one.text for name in names for one in assessed.hints(viewer, subject, names).get(name, ())]


def test_the_board_its_meetings_and_its_members_are_told(actor, subject):
    found = told(actor, subject, "board")
    assert found[0].startswith("Members of the board: ")
    assert "Meetings of the board that the document asks for in a year: 2." in found
    assert "“Meetings of the board”: completed 2024-05-20." in found


def test_the_log_of_risks_is_told_with_its_last_day(actor, subject, bridges):
    found = assessed.hints(actor, subject, {"risks"})["risks"]
    assert [one.text for one in found] == [
        "Risks in the log: 2.",
        "Quarters in which risks were added or updated: 2.",
        "The log of risks was last updated.",
        "Risks without countermeasures: 1 of 2.",
        "High risk: “The river freezes early”.",
    ]
    assert (found[2].on, found[2].kind, found[2].key, found[2].part) == (
        date(2024, 6, 3),
        "project",
        bridges.pk,
        "risks",
    )


def test_plans_partners_screening_and_framework_are_told(actor, subject):
    assert told(actor, subject, "procurement") == [
        "“Update of the procurement plan”: due each quarter, not said to be completed."
    ]
    assert told(actor, subject, "monitoring")[0] == "Lines of the monitoring plan that are completed: 1 of 3."
    assert told(actor, subject, "partners") == [
        "Implementing partner: Ministry of Roads.",
        "Capacity of Ministry of Roads (HACT): medium.",
    ]
    assert told(actor, subject, "screening") == [
        "Social and environmental risks: 1.",
        "Category of the screening: Low.",
        "No measure is told for: “Fish lose their way”.",
    ]
    assert "Budget: 1,000 USD." in told(actor, subject, "budget")
    assert told(actor, subject, "framework")[0].startswith("Outputs: 1; indicators: ")


def test_what_is_empty_is_said_to_be_empty_and_nothing_is_invented(actor, office):
    bare = Project(unit=office.country)
    take_record(actor, bare, r.Project(title="Bare"))
    subject = Subject.objects.get(key=bare.pk)
    found = assessed.hints(actor, subject, HINTS)
    assert [one.text for one in found["risks"]] == ["The log of risks is empty."]
    assert "board" not in found
    assert assessed.facts(subject) == {}


def test_hints_are_few_and_in_the_language_of_the_reader(actor, bridges, subject):
    lines = tuple(replace(LINES[2], action=f"Visit {number}") for number in range(30))
    take_record(actor, bridges, r.Project(monitoring_actions=lines), parts={"monitoring_actions"}, cover=False)
    assert len(told(actor, subject, "monitoring")) == assessed.MOST
    with override("ru"):
        assert told(actor, subject, "screening")[1] != "Category of the screening: Low."


def test_only_who_works_with_the_project_is_told_anything(head, viewer, reader, stranger, bridges, subject):
    assert told(viewer(reader), subject, "risks")
    assert told(viewer(stranger), subject, *HINTS) == []
    set_visibility(head, bridges, Visibility.PUBLIC)
    assert told(viewer(stranger), subject, *HINTS) == []
    assert assessed.titles(viewer(stranger), "project", [bridges.pk]) == {bridges.pk: bridges.title}


def test_titles_stand_only_for_what_the_viewer_may_see(viewer, reader, stranger, bridges):
    assert hints.titles(viewer(reader), {"project": [bridges.pk, 0]}) == {("project", bridges.pk): bridges.title}
    assert hints.titles(viewer(stranger), {"project": [bridges.pk]}) == {}


def test_the_number_of_queries_does_not_depend_on_what_there_is(
    actor, bridges, subject, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(24) as few:
        assessed.hints(actor, subject, HINTS)
    rows = tuple(replace(RISKS[0], number=number) for number in range(40))
    take_record(
        actor,
        bridges,
        r.Project(risks=rows, monitoring_actions=LINES * 20),
        parts={"risks", "monitoring_actions"},
        cover=False,
    )
    with django_assert_num_queries(len(few)):
        assessed.hints(actor, subject, HINTS)
    with django_assert_max_num_queries(6):
        assessed.facts(subject)


def test_the_days_behind_claims_are_those_of_log_plan_and_changes(actor, bridges, subject):
    """PQ-02, PQ-03"""
    days = assessed.facts(subject)
    assert days["risks"] == [date(2024, 1, 1), date(2024, 1, 31), date(2024, 6, 3)]
    assert days["board"] == [date(2024, 5, 20)]
    assert not {"work_plan", "procurement"} & set(days)
    save_row(actor, Risk.objects.get(project=bridges, number=1), {"status": "closed"})
    assert len(assessed.facts(subject)["risks"]) == 4


def test_what_a_signed_version_kept_and_what_the_board_decided_counts_too(actor, board, signed, unchecked):
    """PQ-02, PQ-03"""
    subject = Subject.objects.get(key=signed.pk)
    opened = open_revision(actor, signed, RevisionKind.GENERAL, "Steel is dearer")
    rows = (replace(RISKS[0], updated="2024-09-09"),)
    take_record(actor, signed, r.Project(risks=rows), parts={"risks"}, cover=False)
    decide(board, submit(actor, opened), Verdict.APPROVE, "Agreed", date(2025, 3, 3))
    reopened = open_revision(actor, signed, RevisionKind.GENERAL, "The log is emptied")
    take_record(actor, signed, r.Project(), parts={"risks"}, cover=False)
    days = assessed.facts(subject)
    assert date(2024, 9, 9) in days["risks"]
    assert days["board"] == days["work_plan"] == [date(2025, 3, 3)]
    assert [one.text for one in assessed.hints(actor, subject, {"board"})["board"]][-1] == (
        "The board decided on version 2 (General revision)."
    )
    assert reopened.number == 3


def test_a_partner_is_told_how_projects_of_its_unit_assessed_it(actor, viewer, stranger, office, bridges):
    partner = Subject.objects.create(kind=Rates.PARTNER, unit=office.country, title="Ministry of roads")
    assert told(actor, partner, "partners") == ["Capacity of Ministry of Roads (HACT): medium."]
    assert told(viewer(stranger), partner, "partners") == []


def test_what_only_a_paper_named_has_no_hints(actor, office):
    named = Subject.objects.create(kind=Rates.PROJECT, unit=office.country, title="Of a paper")
    assert (assessed.hints(actor, named, HINTS), assessed.facts(named)) == ({}, {})


def test_the_modules_that_tell_are_named_in_the_settings():
    assert "bagalau.projects.assessed" in settings.QUALITY_HINTS
