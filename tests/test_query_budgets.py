"""What a page asks of the database: the same for three records as for sixty, and no more than stated here."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bagalau.documents.actions import About, add_file, add_version
from bagalau.documents.models import Draft, StoredFile, Version
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests.making import ERC_PAGE, bring, evaluation, promise
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

pytestmark = pytest.mark.django_db

# Queries of a page for a signed-in officer, among them four for session, person and roles. May shrink.
BUDGETS = {
    "home": 13,
    "commitments": 7,
    "commitments?state=overdue&words=mill&sort=-updated": 7,
    "evaluations": 7,
    "evaluations?stage=completed&response=yes": 7,
    "documents": 7,
    "drafts": 6,
    "units": 5,
    "commitment": 16,
    "commitment_history": 6,
    "evaluation": 26,
    "evaluation_history": 6,
    "document": 7,
    "document_history": 6,
    "draft": 5,
    "draft_history": 6,
    "document_edit": 5,
    "import": 5,
}
PUBLIC = {
    "home": 1,
    "commitments": 2,
    "evaluations": 2,
    "documents": 2,
    "evaluation": 10,
    "commitment": 6,
    "document": 3,
}
FEW, MANY = 3, 60


class Portfolio:
    """An evaluation with all that hangs on it, and as many others beside it as asked for."""

    def __init__(self, actor: Viewer, unit: Unit) -> None:
        self.actor, self.unit, self.size = actor, unit, 0
        given = {"visibility": "public", "stage": "completed", "completed": "2024-05"}
        self.evaluation: Evaluation = evaluation(unit, "The review", **given)
        self.commitment = promise(self.evaluation, "Mend the mill", "2024-01", comment="Late.")
        self.document = add_file(actor, b"first", "first.txt", About(unit, visibility="public"))
        self.draft: Draft = bring(actor, unit, ERC_PAGE).draft
        self.whole = self.evaluation.responses.create(unit=unit)

    def keys(self) -> dict[str, int]:
        names = ("evaluation", "commitment", "document", "draft")
        return {name: getattr(self, name).pk for name in names}

    def grow(self, size: int) -> None:
        """As many rows of everything."""
        for number in range(self.size, size):
            self._add(number)
        self.size = size

    def _add(self, number: int) -> None:
        other = evaluation(self.unit, f"Review {number}", visibility="public", stage="completed", completed="2023")
        other.responses.create(unit=self.unit)
        promise(other, f"Mend mill {number}", f"20{24 + number % 2}-03", visibility="public")
        self._hang(number)
        for record in (self.evaluation, self.commitment, self.document, self.draft):
            journal.write(self.actor.person, "change", record, {"n": number}, {"n": number + 1})
        file = StoredFile.objects.create(sha256=f"{number:064}", size=1)
        document = type(self.document).objects.create(unit=self.unit, title=f"Report {number}", visibility="public")
        version = Version.objects.create(
            document=document, number=1, file=file, name="a.txt", added_by=self.actor.person
        )
        Draft.objects.create(
            version=version, unit=self.unit, kind="evaluation", system="undp-erc", title="D", record={}, text=""
        )
        self.commitment.evidence.create(document=document, added_by=self.actor.person)

    def _hang(self, number: int) -> None:
        """One more of each part on the evaluation, on the commitment and on the document."""
        one = self.evaluation
        for rows in (one.findings, one.lessons):
            rows.create(number=number + 10, text="Text", tags=["Tag"])  # type: ignore[attr-defined]
        one.team.create(name="Somebody")
        one.listed_documents.create(title="Report", document=self.document)
        recommendation = one.recommendations.create(number=number + 10, text="Do (i) this; (ii) that.")
        recommendation.parts.create(place=0, label="i", text="this")
        recommendation.answers.create(response=self.whole, text="Yes.", stance="accepted")
        promise(one, f"Action {number}")
        self.commitment.updates.create(at="2024-01-01T00:00Z", by=self.actor.person, status="initiated")
        self.commitment.responsible_people.add(self.actor.person)  # type: ignore[arg-type]
        add_version(self.actor, self.document, f"version {number}".encode(), "v.txt")


@pytest.fixture
def portfolio(officer, viewer, office) -> Portfolio:
    return Portfolio(viewer(officer), office.country)


def address(name: str, keys: dict[str, int]) -> str:
    page, _, query = name.partition("?")
    kind = page.split("_")[0]
    return reverse(page, args=[keys[kind]] if kind in keys else []) + (f"?{query}" if query else "")


def queries(browser: Client, target: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(target).status_code == 200
    return len(caught)


def check(portfolio: Portfolio, browser: Client, budgets: dict[str, int]) -> None:
    costs: list[dict[str, int]] = []
    for size in (FEW, MANY):
        portfolio.grow(size)
        costs.append({name: queries(browser, address(name, portfolio.keys())) for name in budgets})
    few, many = costs
    assert many == few, "the number of queries grows with the number of records"
    over: dict[str, Any] = {name: (cost, budgets[name]) for name, cost in many.items() if cost > budgets[name]}
    assert over == {}, "more queries than stated"


def test_pages_of_an_officer_keep_to_their_budgets(portfolio, officer, signed_in):
    check(portfolio, signed_in(officer), BUDGETS)


def test_pages_of_the_public_keep_to_their_budgets(portfolio, signed_in):
    check(portfolio, signed_in(), PUBLIC)
