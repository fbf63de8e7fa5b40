"""Findings of stored projects: dismissed with a reason, taken up again, corrected as offered, shown on pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects import actions
from bagalau.projects.actions import findings as acts
from bagalau.projects.actions.rows import save_row
from bagalau.projects.models import BudgetLine, FindingDismissal, PlannedResult, Project
from bagalau.projects.queries.findings import findings, found_in
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.findings import Finding
from bagalau.projects.tests.making import clean_record, spoiled

pytestmark = pytest.mark.django_db
OFFICE = "work_plans[0].activity_results[2]"


@pytest.fixture
def project(actor, office) -> Project:
    """A project in which one amount has a digit too many, so that its block, its year and the whole are wrong."""
    row = Project(unit=office.country)
    actions.take_record(actor, row, spoiled(clean_record(), f"{OFFICE}.lines[1]", amount=Decimal(10_000)))
    return Project.objects.get(pk=row.pk)


def _one(project: Project, rule: str) -> Finding:
    return next(one for one in found_in(project).open if one.rule == rule)


def _rules(project: Project) -> set[str]:
    return {one.rule for one in found_in(project).open}


def test_a_stored_record_is_found_the_same_as_its_paper(project):
    paper = spoiled(clean_record(), f"{OFFICE}.lines[1]", amount=Decimal(10_000))
    assert [one.rule for one in found_in(project).open] == [one.rule for one in check(paper)]


def test_counts_of_the_list_follow_the_record(project):
    found = check(record_of(project))
    assert project.errors == sum(one.severity == "error" for one in found) > 0
    assert project.warnings == sum(one.severity == "warning" for one in found)
    assert project.total == Decimal(193_160)


def test_a_finding_is_dismissed_with_a_reason_and_taken_up_again(actor, project):
    one, before = _one(project, "PD-01"), project.errors
    acts.dismiss(actor, project, one.rule, one.mark, " The ministry printed it so. ")
    project.refresh_from_db()
    assert project.errors == before - 1
    [(dismissed, row)] = found_in(project).dismissed
    assert (dismissed, row.reason, row.by) == (one, "The ministry printed it so.", actor.person)
    acts.restore(actor, project, one.rule, one.mark)
    acts.restore(actor, project, one.rule, one.mark)
    project.refresh_from_db()
    assert (project.errors, found_in(project).dismissed) == (before, ())
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == ["dismiss finding", "restore finding"]


def test_a_dismissal_holds_only_as_long_as_the_finding_says_the_same(actor, project):
    one = _one(project, "PD-01")
    acts.dismiss(actor, project, one.rule, one.mark, "So it is.")
    line = BudgetLine.objects.get(project=project, account="72500", amount=10_000)
    save_row(actor, line, {"amount": Decimal(11_000)})
    assert "PD-01" in _rules(project)


def test_no_reason_is_refused_and_what_is_not_found_is_absent(actor, project):
    one = _one(project, "PD-01")
    with pytest.raises(Problem) as problem:
        acts.dismiss(actor, project, one.rule, one.mark, "  ")
    assert problem.value.details
    with pytest.raises(Problem) as absent:
        acts.dismiss(actor, project, one.rule, "0" * 64, "So it is.")
    assert absent.value.status == 404
    assert not FindingDismissal.objects.exists()


def test_a_correction_is_done_as_it_is_offered(actor, project):
    """PD-01: the amount of the other year; nothing else is touched."""
    one = _one(project, "PD-01")
    lines = list(BudgetLine.objects.filter(project=project).values_list("pk", flat=True))
    acts.apply_correction(actor, project, one.rule, one.mark, 0)
    assert {"PD-01", "PD-02", "PD-03"}.isdisjoint(_rules(project))
    assert list(BudgetLine.objects.filter(project=project).values_list("pk", flat=True)) == lines
    line = JournalEntry.objects.latest("number")
    assert (line.verb, line.after["check"]) == ("correct finding", "PD-01")
    project.refresh_from_db()
    assert (project.errors, project.total) == (0, Decimal(184_160))


def test_a_correction_that_is_not_offered_any_more_is_refused(actor, project):
    one = _one(project, "PD-01")
    acts.apply_correction(actor, project, one.rule, one.mark, 0)
    for number in (0, 99):
        with pytest.raises(Problem):
            acts.apply_correction(actor, project, one.rule, one.mark, number)


def test_a_signed_project_is_not_corrected(actor, project):
    """PL-02: only in a revision."""
    Project.objects.filter(pk=project.pk).update(status="signed")
    one = _one(project, "PD-01")
    with pytest.raises(Problem) as problem:
        acts.apply_correction(actor, Project.objects.get(pk=project.pk), one.rule, one.mark, 0)
    assert problem.value.code == "not-editable"


def test_a_reader_sees_findings_and_does_nothing_with_them(reader, viewer, project):
    seen = viewer(reader)
    one = _one(project, "PD-01")
    assert findings(seen, project).open
    for act in (
        lambda: acts.dismiss(seen, project, one.rule, one.mark, "No."),
        lambda: acts.restore(seen, project, one.rule, one.mark),
        lambda: acts.apply_correction(seen, project, one.rule, one.mark, 0),
    ):
        with pytest.raises(Problem) as problem:
            act()
        assert problem.value.status == 403


def test_what_is_found_is_not_for_strangers(project, viewer, stranger):
    for somebody in (stranger, None):
        with pytest.raises(Problem):
            findings(viewer(somebody), project)


def test_the_page_tells_findings_with_their_figures_and_corrections(signed_in, officer, project):
    page = signed_in(officer).get(reverse("project_findings", args=[project.pk])).content.decode()
    assert "PD-01" in page
    assert "+9,000" in page
    assert "As in 2023" in page
    one = _one(project, "PD-01")
    page = signed_in(officer).get(reverse("project_finding", args=[project.pk, one.rule, one.mark])).content.decode()
    assert "Then agrees" in page
    assert "Year 2022: 92,080" in page


def test_a_reason_that_is_missing_is_asked_for_on_the_page(signed_in, officer, project):
    one = _one(project, "PD-01")
    address = reverse("project_finding_dismiss", args=[project.pk, one.rule, one.mark])
    answer = signed_in(officer).post(address, {"reason": " "})
    assert answer.status_code == 422
    assert not FindingDismissal.objects.exists()
    assert signed_in(officer).post(address, {"reason": "Agreed."}).status_code == 302
    page = signed_in(officer).get(reverse("project_findings", args=[project.pk])).content.decode()
    assert "Agreed." in page


def test_words_of_a_paper_are_harmless_on_the_page(actor, signed_in, officer, office):
    told = spoiled(clean_record(), f"{OFFICE}.lines[1]", description="<script>alert(1)</script> 100% %(x)s", source="")
    row = Project(unit=office.country)
    actions.take_record(actor, row, replace(told, title="%s <b>bold</b>"))
    page = signed_in(officer).get(reverse("project_findings", args=[row.pk]))
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_an_activity_result_without_number_has_its_findings(actor, project):
    PlannedResult.objects.filter(project=project).update(number="")
    assert all(one.text for one in found_in(project).open)


def test_a_correction_leaves_what_somebody_changed_on_the_cover_meanwhile(actor, project):
    looked_at = Project.objects.get(pk=project.pk)
    actions.store(actor, project, {"description": "Pipes and pumps."})
    one = _one(project, "PD-01")
    acts.apply_correction(actor, looked_at, one.rule, one.mark, 0)
    assert Project.objects.get(pk=project.pk).description == "Pipes and pumps."


def test_a_correction_is_done_as_it_was_looked_at_or_not_at_all(actor, signed_in, officer, project):
    """The same number may offer something else once the other year says something else."""
    one, looked_at = _one(project, "PD-01"), project.seen
    offered = one.corrections
    save_row(actor, BudgetLine.objects.filter(project=project, account="72500").latest("pk"), {"amount": Decimal(7)})
    again = _one(project, "PD-01")
    assert again.mark == one.mark
    assert again.corrections != offered
    address = reverse("project_finding_correct", args=[project.pk, one.rule, one.mark])
    answer = signed_in(officer).post(address, {"way": "0", "seen": looked_at})
    assert answer.status_code == 409
    assert BudgetLine.objects.filter(project=project, amount=10_000, account="72500").exists()
