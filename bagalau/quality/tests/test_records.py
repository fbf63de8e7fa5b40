"""What is answered keeps its words."""

from __future__ import annotations

import pytest

from bagalau.quality.models import Definition
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db


def test_an_assessment_has_an_empty_answer_to_each_question(officer, office, viewer):
    actor = viewer(officer)
    of = records.begun(actor, office.country, records.known(actor))
    assert of.questions == of.answers.filter(value="").count() == 20
    assert of.ratings.count() == 8


def test_the_same_text_is_kept_once(officer, office, viewer):
    """QN-05"""
    actor = viewer(officer)
    one, other = records.begun(actor, office.country), records.begun(actor, office.country)
    assert one.questionnaire == other.questionnaire
    assert Definition.objects.count() == 2
    assert one.questionnaire.questionnaire is other.questionnaire.questionnaire
