"""An officer works an evaluation and a management response to the end: from the paper to the report on it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import OPEN
from bagalau.commitments.tests.filling import filled
from bagalau.evaluations import checking
from bagalau.evaluations.models import Evaluation, Recommendation
from bagalau.search import jobs
from tests.browser.acting import Papers, attach, begins, fill, number_in, press, says, sure

FINDING = "Nobody has called the participants since the last course."


def test_an_officer_works_two_papers_to_the_end(papers: Papers, officer: Any, desk_of: Any) -> None:
    page = desk_of(officer)
    described, answered = (accepts(page, path) for path in papers)

    adds_a_finding(page, described)
    cuts_a_recommendation_into_parts(page, described)
    completes(page, answered)

    completes_an_action_with_evidence(page, answered)
    completes_an_action_with_a_reason_for_no_evidence(page, answered)
    updates_the_others_by_a_sheet(page, answered)

    checking.refresh()  # what the worker does every few seconds
    jobs.catch_up(float("inf"))
    looks_at_the_checks(page, answered)
    follows_the_thread(page, described)
    finds_a_phrase(page, described)
    makes_the_matrix(page, described)


def accepts(page: Page, path: Path) -> Evaluation:
    """Read a paper, see where a value comes from, accept the draft."""
    page.goto("/documents/add/")
    page.set_input_files("main input[name=file]", path)
    press(page, "Add")
    says(page, "Waiting for review")
    page.locator("a.to-paper").first.click()
    expect(page.locator("mark.is-lit").first).to_be_in_viewport()
    press(page, "Accept into the record")
    says(page, "Accepted. Every value keeps the place")
    return Evaluation.objects.get(pk=number_in(page))


def adds_a_finding(page: Page, to: Evaluation) -> None:
    """A finding that the paper lacks, and the recommendation that stands on it."""
    page.goto(f"/evaluations/{to.pk}/")
    press(page.locator("#findings"), "Add")
    fill(page, text=FINDING)
    press(page, "Save")
    says(page.locator("#findings"), FINDING)

    first = sure(to.recommendations.first())
    page.goto(f"/recommendations/{first.pk}/")
    press(page, "Edit")
    page.get_by_label(FINDING).check()
    press(page, "Save")
    says(page.locator("#grounds"), FINDING)


def cuts_a_recommendation_into_parts(page: Page, of: Evaluation) -> None:
    whole = sure(Recommendation.objects.filter(evaluation=of, parts=None).first())
    page.goto(f"/recommendations/{whole.pk}/")
    press(page, "Parts")
    fill(page, label="i", text="Call one participant in ten.\n\nWrite down what they answer.")
    press(page, "Add")
    press(page, "Edit, split or join")
    press(page, "Split at the empty lines")
    says(page, "(i)", "Call one participant in ten.", "(i.2)", "Write down what they answer.", "Cut by hand")
    page.goto(f"/recommendations/{whole.pk}/")
    says(page.locator("#parts"), "(i.2)", "Write down what they answer.", "key action")


def completes(page: Page, what: Evaluation) -> None:
    """Taken up again, since much is missing for a completed one; completed when nothing is missing any more."""
    page.goto(f"/evaluations/{what.pk}/")
    says(page.locator("#next"), "What is missing")
    press(page, "Next status")
    fill(page, to="team_onboard", reason="The report never came in.")
    press(page, "Save")
    says(page, "Team on board")
    press(page, "Next status")
    fill(page, to="completed")
    press(page, "Save")
    expect(page.locator(".field-error")).not_to_have_count(0)
    says(page, "Say when the evaluation was completed.")

    for kind, name in (("tor", "terms of reference.txt"), ("report", "report.txt")):
        page.goto(f"/evaluations/{what.pk}/documents/add/")
        fill(page, type=kind)
        attach(page, name, f"The {name}")
        press(page, "Add")
    press(page.locator("#team"), "Add a member")
    fill(page, name="Dana Dusk", role="leader")
    press(page, "Save")
    says(page.locator("#team"), "Dana Dusk")
    press(page, "Change")
    page.locator("main select[name=manager]").select_option(index=1)
    press(page, "Save")

    press(page, "Next status")
    fill(page, to="completed", completed=f"{timezone.localdate():%Y-%m}", expenditure="18600")
    fill(page, variance_note="No budget was set.")
    press(page, "Save")
    says(page, "Completed", "18,600", "terms of reference", "report")
    expect(page.locator("#next")).to_have_count(0)


def open_actions(of: Evaluation) -> list[Commitment]:
    return list(Commitment.objects.filter(origin_kind="evaluation", origin_id=of.pk, status__in=OPEN).order_by("pk"))


def completes_an_action_with_evidence(page: Page, of: Evaluation) -> None:
    """Refused without a comment, and without evidence; saved with both."""
    page.goto(f"/commitments/{open_actions(of)[0].pk}/")
    fill(page, status="completed")
    press(page, "Save the update")
    expect(page.locator(".field-error")).not_to_have_count(0)
    fill(page, comment="The course was held in May.")
    press(page, "Save the update")
    expect(page.locator(".field-error")).not_to_have_count(0)
    expect(page.locator("textarea[name=comment]")).to_have_value("The course was held in May.")
    attach(page, "list of participants.txt", "Dana, Olzhas")
    press(page, "Save the update")
    says(page.locator(".timeline"), "Completed", "The course was held in May.")
    says(page.locator("aside"), "list of participants")


def completes_an_action_with_a_reason_for_no_evidence(page: Page, of: Evaluation) -> None:
    page.goto(f"/commitments/{open_actions(of)[0].pk}/")
    fill(page, status="completed", comment="They met twice.", no_evidence="No minutes were kept.")
    press(page, "Save the update")
    says(page.locator("aside"), "Why there is no evidence: No minutes were kept.")
    says(page, "You said yourself that this is completed. Somebody else has to verify it.")


def updates_the_others_by_a_sheet(page: Page, of: Evaluation) -> None:
    """Downloaded, filled in, looked at, saved, taken back."""
    rows = open_actions(of)
    page.goto(f"/commitments/?state=open&source={begins(of.title, 3)}")
    press(page, "Update in a spreadsheet")
    with page.expect_download() as download:
        press(page, "Download the sheet")
    cells = {row.pk: {"new_comment": f"Asked in {row.pk}."} for row in rows}
    cells[rows[0].pk]["new_status"] = "Completed"  # and no word on evidence
    sheet = filled(Path(download.value.path()).read_bytes(), cells)
    page.set_input_files("input[name=file]", {"name": "back.xlsx", "mimeType": "", "buffer": sheet})
    press(page, "Look at what it changes")
    says(page, "1 row is in error and will not be saved", "What will be saved", f"Asked in {rows[-1].pk}.")

    press(page, f"Save {len(rows) - 1} update{'s' if len(rows) > 2 else ''}")
    says(page, "What was saved")
    rows[-1].refresh_from_db()
    assert rows[-1].comment == f"Asked in {rows[-1].pk}."
    press(page, "Take all of it back")
    says(page, "What was saved and taken back")
    rows[-1].refresh_from_db()
    assert rows[-1].comment != f"Asked in {rows[-1].pk}."


def looks_at_the_checks(page: Page, of: Evaluation) -> None:
    """A result that is no matter of concern is dismissed with a reason, and the list shows it no more."""
    page.goto(f"/evaluations/{of.pk}/checks/")
    results = page.locator(".results").locator("li")
    expect(results).not_to_have_count(0)
    words = sure(results.first.locator("div").nth(1).text_content())
    results.first.get_by_role("link", name="Dismiss").click()
    press(page, "Dismiss")
    expect(page.locator(".field-error").or_(page.locator("textarea:invalid"))).not_to_have_count(0)
    fill(page, reason="It was agreed with the board.")
    press(page, "Dismiss")
    dismissed = page.locator("section", has=page.get_by_role("heading", name="Dismissed"))
    says(dismissed, words.strip(), "It was agreed with the board.")
    page.goto("/checks/?dismissed=yes")
    expect(page.locator("table.list tbody tr")).to_have_count(1)


def follows_the_thread(page: Page, of: Evaluation) -> None:
    """From the finding to what was promised, with the gaps."""
    page.goto(f"/evaluations/{of.pk}/trace/")
    expect(page.locator(".thread")).to_have_count(of.recommendations.count())
    says(page.locator(".thread").first, FINDING[:40])
    says(page.locator(".thread").nth(1), "Nothing is linked.")


def finds_a_phrase(page: Page, of: Evaluation) -> None:
    """From any page, in the words of a recommendation; what is found leads to where it stands."""
    wanted = sure(of.recommendations.last())
    page.locator("header input[name=q]").fill(f'"{begins(wanted.text)}"')
    page.keyboard.press("Enter")
    hit = page.locator(".hits li", has=page.locator("mark")).first
    says(hit, begins(wanted.text))
    hit.get_by_role("link").first.click()
    says(page, begins(wanted.text))


def makes_the_matrix(page: Page, of: Evaluation) -> None:
    page.goto(f"/evaluations/{of.pk}/")
    page.locator("details.menu summary", has_text="Reports").click()
    page.get_by_role("link", name="Management response matrix").click()
    fill(page, format="xlsx")
    with page.expect_download() as download:
        press(page, "Make the report")
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(download.value.path()).read_bytes()))
    told = " ".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )
    assert begins(sure(of.recommendations.first()).text) in told
