"""What a later copy, or a paper with strange words, must not do to the record."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.commitments import queries as commitments
from bagalau.commitments.models import Commitment
from bagalau.documents.actions import correct
from bagalau.documents.extract import shape_of
from bagalau.documents.extract.records import differences
from bagalau.documents.models import Draft
from bagalau.evaluations import intake
from bagalau.evaluations.queries import same_evaluation
from bagalau.evaluations.tests.making import ERC_PAGE, accepted, bring, document, evaluation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "word", ["Not Initiated", "overdue", "Overdue – Initiated", "completed", "No deadline established", "", None]
)
def test_a_status_that_papers_use_is_taken(word):
    record = {"title": "Review", "recommendations": [{"number": 1, "text": "A", "key_actions": [_action(word)]}]}
    assert intake.errors("management-response", record) == {}


@pytest.mark.parametrize(
    ("kind", "system"),
    [("evaluation", "undp-erc"), ("management-response", "undp-erc"), ("management-response", "un-women-gate")],
)
def test_every_status_that_a_review_offers_is_taken(kind, system):
    shape = {field.name: field for field in shape_of(kind, system)}
    actions = {
        field.name: field
        for field in next(one for one in shape["recommendations"].fields if one.name == "key_actions").fields
    }
    row = {"number": 1, "text": "A", "key_actions": [_action(word) for word in actions["status"].choices]}
    assert row["key_actions"]
    for word in shape["status"].choices if kind == "evaluation" else ["Completed"]:
        assert intake.errors(kind, {"title": "Review", "status": word, "recommendations": [row]}) == {}


def test_a_status_that_nobody_knows_is_refused_with_those_that_are_known():
    row = {"number": 1, "text": "A", "key_actions": [_action("Completed"), _action("Завершено")]}
    found = intake.errors("evaluation", {"title": "Review", "status": "Nearly there", "recommendations": [row]})
    assert set(found) == {"status", "recommendations[0].key_actions[1].status"}
    assert "“Nearly there” is no known status. Known are: Planned," in found["status"]
    assert "No longer applicable" in found["recommendations[0].key_actions[1].status"]


def _action(status: str | None) -> dict[str, str | None]:
    return {"text": "Mend the mill", "status": status}


def test_overdue_tells_nothing_of_the_status_that_is_kept(actor, office):
    """C-01, E-01"""
    begun = ("Field office 2020/04 Not Initiated", "Field office 2020/04 Initiated")
    record = accepted(actor, bring(actor, office.country, ERC_PAGE, begun).draft)
    late = bring(actor, office.country, ERC_PAGE, (begun[0], "Field office 2020/04 Overdue")).draft
    correct(actor, late, "status", "Overdue")
    late.refresh_from_db()
    copy = late.reviewed()
    assert copy["recommendations"][0]["key_actions"][1]["status"] == "Overdue"
    shown = intake.present(record, late.kind, copy)
    assert [one.path for one in differences(shape_of(late.kind, late.system), shown, copy)] == []
    accepted(actor, late)
    record.refresh_from_db()
    assert record.stage == "completed"
    assert Commitment.objects.get(text="Hold a meeting with growers").status == "initiated"


def test_listed_documents_with_one_title_stay_two_and_each_keeps_its_file(actor, office):
    def twins(*changes: tuple[str, str]) -> Draft:
        draft = bring(actor, office.country, ERC_PAGE, *changes).draft
        for place in (0, 1):
            correct(actor, draft, f"documents[{place}].title", "Report")
        draft.refresh_from_db()
        return draft

    record = accepted(actor, twins())
    first, second = record.listed_documents.filter(title="Report")
    first.document = document(office.country)
    first.save()
    accepted(actor, twins(("Contact us", "Contact us today")))
    again = record.listed_documents.filter(title="Report")
    assert [row.document for row in again] == [first.document, None]
    assert [row.type for row in again] == [first.type, second.type]


def test_a_long_title_that_differs_at_its_end_is_another_evaluation(actor, office):
    """E-03"""
    long = "Review of the mills of the valley " * 12
    record = evaluation(office.country, (long + "phase I")[:500])
    assert same_evaluation(actor, long + "phase I", office.country) == record
    assert same_evaluation(actor, long + "phase II", office.country) is None


def test_only_the_latest_documents_of_the_unit_are_offered_for_a_listed_one(actor, office, signed_in, monkeypatch):
    monkeypatch.setattr(commitments, "EVIDENCE_CHOICES", 2)
    record = evaluation(office.country)
    listed = record.listed_documents.create(title="Report")
    rows = [document(office.country, f"Paper {number}") for number in range(3)]
    document(office.presence, "Paper of another unit")
    page = signed_in(actor.person).get(reverse("evaluation_attach", args=[record.pk, listed.pk]))
    offered = [key for key, _title in page.context["form"].fields["document"].widget.choices]
    assert offered == ["", *(row.pk for row in rows[1:])]
