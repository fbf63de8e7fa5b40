"""The whole way of document 004: read, signed as printed, corrected in a revision, printed anew and read again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bagalau.documents.actions import About, accept, import_file
from bagalau.documents.extract import extract
from bagalau.formats.read import read
from bagalau.formats.write.paper import write
from bagalau.lib.severity import Severity
from bagalau.projects.actions.findings import apply_correction, dismiss
from bagalau.projects.actions.life import register
from bagalau.projects.actions.revisions import decide, open_revision, submit
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.queries.findings import found_in
from bagalau.projects.queries.record import record_of
from bagalau.projects.reports import document
from bagalau.projects.rules import record as r
from bagalau.projects.rules.compare import differences
from bagalau.projects.rules.contract import from_contract
from bagalau.projects.rules.life import Phase, RevisionKind
from bagalau.projects.rules.revisions import Verdict
from bagalau.projects.rules.shape import build
from bagalau.projects.rules.sources import lines_of

PAPERS = sorted((Path(__file__).parents[4] / "shared" / "documents").glob("004*.txt"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PAPERS, reason="the papers of the design are not here"),
]
CHOSEN = ("PD-01", "PD-10", "PD-20", "PD-23", "PD-22")  # the first correction that each offers
# what the record notes of the paper that was signed, beside what it says: a new paper has no such slips
OF_THE_OLD_PAPER = {"also_called", "printed_source", "printed_label", "printed_after", "quarter_marks"}
SIGNED, DECIDED = date(2013, 3, 1), date(2013, 10, 25)


def by_source(told: r.Project) -> dict[str, Decimal]:
    """What the lines charge to each source."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines_of(told):
        found[line.source] += line.amount or 0
    return dict(found)


def errors(project: Project) -> list[str]:
    return [one.rule for one in found_in(project).open if one.severity is Severity.ERROR]


@pytest.fixture
def signed(actor, office):
    draft = import_file(actor, PAPERS[0].read_bytes(), "004.txt", About(unit=office.country)).draft
    project = accept(actor, draft)
    assert isinstance(project, Project)
    register(actor, project, Phase.ACTIVE, {Phase.SIGNED: SIGNED, Phase.ACTIVE: SIGNED})
    return Project.objects.get(pk=project.pk)


@pytest.fixture
def revised(signed, actor, viewer, make_person, office):
    revision = open_revision(actor, signed, RevisionKind.BUDGET, "Lines that contradict each other are corrected.")
    for rule in CHOSEN:
        found = [one for one in found_in(signed).open if one.rule == rule and one.corrections]
        for one in found:
            apply_correction(actor, signed, rule, one.mark, 0)
    for one in found_in(signed).open:
        if one.severity is Severity.ERROR:
            dismiss(actor, signed, one.rule, one.mark, "The record keeps the subtotal with its lines.")
    submit(actor, revision)
    head = viewer(make_person("head_of_unit", unit=office.country))
    decide(head, revision, Verdict.APPROVE, "The board approved the corrected budget.", DECIDED)
    return Project.objects.get(pk=signed.pk)


def test_what_was_signed_keeps_what_the_paper_prints(signed):
    version = ProjectVersion.objects.get(project=signed)
    printed = build(r.Project, version.content)
    assert (version.number, signed.total) == (1, Decimal(756_300))
    assert sum(by_source(printed).values()) == 756_300
    assert {"PD-01", "PD-02", "PD-03", "PD-09", "PD-10", "PD-20", "PD-21", "PD-23", "PD-34"} == set(errors(signed))


def test_the_corrected_record_reconciles_and_a_revision_records_it(revised):
    assert by_source(record_of(revised)) == {"RK Government": Decimal(680_000), "UNDP": Decimal(70_000)}
    assert (revised.total, errors(revised)) == (Decimal(750_000), [])
    first, second = ProjectVersion.objects.filter(project=revised).order_by("number")
    assert (first.state, second.state, second.kind, second.decided_on) == ("signed", "signed", "budget", DECIDED)
    assert by_source(build(r.Project, first.content)) != by_source(build(r.Project, second.content))


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_regenerated_document_reads_back_to_the_same_record(revised, actor, form):
    report = document.build(actor, project=revised, as_of=actor.today)
    again = from_contract(extract(read(write(report, form), f"document.{form}")).record)
    told = [one.label for one in differences(record_of(revised), again) if one.field not in OF_THE_OLD_PAPER]
    assert told == []
