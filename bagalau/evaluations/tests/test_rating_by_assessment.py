"""The rating that an approved assessment comes to counts in place of the one that was stated (EL-16)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bagalau.evaluations.models import Evaluation, EvaluationStep
from bagalau.evaluations.queries.oversight import counts, evaluations_behind, population
from bagalau.evaluations.rules import oversight
from bagalau.evaluations.rules.life import ASSESSED, QualityRating, assessed_as
from bagalau.evaluations.tests.making import evaluation
from bagalau.people.models import JournalEntry
from bagalau.quality.actions.counting import recount
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.models import Subject
from bagalau.quality.rules import shipped
from bagalau.quality.rules.life import Step
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.reading import scheme
from bagalau.quality.tests.records import begun, known
from bagalau.reference.parameters import values

UNDP, GERAAS = "evaluation-quality-undp@2021", "geraas@2015"


@pytest.fixture
def actor(viewer, officer):
    return viewer(officer)


@pytest.fixture
def head(viewer, make_person, office):
    return viewer(make_person("head_of_unit", unit=office.country))


@pytest.fixture
def done(office):
    day = (timezone.localdate() - timedelta(days=20)).isoformat()
    made = evaluation(office.country, "Mills", stage="completed", completed=day, quality_rating="ms")
    at = timezone.now() - timedelta(days=3)
    EvaluationStep.objects.create(
        evaluation=made, at=at, stage="completed", completed_on=made.completed_on, quality_rating="ms"
    )
    return made


def assessed(actor, of, name=UNDP, value="6"):
    """An assessment of an evaluation in which each answer is the same, with its approver asked."""
    told = {"kind": Rates.EVALUATION, "key": of.pk}
    subject = Subject.objects.filter(**told).first() or Subject.objects.create(unit=of.unit, title=of.title, **told)
    made = begun(actor, of.unit, known(actor, name), subject, assessor=actor.person)
    for question in made.questionnaire.questionnaire.questions:
        chosen = next((one for one in question.options if one.value == value), question.options[0])
        made.answers.filter(question=question.code).update(
            value=chosen.value, score=chosen.score, evidence=f"Seen in chapter {question.number} of the report"
        )
    recount(made, actor.today)
    return take(actor, made, Step.SUBMIT)


def approved(actor, head, of, **how):
    return take(head, assessed(actor, of, **how), Step.APPROVE, Words(board_comment="Seen"))


@pytest.mark.parametrize(("label", "rating"), list(ASSESSED["six-point"].items()))
def test_the_labels_of_the_six_point_scale_are_the_ratings_of_the_score(label, rating):
    """EL-16"""
    told = scheme(shipped.text("schemes", "six-point@1"))
    assert [one.code for one in told.labels] == list(ASSESSED["six-point"])
    assert assessed_as("six-point", label) is rating


@pytest.mark.parametrize(
    ("code", "label"), [("geraas", "satisfactory"), ("six-point", ""), ("project-qa", "exemplary")]
)
def test_other_scales_feed_nothing(code, label):
    """EL-16"""
    assert assessed_as(code, label) is None


@pytest.mark.django_db
def test_an_approved_assessment_counts_and_what_was_stated_is_kept(actor, head, done):
    """EL-16"""
    made = assessed(actor, done)
    assert Evaluation.objects.get().rating is QualityRating.MS
    take(head, made, Step.APPROVE)
    found = Evaluation.objects.get()
    assert (found.rating, found.quality_rating, found.assessment) == (QualityRating.HS, "ms", made)
    assert [one.rating for one in found.steps.all()] == [QualityRating.HS, QualityRating.MS]
    line = JournalEntry.objects.get(verb="rate by assessment")
    assert (line.before["assessed_rating"], line.after["assessed_rating"]) == ("", "hs")


@pytest.mark.django_db
def test_the_score_counts_it_today_and_tells_of_yesterday_what_was_known_then(actor, head, done, viewer, officer):
    """EL-16, EO-04, EO-10"""
    approved(actor, head, done)
    today = timezone.localdate()
    told, sees = values(today), viewer(officer, today)
    for on, figure, worth in ((today, "rated_hs", 100), (today - timedelta(days=1), "rated_ms", 80)):
        of = population(sees, on=on)
        assert oversight.quality(counts(of, told)[done.unit_id]) == worth
        assert list(evaluations_behind(of, figure, told)) == [done]
        assert list(evaluations_behind(of, "rated", told)) == [done]


@pytest.mark.django_db
def test_another_scale_is_shown_and_feeds_nothing(actor, head, done):
    """EL-16"""
    approved(actor, head, done, name=GERAAS, value="4")
    found = Evaluation.objects.get()
    assert (found.rating, found.assessed_rating, found.assessment) == (QualityRating.MS, "", None)


@pytest.mark.django_db
def test_the_pages_show_both_and_lead_to_the_assessment(actor, head, done, signed_in, officer):
    made = approved(actor, head, done)
    page = signed_in(officer).get(f"/evaluations/{done.pk}/").content.decode()
    assert "Highly satisfactory" in page
    assert "stated: Moderately satisfactory" in page
    assert f'href="/quality/assessments/{made.pk}/"' in page
    rows = signed_in(officer).get("/oversight/rated_hs/").content.decode()
    assert f'href="/quality/assessments/{made.pk}/"' in rows


@pytest.mark.django_db
def test_the_list_finds_it_by_the_rating_that_counts(actor, head, done, signed_in, officer):
    approved(actor, head, done)
    client = signed_in(officer)
    assert "Mills" in client.get("/evaluations/?rating=hs").content.decode()
    assert "Mills" not in client.get("/evaluations/?rating=ms").content.decode()
