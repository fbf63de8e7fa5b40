"""Quality assurance of a project: begun when it is due, answered, returned and mended, rated otherwise with a reason,
approved, reopened; those who oversee follow the figures to their rows and take them along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from bagalau.commitments.models import Commitment
from bagalau.lib.periods import months_after
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.projects.actions import store
from bagalau.projects.models import Project
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.rules import shipped
from bagalau.quality.rules.life import Step
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.tests import records
from tests.browser.acting import PHONE, fill, number_in, press, says, sure

TITLE = "Orchards on the slopes above the Talgar"
WEAK, IN_SECTION = "lessons", "relevant"
PROMISE = "Write down what the first two seasons taught, and tell the growers."
ASKED_BACK = "Question 3: say which villages were asked, and by whom."
Axe = Callable[[Page], list[str]]


@pytest.fixture
def actor(officer: Any, viewer: Any, transactional_db: None) -> Viewer:
    return viewer(officer, timezone.localdate())


@pytest.fixture
def project(actor: Viewer, head: Any, viewer: Any, office: Any) -> Project:
    """A project that ended a month ago; its implementation was assessed, its closure is due."""
    ended, began = (months_after(actor.today, -number) for number in (1, 31))
    made = store(
        actor, Project(unit=office.country), {"title": TITLE, "start": f"{began:%Y-%m}", "end": f"{ended:%Y-%m}"}
    )
    subject = Subject.objects.get(kind="project", key=made.pk)
    asked = records.known(actor, "project-implementation@2018")
    of = records.begun(actor, office.country, asked, subject, year=ended.year - 1, assessor=actor.person)
    for value, code, evidence in answers(asked.questionnaire):
        save_answer(actor, of, code, {"value": value, "evidence": evidence})
    take(actor, of, Step.SUBMIT)
    take(viewer(head, actor.today), of, Step.APPROVE, Words(decision=next(iter(asked.questionnaire.decisions))))
    return made


def answers(asked: Questionnaire) -> list[tuple[str, str, str]]:
    """The middle answer to every question, each with evidence of its own."""
    return [
        (
            "Yes" if "Yes" in {option.value for option in one.options} else "2",
            one.code,
            f"The growers' committee looked at {one.code} with the office and kept minutes of it ({one.number}).",
        )
        for one in asked.questions
    ]


def test_the_closure_of_a_project_from_what_is_due_to_oversight(
    project: Project, officer: Any, head: Any, make_person: Any, office: Any, desk_of: Any, axe: Axe
) -> None:
    assessing, approving = desk_of(officer), desk_of(head)
    begins_what_is_due(assessing, head)
    of = Assessment.objects.get(pk=number_in(assessing))
    answers_the_questions(assessing, of)
    promises_what_follows_from_a_weak_answer(assessing)
    submits(assessing)

    returns(approving, of, axe)
    mends(assessing, of)
    rates_a_section_otherwise(approving, of)
    approves(approving, of)

    overseeing = desk_of(make_person("oversight", unit=office.region, name="Daniyar Above"))
    follows_figures_to_their_rows(overseeing, axe)
    compares_the_stages(overseeing, project, axe)

    reopens(approving, of)
    looks_from_a_telephone(desk_of(officer, **PHONE), project, of, axe)
    assert journal.verify() is None


def begins_what_is_due(page: Page, approver: Any) -> None:
    page.goto("/quality/due/?stage=closure&state=overdue")
    says(page, "Overdue by")
    page.locator("table.list").get_by_role("link", name=TITLE).click()
    fill(page, approver=str(approver.pk))
    press(page, "Begin")
    page.wait_for_url("**/quality/assessments/*/")
    says(page, "The assessment is begun", "Not rated", "0 of 20")


def answers_the_questions(page: Page, of: Assessment) -> None:
    """Each answer is saved as it is given; what is left to do and the rating so far go along."""
    press(page, "Answer")
    for value, code, evidence in answers(shipped.questionnaires()["project-closure@2018"]):
        chosen = question(page, code)
        chosen.locator(f"[name=value][value='{'1' if code == WEAK else value}']").check()
        chosen.locator("[name=evidence]").fill(evidence)
    page.locator("h1").click()
    says(page.locator("[data-part=bar]"), "20 of 20 answered", "20 with evidence", "Satisfactory")
    saved(page)
    of.refresh_from_db()
    assert (of.answered, of.evidenced) == (20, 20)


def question(page: Page, code: str) -> Locator:
    return page.locator(f"#q-{code}")


def saved(page: Page) -> None:
    expect(page.locator("#answers-said")).to_contain_text("Saved at")


def promises_what_follows_from_a_weak_answer(page: Page) -> None:
    question(page, WEAK).get_by_role("link", name="Add a management action").click()
    fill(page, text=PROMISE, responsible="Country office", due="2030-06")
    press(page, "Save")
    says(page.locator(f"#question-{WEAK}"), PROMISE, "Jun 2030")
    assert Commitment.objects.get(text=PROMISE).unit.name


def submits(page: Page) -> None:
    press(page.locator("#steps"), "Give to the approver")
    says(page, "The assessment lies with its approver.")
    expect(page.get_by_role("link", name="Answer", exact=True)).to_have_count(0)


def returns(page: Page, of: Assessment, axe: Axe) -> None:
    """It waits for the approver on the start page, who says what is missing."""
    page.goto("/")
    press(page, "Assessments to approve")
    page.locator("table.list").get_by_role("link", name=TITLE).click()
    says(page, PROMISE)
    assert axe(page) == []
    takes_step(page, "Return", comment=ASKED_BACK)
    says(page, "The assessment was returned.")
    of.refresh_from_db()
    assert of.status == "returned"


def takes_step(page: Page, name: str, **words: str) -> None:
    """Open the form of a step, write its words, and take it."""
    step = page.locator("#steps details", has=page.locator("summary", has_text=name))
    step.locator("summary").click()
    fill(step, **words)
    press(step, name)


def mends(page: Page, of: Assessment) -> None:
    page.goto("/")
    press(page, "Assessments returned: mend")
    page.locator("table.list").get_by_role("link", name=TITLE).click()
    says(page, ASKED_BACK)
    press(page, "Answer")
    words = "Nine villages were asked in May by the growers' committee; their answers are in its minutes."
    question(page, "target-groups").locator("[name=evidence]").fill(words)
    page.locator("h1").click()
    saved(page)
    page.goto(f"/quality/assessments/{of.pk}/")
    says(page.locator("#question-target-groups"), words)
    submits(page)


def rates_a_section_otherwise(page: Page, of: Assessment) -> None:
    """Another rating needs a reason; the one that follows is kept beside it."""
    page.goto(f"/quality/assessments/{of.pk}/")
    rating = page.locator("#ratings .rating", has=page.locator(f"a[href='#section-{IN_SECTION}']"))
    says(rating, "Needs Improvement")
    rating.locator("summary", has_text="Give another rating").click()
    fill(rating, given="satisfactory")
    fill(rating, reason="The lessons were told at the meeting that closed the project.")
    press(rating, "Give this rating")
    says(page, "Both ratings are kept")
    says(rating, "Follows from the answers", "Given instead", "The lessons were told", "Hana Head")


def approves(page: Page, of: Assessment) -> None:
    takes_step(page, "Approve", board_comment="The board met in the orchard and closed the project.")
    says(page, "The assessment was approved.")
    of.refresh_from_db()
    assert (of.status, of.overall) == ("approved", "satisfactory")


def follows_figures_to_their_rows(page: Page, axe: Axe) -> None:
    page.goto("/quality/oversight/")
    says(page, "Completion", "By question, the weakest first")
    assert axe(page) == []
    for words in ("that is complete", "approved assessment"):
        tile = page.locator("a.tile", has_text=words)
        count = int(sure(tile.locator("b").text_content()))
        assert count
        tile.click()
        expect(page.locator("table.list tbody tr")).to_have_count(count)
        page.go_back()
    weakest = page.locator("table.heat-wide tbody tr").first
    says(weakest, "lessons", "1.50")
    weakest.locator("a[href*='score=1']").click()
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    takes_them_along(page)


def takes_them_along(page: Page) -> None:
    """What a list shows, as a file for other programs."""
    with page.expect_download() as waiting:
        page.locator("main").get_by_role("link", name="JSON").first.click()
    (row,) = json.loads(Path(waiting.value.path()).read_bytes())
    assert TITLE in row.values()


def compares_the_stages(page: Page, project: Project, axe: Axe) -> None:
    page.goto(f"/projects/{project.pk}/")
    page.locator("#assurance").get_by_role("link", name="Side by side").click()
    says(page, "Assessments side by side", "worse than before", "Satisfactory")
    assert axe(page) == []


def reopens(page: Page, of: Assessment) -> None:
    """A new version begins with the answers of the old one, which stands until the new one is approved."""
    page.goto(f"/quality/assessments/{of.pk}/")
    takes_step(page, "Reopen", comment="The last season was counted anew.")
    says(page, "A new version is begun", "version 2", "20 of 20")
    new = Assessment.objects.get(pk=number_in(page))
    of.refresh_from_db()
    assert (new.previous, new.status, of.status) == (of, "draft", "approved")


def looks_from_a_telephone(page: Page, project: Project, of: Assessment, axe: Axe) -> None:
    subject = Subject.objects.get(kind="project", key=project.pk)
    for path in ("", "due/", f"assessments/{of.pk}/", f"subjects/{subject.pk}/", "oversight/", "answers/"):
        page.goto(f"/quality/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert axe(page) == [], path
