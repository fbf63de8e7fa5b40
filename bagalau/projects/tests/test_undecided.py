"""While a revision is under way: papers are those of what was signed, and what is not decided is marked wherever it is
shown."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagalau.formats.read import read
from bagalau.projects.actions import store
from bagalau.projects.actions.revisions import decide, open_revision, submit
from bagalau.projects.actions.rows import save_row
from bagalau.projects.models import BudgetLine, Project, Signature
from bagalau.projects.rules.life import RevisionKind
from bagalau.projects.rules.revisions import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]
PAPERS = ("project-document", "annual-work-plan", "results-framework", "risk-log")
WORKED_ON = "REVISION BEING WORKED ON, NOT DECIDED"


@pytest.fixture
def revision(signed, actor):
    """A budget revision that gives 7,654 instead of 500 to a line, changes the title, and has a party sign again."""
    made = open_revision(actor, signed, RevisionKind.BUDGET, "Steel is dear")
    save_row(actor, BudgetLine.objects.get(amount=500), {"amount": Decimal(7654)})
    save_row(actor, Signature.objects.get(), {"name": "B. Newcomer"})
    store(actor, Project.objects.get(), {"title": "Bridges over two rivers"})
    return made


def paper(browser, name="project-document", **asked):
    of = Project.objects.get()
    answer = browser.get(reverse("report", args=[name]), {"project": of.pk, "year": 2025, "format": "html"} | asked)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return read(answer.content, "paper.html").text


def test_a_paper_is_of_what_was_signed_while_a_revision_is_worked_on(revision, officer, signed_in):
    browser = signed_in(officer)
    for name in PAPERS:
        text = paper(browser, name)
        assert "Version 1 · Signed" in text
        assert "Bridges over the Irtysh" in text
        assert "two rivers" not in text
        assert "7,654" not in text
        assert "not decided" not in text.lower()


def test_the_revision_is_printed_when_asked_for_and_says_loudly_what_it_is(revision, officer, signed_in):
    browser = signed_in(officer)
    for name in PAPERS:
        text = paper(browser, name, version=2)
        assert f"{WORKED_ON}. The version that was signed last stands until the board decides: version 1." in text
        assert "Version 2 · Revision being worked on, not decided" in text
        assert "two rivers" in text
    assert "7,654" in paper(browser, "annual-work-plan", version=2)


def test_the_signatures_on_a_revision_are_those_of_what_was_signed(revision, officer, signed_in):
    text = paper(signed_in(officer), version=2)
    assert "Signatures of version 1; this revision is not signed" in text
    assert "A. Bek" in text
    assert "B. Newcomer" not in text


def test_what_lies_with_the_board_says_so_in_both_languages(revision, actor, officer, signed_in):
    submit(actor, revision)
    browser = signed_in(officer)
    assert "two rivers" not in paper(browser)
    text = paper(browser, version=2, language="ru", second="en")
    assert "REVISION THAT LIES WITH THE BOARD, NOT DECIDED" in text
    assert "version 1" in text


def test_what_the_board_approved_is_printed_from_then_on(revision, actor, head, officer, signed_in):
    submit(actor, revision)
    decide(head, revision, Verdict.APPROVE, "Approved", date(2025, 5, 20))
    text = paper(signed_in(officer))
    assert "two rivers" in text
    assert "not decided" not in text.lower()
    assert "Version 2 · Signed" in paper(signed_in(officer), version=2)


def test_the_form_of_a_paper_offers_the_versions_of_its_project(revision, signed, officer, signed_in):
    html = signed_in(officer).get(reverse("report", args=["risk-log"]), {"project": signed.pk}).content.decode()
    assert "As it was signed last" in html
    assert "Version 1: Signed" in html
    assert "Version 2: Revision being worked on, not decided" in html


def test_the_page_says_that_it_shows_a_revision_and_offers_the_papers_of_both(revision, signed, officer, signed_in):
    html = signed_in(officer).get(reverse("project", args=[signed.pk])).content.decode()
    assert "What stands here, and in lists and figures, is version 2, which is not decided." in html
    address = reverse("report", args=["annual-work-plan"])
    assert f'{address}?project={signed.pk}&amp;year=2025"' in html
    assert f'{address}?project={signed.pk}&amp;version=2&amp;year=2025"' in html
    assert "not decided" not in signed_in(officer).get(reverse("project_version", args=[signed.pk, 1])).content.decode()


def test_outside_the_office_a_published_project_says_what_was_signed(revision, signed, signed_in):
    Project.objects.update(visibility="public")
    outside = signed_in(None)
    page = outside.get(reverse("project", args=[signed.pk])).content.decode()
    assert "What stands here is version 1, which is signed." in page
    assert "two rivers" not in page
    assert "7,654" not in page
    assert "two rivers" not in paper(outside)
    told = outside.get(f"/api/v1/project-documents/{signed.pk}").json()
    assert told["in_revision"] is True
    assert told["record"]["title"] == "Bridges over the Irtysh"


@pytest.mark.parametrize("name", ["projects", "budgetlines", "indicators", "projectrisks"])
def test_lists_and_files_mark_what_is_in_revision(name, revision, signed, actor, head, officer, signed_in):
    browser = signed_in(officer)

    def marks() -> set[str]:
        answer = browser.get(reverse(name), {"format": "csv"})
        rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
        return {row["revision"] for row in rows}

    assert marks() <= {"in revision"}
    assert name == "indicators" or "in revision" in browser.get(reverse(name)).content.decode()
    submit(actor, revision)
    assert marks() <= {"in revision"}
    decide(head, revision, Verdict.APPROVE, "Approved", date(2025, 5, 20))
    assert marks() <= {""}


def test_the_figures_of_all_projects_say_how_many_are_in_revision(revision, officer, signed_in):
    """PO-08"""
    browser = signed_in(officer)
    html = browser.get(reverse("projects_dashboard")).content.decode()
    assert "in revision: the figures are not decided" in html
    assert "?revision=yes" in html
    assert "two rivers" in browser.get(reverse("projects"), {"revision": "yes"}).content.decode()
