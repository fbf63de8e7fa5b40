"""The form of an assessment in a browser: saved as it is typed, kept without a connection, two people at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bagalau.quality.actions.answering import save_answer
from bagalau.quality.models import Answer, Assessment
from bagalau.quality.tests import records
from tests.browser.acting import DESK, PHONE


@pytest.fixture
def of(officer: Any, office: Any, viewer: Any, transactional_db: None) -> Assessment:
    return records.begun(viewer(officer), office.country)


def opened(page: Page, of: Assessment) -> Page:
    page.goto(reverse("assessment_answers", args=[of.pk]))
    return page


def answer(of: Assessment, question: str = "flow") -> Answer:
    return of.answers.get(question=question)


def question(page: Page, code: str) -> Any:
    return page.locator(f"#q-{code}")


def choose(page: Page, code: str, value: str) -> None:
    question(page, code).locator(f"[name=value][value='{value}']").check()


def write(page: Page, code: str, text: str) -> None:
    question(page, code).locator("[name=evidence]").fill(text)


def said(page: Page, text: str) -> None:
    expect(page.locator("#answers-said")).to_contain_text(text)


def settled(page: Page) -> None:
    """Nothing waits to be saved."""
    expect(page.locator("#answers")).not_to_have_class(re.compile("is-unsaved"))


def look(page: Page) -> None:
    """What the page does by itself every few seconds."""
    page.evaluate("answersForm.look()")


def test_what_is_typed_is_saved_and_what_follows_is_shown(desk_of, officer, of, axe):
    page = opened(desk_of(officer), of)
    choose(page, "stones", "No")
    said(page, "Saved at")
    expect(page.locator("[data-part=bar]")).to_contain_text("1 of 2 answered")
    expect(question(page, "stones")).to_contain_text("answered without evidence")
    why = question(page, "stones").locator("[name=no_action]")
    expect(why).to_be_visible()
    why.fill("The mill is given up.")
    write(page, "stones", "The report of the miller, May 2025.")
    question(page, "flow").get_by_role("radiogroup", name="The weir is whole.").get_by_label("not true").check()
    said(page, "Saved at")
    expect(question(page, "stones")).not_to_contain_text("without evidence")
    row = answer(of, "stones")
    assert (row.value, row.evidence, row.no_action) == (
        "No",
        "The report of the miller, May 2025.",
        "The mill is given up.",
    )
    assert answer(of).clauses == {"3.a": False}
    question(page, "flow").get_by_role("radiogroup", name="The weir is whole.").get_by_label("not true").click()
    settled(page)
    assert answer(of).clauses == {}
    assert axe(page) == []


def test_without_a_connection_it_is_kept_on_the_device_and_saved_when_it_is_back(desk_of, officer, of, faults):
    page = opened(desk_of(officer), of)
    write(page, "flow", "First words.")
    choose(page, "stones", "Yes")
    said(page, "Saved at")
    page.context.set_offline(True)
    choose(page, "flow", "2")
    said(page, "No connection")
    write(page, "flow", "First words, and more of them.")
    page.locator("[name=lessons]").fill("Grease the wheel.")
    assert answer(of).value == ""
    page.context.set_offline(False)
    said(page, "Saved at")
    settled(page)
    row = answer(of)
    assert (row.value, row.evidence, answer(of, "stones").value) == ("2", "First words, and more of them.", "Yes")
    of.refresh_from_db()
    assert of.lessons == "Grease the wheel."
    assert page.evaluate("Object.keys(localStorage)") == []
    assert all("Failed to load" in fault for fault in faults)
    faults.clear()


def test_what_was_kept_is_saved_when_the_page_is_opened_again(desk_of, officer, of, faults):
    page = opened(desk_of(officer), of)
    page.context.set_offline(True)
    write(page, "flow", "Typed in the field.")
    said(page, "Not saved yet")
    context = page.context
    page.close()
    context.set_offline(False)
    assert answer(of).evidence == ""
    page = opened(context.new_page(), of)
    said(page, "Saved at")
    expect(question(page, "flow").locator("[name=evidence]")).to_have_value("Typed in the field.")
    assert answer(of).evidence == "Typed in the field."
    faults.clear()


def test_two_tabs_on_one_form(desk_of, officer, of):
    one = opened(desk_of(officer), of)
    other = one.context.new_page()
    opened(other, of)
    write(one, "flow", "From the first tab.")
    choose(one, "stones", "Yes")
    said(one, "Saved at")
    choose(other, "flow", "1")  # another field: no conflict
    said(other, "Saved at")
    look(other)
    expect(question(other, "flow").locator("[name=evidence]")).to_have_value("From the first tab.")
    expect(question(other, "stones").locator("[value=Yes]")).to_be_checked()
    look(one)
    expect(question(one, "flow").locator("[name=value][value='1']")).to_be_checked()
    row = answer(of)
    assert (row.value, row.evidence) == ("1", "From the first tab.")


def test_both_texts_are_shown_and_one_is_chosen(desk_of, officer, administrator, viewer, of, faults):
    page = opened(desk_of(officer), of)
    for theirs, mine, button, kept in (
        ("Hers", "Mine", "Keep mine", "Mine"),
        ("Hers again", "Mine again", "Take theirs", "Hers again"),
    ):
        save_answer(viewer(administrator), of, "flow", {"evidence": theirs})
        write(page, "flow", mine)
        page.locator("h1").click()
        said(page, "choose below")
        expect(question(page, "flow").locator(".q-now")).to_contain_text(theirs)
        choose(page, "stones", "Yes" if mine == "Mine" else "No")  # the rest goes on
        expect(page.locator("[data-part=nav]")).to_contain_text("Exemplary" if mine == "Mine" else "Inadequate")
        assert answer(of).evidence == theirs
        question(page, "flow").get_by_role("button", name=button).click()
        said(page, "Saved at")
        expect(question(page, "flow").locator("[name=evidence]")).to_have_value(kept)
        settled(page)
        assert answer(of).evidence == kept
    assert all("409" in fault for fault in faults)
    faults.clear()


def test_what_others_change_appears_beside_what_is_typed(desk_of, officer, administrator, viewer, of, faults):
    page = opened(desk_of(officer), of)
    page.context.set_offline(True)
    write(page, "flow", "Mine")
    save_answer(viewer(administrator), of, "flow", {"clauses": {"3.b": True}})
    save_answer(viewer(administrator), of, "stones", {"evidence": "Hers"})
    page.context.set_offline(False)
    said(page, "Saved at")
    look(page)
    expect(question(page, "stones").locator("[name=evidence]")).to_have_value("Hers")
    expect(question(page, "flow").locator("[name='clause:3.b'][value=yes]")).to_be_checked()
    expect(question(page, "flow").locator("[name=evidence]")).to_have_value("Mine")
    faults.clear()


def test_signed_out_meanwhile(desk_of, officer, of, faults):
    page = opened(desk_of(officer), of)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    write(page, "flow", "Typed after the session ended.")
    page.locator("h1").click()
    said(page, "signed out")
    page.context.add_cookies(cookies)
    look(page)
    said(page, "Saved at")
    assert answer(of).evidence == "Typed after the session ended."
    faults.clear()


def test_it_was_submitted_meanwhile(desk_of, officer, of, faults):
    page = opened(desk_of(officer), of)
    Assessment.objects.filter(pk=of.pk).update(status="submitted")
    write(page, "flow", "Too late.")
    page.locator("h1").click()
    said(page, "lies with its approver")
    expect(question(page, "flow").locator("[name=evidence]")).to_have_value("Too late.")
    faults.clear()


def test_a_document_is_put_behind_an_answer_without_leaving_the_page(desk_of, officer, of):
    page = opened(desk_of(officer), of)
    box = question(page, "flow")
    box.get_by_text("Put a document behind").click()
    box.locator("[name=file]").set_input_files(
        {"name": "board.txt", "mimeType": "text/plain", "buffer": b"The board met."}
    )
    box.get_by_role("button", name="Upload").click()
    expect(box.locator(".q-papers")).to_contain_text("board.txt")
    expect(page.locator("[data-part=bar]")).to_contain_text("1 with documents")
    other = question(page, "stones")
    other.get_by_text("Put a document behind").click()
    other.locator("[name=q]").fill("board")
    other.get_by_role("button", name="Find").click()
    other.get_by_role("button", name="put behind this answer").click()
    expect(other.locator(".q-papers")).to_contain_text("board.txt")
    other.locator(".q-away").click()
    expect(other.locator(".q-papers")).to_have_count(0)


def test_a_link_waits_for_what_was_typed_last(desk_of, officer, of):
    page = opened(desk_of(officer), of)
    write(page, "flow", "Typed just before leaving.")
    page.get_by_role("link", name="To the assessment").click()
    page.wait_for_url(f"**{reverse('assessment', args=[of.pk])}")
    assert answer(of).evidence == "Typed just before leaving."


def test_it_works_without_a_script(desk_of, officer, of):
    page = opened(desk_of(officer, **DESK, java_script_enabled=False), of)
    choose(page, "stones", "No")
    write(page, "stones", "The report of the miller.")
    question(page, "stones").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Saved.")
    row = answer(of, "stones")
    assert (row.value, row.evidence) == ("No", "The report of the miller.")


def test_it_is_filled_in_on_a_telephone(desk_of, officer, of, axe):
    page = opened(desk_of(officer, **PHONE), of)
    page.goto(reverse("assessment_proofs", args=[of.pk, "flow"]))
    assert axe(page) == []
    opened(page, of)
    choose(page, "flow", "2")
    write(page, "flow", "Seen at the weir.")
    page.locator("h1").click()
    said(page, "Saved at")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    assert axe(page) == []
