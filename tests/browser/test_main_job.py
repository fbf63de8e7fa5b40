"""The main job, as an officer does it: from a paper to a commitment that is followed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PASSWORD = "steppe-horse-42"
PAPER = Path(__file__).parents[2] / "bagalau/documents/tests/samples/erc_evaluation/full_page.txt"


@pytest.fixture
def officer_at_work(officer: Any) -> Any:
    officer.set_password(PASSWORD)
    officer.save()
    return officer


def sign_in(page: Page, person: Any) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good day")


def upload(page: Page) -> None:
    page.get_by_role("link", name="Read a document").click()
    page.set_input_files("input[name=file]", PAPER)
    page.locator("main").get_by_role("button", name="Add").click()
    expect(page.get_by_text("Waiting for review")).to_be_visible()


def test_an_officer_brings_a_paper_into_the_record_and_follows_an_action(page: Page, officer_at_work: Any) -> None:
    sign_in(page, officer_at_work)
    upload(page)

    # a click on a value lights up the sentence it came from
    page.locator("#f-completed a.to-paper").click()
    lit = page.locator("mark.is-lit")
    expect(lit).to_have_text("03/2020")
    expect(lit).to_be_in_viewport()

    # a wrong date is refused in place, with what was typed still there; a right one is kept
    page.locator("#f-completed a.node-edit").click()
    page.locator("#f-completed input[name=text]").fill("next spring")
    page.locator("#f-completed").get_by_role("button", name="Keep").click()
    expect(page.locator("#f-completed .field-error")).to_contain_text("Write a date")
    expect(page.locator("#f-completed input[name=text]")).to_have_value("next spring")
    page.locator("#f-completed input[name=text]").fill("2020-04")
    page.locator("#f-completed").get_by_role("button", name="Keep").click()
    expect(page.locator("#f-completed")).to_contain_text("Apr 2020")
    expect(page.locator("#f-completed")).to_contain_text("corrected")

    # come back later: the draft waits on the start page with the correction in it
    page.goto("/")
    page.get_by_role("link", name="Drafts to review").click()
    page.get_by_role("link", name="Blue Orchard").first.click()
    expect(page.locator("#f-completed")).to_contain_text("Apr 2020")

    page.get_by_role("button", name="Accept into the record").click()
    expect(page.get_by_text("Accepted. Every value keeps the place")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Blue Orchard")
    expect(page.get_by_text("completed Apr 2020", exact=True)).to_be_visible()

    # from the record back to the sentence
    page.locator("#recommendation-1 a.source").first.click()
    expect(page.locator("mark.is-lit").first).to_be_visible()
    page.go_back()

    # an action is updated with a comment and a file as evidence
    page.locator(".actions-table a").first.click()
    page.select_option("select[name=status]", "completed")
    page.fill("textarea[name=comment]", "The training was held in May.")
    page.set_input_files("input[name=file]", {"name": "list.txt", "mimeType": "text/plain", "buffer": b"Participants"})
    page.get_by_role("button", name="Save the update").click()
    expect(page.locator(".timeline")).to_contain_text("The training was held in May.")
    expect(page.locator("aside")).to_contain_text("list.txt")

    page.get_by_role("link", name="History").click()
    expect(page.locator("main")).to_contain_text(officer_at_work.name)


def test_the_list_is_filtered_and_exported_as_filtered(page: Page, officer_at_work: Any) -> None:
    sign_in(page, officer_at_work)
    upload(page)
    page.get_by_role("button", name="Accept into the record").click()
    page.goto("/commitments/")
    everything = page.locator("table.list tbody tr").count()
    page.select_option("select[name=state]", "completed")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("state=completed"))
    completed = page.locator("table.list tbody tr").count()
    assert 0 < completed < everything
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert sum(",Completed," in line for line in lines) >= completed


def test_the_same_paper_is_recognised(page: Page, officer_at_work: Any) -> None:
    sign_in(page, officer_at_work)
    upload(page)
    page.goto("/")
    page.get_by_role("link", name="Read a document").click()
    page.set_input_files("input[name=file]", PAPER)
    page.locator("main").get_by_role("button", name="Add").click()
    expect(page.get_by_text("This file was read before")).to_be_visible()


def test_everything_works_without_scripts(open_page: Any, live_server: Any, officer_at_work: Any) -> None:
    page = open_page(live_server.url, java_script_enabled=False, viewport={"width": 1440, "height": 900})
    sign_in(page, officer_at_work)
    upload(page)
    page.locator("#f-completed a.node-edit").click()
    page.locator("#f-completed input[name=text]").fill("2020-04")
    page.locator("#f-completed").get_by_role("button", name="Keep").click()
    expect(page.locator("#f-completed")).to_contain_text("Apr 2020")
    page.locator("#f-completed a.to-paper").click()
    expect(page.locator("mark.is-lit").first).to_be_visible()
    page.get_by_role("button", name="Accept into the record").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Blue Orchard")


def test_the_review_works_on_a_phone(phone: Page, officer_at_work: Any) -> None:
    sign_in(phone, officer_at_work)
    upload(phone)
    phone.locator("#f-completed a.to-paper").tap()
    expect(phone.locator("mark.is-lit")).to_be_in_viewport()
    phone.get_by_role("button", name="Accept into the record").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Blue Orchard")
