"""What a record says is put behind an answer with its sentence. This module stands for a domain that tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pytest
from django.urls import reverse

from bagalau.people.access import Viewer
from bagalau.quality.hints import Hint
from bagalau.quality.models import AnswerDocument, Assessment, Subject
from bagalau.quality.queries.filled import filled
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
RECORDS = frozenset({"project"})
UPDATED, BARE = "The log of risks was updated in May.", "No risk says who looks after it."
BEHIND = '<input type="hidden" name="said" value="'


def hints(viewer: Viewer, subject: Subject, names: Collection[str]) -> Mapping[str, Sequence[Hint]]:
    told = [Hint(UPDATED, None, "project", 7), Hint("Risks: 4.", None, "project", 7)]
    return {"risks": [*told, Hint(BARE, None, "project", 7, lacks=True)]}


def facts(subject: Subject) -> Mapping[str, Sequence[date]]:
    return {}


def titles(viewer: Viewer, kind: str, keys: Collection[int]) -> Mapping[int, str]:
    return {} if viewer.person and "Blind" in viewer.person.name else dict.fromkeys(keys, "Bridges")


@pytest.fixture
def of(settings, officer, office, viewer) -> Assessment:
    settings.QUALITY_HINTS = [__name__]
    return records.begun(viewer(officer), office.country)


def put(browser, of, said):
    address = reverse("assessment_proofs", args=[of.pk, "flow"])
    return browser.post(address, {"record": "project:7", "said": said}).status_code


def seen(viewer, of):
    return [proof.title for one in filled(viewer, of).questions for proof in one.proofs]


def test_the_sentence_of_a_hint_stands_behind_the_answer(of, officer, viewer, signed_in):
    desk = signed_in(officer)
    assert put(desk, of, UPDATED) == 302
    assert seen(viewer(officer), of) == [UPDATED]
    page = desk.get(reverse("assessment_answers", args=[of.pk])).content.decode()
    assert f"{BEHIND}{UPDATED}" not in page
    assert f"{BEHIND}Risks: 4." in page
    assert put(desk, of, "Risks: 4.") == 302
    assert put(desk, of, UPDATED) == 422  # stands there already
    assert seen(viewer(officer), of) == [UPDATED, "Risks: 4."]


def test_what_is_missing_is_told_and_not_offered_as_support(of, officer, signed_in):
    page = signed_in(officer).get(reverse("assessment_answers", args=[of.pk])).content.decode()
    assert BARE in page
    assert f"{BEHIND}{BARE}" not in page


@pytest.mark.parametrize("said", ["", BARE, "All is well."])
def test_what_no_hint_offers_is_put_there_with_the_title_of_the_record(of, officer, signed_in, said):
    assert put(signed_in(officer), of, said) == 302
    assert AnswerDocument.objects.get().title == "Bridges"


def test_the_sentence_is_only_for_those_inside_who_see_the_record(of, officer, make_person, viewer, office, signed_in):
    put(signed_in(officer), of, UPDATED)
    Assessment.objects.filter(pk=of.pk).update(visibility="public")
    of.refresh_from_db()
    blind = make_person("programme_officer", unit=office.country, name="Beibit Blind")
    assert seen(viewer(blind), of) == [None]
    assert seen(viewer(None), of) == ["Bridges"]
