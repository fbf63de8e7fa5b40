"""Somebody of the public, without JavaScript: what was recommended, answered and done, and nothing internal."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import OPEN, Status
from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions import set_visibility
from bagalau.evaluations.models import Evaluation
from bagalau.search import jobs
from tests.browser.acting import DESK, Work, begins, says, sure

INTERNAL = "Between us: the ministry has lost the list."


def test_the_public_reads_what_is_published_without_scripts(
    work: Work, officer: Any, viewer: Any, desk_of: Any, faults: list[str]
) -> None:
    shown, kept = work.answered, work.described
    actor = viewer(officer, timezone.localdate())
    promise = sure(Commitment.objects.filter(origin_id=shown.pk, status__in=OPEN).first())
    commitments.update(actor, promise, Said(Status.INITIATED, INTERNAL))
    set_visibility(actor, shown, Visibility.PUBLIC)
    jobs.catch_up(float("inf"))

    page = desk_of(None, java_script_enabled=False, **DESK)
    reads_an_evaluation(page, shown)
    reads_a_key_action(page, promise)
    searches(page, shown, kept)
    looks_at_the_figures(page)
    cannot_see_what_is_internal(page, kept)
    faults[:] = [fault for fault in faults if "404" not in fault]  # what is internal is not there


def reads_an_evaluation(page: Page, shown: Evaluation) -> None:
    """From the start page to the responses, the key actions and the way to share them."""
    page.goto("/")
    page.locator("main").get_by_role("link", name=begins(shown.title, 4)).first.click()
    first = sure(shown.recommendations.first())
    says(page.locator("#recommendation-1"), begins(first.text), "Response of Country office of Alania")
    expect(page.locator("#recommendation-1 .actions-table tbody tr")).to_have_count(first.key_actions.count())
    for internal in ("Checks", "History", "Change", "Publish", "Take back"):
        expect(page.locator("main").get_by_role("link", name=internal, exact=True)).to_have_count(0)
    expect(page.locator("#share-address")).to_have_value(f"{page.url}")
    for feed in page.locator("#share .plain-list a").evaluate_all("links => links.map(link => link.href)"):
        answer = page.request.get(feed)
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "application/atom+xml")
        assert begins(shown.title, 4) in answer.text()


def reads_a_key_action(page: Page, promise: Commitment) -> None:
    """How it stands, but neither who of the office said so nor what was meant for the office."""
    page.locator(".actions-table").get_by_role("link", name=str(promise)[:60]).first.click()
    says(page, str(promise)[:60])
    for internal in (INTERNAL, "Olzhas Officer"):
        expect(page.locator("body")).not_to_contain_text(internal)
    expect(page.locator("main form")).to_have_count(0)


def searches(page: Page, shown: Evaluation, kept: Evaluation) -> None:
    """What is published is found, and nothing else."""
    for of, count in ((shown, 1), (kept, 0)):
        page.goto("/search/")
        page.locator("main input[name=q]").fill(f'"{begins(sure(of.recommendations.first()).text)}"')
        page.locator("main form").get_by_role("button", name="Search").click()
        expect(page.locator(".hits li mark").first if count else page.locator(".empty-state")).to_be_visible()


def looks_at_the_figures(page: Page) -> None:
    page.goto("/statistics/")
    says(page, "Published evaluations in figures")
    expect(page.locator(".charts svg").first).to_be_visible()
    page.locator(".charts summary").first.click()
    expect(page.locator(".charts table").first).to_be_visible()


def cannot_see_what_is_internal(page: Page, kept: Evaluation) -> None:
    """What is not for them is not there, or asks to sign in."""
    for path in (
        f"/evaluations/{kept.pk}/",
        f"/evaluations/{kept.pk}/trace/",
        f"/responses/{kept.responses.get().pk}/",
    ):
        assert sure(page.goto(path)).status == 404
        expect(page.locator("body")).not_to_contain_text(begins(kept.title, 4))
    for path in ("/oversight/", "/checks/", "/journal/", "/roster/"):
        page.goto(path)
        assert "/account/login/" in page.url
