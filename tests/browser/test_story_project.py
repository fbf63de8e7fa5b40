"""A project: its paper is settled and accepted, signed as printed, corrected in a revision by its manager; the board
decides, compares and prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bagalau.documents.actions import About, import_file
from bagalau.documents.models import Draft
from bagalau.projects.models import Project
from tests.browser.acting import PHONE, ROOT, fill, number_in, press, says, sure

SHARED = next(iter((ROOT.parent / "shared" / "documents").glob("004_*.txt")), ROOT / "absent")
MOVED = 1000
PAPERS = {"shared-document": SHARED, "own-example": ROOT / "examples/office/public/warm-houses-project.docx"}


@pytest.fixture(params=PAPERS)
def draft(request: Any, officer: Any, viewer: Callable[..., Any], office: Any) -> Draft:
    path: Path = PAPERS[request.param]
    if not path.exists():
        pytest.skip("the papers of the design are not here")
    return sure(import_file(viewer(officer), path.read_bytes(), path.name, About(unit=office.country)).draft)


def test_a_project_from_its_paper_to_a_revision_of_the_board(
    draft: Draft, officer: Any, make_person: Any, office: Any, desk_of: Any
) -> None:
    writing = desk_of(officer)
    settles_a_contradiction(writing, draft)
    project = accepts(writing, draft)
    registers_as_signed(writing, project)

    managing = desk_of(make_person("project_manager", unit=office.country, name="Marat Manager"))
    opens_a_revision(managing, project)
    changes_an_amount_in_the_grid(managing, project)
    brings_it_to_the_board(managing, project)

    deciding = desk_of(make_person("board_member", record=("project", project.pk), name="Bota Board"))
    decides(deciding, project)
    compares(deciding, project)
    prints(deciding, project)
    reads_on_a_telephone(desk_of(officer, **PHONE), project)


def settles_a_contradiction(page: Page, draft: Draft) -> None:
    """One of the ways that the checker offers is chosen; each says what agrees then."""
    page.goto(f"/drafts/{draft.pk}/")
    ways = page.get_by_role("button", name="Choose")
    expect(ways.first).to_be_visible()
    asked = ways.count()
    says(page, "What the paper leaves open, and ways to settle it")
    ways.first.click()
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Choose").count() < asked
    draft.refresh_from_db()
    assert draft.corrections


def accepts(page: Page, draft: Draft) -> Project:
    press(page.locator(".page-actions"), "Accept into the record")
    page.wait_for_url("**/projects/*/")
    says(page, "Cover", "Money at a glance", "Results and resources framework", "Risk log")
    return Project.objects.get(pk=number_in(page))


def registers_as_signed(page: Page, project: Project) -> None:
    """What was signed on paper is kept as version 1, errors and all."""
    press(page, "It was signed on paper")
    fill(page, to="active", signed="2013-03-01")
    press(page, "Keep as signed")
    page.wait_for_url(f"**/projects/{project.pk}/")
    says(page.locator("#life"), "Version 1", "Active")
    expect(page.get_by_role("link", name="Change the cover")).to_have_count(0)


def opens_a_revision(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/")
    press(page.locator("#life"), "Open a revision")
    fill(page, kind="budget", reason="The lines are put right.")
    press(page, "Open a revision")
    page.goto(f"/projects/{project.pk}/")
    says(page, "Version 2 is under way")


def changes_an_amount_in_the_grid(page: Page, project: Project) -> None:
    """A thousand goes from the second line to the first; the sums follow at once, and are saved when it is said."""
    page.goto(f"/projects/{project.pk}/budget/")
    cells = [page.locator("tr[data-key] td:nth-child(7)").nth(place) for place in (0, 1)]
    was = [int(sure(cell.get_attribute("data-v")).partition(".")[0]) for cell in cells]
    for cell, amount in zip(cells, (was[0] + MOVED, was[1] - MOVED), strict=True):
        cell.click()
        page.keyboard.type(f"{amount:,}".replace(",", " "))
        page.keyboard.press("Enter")
        says(cell, f"{amount:,}")
    press(page, "Save")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.reload()
    says(cells[0], f"{was[0] + MOVED:,}")


def brings_it_to_the_board(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/revision/")
    press(page, "Bring it to the board")
    says(page, "Take it back to go on working")


def decides(page: Page, project: Project) -> None:
    """The board sees what changes, and says what it decided and when."""
    page.goto("/")
    press(page, "Revisions of projects to decide")
    says(page, project.title[:40])
    page.goto(f"/projects/{project.pk}/revision/")
    fill(page, verdict="approve", decision="The board approved the budget as revised.", decided_on="2013-10-25")
    press(page, "Keep the decision")
    page.goto(f"/projects/{project.pk}/")
    says(page.locator("#life"), "Version 2")


def compares(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/compare/?from=1&to=2")
    says(page, "Amount")


def prints(page: Page, project: Project) -> None:
    """The document as a file of its own."""
    page.goto(f"/projects/{project.pk}/")
    with page.expect_download() as waiting:
        page.locator("#papers a[href*='pdf'], a[href*='format=pdf']").first.click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")


def reads_on_a_telephone(page: Page, project: Project) -> None:
    for path in ("", "findings/", "framework/", "budget/", "versions/"):
        page.goto(f"/projects/{project.pk}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
