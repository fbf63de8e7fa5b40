"""Where a read document goes: to the domain that takes its kind, or nowhere yet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bagalau.documents import homes
from bagalau.documents.actions import accept, correct
from bagalau.documents.extract import EXTRACTORS
from bagalau.evaluations import intake, plan_intake
from bagalau.evaluations.tests.making import PLAN, bring
from bagalau.lib.problems import Problem
from bagalau.projects import intake as project_intake
from bagalau.quality import intake as quality_intake


@pytest.mark.parametrize(
    ("kind", "home"),
    [
        ("evaluation", intake),
        ("management-response", intake),
        ("evaluation-plan", plan_intake),
        ("quality-assessment", quality_intake),
        ("project-document", project_intake),
        ("something else", None),
    ],
)
def test_each_kind_has_its_home_or_none(kind, home):
    assert homes.home_for(kind) is home


def test_a_home_takes_kinds_that_can_be_read():
    assert {
        one.KIND for one in EXTRACTORS
    } >= intake.KINDS | plan_intake.KINDS | project_intake.KINDS | quality_intake.KINDS


def test_the_first_home_in_the_settings_that_takes_a_kind_gets_it(settings, monkeypatch):
    taking = SimpleNamespace(KINDS=frozenset({"evaluation-plan"}))
    monkeypatch.setattr(homes, "import_module", {"a.home": intake, "another.home": taking}.__getitem__)
    settings.DOCUMENT_HOMES = ["a.home", "another.home"]
    assert homes.home_for("evaluation-plan") is taking
    assert homes.home_for("evaluation") is intake


@pytest.mark.django_db
def test_what_was_kept_as_reviewed_is_accepted_once_its_kind_has_a_home(officer, viewer, office, settings):
    """D-01"""
    actor = viewer(officer)
    known, settings.DOCUMENT_HOMES = settings.DOCUMENT_HOMES, []
    draft = bring(actor, office.country, PLAN).draft
    accept(actor, draft)
    draft.refresh_from_db()
    assert draft.status == "reviewed"
    settings.DOCUMENT_HOMES = known
    correct(actor, draft, "comments", "Read again.")
    record = accept(actor, draft)
    draft.refresh_from_db()
    assert (draft.status, draft.record_kind, draft.record_id) == ("accepted", "evaluationplan", record.pk)
    with pytest.raises(Problem, match="decided before"):
        accept(actor, draft)
