"""Answers in short."""

from __future__ import annotations

import pytest

from bagalau.quality.rules.signs import Told, sign_of, signs_of, told_by
from bagalau.quality.tests import making


@pytest.mark.parametrize(
    "told", [Told(place, words, paper) for place in range(9) for words in (False, True) for paper in (False, True)]
)
def test_a_sign_says_what_was_answered_and_what_stands_behind_it(told):
    """QO-01"""
    assert told_by(sign_of(told)) == told
    assert len(sign_of(told)) == 1


def test_the_signs_of_an_assessment_stand_in_the_order_of_its_questions():
    """QO-01"""
    asked = making.questionnaire(making.section("a", making.question(1), making.question(2, ("Yes", "No"))))
    signs = signs_of(asked, {"q2": ("No", True, False), "unknown": ("3", True, True)})
    assert [told_by(sign) for sign in signs] == [Told(), Told(2, evidence=True)]
