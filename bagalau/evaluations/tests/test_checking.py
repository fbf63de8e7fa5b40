"""Results of checks follow the record and the day, are shown to the office, and can be dismissed with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from bagalau.commitments.actions import Said, update
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.evaluations import actions
from bagalau.evaluations.actions.checks import dismiss
from bagalau.evaluations.checking import look, refresh
from bagalau.evaluations.models import CheckResult, Evaluation, ManagementResponse, Recommendation
from bagalau.evaluations.rules import checks as rules
from bagalau.evaluations.tests.making import ERC_PAGE, accepted, bring, evaluation, promise
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 16)


@pytest.fixture
def review(office, administrator, viewer):
    """A completed evaluation with two recommendations, of which one has a key action."""
    made = evaluation(office.country, "Wells of the valley", stage="completed", completed="2025-04")
    ManagementResponse.objects.create(evaluation=made, unit=office.country, approval="approved")
    promise(made, "Build a fence around the well")
    Recommendation.objects.create(evaluation=made, number=2, text="Clean the wells each spring")
    actions.store(viewer(administrator), made, {"title": "Wells of the whole valley"})
    return made


def numbers(of) -> list[str]:
    return sorted(of.check_results.filter(dismissed=False).values_list("check_number", flat=True))


def test_results_follow_every_change(review, administrator, viewer):
    refresh(DAY)
    before = numbers(review)
    assert "EK-01" in before
    assert "EK-04" not in before
    commitment = review.recommendations.get(number=1).key_actions.get().commitment
    update(viewer(administrator), commitment, Said(Status.COMPLETED, comment="Done.", no_evidence="All can see it."))
    promise(review, "Clean all wells")
    assert numbers(review) == before
    refresh(DAY)
    assert numbers(review) != before
    assert refresh(DAY) == 0


def test_results_follow_a_later_copy_of_a_paper(office, administrator, viewer):
    """D-06"""
    actor = viewer(administrator)
    record = accepted(actor, bring(actor, office.country, ERC_PAGE).draft)
    refresh(DAY)
    assert refresh(DAY) == 0
    accepted(actor, bring(actor, office.country, ERC_PAGE, ("Contact us", "Contact us today")).draft)
    assert refresh(DAY) == 1
    assert CheckResult.objects.filter(evaluation=record).exists()


def test_what_follows_from_the_date_alone_is_found_the_day_after(office, viewer, administrator):
    quiet = actions.store(
        viewer(administrator),
        evaluation(office.country, "Quiet", stage="completed", completed="2025-04"),
        {"title": "Quiet wells"},
    )
    refresh(date(2025, 6, 11))
    assert "EK-16" not in numbers(quiet)
    refresh(date(2025, 6, 12))
    assert "EK-16" in numbers(quiet)


def test_silence_ends_with_the_last_word_and_with_nothing_else(review, administrator, viewer):
    """EK-06"""
    fence = review.recommendations.get(number=1).key_actions.get().commitment
    long_ago = datetime(2024, 3, 1, 9, tzinfo=UTC)
    fence.updates.update(at=long_ago)
    Commitment.objects.filter(pk=fence.pk).update(created_at=long_ago)
    fence.refresh_from_db()
    fence.save()  # a change of the row is no word
    look(Evaluation.objects.filter(pk=review.pk), timezone.localdate())
    result = review.check_results.get(check_number="EK-06")
    assert result.values == {"day": {"day": "2024-03-01"}}
    update(viewer(administrator), fence, Said(Status.INITIATED, comment="The posts are bought."))
    look(Evaluation.objects.filter(pk=review.pk), timezone.localdate())
    assert "EK-06" not in numbers(review)


def test_what_a_paper_tells_counts_as_a_word(review):
    """EK-06"""
    fence = review.recommendations.get(number=1).key_actions.get().commitment
    fence.updates.update(at=datetime(2024, 3, 1, 9, tzinfo=UTC))
    Commitment.objects.filter(pk=fence.pk).update(changed_on=date(2025, 5, 2))
    look(Evaluation.objects.filter(pk=review.pk), DAY)
    assert "EK-06" not in numbers(review)


def test_a_result_that_is_made_again_keeps_its_place_and_its_dismissal(review, officer, viewer, signed_in):
    """EK-00"""
    refresh(DAY)
    result = review.check_results.get(check_number="EK-01")
    browser = signed_in(officer)
    address = reverse("check_dismiss", args=[result.pk])
    assert browser.post(address, {"reason": ""}).status_code == 200
    assert browser.post(address, {"reason": "The council does it anyway."}).status_code == 302
    assert "The council does it anyway." in browser.get(reverse("evaluation_checks", args=[review.pk])).content.decode()
    actions.store(viewer(officer), review, {"description": "Of all wells."})
    refresh(DAY)
    again = CheckResult.objects.get(pk=result.pk)
    assert again.dismissed
    assert "EK-01" not in numbers(review)
    line = JournalEntry.objects.get(verb="dismiss result")
    assert line.after["reason"] == "The council does it anyway."
    browser.post(reverse("check_restore", args=[result.pk]))
    assert "EK-01" in numbers(review)


def test_a_result_that_the_worker_took_away_meanwhile_is_dismissed_all_the_same(review, officer, viewer):
    refresh(DAY)
    result = review.check_results.get(check_number="EK-01")
    CheckResult.objects.all().delete()
    dismiss(viewer(officer), result, "It is carried out by the state.")
    look(Evaluation.objects.filter(pk=review.pk), DAY)
    assert review.check_results.get(check_number="EK-01").dismissed


def test_a_reader_sees_results_and_dismisses_none_and_a_stranger_sees_none(review, reader, stranger, viewer, signed_in):
    refresh(DAY)
    result = review.check_results.get(check_number="EK-01")
    address = reverse("evaluation_checks", args=[review.pk])
    assert "No key action carries it out." in signed_in(reader).get(address).content.decode()
    assert signed_in(stranger).get(address).status_code == 404
    assert "carries it out" not in signed_in(stranger).get(reverse("checks")).content.decode()
    with pytest.raises(Problem) as refused:
        dismiss(viewer(reader), result, "I would like to.")
    assert refused.value.status == 403


def test_what_another_agency_has_yet_to_settle_is_not_told(review, office):
    """ER-11"""
    recommendation = review.recommendations.get(number=1)
    theirs = ManagementResponse.objects.create(evaluation=review, unit=office.neighbour, approval="draft")
    theirs.answers.create(recommendation=recommendation, stance="accepted", text="We do not accept this.")
    promise(review, "Build a fence around the well", unit=office.neighbour)
    refresh(DAY)
    before = {"EK-08", "EK-09", "EK-17"} & set(numbers(review))
    assert not before
    theirs.approval = "approved"
    theirs.save()
    look(Evaluation.objects.filter(pk=review.pk), DAY)
    assert set(numbers(review)) & {"EK-08", "EK-09", "EK-17"}


def test_an_evaluation_at_the_end_of_the_calendar_is_shown_and_examined(review, officer, signed_in):
    """ER-01"""
    Evaluation.objects.update(completed_on=date.max)
    refresh(DAY)
    assert numbers(review)
    pages = [reverse("evaluation", args=[review.pk]), reverse("evaluation_checks", args=[review.pk])]
    for address in [*pages, reverse("responses"), reverse("oversight"), reverse("commitments")]:
        assert signed_in(officer).get(address).status_code == 200, address


def test_one_that_cannot_be_examined_does_not_keep_the_others_from_it(review, office, monkeypatch, caplog):
    evaluation(office.country, "Review of the mills")
    kept = rules.examine

    def broken(report, *given):
        if report.key == review.pk:
            raise ValueError("of all things")
        return kept(report, *given)

    monkeypatch.setattr(rules, "examine", broken)
    assert look(Evaluation.objects.order_by("pk"), DAY) == 1
    assert f"Evaluation {review.pk} could not be examined" in caplog.text


def test_a_public_evaluation_shows_its_results_to_nobody_outside(review, stranger, signed_in):
    review.visibility = "public"
    review.save()
    refresh(DAY)
    address = reverse("evaluation_checks", args=[review.pk])
    assert signed_in(stranger).get(address).status_code == 403
    assert signed_in().get(address).status_code == 302
    assert "carries it out" not in signed_in(stranger).get(reverse("checks")).content.decode()


def test_the_list_is_narrowed_and_speaks_the_language_of_the_page(review, officer, signed_in):
    refresh(DAY)
    browser = signed_in(officer)
    assert "EK-01" in browser.get(reverse("checks"), {"check_number": "EK-01"}).content.decode()
    assert "Nothing was found" in browser.get(reverse("checks"), {"check_number": "EK-13"}).content.decode()
    rows = b"".join(browser.get(reverse("checks"), {"format": "csv"})).decode()
    assert "Recommendation 2" in rows
