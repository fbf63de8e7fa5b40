"""The head of a unit: a response that comes back, is approved and published; what was done, and what is dropped."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import OPEN, Status
from bagalau.evaluations.actions.responses import StatedAnswer, answer
from bagalau.evaluations.actions.responses_promised import Promised, add_action
from bagalau.evaluations.models import ManagementResponse, RecommendationResponse
from bagalau.evaluations.queries.responses_rows import missing, rows
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.responses import Missing
from bagalau.lib.periods import When
from bagalau.people.access import Viewer
from bagalau.reminders import jobs
from tests.browser.acting import PHONE, Work, fill, press, says, sure


def test_a_response_is_returned_approved_and_published(
    work: Work, officer: Any, head: Any, viewer: Any, desk_of: Any
) -> None:
    response = work.described.responses.get()
    writing, deciding = desk_of(officer), desk_of(head)

    reopens(writing, response)
    answers_one(writing, response)
    answers_the_others(viewer(officer, timezone.localdate()), response)
    submits(writing, response)

    sees_a_notice(deciding, work.described.title)
    returns(deciding, response)
    submits(writing, response)
    approves_and_publishes(deciding, response)
    compares_the_versions(deciding, response)


def reopens(page: Page, response: ManagementResponse) -> None:
    """What was read from a paper is taken up again as the next version."""
    page.goto(f"/responses/{response.pk}/")
    page.locator("#steps summary", has_text="Reopen").click()
    press(page.locator("#steps"), "Reopen")
    expect(page.locator(".field-error").or_(page.locator("#steps :invalid"))).not_to_have_count(0)
    fill(page, words="The board asked for more.")
    press(page.locator("main"), "Reopen")
    says(page, "version 2", "Draft")


def answers_one(page: Page, response: ManagementResponse) -> None:
    """Partially accepted without a reason is refused; until all are answered, nothing can be submitted."""
    page.goto(f"/responses/{response.pk}/")
    says(page.locator("#recommendation-1"), "It is not said yet whether it is accepted.")
    expect(page.locator("#steps").get_by_role("button", name="Submit")).to_have_count(0)
    page.locator("#recommendation-1").get_by_role("link", name="Answer").click()
    fill(page, stance="partially_accepted")
    press(page, "Save the answer")
    expect(page.locator(".field-error")).not_to_have_count(0)
    fill(page, reason="There is money for half of it.")
    press(page, "Save the answer")
    page.goto(f"/responses/{response.pk}/")
    says(page.locator("#recommendation-1"), "Partially accepted", "There is money for half of it.")


def answers_the_others(actor: Viewer, response: ManagementResponse) -> None:
    """Whatever is missing of the others, by the same actions as on the pages."""
    while gaps := missing(rows(response)):
        gap = gaps[0]
        to = response.evaluation.recommendations.get(pk=gap.key)
        if gap.missing == Missing.ACTION:
            add_action(actor, response, to, Promised("Ask them again", "Miller", When.parse("2027-12")))
            continue
        text = sure(RecommendationResponse.objects.filter(response=response, recommendation=to).first()).text
        answer(actor, response, to, StatedAnswer(Stance.ACCEPTED, "", text))


def submits(page: Page, response: ManagementResponse) -> None:
    page.goto(f"/responses/{response.pk}/")
    press(page.locator("#steps"), "Submit")
    says(page.locator(".lead-line"), "Submitted")


def sees_a_notice(page: Page, title: str) -> None:
    jobs.remind()  # what the worker does every hour
    page.goto("/notices/")
    notice = page.locator("table.list tbody tr", has_text=title[:60]).filter(has_text="approv")
    notice.get_by_role("link").first.click()
    says(page, "Submitted", "Next step")


def returns(page: Page, response: ManagementResponse) -> None:
    page.locator("#steps summary", has_text="Return").click()
    fill(page.locator("#steps"), words="Say who pays.")
    press(page.locator("#steps"), "Return")
    says(page, "Returned", "Say who pays.")


def approves_and_publishes(page: Page, response: ManagementResponse) -> None:
    """Published is what belongs to an evaluation that is public itself."""
    page.goto(f"/responses/{response.pk}/")
    press(page.locator("#steps"), "Approve")
    says(page.locator(".lead-line"), "Approved")
    page.goto(f"/evaluations/{response.evaluation_id}/")
    press(page, "Publish")
    page.goto(f"/responses/{response.pk}/")
    press(page.locator("#steps"), "Publish")
    says(page.locator(".lead-line"), "Published")


def compares_the_versions(page: Page, response: ManagementResponse) -> None:
    page.goto(f"/responses/{response.pk}/versions/2/")
    says(page, "There is money for half of it.")


def test_the_head_of_a_unit_decides_on_a_telephone(
    work: Work, officer: Any, head: Any, viewer: Any, desk_of: Any
) -> None:
    """A completion is returned and later verified; what is no longer applicable is approved."""
    actor = viewer(officer, timezone.localdate())
    done, dropped = Commitment.objects.filter(origin_id=work.answered.pk, status__in=OPEN).order_by("pk")[:2]
    says_it_is_completed(actor, done)
    commitments.ask(actor, dropped, "The ministry did it itself.")
    phone = desk_of(head, **PHONE)

    jobs.remind()
    phone.goto("/notices/")
    says(phone, str(done)[:40], str(dropped)[:40])

    phone.goto(f"/commitments/{done.pk}/")
    press(phone, "Return")
    expect(phone.locator(".field-error")).not_to_have_count(0)
    fill(phone, comment="Who was there?")
    press(phone, "Return")
    says(phone.locator(".timeline"), "Who was there?")
    done.refresh_from_db()
    assert done.status == Status.INITIATED
    says_it_is_completed(actor, done)
    phone.goto(f"/commitments/{done.pk}/")
    press(phone, "Verify")
    says(phone.locator("aside"), "Verified", "Hana Head")

    phone.goto(f"/commitments/{dropped.pk}/")
    says(phone, "This waits for a decision.", "The ministry did it itself.")
    press(phone, "Approve")
    says(phone.locator(".lead-line"), "No longer applicable")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def says_it_is_completed(actor: Viewer, of: Commitment) -> None:
    of.refresh_from_db()
    commitments.update(actor, of, Said(Status.COMPLETED, "It was held.", no_evidence="No list was kept."))
