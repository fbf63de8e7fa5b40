"""Papers that answer an evaluation: the pages of management responses of both systems."""

from __future__ import annotations

import pytest

from bagalau.commitments.models import Commitment
from bagalau.evaluations.tests.making import ERC_PAGE, ERC_RESPONSE, GATE_RESPONSE, accepted, bring, changes_of

pytestmark = pytest.mark.django_db


RESPONSE_TITLE = (
    ("Mid-term review of the Blue Orchard programme, phase II", "Evaluation à mi-parcours du programme Ponts de bois"),
    ("2018-2022, Georgia", "2017-2018, Burundi"),
)


def test_a_response_answers_the_evaluation_that_is_there(actor, office):
    record = accepted(actor, bring(actor, office.country, ERC_PAGE, *RESPONSE_TITLE).draft)
    before = record.findings.count()
    assert accepted(actor, bring(actor, office.country, ERC_RESPONSE).draft) == record
    record.refresh_from_db()
    whole = record.responses.get()
    assert (whole.commissioning_unit, whole.responsible_unit) == ("Burundi", "RBA")
    assert record.findings.count() == before
    assert record.listed_documents.count() == 7  # five of the evaluation, two of the response
    assert record.recommendations.get(number=1).text == "Améliorer la gestion du programme."
    draft = bring(actor, office.country, ERC_RESPONSE, ("12.5 KB Posted 4", "12.5 KB Posted 5")).draft
    assert changes_of(draft, record) == {"documents[1].downloads": (4, 5)}


def test_a_response_to_an_unknown_evaluation_makes_one_that_is_completed(actor, office):
    record = accepted(actor, bring(actor, office.country, ERC_RESPONSE).draft)
    assert (record.title, record.stage) == ("Evaluation à mi-parcours du programme Ponts de bois", "completed")
    assert (str(record.completed), record.plan_unit) == ("2017-08", "Burundi")
    assert record.recommendations.count() == 2
    assert Commitment.objects.filter(origin_id=record.pk).count() == 2


def test_a_response_of_the_other_system_is_taken_in_with_its_classifications(actor, office):
    record = accepted(actor, bring(actor, office.country, GATE_RESPONSE).draft)
    assert (record.system, record.plan_unit_type) == ("un-women-gate", "PP")
    assert record.responses.get().approval == "approved"
    answer = record.recommendations.get().answers.get()
    assert answer.stance == "accepted"
    assert answer.classifications["uneg_criteria"] == ["Sustainability", "Gender equality"]
    found = [(str(one.due), one.status, one.comment) for one in Commitment.objects.order_by("pk")]
    assert found == [("2023-02", "completed", "Two of three"), ("2023-08", "not_initiated", "")]


def test_a_copy_of_the_other_system_changes_nothing_either(actor, office):
    record = accepted(actor, bring(actor, office.country, GATE_RESPONSE).draft)
    draft = bring(actor, office.country, GATE_RESPONSE, ("Key Actions\n", "Key Actions\n\n")).draft
    assert draft.record_id == record.pk
    assert changes_of(draft, record) == {}
