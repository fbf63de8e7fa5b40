"""A paper that is brought in again: copies, other words of the same, and what was begun here meanwhile."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.commitments.models import Commitment
from bagalau.documents.actions import accept
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.models import AnswerDocument, Assessment, Subject
from bagalau.quality.tests.bringing import brought, refused, taken
from bagalau.quality.tests.papers import ACTIONS, ANSWERS, TITLE, UPLOADED, paper_text
from bagalau.quality.tests.records import begun, known, rated

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


def test_a_second_copy_finds_the_assessment_and_changes_nothing(actor, office, officer, signed_in):
    """QP-09"""
    of = taken(actor, office, paper_text(more_1=ACTIONS, more_4=UPLOADED))
    draft = brought(
        actor, office.country, paper_text(more_1=ACTIONS, more_4=UPLOADED).replace("Was", " Was"), "copy.txt"
    )
    assert (draft.record_kind, draft.record_id) == ("assessment", of.pk)
    assert signed_in(officer).get(reverse("draft", args=[draft.pk])).context["differences"] == []
    assert accept(actor, draft) == of
    assert (Assessment.objects.count(), Subject.objects.count(), AnswerDocument.objects.count()) == (1, 1, 2)
    assert Commitment.objects.count() == 2


def test_a_copy_that_differs_from_what_is_approved_becomes_a_new_version(actor, office):
    """QP-09"""
    old = taken(actor, office, paper_text(more_2=ACTIONS))
    new = taken(actor, office, paper_text(evidence_1="The letter of May tells.", more_2=ACTIONS), name="copy.txt")
    old.refresh_from_db()
    assert (new.version, new.previous, new.status, old.status) == (2, old, "approved", "replaced")
    assert old.answers.get(number=1).evidence == "File 1 of the bridge office tells."
    assert new.questionnaire == old.questionnaire
    assert [one.commitment for one in new.actions.all()] == [one.commitment for one in old.actions.all()]
    assert Commitment.objects.count() == 2


def test_a_draft_that_was_read_from_papers_is_brought_up_to_date(actor, office):
    """QP-09"""
    old = taken(actor, office, paper_text(status="Draft", more_1=ACTIONS, evidence_2="Told in June."))
    new = taken(actor, office, paper_text({**ANSWERS, 1: "3"}, more_4=UPLOADED, evidence_2=" "), name="copy.txt")
    assert new == old
    assert (new.status, new.answers.get(number=1).value, new.documented) == ("approved", "3", 1)
    assert new.answers.get(number=2).evidence == "Told in June."  # what a copy does not state stays
    assert new.actions.count() == 2
    assert [step.status for step in new.steps.order_by("pk")] == ["draft", "approved"]


def test_a_copy_with_other_words_brings_its_own_version_and_actions_stay_with_their_question(actor, office):
    """QP-09"""
    old = taken(actor, office, paper_text(status="Draft", more_1=ACTIONS))
    other = paper_text(status="Draft").replace("looked after while", "minded when")
    new = taken(actor, office, other, name="copy.txt")
    assert new == old
    assert new.questionnaire.version != old.questionnaire.version
    assert [one.answer.number for one in new.actions.all()] == [1, 1]
    assert new.answers.count() == 20


def test_an_assessment_that_is_worked_on_here_is_left_as_it_is(actor, office, officer, signed_in):
    """QP-09"""
    of = taken(actor, office, paper_text(status="Draft"))
    save_answer(actor, of, "external-changes", {"evidence": "Looked at again."})
    draft = brought(actor, office.country, paper_text(status="Draft", evidence_3="New."), "copy.txt")
    shown = signed_in(officer).get(reverse("draft", args=[draft.pk])).context["differences"]
    assert [(one["path"], one["after"]) for one in shown] == [
        ("sections[0].questions[0].evidence", "File 1 of the bridge office tells."),
        ("sections[1].questions[0].evidence", "New."),
    ]
    assert refused(actor, draft).code == "worked-on-here"
    assert of.answers.get(number=1).evidence == "Looked at again."


def test_an_assessment_that_was_begun_here_is_left_as_it_is(actor, office):
    """QP-09"""
    project = rated(office.country, TITLE, number="00055501")
    begun(actor, office.country, known(actor), project, year=2022)
    assert refused(actor, brought(actor, office.country, paper_text())).code == "worked-on-here"


def test_assessments_of_another_year_are_others_at_the_implementation_stage(actor, office):
    """QP-08"""
    listed = ["**List of Uploaded Documents**", "1\tplan.pdf\tmarta@example.org\t2020-03-25"]
    later = ["**List of Uploaded Documents**", "1\tplan.pdf\tmarta@example.org\t2022-03-25"]
    first = taken(actor, office, paper_text(stage="Implementation & Monitoring", more_4=listed))
    second = taken(actor, office, paper_text(stage="Implementation & Monitoring", more_4=later), name="later.txt")
    assert (first.year, second.year, first.stage) == (2020, 2022, "implementation")
    assert (first.subject, second.previous) == (second.subject, None)
