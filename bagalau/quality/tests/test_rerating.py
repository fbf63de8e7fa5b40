"""Another version of a rating scheme: what it would change, and what it may change."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.freezing import keep_scheme
from bagalau.quality.actions.rerate import rerate
from bagalau.quality.models import Assessment, Definition
from bagalau.quality.queries import definitions
from bagalau.quality.queries.rerating import others, rated_by, rerated
from bagalau.quality.rules import shipped
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
PAGE, APPLY = (reverse(name, args=("project-qa", "1")) for name in ("scheme_rerate", "scheme_rerate_apply"))
STRICTER = shipped.text("schemes", "project-qa@1").replace('version: "1"', 'version: "2"')


@pytest.fixture
def stricter(administrator, viewer):
    """The scheme of projects, where a section is Satisfactory from a mean of 2.2 on."""
    keep_scheme(viewer(administrator), STRICTER.replace("least: 2}", "least: 2.2}"), Definition.ADDED)
    return definitions.scheme(viewer(administrator), "project-qa", "2")


@pytest.fixture
def both(stricter, officer, make_person, office, viewer):
    """An assessment that was approved, and one that is under way; both are answered."""
    head = viewer(make_person("head_of_unit", unit=office.country))
    done, open_one = (records.begun(viewer(officer), office.country, assessor=officer) for _ in range(2))
    records.approved(viewer(officer), head, done)
    records.answered(viewer(officer), open_one)
    return done, open_one


def test_another_version_changes_what_is_under_way_and_leaves_what_was_approved_ql_06(
    stricter, both, administrator, officer, viewer
):
    (done, open_one), admin = both, viewer(administrator)
    assert rated_by(admin, done.scheme) == [done.questionnaire]
    assert [one.name for one in others(admin, definitions.scheme(admin, "project-qa", "1"))] == ["project-qa@2"]
    found = rerated(admin, done.questionnaire, done.scheme, stricter.told)
    assert {one.assessment.pk: one.may_change for one in found.changed} == {done.pk: False, open_one.pk: True}
    assert found.changed[0].changes == {"water": ("satisfactory", "needs-improvement")}
    assert (found.total, found.under_way, sum(found.overall.values())) == (2, [open_one.pk], 2)
    with pytest.raises(Problem) as refused:
        rerate(viewer(officer), done.questionnaire, done.scheme, stricter)
    assert refused.value.status == 403
    assert rerate(admin, done.questionnaire, done.scheme, stricter, found.seen) == 1
    assert [Assessment.objects.get(pk=one.pk).scheme.version for one in both] == ["1", "2"]
    assert open_one.ratings.get(section="water").computed == "needs-improvement"
    assert done.ratings.get(section="water").computed == "satisfactory"
    line = JournalEntry.objects.get(verb="rate anew")
    assert line.record_id == open_one.pk


def test_what_was_answered_meanwhile_is_looked_at_before_it_is_rated_anew(
    stricter, both, administrator, officer, viewer
):
    (done, open_one), admin = both, viewer(administrator)
    seen = rerated(admin, done.questionnaire, done.scheme, stricter.told).seen
    save_answer(viewer(officer), open_one, "flow", {"value": "3"})
    with pytest.raises(Problem) as refused:
        rerate(admin, done.questionnaire, done.scheme, stricter, seen)
    assert (refused.value.code, refused.value.status) == ("changed-meanwhile", 409)
    assert Assessment.objects.get(pk=open_one.pk).scheme.version == "1"


def test_the_page_tells_what_would_change_and_the_administrator_applies_it(both, administrator, signed_in):
    done, open_one = both
    client = signed_in(administrator)
    page = client.get(PAGE).content.decode()
    assert all(reverse("assessment", args=[one.pk]) in page for one in both)
    assert "keeps its ratings" in page
    assert "is rated anew" in page
    sent = dict(re.findall(r'<input type="hidden" name="(questionnaire|to|seen)" value="([^"]*)"', page))
    stale = client.post(APPLY, sent | {"seen": "0"}, follow=True).content.decode()
    assert "Look at what would change now" in stale
    assert Assessment.objects.get(pk=open_one.pk).scheme.version == "1"
    told = client.post(APPLY, sent, follow=True).content.decode()
    assert "1 assessment was rated anew." in told
    assert "Nothing is under way" in told
    assert Assessment.objects.get(pk=done.pk).scheme.version == "1"


def test_others_see_the_preview_of_what_they_may_see_and_cannot_apply_it(both, officer, stranger, signed_in):
    page = signed_in(officer).get(PAGE).content.decode()
    assert "Administrators of the whole office can apply it." in page
    assert APPLY not in page
    assert signed_in(officer).post(APPLY).status_code == 403
    elsewhere = signed_in(stranger).get(PAGE)
    assert both[0].title not in elsewhere.content.decode()


def test_a_long_list_has_pages_and_addresses_that_make_no_sense_show_the_first(
    both, administrator, signed_in, monkeypatch
):
    monkeypatch.setattr("bagalau.quality.views.rerating.SIZE", 1)
    client = signed_in(administrator)
    first, second = (client.get(PAGE, {"page": number}).content.decode() for number in ("1", "2"))
    assert ("?page=2" in first, "?page=1" in second) == (True, True)
    odd = client.get(PAGE, {"page": "x", "questionnaire": "<i>", "to": "99"})
    assert (odd.status_code, "<i>" in odd.content.decode()) == (200, False)


def test_without_another_version_or_assessments_the_page_says_so(administrator, signed_in, viewer):
    client = signed_in(administrator)
    assert "has no other version" in client.get(PAGE).content.decode()
    keep_scheme(viewer(administrator), STRICTER, Definition.ADDED)
    assert "is rated by this version" in client.get(PAGE).content.decode()
    assert client.post(APPLY).status_code == 302
