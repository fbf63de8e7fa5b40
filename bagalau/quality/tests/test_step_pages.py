"""The steps of an assessment on its page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.quality.actions.answering import save_answer
from bagalau.quality.models import Assessment
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessor(make_person, office):
    return make_person("programme_officer", unit=office.country, name="Askar Assessor")


@pytest.fixture
def approver(make_person, office):
    return make_person("head_of_unit", unit=office.country, name="Aliya Approver")


@pytest.fixture
def mill(officer, assessor, approver, office, viewer):
    return records.begun(viewer(officer), office.country, assessor=assessor, approver=approver)


def fresh(of):
    return Assessment.objects.get(pk=of.pk)


def look(browser, of):
    return browser.get(reverse("assessment", args=[of.pk])).content.decode()


def press(browser, of, step, **sent):
    return browser.post(reverse(f"assessment_{step}", args=[of.pk]), {"seen": fresh(of).seen} | sent)


def test_what_is_missing_is_listed_with_links_to_the_questions(mill, assessor, viewer, signed_in):
    save_answer(viewer(assessor), mill, "flow", {"value": "2"})
    page = look(signed_in(assessor), mill)
    assert '<a href="#question-flow">Question 1 is answered without evidence.</a>' in page
    assert "Give to the approver" not in page


def test_open_questions_are_counted_in_one_line_with_a_link(mill, assessor, reader, viewer, signed_in):
    page = look(signed_in(assessor), mill)
    assert f'<a href="{reverse("assessment_answers", args=[mill.pk])}#q-flow">' in page
    assert "2 questions are not answered yet" in page
    assert "is not answered." not in page
    assert "Give to the approver" not in page
    assert '<a href="#question-flow">' in look(signed_in(reader), mill)
    save_answer(viewer(assessor), mill, "flow", {"value": "2"})
    page = look(signed_in(assessor), mill)
    assert "#q-stones" in page
    assert "1 question is not answered yet" in page


def test_the_words_with_which_it_was_returned_stand_above_all(mill, assessor, approver, viewer, signed_in):
    records.submitted(viewer(assessor), mill)
    press(signed_in(approver), mill, "return", comment="Look at the <i>stones</i>.")
    desk = signed_in(assessor)
    form = desk.get(reverse("assessment_answers", args=[mill.pk])).content.decode()
    for page, rest in ((look(desk, mill), 'id="ratings"'), (form, 'id="answers"')):
        top = page.partition(rest)[0]
        assert "Returned by Aliya Approver on" in top
        assert "Look at the &lt;i&gt;stones&lt;/i&gt;." in top
    assert press(desk, mill, "submit").status_code == 302
    assert "Returned by" not in look(desk, mill)


def test_without_an_approver_all_who_may_approve_are_named(mill, assessor, approver, viewer, signed_in):
    Assessment.objects.filter(pk=mill.pk).update(approver=None)
    records.submitted(viewer(assessor), mill)
    page = look(signed_in(assessor), mill)
    assert "It waits for approval or return. Whoever may approve: " in page
    assert "Aliya Approver" in page


def test_the_assessor_gives_it_to_the_approver_who_returns_it_with_words(mill, assessor, approver, viewer, signed_in):
    records.answered(viewer(assessor), mill)
    desk, other = signed_in(assessor), signed_in(approver)
    assert "Give to the approver" in look(desk, mill)
    assert press(desk, mill, "submit").status_code == 302
    assert "It waits for approval or return by Aliya Approver." in look(desk, mill)
    refused = press(other, mill, "return")
    assert (refused.status_code, "Say why" in refused.content.decode()) == (422, True)
    assert press(other, mill, "return", comment="Look at the <i>stones</i>.").status_code == 302
    page = look(desk, mill)
    assert "Look at the &lt;i&gt;stones&lt;/i&gt;." in page
    assert "Returned" in page


def test_what_was_written_with_an_approval_is_kept_when_it_is_refused(mill, assessor, approver, viewer, signed_in):
    records.submitted(viewer(assessor), mill, stones="No")
    refused = press(signed_in(approver), mill, "approve", board_comment="The board closed it.")
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "The board closed it." in page
    assert "Something keeps it from going on." in page


def test_the_approver_gives_another_rating_and_both_are_shown(mill, assessor, approver, viewer, signed_in):
    records.submitted(viewer(assessor), mill)
    desk = signed_in(approver)
    assert "Give another rating" in look(desk, mill)
    refused = press(desk, mill, "rating", section="stone", given="satisfactory")
    assert (refused.status_code, "Say why another rating" in refused.content.decode()) == (422, True)
    assert press(desk, mill, "rating", section="stone", given="satisfactory", reason="A crack.").status_code == 302
    page = look(desk, mill)
    assert "Follows from the answers" in page
    assert "A crack." in page


def test_the_assessor_sees_no_buttons_of_the_approver_and_is_refused_with_a_sentence(mill, assessor, viewer, signed_in):
    records.submitted(viewer(assessor), mill)
    desk = signed_in(assessor)
    assert "Give another rating" not in look(desk, mill)
    refused = press(desk, mill, "approve", board_comment="Fine.")
    assert (refused.status_code, "You assess this yourself" in refused.content.decode()) == (403, True)


def test_whoever_looked_at_an_earlier_state_is_told_and_keeps_the_words(mill, assessor, approver, viewer, signed_in):
    seen = fresh(mill).seen
    records.submitted(viewer(assessor), mill)
    sent = {"seen": seen, "comment": "My long reason."}
    refused = signed_in(approver).post(reverse("assessment_return", args=[mill.pk]), sent)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "My long reason." in page
    assert fresh(mill).seen in page


def test_an_approved_one_is_reopened_as_a_new_version_that_leads_to_the_old(
    mill, assessor, approver, viewer, signed_in
):
    records.approved(viewer(assessor), viewer(approver), mill)
    desk = signed_in(approver)
    assert "Reopen" in look(desk, mill)
    made = press(desk, mill, "reopen", comment="A flood came.")
    new = Assessment.objects.get(previous=mill)
    assert made.url == reverse("assessment", args=[new.pk])
    assert reverse("assessment", args=[mill.pk]) in look(desk, new)
    assert "Reopen" not in look(desk, mill)


def test_people_are_named_from_those_who_may(mill, officer, assessor, approver, stranger, reader, signed_in):
    desk = signed_in(officer)
    address = reverse("assessment_assign", args=[mill.pk])
    page = desk.get(address).content.decode()
    assert "Askar Assessor" in page
    assert stranger.name not in page
    assert reader.name not in page
    refused = desk.post(address, {"assessor": officer.pk, "approver": officer.pk})
    assert refused.status_code == 422
    assert desk.post(address, {"assessor": officer.pk, "approver": approver.pk}).status_code == 302
    assert fresh(mill).assessor == officer


def test_an_approved_one_is_published(mill, assessor, approver, viewer, signed_in):
    records.approved(viewer(assessor), viewer(approver), mill)
    signed_in(approver).post(reverse("assessment_publish", args=[mill.pk]), {"visibility": "public"})
    assert signed_in().get(reverse("assessment", args=[mill.pk])).status_code == 200


def test_a_new_version_keeps_ratings_given_instead_and_is_decided_anew_ql_01(
    mill, assessor, approver, viewer, signed_in
):
    records.submitted(viewer(assessor), mill)
    desk = signed_in(approver)
    press(desk, mill, "rating", section="", given="satisfactory", reason="A crack.")
    press(desk, mill, "approve", board_comment="The board closed it.")
    Assessment.objects.filter(pk=mill.pk).update(decision="continue")
    press(desk, mill, "reopen", comment="A flood came.")
    new = Assessment.objects.get(previous=mill)
    before, kept = (of.ratings.get(section="") for of in (mill, new))
    assert (kept.given, kept.reason, kept.by, kept.at) == ("satisfactory", "A crack.", approver, before.at)
    assert (new.overall, new.decision, new.board_comment) == ("satisfactory", "", "The board closed it.")
    assert "A crack." in look(desk, new)
    press(signed_in(assessor), new, "submit")
    press(desk, new, "rating", section="", given="", reason="")
    assert (fresh(new).overall, fresh(mill).overall) == ("", "satisfactory")
