"""Passages that are alike are found with the words that they share, as far as they are open."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.evaluations.models import Recommendation
from bagalau.search.similar import similar
from bagalau.search.tests.making import MEND, ROOF, WATER, WHEEL, noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(administrator, viewer):
    return viewer(administrator)


def test_the_same_thing_said_again_is_found_first_with_its_words(record, admin, indexed):
    """S-09"""
    again = "All mills need a repair of their roofs before winter comes."
    Recommendation.objects.create(evaluation=record.public, number=1, text=again)
    noted(record.public, admin)
    indexed()
    first, *others = similar(admin, MEND)
    assert first.passage.text == MEND
    assert first.likeness == pytest.approx(1)
    assert others[0].passage.text == again
    assert others[0].words == ["mills", "repair", "roofs", "winter"]
    assert 0.5 < others[0].likeness < 1
    assert [one.likeness for one in others] == sorted((one.likeness for one in others), reverse=True)


def test_a_kind_and_what_to_leave_out_can_be_said(record, admin):
    texts = {one.passage.text for one in similar(admin, ROOF, kinds=["recommendation"], least=0.05)}
    assert texts == {MEND}
    left = similar(admin, MEND, without=[f"recommendation-{record.internal.pk}", f"evaluation-{record.internal.pk}"])
    assert all(one.passage.root != ("evaluation", record.internal.pk) for one in left)
    found = similar(admin, ROOF)[0].passage
    assert all(one.passage.id != found.id for one in similar(admin, ROOF, without=[found.id]))


@pytest.mark.parametrize(
    ("text", "found"),
    [("Мельники сами чинят крышу мельницы.", WHEEL), ("Диірменші диірменнің шатырын өзі жөндеді.", WATER)],
)
def test_russian_and_kazakh_passages_are_compared_by_their_stems(record, admin, text, found):
    assert similar(admin, text)[0].passage.text == found


def test_only_what_is_open_is_compared(record, viewer, stranger, officer):
    assert similar(viewer(stranger), ROOF) == []
    assert similar(viewer(officer), ROOF) != []


def test_a_text_without_telling_words_is_like_nothing(record, admin):
    assert similar(admin, "and of the") == []
    assert similar(admin, "") == []
    assert similar(admin, "zeppelin") == []


def test_without_an_index_nothing_is_alike(admin):
    assert similar(admin, ROOF) == []


def test_what_was_recommended_before_is_told_of_other_reports_alone(record, admin, indexed, administrator, signed_in):
    again = "All mills need a repair of their roofs before winter comes."
    Recommendation.objects.create(evaluation=record.public, number=1, text=again)
    Recommendation.objects.create(evaluation=record.internal, number=77, text=f"{again} Soon.")
    noted(record.public, admin)
    noted(record.internal, admin)
    indexed()
    mend = Recommendation.objects.get(text=MEND)
    passage = f"evaluation-{mend.evaluation_id}/recommendation-{mend.pk}"
    asked = {"passage": passage, "kind": "recommendation"}
    shown = signed_in(administrator).get(reverse("search_similar"), asked).content.decode()
    assert "Recommended before" in shown
    assert again in shown
    assert f"{again} Soon." not in shown
    everything = signed_in(administrator).get(reverse("search_similar"), {"passage": passage}).content.decode()
    assert f"{again} Soon." in everything
