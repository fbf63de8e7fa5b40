"""The sheet of a budget and the tree of results in a browser: keys, live sums, two people at once, no script needed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bagalau.projects import models as m


@pytest.fixture
def planned(office: Any, transactional_db: None) -> m.PlannedResult:
    """A year with an activity result and two lines, and a tree of three results."""
    of = m.Project.objects.create(unit=office.country, title="Clean rivers", currency="USD")
    source = m.Contribution.objects.create(project=of, name="UNDP", amount=300)
    plan = m.WorkPlan.objects.create(project=of, year=2024, total=300)
    made = m.PlannedResult.objects.create(project=of, parent=plan, number="1", title="Dig", subtotal=300)
    for place, amount in enumerate((100, 200)):
        m.BudgetLine.objects.create(
            project=of, parent=made, place=place, account="71600", source=source, amount=Decimal(amount)
        )
    outcome = m.Result.objects.create(project=of, level="outcome", title="Clean water")
    for place, title in enumerate(("First", "Second")):
        m.Result.objects.create(project=of, parent=outcome, level="output", title=title, place=place)
    return made


def cell(page: Page, row: int, column: int) -> Any:
    return page.locator("tr[data-key]").nth(row).locator("td").nth(column)


def put(page: Page, row: int, column: int, text: str) -> None:
    cell(page, row, column).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


AMOUNT, DESCRIPTION = 6, 1


def test_sums_follow_each_keystroke_and_all_lines_are_saved_at_once(desk_of, officer, planned):
    page = desk_of(officer)
    page.goto(reverse("project_budget", args=[planned.project_id]))
    cell(page, 0, AMOUNT).click()
    page.keyboard.type("1 500,50")
    expect(page.locator(".lead-line [data-sum=total]")).to_have_text("1,700.50")  # before Enter
    page.keyboard.press("Enter")
    expect(page.locator("[data-gap='year:2024']")).to_have_text("+1,400.50")
    put(page, 1, AMOUNT, "much")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("72100")
    page.keyboard.press("Tab")
    expect(cell(page, 2, DESCRIPTION)).not_to_be_empty()  # what the account is called
    put(page, 2, AMOUNT, "10")
    page.keyboard.press("Control+s")
    expect(page.locator("#budget-said")).to_have_text("Everything is saved.")
    amounts = [line.amount for line in m.BudgetLine.objects.filter(parent=planned)]
    assert amounts == [Decimal("1500.50"), 200, 10]


def test_two_people_in_one_sheet_see_both_values_and_lose_nothing(desk_of, officer, make_person, office, planned):
    one, other = desk_of(officer), desk_of(make_person("programme_officer", unit=office.country))
    for page in (one, other):
        page.goto(reverse("project_budget", args=[planned.project_id]))
    put(one, 0, AMOUNT, "111")
    put(other, 0, AMOUNT, "222")
    put(other, 1, DESCRIPTION, "Boats")
    one.locator("#budget-save").click()
    expect(one.locator("#budget-said")).to_have_text("Everything is saved.")
    expect(cell(other, 0, AMOUNT)).to_contain_text("now: 111")  # the page asks by itself
    expect(cell(other, 0, AMOUNT)).to_contain_text("222")
    expect(cell(other, 1, DESCRIPTION)).to_have_text("Boats")
    other.locator("#budget-save").click()
    expect(other.locator("#budget-said")).to_have_text("Everything is saved.")
    expect(cell(one, 1, DESCRIPTION)).to_have_text("Boats")
    assert [line.amount for line in m.BudgetLine.objects.filter(parent=planned)] == [222, 200]


def test_results_are_moved_by_keys_and_keep_the_focus(desk_of, officer, planned):
    page = desk_of(officer)
    page.goto(reverse("project_framework", args=[planned.project_id]))
    page.locator(".tree-node").nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".tree-title")).to_have_text(["Clean water", "Second", "First"])
    expect(page.locator(".tree-node").nth(1)).to_be_focused()


def test_without_a_script_a_line_is_changed_in_its_form(desk_of, officer, planned):
    page = desk_of(officer, java_script_enabled=False)
    page.goto(reverse("project_budget", args=[planned.project_id]))
    page.locator("tr[data-key] a").first.click()
    page.fill("[name=amount]", "1 000")
    page.locator("#row-form button").first.click()
    expect(page.locator(".lead-line [data-sum=total]")).to_have_text("1,200")
