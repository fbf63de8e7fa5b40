"""The thread of an evaluation from what was found to the proof that something changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagalau.commitments.models import Evidence
from bagalau.evaluations.checking import look
from bagalau.evaluations.models import (
    Conclusion,
    Evaluation,
    Finding,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
)
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.queries.trace import Trace, trace
from bagalau.evaluations.tests.making import document, evaluation, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(office):
    """Two findings, a conclusion from the first, two recommendations of which the first stands on the conclusion."""
    made = evaluation(
        office.country, "Wells of the valley", stage="completed", completed="2025-04", visibility="public"
    )
    dry = Finding.objects.create(evaluation=made, number=1, text="Half of the wells dry up.")
    Finding.objects.create(evaluation=made, number=2, text="The pumps are old.")
    conclusion = Conclusion.objects.create(evaluation=made, number=1, text="The valley needs deeper wells.")
    conclusion.findings.add(dry)
    deeper = Recommendation.objects.create(evaluation=made, number=1, text="Dig deeper wells.")
    deeper.conclusions.add(conclusion)
    promise(made, "Dig the first well", status="completed")
    Recommendation.objects.create(evaluation=made, number=2, text="Renew the pumps.")
    response = ManagementResponse.objects.create(evaluation=made, unit=office.country, approval="approved")
    RecommendationResponse.objects.create(response=response, recommendation=deeper, text="We dig.", stance="accepted")
    return made


@pytest.fixture
def traced(review, viewer, officer):
    def see() -> Trace:
        actor = viewer(officer)
        return trace(actor, review, responses_of(actor, review), inside=True)

    return see


def test_the_thread_shows_where_it_breaks(traced):
    found = traced()
    assert found.gaps == {"loose": 1, "groundless": 1, "unanswered": 1, "idle": 1, "left": 0, "unproven": 1}
    assert [one.row.text for one in found.loose] == ["The pumps are old."]
    first, second = found.threads
    assert [one.row.text for one in first.grounds] == ["The valley needs deeper wells."]
    assert first.is_closed
    assert not second.is_closed


def test_what_mends_a_gap_closes_it(traced, review, office):
    second = review.recommendations.get(number=2)
    second.findings.add(review.findings.get(number=2))
    response = review.responses.get()
    RecommendationResponse.objects.create(response=response, recommendation=second, text="Too dear.", stance="rejected")
    commitment = review.recommendations.get(number=1).key_actions.get().commitment
    Evidence.objects.create(commitment=commitment, document=document(office.country, "Picture of the well"))
    assert set(traced().gaps.values()) == {0}


def test_a_part_that_nobody_acts_on_and_an_empty_response_are_gaps(traced, review, reader, signed_in):
    first = review.recommendations.get(number=1)
    review.responses.get().answers.update(text=" ", stance="")
    for place, text in enumerate(("dig", "print a leaflet"), 1):
        first.parts.create(place=place, label="i" * place, text=text)
    first.text = "The office should (i) dig; (ii) print a leaflet."
    first.save()
    look(Evaluation.objects.filter(pk=review.pk), date(2025, 6, 16))
    assert traced().threads[0].left == ["ii"]
    assert (traced().gaps["left"], traced().gaps["unanswered"]) == (1, 2)
    shown = signed_in(reader).get(reverse("evaluation_trace", args=[review.pk])).content.decode()
    assert "Nobody seems to act on part (ii)." in " ".join(shown.split())
    assert "Nobody seems to act" not in signed_in().get(reverse("evaluation_trace", args=[review.pk])).content.decode()


def test_the_public_sees_the_thread_without_what_the_office_knows_of_evidence(review, signed_in, reader):
    address = reverse("evaluation_trace", args=[review.pk])
    assert "no evidence" in signed_in(reader).get(address).content.decode()
    shown = signed_in().get(address).content.decode()
    assert "Renew the pumps." in shown
    assert '<span class="gap">no evidence</span>' not in shown
    review.visibility = "internal"
    review.save()
    assert signed_in().get(address).status_code == 404
