"""Those who oversee: the auditor looks at figures of any day, the regional focal point decides on a changed plan."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import OPEN, Status
from bagalau.evaluations.models import EvaluationPlan
from bagalau.evaluations.tests.planning import posted
from bagalau.people import journal
from tests.browser.acting import Work, fill, number_in, press, says, sure


def test_an_auditor_opens_the_figures_of_today_and_of_yesterday(
    work: Work, officer: Any, make_person: Any, viewer: Any, desk_of: Any
) -> None:
    today = timezone.localdate()
    late = Commitment.objects.filter(status__in=OPEN, due_on__lt=today)
    before = late.count()
    done = sure(late.filter(origin_id=work.answered.pk).first())
    commitments.update(viewer(officer, today), done, Said(Status.COMPLETED, "It was held.", no_evidence="No list."))

    page = desk_of(make_person("auditor", name="Gulnara Auditor"))
    page.goto("/oversight/")
    assert figure(page, "actions_overdue") == before - 1
    opens_the_records(page, "actions_overdue", before - 1)
    fill(page, on=f"{today - timedelta(days=1)}")
    press(page, "Show")
    says(page, "As it stood on")
    assert figure(page, "actions_overdue") == before
    opens_the_records(page, "actions_overdue", before)
    for unheard_of in (today - timedelta(days=31), today - timedelta(days=3650)):
        page.goto(f"/oversight/?on={unheard_of}")
        says(page, "There is nothing to count here")

    reads_the_journal(page, done)


def figure(page: Page, name: str) -> int:
    return int(sure(page.locator(f"a.tile[href*='/{name}/'] b").text_content()))


def opens_the_records(page: Page, name: str, count: int) -> None:
    """The records behind a figure are as many as it says; the way leads back."""
    page.locator(f"a.tile[href*='/{name}/']").click()
    expect(page.locator("table.list tbody tr")).to_have_count(count)
    page.locator(".lead-line").get_by_role("link", name="Oversight").click()


def reads_the_journal(page: Page, done: Commitment) -> None:
    """Who did what; each line proves the one before."""
    page.goto("/journal/")
    says(page, "Olzhas Officer", str(done)[:40])
    expect(page.get_by_role("button", name=re.compile("Verify|Save|Change"))).to_have_count(0)
    assert journal.verify() is None


def test_a_regional_focal_point_approves_the_change_of_a_plan(
    officer: Any, head: Any, office: Any, make_person: Any, viewer: Any, desk_of: Any
) -> None:
    above = make_person("evaluation_focal_point", unit=office.region, name="Daniyar Above")
    plan = posted(*(viewer(one, timezone.localdate()) for one in (officer, head, above)), office.country)
    asking, deciding = desk_of(officer), desk_of(above)

    number = asks_for_another_date(asking, plan)
    deciding.goto("/plans/changes/?waiting=me")
    deciding.locator("table.list tbody").get_by_role("link").first.click()
    assert number_in(deciding) == number
    says(deciding, "The snow closed the roads.", "Jun 2027", "Sep 2027")
    press(deciding, "Reject")
    expect(deciding.locator(".field-error")).not_to_have_count(0)
    press(deciding, "Approve")
    says(deciding, "Approved", "Daniyar Above")
    asking.goto(f"/plans/{plan.pk}/")
    says(asking.locator("#lines"), "Sep 2027")
    assert journal.verify() is None


def asks_for_another_date(page: Page, plan: EvaluationPlan) -> int:
    page.goto(f"/plans/{plan.pk}/")
    page.locator("#lines summary", has_text="Ask for a change").first.click()
    press(page, "Another date")
    fill(page, planned_end="2027-09", rationale="The snow closed the roads.")
    press(page, "Submit for approval")
    says(page, "The snow closed the roads.")
    return number_in(page)
