"""What was recommended before is found by the worker, follows the record, and is shown where both sides are open."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from bagalau.commitments.actions import Said, update
from bagalau.commitments.rules import Status
from bagalau.evaluations import actions, recurring
from bagalau.evaluations.models import (
    Evaluation,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
    Recurrence,
)
from bagalau.evaluations.queries.recurrences import recurrences
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.people import journal
from bagalau.search import jobs, store

pytestmark = pytest.mark.django_db
FENCE = "Fence the wells of the upper valley and train two guards in each village."
AGAIN = "Train guards for the wells in each village, and fence those of the upper valley at last."
OTHER = "Print the timetable of the ferry in large letters."
RUSSIAN = "Огородить колодцы верхней долины и обучить в каждом селе двух сторожей."
RUSSIAN_AGAIN = "Обучение сторожей провести в каждом селе, колодцы верхней долины огородить до осени."
KAZAKH = "Жоғарғы алқаптағы құдықтарды қоршап, әр ауылда екі күзетшіні оқыту керек."
KAZAKH_AGAIN = "Әр ауылда құдықтардың күзетшілерін оқыту және жоғарғы алқаптың құдықтарын қоршау қажет."


def noted(record, actor) -> None:
    """A line of the journal about a record, as every action writes one."""
    journal.write(actor.person, "change", record)


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    store.forget()
    yield
    store.forget()


@pytest.fixture
def look():
    """``look()``: what the worker does, until nothing is left to do."""

    def work() -> int:
        jobs.catch_up(float("inf"))
        return recurring.refresh(date(2025, 6, 16))

    return work


@pytest.fixture
def said(office, administrator, viewer):
    """A review of 2019 whose recommendation was carried out, and one of 2024 that says it again and other things."""
    admin = viewer(administrator)
    first = evaluation(office.country, "Wells, first review", stage="completed", completed="2019-05")
    ManagementResponse.objects.create(evaluation=first, unit=office.country, approval="published")
    fence = promise(first, "Build the fences")
    Recommendation.objects.filter(evaluation=first).update(text=FENCE)
    second = evaluation(office.country, "Wells, second review", stage="completed", completed="2024-03")
    for number, text in enumerate((OTHER, AGAIN), 1):
        Recommendation.objects.create(evaluation=second, number=number, text=text)
    for row in (first, second):
        noted(row, admin)
    return SimpleNamespace(
        first=first,
        second=second,
        fence=fence,
        before=first.recommendations.get(),
        again=second.recommendations.get(number=2),
        admin=admin,
    )


def pairs() -> set[tuple[str, str]]:
    """The later and the earlier text of every pair."""
    return set(Recurrence.objects.values_list("later__text", "earlier__text"))


def fates(viewer) -> list[str]:
    return list(recurrences(viewer).values_list("became", flat=True))


def test_what_was_recommended_before_is_found_whoever_is_later_in_the_record(said, look):
    """RC-01, RC-02"""
    assert look() == 3
    assert pairs() == {(AGAIN, FENCE)}
    pair = Recurrence.objects.get()
    assert pair.likeness >= 30
    assert (pair.repeats, pair.day, pair.language, pair.span) == (1, date(2024, 3, 31), "en", "unit")
    assert look() == 0


@pytest.mark.parametrize(("text", "again"), [(RUSSIAN, RUSSIAN_AGAIN), (KAZAKH, KAZAKH_AGAIN)])
def test_forms_of_words_are_known_in_each_language(text, again, said, look):
    """RC-01"""
    Recommendation.objects.filter(pk=said.before.pk).update(text=text)
    Recommendation.objects.filter(pk=said.again.pk).update(text=again)
    look()
    assert (again, text) in pairs()


def test_a_change_of_either_side_is_followed(said, look):
    look()
    noted_text = f"{OTHER} Put it on every pier."
    Recommendation.objects.filter(pk=said.again.pk).update(text=noted_text)
    noted(said.second, said.admin)
    look()
    assert pairs() == set()
    Recommendation.objects.filter(pk=said.before.pk).update(text=OTHER)
    noted(said.first, said.admin)
    look()
    assert pairs() == {(noted_text, OTHER), (OTHER, OTHER)}
    actions.store(said.admin, said.first, {"completed_on": date(2025, 1, 31)})
    look()
    assert pairs() == {(OTHER, noted_text), (OTHER, OTHER)}
    assert set(Recurrence.objects.values_list("later__evaluation", flat=True)) == {said.first.pk}


def test_an_old_report_that_comes_in_late_is_put_before_the_others(said, look, office):
    """RC-02"""
    look()
    oldest = evaluation(office.country, "Wells, a study", stage="completed", completed="2014")
    Recommendation.objects.create(evaluation=oldest, number=1, text=FENCE)
    noted(oldest, said.admin)
    look()
    assert pairs() == {(AGAIN, FENCE), (FENCE, FENCE)}
    assert Recurrence.objects.filter(later=said.again).count() == 2
    assert set(Recurrence.objects.filter(later=said.again).values_list("repeats", flat=True)) == {2}


def test_one_report_is_not_compared_with_itself(said, look):
    """RC-01: what stands twice in one report is for EK-07."""
    Recommendation.objects.create(evaluation=said.first, number=7, text=FENCE)
    noted(said.first, said.admin)
    look()
    assert {later for later, _earlier in pairs()} == {AGAIN}


def test_where_a_unit_moves_between_whom_it_was_said_again_is_told_anew(said, look, office):
    """RC-05"""
    look()
    Evaluation.objects.filter(pk=said.second.pk).update(unit=office.neighbour)
    noted(office.neighbour, said.admin)
    assert look() == 3
    assert Recurrence.objects.get().span == "units"


def test_after_a_month_all_is_looked_at_again(said, look):
    assert look() == 3
    assert recurring.refresh(date(2025, 7, 15)) == 0
    assert recurring.refresh(date(2025, 7, 16)) == 3


def test_without_an_index_nothing_is_lost(said):
    assert recurring.refresh(date(2025, 6, 16)) == 0
    assert pairs() == set()


def test_what_became_of_the_earlier_one_follows_what_is_done(said, look, office):
    """RC-04"""

    def fates_now() -> list[str]:
        noted(said.first, said.admin)
        look()
        return fates(said.admin)

    look()
    assert fates(said.admin) == ["open"]
    update(said.admin, said.fence, Said(Status.COMPLETED, comment="All stand.", no_evidence="All can see them."))
    look()
    assert fates(said.admin) == ["completed"]
    said.fence.updates.all().delete()
    type(said.fence).objects.filter(pk=said.fence.pk).update(status=Status.NO_LONGER_APPLICABLE)
    assert fates_now() == ["dropped"]
    said.before.key_actions.all().delete()
    assert fates_now() == ["unknown"]
    response = said.first.responses.get()
    answer = RecommendationResponse.objects.create(response=response, recommendation=said.before, text="No.")
    assert fates_now() == ["nothing"]
    RecommendationResponse.objects.filter(pk=answer.pk).update(stance="rejected")
    assert fates_now() == ["rejected"]
    assert recurrences(said.admin).get().stance == "rejected"


def test_a_pair_is_shown_with_the_words_that_both_sides_share(said, look, officer, signed_in):
    update(said.admin, said.fence, Said(Status.COMPLETED, comment="All stand.", no_evidence="All can see them."))
    look()
    shown = signed_in(officer).get(reverse("recurrences")).content.decode()
    for word in ("guards", "wells", "upper", "valley", "village"):
        assert shown.count(f"<mark>{word}</mark>") == 2
    assert "Key actions completed" in shown
    assert "and recommended again" in shown
    assert "Within one unit" in shown


def test_hostile_texts_are_shown_as_they_are_written(said, look, officer, signed_in):
    for row, text in ((said.before, FENCE), (said.again, AGAIN)):
        Recommendation.objects.filter(pk=row.pk).update(text=f"<script>alert(1)</script> {text}")
    look()
    shown = signed_in(officer).get(reverse("recurrences")).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;<mark>script</mark>&gt;" in shown


def test_a_pair_is_seen_by_those_alone_who_may_see_both_sides(said, look, office, stranger, officer, viewer, signed_in):
    Evaluation.objects.filter(pk=said.second.pk).update(unit=office.neighbour, visibility="public")
    noted(said.second, said.admin)
    look()
    assert Recurrence.objects.get().span == "units"
    assert fates(viewer(officer)) == ["open"]
    assert fates(viewer(stranger)) == []
    assert "guards" not in signed_in(stranger).get(reverse("recurrences")).content.decode()
    assert signed_in().get(reverse("recurrences")).status_code == 302


def test_of_a_public_report_only_what_is_open_is_told(said, look, stranger, viewer, signed_in):
    """RC-04: neither a draft of a response nor an internal key action shows through."""
    for row in (said.first, said.second):
        Evaluation.objects.filter(pk=row.pk).update(visibility="public")
    response = said.first.responses.get()
    RecommendationResponse.objects.create(
        response=response, recommendation=said.before, text="We refuse.", stance="rejected"
    )
    ManagementResponse.objects.filter(pk=response.pk).update(approval="draft")
    type(said.fence).objects.filter(pk=said.fence.pk).update(visibility="internal", status=Status.COMPLETED)
    look()
    pair = recurrences(viewer(stranger)).get()
    assert (pair.became, pair.stance) == ("unknown", None)
    rows = b"".join(signed_in(stranger).get(reverse("recurrences"), {"format": "csv"})).decode()
    assert "repeats" not in rows.splitlines()[0]
    type(said.fence).objects.filter(pk=said.fence.pk).update(visibility="public")
    noted(said.first, said.admin)
    look()
    assert fates(viewer(stranger)) == ["completed"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"fate": "open"}, True),
        ({"fate": "completed"}, False),
        ({"span": "unit"}, True),
        ({"span": "agencies"}, False),
        ({"year": "2024"}, True),
        ({"year": "2019"}, False),
        ({"language": "en"}, True),
        ({"language": "kk"}, False),
        ({"agency": "ferry"}, True),
        ({"agency": "Bank"}, False),
        ({"year": "soon", "fate": "lost"}, True),
        ({"evaluation": "999999"}, False),
    ],
)
def test_the_list_is_narrowed(asked, found, said, look, officer, signed_in):
    said.first.agencies.create(name="Ferry Company")
    look()
    shown = signed_in(officer).get(reverse("recurrences"), asked).content.decode()
    assert ("<mark>guards</mark>" in shown) == found
    assert ("Nothing was found with these filters." in shown) != found


def test_the_list_can_be_taken_away_as_a_file(said, look, administrator, signed_in):
    look()
    rows = b"".join(signed_in(administrator).get(reverse("recurrences"), {"format": "csv"})).decode()
    head, line = rows.strip().splitlines()
    assert head.lstrip("\ufeff").startswith("likeness,repeats,date,fate")
    assert FENCE in line
    assert AGAIN in line
    assert "guards, wells, village" in line


def test_the_recommendation_tells_where_it_was_made_before_and_again(said, look, officer, signed_in):
    look()
    browser = signed_in(officer)
    for row in (said.before, said.again):
        shown = browser.get(reverse("recommendation", args=[row.pk])).content.decode()
        assert "<mark>guards</mark>" in shown
        assert "In other reports" in shown
    other = said.second.recommendations.get(number=1)
    assert "In other reports" not in browser.get(reverse("recommendation", args=[other.pk])).content.decode()
