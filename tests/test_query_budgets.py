"""What a page asks the database does not grow with what the office holds, and stays within a budget.

Each page is opened with ``FEW`` of everything and with ``MANY``: of the rows of its list, and of whatever hangs on the
record that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from bagalau.commitments.models import Commitment, Evidence, Update
from bagalau.documents.models import Document, Draft, Provenance, StoredFile, Version
from bagalau.documents.storage import digest
from bagalau.evaluations.models import (
    Evaluation,
    Finding,
    Lesson,
    ListedDocument,
    ManagementResponse,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    TeamMember,
)
from bagalau.evaluations.tests import making
from bagalau.people import journal
from bagalau.people.models import Person, RoleGrant, Unit

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 60  # a page of a list has 50 rows
DAY = date(2024, 1, 31)

# The most queries that a page may ask: session, person, roles and units included.
BUDGETS = {
    "home": 13,
    "units": 5,
    "unit": 8,
    "unit_edit": 6,
    "unit_new": 5,
    "unit_history": 6,
    "people": 8,
    "person": 7,
    "person_edit": 6,
    "person_history": 6,
    "invite": 5,
    "role_new": 6,
    "journal": 6,
    "account": 7,
    "documents": 7,
    "import": 5,
    "document": 7,
    "document_edit": 5,
    "document_history": 6,
    "drafts": 6,
    "draft": 14,
    "draft_field": 5,
    "draft_history": 6,
    "commitments": 7,
    "commitment": 16,
    "commitment_history": 6,
    "evaluations": 7,
    "evaluation": 26,
    "evaluation_attach": 7,
    "evaluation_history": 6,
}
EXPORTS = {"people": 8, "documents": 6, "drafts": 5, "commitments": 6, "evaluations": 6}
OFFICE = BUDGETS | {f"{name}?format={form}": most for name, most in EXPORTS.items() for form in ("csv", "xlsx")}
PUBLIC = {
    "home": 1,
    "documents": 2,
    "document": 3,
    "commitments": 2,
    "commitment": 6,
    "evaluations": 2,
    "evaluation": 10,
}
# These show no list and nothing that hangs on a record, or they answer to forms alone.
WITHOUT_LISTS = set(
    "language invitation download version_add invite_again role_end draft_correct draft_row draft_settle draft_accept "
    "draft_reject commitment_update commitment_responsible evaluation_publish".split()
)


@dataclass(frozen=True)
class Shown:
    """The records whose pages are opened; everything that is added hangs on them."""

    unit: Unit
    person: Person
    document: Document
    draft: Draft
    evaluation: Evaluation
    listed: ListedDocument
    commitment: Commitment

    def address(self, name: str) -> str:
        """The address of a page: its name begins with the kind of record it shows."""
        if name == "evaluation_attach":
            return reverse(name, args=[self.evaluation.pk, self.listed.pk])
        kind = {"role_new": "person", "unit_new": ""}.get(name, name.partition("_")[0])
        record = getattr(self, kind, None) if kind else None
        return reverse(name, args=[record.pk] if record else [])


@pytest.fixture
def shown(office, administrator, viewer, make_person) -> Shown:
    unit = office.country
    actor = viewer(administrator)
    evaluation = making.accepted(actor, making.bring(actor, unit, making.ERC_PAGE, visibility="public").draft)
    later = making.bring(actor, unit, making.ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020")).draft
    return Shown(
        unit=unit,
        person=make_person("reader", unit=unit),
        document=later.version.document,
        draft=later,
        evaluation=evaluation,
        listed=ListedDocument.objects.create(evaluation=evaluation, title="Annex"),
        commitment=making.promise(evaluation, "The first promise", due="2024-06"),
    )


@pytest.fixture
def grow(shown, office, administrator) -> Callable[[range], None]:
    """``grow(numbers)``: one more of everything for each number."""

    def add(numbers: range) -> None:
        for number in numbers:
            add_to_lists(shown, administrator, number)
            add_to_evaluation(shown, number)
            add_to_commitment(shown, administrator, number)
        shown.draft.save()

    return add


def add_to_lists(shown: Shown, by: Person, number: int) -> None:
    unit = Unit.objects.create(code=f"U{number}", type="co", name_en=f"Office {number}", parent=shown.unit)
    unit.path = f"{shown.unit.path}{unit.pk}/"
    unit.save()
    person = Person.objects.create(name=f"Person {number}", email=f"p{number}@example.com", unit=shown.unit)
    for whom, where in ((person, unit), (shown.person, unit), (by, unit)):
        RoleGrant.objects.create(person=whom, role="reader", unit=where)
    paper = making.document(unit, f"Paper {number}", visibility="public")
    file = StoredFile.objects.create(sha256=digest(str(number).encode()), size=1)
    for document in (paper, shown.document):
        version = Version.objects.create(document=document, number=number + 1000, file=file, name="a.txt", added_by=by)
        same = {"version": version, "unit": unit, "kind": "evaluation", "system": "undp-erc"}
        draft = Draft.objects.create(title=f"Draft {number}", record={"title": f"Draft {number}"}, text="", **same)
    Provenance.objects.create(
        record_kind="evaluation", record_id=shown.evaluation.pk, draft=draft, spans={"title": [[0, 1]]}
    )
    making.promise(making.evaluation(unit, f"Review {number}", visibility="public", stage="completed"), due="2024-07")
    for record in (shown.unit, shown.person, shown.document, shown.draft, shown.evaluation, shown.commitment, person):
        journal.write(person, "change", record, {"title": f"{number}"}, {"title": f"{number + 1}"})


def add_to_evaluation(shown: Shown, number: int) -> None:
    """Also to the draft of a later copy, which shows what it would change in the evaluation."""
    of, unit, key = shown.evaluation, Unit.objects.get(code=f"U{number}"), number + 1000
    Finding.objects.create(evaluation=of, number=key, text="Found", tags=["mills"])
    Lesson.objects.create(evaluation=of, number=key, text="Learned")
    TeamMember.objects.create(evaluation=of, name=f"Member {number}")
    ListedDocument.objects.create(evaluation=of, title="Annex", document=Document.objects.get(title=f"Paper {number}"))
    recommendation = Recommendation.objects.create(evaluation=of, number=key, text="Mend")
    RecommendationPart.objects.create(recommendation=recommendation, place=0, label="a", text="the roof")
    response = ManagementResponse.objects.create(evaluation=of, unit=unit)
    answer = RecommendationResponse.objects.create(response=response, recommendation=recommendation, text="Yes")
    for kind, key in (("recommendation", recommendation.pk), ("recommendationresponse", answer.pk)):
        Provenance.objects.create(record_kind=kind, record_id=key, draft=shown.draft, spans={"text": [[0, 1]]})
    making.promise(of, f"Promise {number}", due="2024-08")
    promised = {"text": f"Promise {number}", "status": "Completed"}
    shown.draft.record["recommendations"].append({"number": key, "text": "Mend it", "key_actions": [promised]})


def add_to_commitment(shown: Shown, by: Person, number: int) -> None:
    of = shown.commitment
    Update.objects.create(commitment=of, at=timezone.now(), by=by, status="initiated", due_on=DAY, due_precision="day")
    Evidence.objects.create(commitment=of, document=Document.objects.get(title=f"Paper {number}"), added_by=by)
    of.responsible_units.add(Unit.objects.get(code=f"U{number}"))
    of.responsible_people.add(Person.objects.get(name=f"Person {number}"), by)


def measured(client: Client, shown: Shown, pages: Iterable[str]) -> dict[str, int]:
    """How many queries each page asks."""
    client.get("/account/")  # what is asked once and then remembered
    counts = {}
    for page in pages:
        name, _, query = page.partition("?")
        with CaptureQueriesContext(connection) as asked:
            response = client.get(f"{shown.address(name)}?{query or 'path=title'}")
            assert response.status_code == 200, page
            assert b"".join(response)
        counts[page] = len(asked)
    return counts


def test_every_page_has_its_budget():
    assert set(BUDGETS) | WITHOUT_LISTS == own_pages()
    assert not set(BUDGETS) & WITHOUT_LISTS


def own_pages() -> set[str]:
    """The names of the pages that are not a library's."""
    included = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLResolver)]
    patterns = [pattern for resolver in included for pattern in resolver.url_patterns]
    return {str(pattern.name) for pattern in patterns if hasattr(pattern.callback, "action")}


def test_a_page_asks_the_same_of_a_small_and_a_large_office(shown, grow, administrator, signed_in):
    viewers = [(signed_in(administrator), OFFICE), (signed_in(), PUBLIC)]
    grow(range(FEW))
    small = [measured(browser, shown, budgets) for browser, budgets in viewers]
    grow(range(FEW, MANY))
    for (browser, budgets), few in zip(viewers, small, strict=True):
        many = measured(browser, shown, budgets)
        assert {page: (few[page], many[page]) for page in budgets if few[page] != many[page]} == {}
        assert {page: f"{many[page]}, not {budgets[page]}" for page in budgets if many[page] > budgets[page]} == {}
