"""Document 004 from the paper to a corrected project: what is found stays found, and corrections reconcile it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bagalau.documents.actions import About, accept, choose, import_file
from bagalau.documents.homes import questions
from bagalau.documents.models import Draft
from bagalau.people.access import Viewer
from bagalau.projects.actions.findings import apply_correction
from bagalau.projects.models import Project
from bagalau.projects.queries.findings import found_in
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.checks.consequences import totals
from bagalau.projects.rules.contract import from_contract

PAPERS = sorted((Path(__file__).parents[4] / "shared" / "documents").glob("004*.txt"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PAPERS, reason="the papers of the design are not here"),
]
MENDED = ("PD-01", "PD-10", "PD-20", "PD-22")


@pytest.fixture
def draft(actor, office):
    return import_file(actor, PAPERS[0].read_bytes(), PAPERS[0].name, About(unit=office.country)).draft


def accepted(actor: Viewer, draft: Draft) -> Project:
    project = accept(actor, draft)
    assert isinstance(project, Project)
    return project


def _reconciles(project: Project) -> None:
    told = record_of(project)
    assert all(one.fits for one in totals(told))
    given = {one.name: one.amount for one in told.contributions}
    assert given == {"RK Government": Decimal(680_000), "UNDP": Decimal(70_000)}
    assert project.total == Decimal(750_000)


def test_what_is_found_in_the_paper_is_found_in_the_project(actor, draft):
    told = from_contract(draft.reviewed())
    project = accepted(actor, draft)
    in_paper = sorted(one.rule for one in check(told))
    in_record = sorted(one.rule for one in found_in(project).open)
    assert in_record == in_paper


def test_a_project_is_corrected_to_what_the_cover_says(actor, draft):
    project = accepted(actor, draft)
    for rule in MENDED:
        one = next(one for one in found_in(project).open if one.rule == rule)
        apply_correction(actor, project, rule, one.mark, 0)
    project.refresh_from_db()
    _reconciles(project)


def test_a_paper_is_corrected_under_review_to_what_the_cover_says(actor, draft):
    for rule in MENDED:
        asked = next(one for one in questions(draft) if one.sentence.startswith(rule))
        draft = choose(actor, draft, asked.choices[0].key)
    project = accepted(actor, draft)
    project.refresh_from_db()
    _reconciles(project)
