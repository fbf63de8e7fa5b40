"""A project document that was read: what it becomes, later copies, what must be mended, and where it was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bagalau.documents.actions import About, accept, correct, import_file
from bagalau.documents.models import Draft, Provenance
from bagalau.documents.queries import origins_of
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.models import JournalEntry
from bagalau.projects.models import BudgetLine, Project, Risk
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.contract import from_contract, to_contract
from bagalau.projects.rules.shape import build, plain

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[2] / "documents/tests/samples/project_document"
PAPER = SAMPLES / "tabs_three_years_lost_subtotal.txt"
LATER = ("Rural Courts", "Rural  Courts")  # another file that says the same


def accepted(actor: Viewer, draft: Draft) -> Project:
    """The project that a draft becomes, or brings up to date."""
    project = accept(actor, draft)
    assert isinstance(project, Project)
    return project


@pytest.fixture
def bring(actor, office):
    """``bring()``: the draft of a paper; ``bring((old, new), …)`` of a later copy."""

    def imported(*changes: tuple[str, str], visibility: str = "internal"):
        text = PAPER.read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return import_file(actor, text.encode(), PAPER.name, About(unit=office.country, visibility=visibility)).draft

    return imported


def test_an_accepted_draft_becomes_a_project_that_says_the_same(bring, actor):
    draft = bring()
    project = accepted(actor, draft)
    assert (project.status, project.visibility, project.unit) == ("draft", "internal", draft.unit)
    told = from_contract(draft.reviewed())
    assert to_contract(record_of(project)) == to_contract(told)


def test_a_record_is_the_same_after_it_was_plain_data(bring, actor):
    told = record_of(accepted(actor, bring()))
    assert build(r.Project, json.loads(json.dumps(plain(told)))) == told


def test_each_value_knows_where_it_was_read(bring, actor):
    project = accepted(actor, bring())
    line = BudgetLine.objects.filter(project=project)[0]
    risk = Risk.objects.filter(project=project)[0]
    found = origins_of({"project": [project.pk], "budgetline": [line.pk], "risk": [risk.pk]})
    assert (project.pk, "title") in found["project"]
    assert {(line.pk, "amount"), (line.pk, "account")} <= set(found["budgetline"])
    assert {(risk.pk, "description"), (risk.pk, "countermeasures")} <= set(found["risk"])


def test_a_later_copy_brings_up_to_date_and_takes_nothing_away(bring, actor):
    """PI-01: the title tells that it is the same project."""
    project = accepted(actor, bring())
    before = {row.pk for row in Risk.objects.filter(project=project)}
    Risk.objects.filter(project=project).update(owner="Head of unit")
    again = accepted(actor, bring(LATER))
    assert again.pk == project.pk
    assert {row.pk for row in Risk.objects.filter(project=project)} == before
    assert set(Risk.objects.filter(project=project).values_list("owner", flat=True)) == {"Head of unit"}
    assert Provenance.objects.filter(record_kind="risk").count() == 2 * len(before)


def test_an_acceptance_stands_in_the_journal_of_the_project(bring, actor):
    project = accepted(actor, bring())
    verbs = JournalEntry.objects.filter(record_kind="project", record_id=project.pk).values_list("verb", flat=True)
    assert "take from paper" in verbs


def test_what_no_row_can_hold_must_be_mended_first(bring, actor):
    draft = bring()
    correct(actor, draft, "work_plans[0].activity_results[0].lines[0].amount", "-5")
    draft.refresh_from_db()
    with pytest.raises(Problem) as refused:
        accept(actor, draft)
    assert list(refused.value.details) == ["work_plans[0].activity_results[0].lines[0].amount"]
